import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drawFrom } from "./hostile.ts";
import { targets } from "./targets.ts";
import { fault, findNaN } from "./verdict.ts";

describe("Any input gives a value without NaN or a problem that says what to do", () => {
  for (const { name, call, weight = 1 } of targets) {
    it(`holds for ${name}`, () => {
      fc.assert(
        fc.property(fc.gen(), (gen) => {
          expect(fault(call(drawFrom(gen)))).toBeNull();
        }),
        { numRuns: weight < 0.05 ? 10 : 40, seed: 1, endOnFailure: true },
      );
    });
  }
});

describe("The verdict on an answer", () => {
  it("names the place of a NaN, also inside typed arrays", () => {
    expect(findNaN({ a: [0, { b: Float64Array.of(1, Number.NaN) }] })).toBe("a.1.b.1");
    expect(fault({ ok: true, value: { se: Number.NaN } })).toMatch(/^se is not a number/);
  });

  it("wants a code and a sentence of every problem", () => {
    expect(fault({ ok: false, problems: [] })).toMatch(/without a problem/);
    expect(
      fault({ ok: false, problems: [{ code: "Bad Code", message: "A long enough sentence." }] }),
    ).toMatch(/Bad Code/);
    expect(
      fault({ ok: false, problems: [{ code: "bad-n", message: "n is undefined; give a number." }] }),
    ).toMatch(/no sentence/);
    expect(
      fault({ ok: false, problems: [{ code: "bad-n", message: "n is 0; give a number above 0." }] }),
    ).toBeNull();
  });
});
