import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bcg } from "../published-studies.fixture.ts";
import { codeOf, okValue } from "../result-value.fixture.ts";
import { poolFirth } from "./firth-logistic.ts";

describe("poolFirth", () => {
  it("maximises the penalised likelihood, as a brute-force search does", () => {
    // scipy's BFGS over 14 parameters, the determinant of the whole information computed anew at each step.
    expect(okValue(poolFirth(bcg)).estimate).toBeCloseTo(-0.47705, 5);
  });

  it("adds one half to each cell of a single table: the classic correction is Jeffreys' prior", () => {
    const result = okValue(poolFirth([{ events1: 0, n1: 12, events2: 5, n2: 15 }]));
    expect(result.estimate).toBeCloseTo(Math.log((0.5 * 10.5) / (12.5 * 5.5)), 9);
  });

  it("stays finite when all events are in one arm, with an interval that shows how little is known", () => {
    const result = okValue(
      poolFirth([
        { events1: 0, n1: 30, events2: 4, n2: 30 },
        { events1: 0, n1: 50, events2: 2, n2: 40 },
      ]),
    );
    expect(result.estimate).toBeLessThan(0);
    expect(result.ciLow).toBeLessThan(result.wald.ciLow);
    expect(result.ciHigh).toBeLessThan(result.wald.ciHigh);
    expect(result.pValue).toBeLessThan(result.wald.pValue);
  });

  it("turns its sign when the arms are swapped, and its interval with it", () => {
    const arm = fc.record({
      n: fc.integer({ min: 2, max: 80 }),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(fc.tuple(arm, arm), { minLength: 1, maxLength: 5 }), (arms) => {
        const tables = arms.map(([a, b]) => ({
          events1: Math.round(a.share * a.n),
          n1: a.n,
          events2: Math.round(b.share * b.n),
          n2: b.n,
        }));
        const one = poolFirth(tables);
        if (!one.ok) return one.problems[0]!.code === "no-studies";
        const other = okValue(
          poolFirth(
            tables.map(({ events1, n1, events2, n2 }) => ({
              events1: events2,
              n1: n2,
              events2: events1,
              n2: n1,
            })),
          ),
        );
        return (
          Math.abs(other.estimate + one.value.estimate) < 1e-7 &&
          Math.abs(other.ciLow + one.value.ciHigh) < 1e-6 &&
          one.value.ciLow < one.value.estimate &&
          one.value.estimate < one.value.ciHigh
        );
      }),
      { numRuns: 60 },
    );
  });

  it("leaves out studies without events, and says so", () => {
    const result = okValue(poolFirth([...bcg, { events1: 0, n1: 20, events2: 0, n2: 20 }]));
    expect(result.k).toBe(13);
    expect(result.notes[0]).toMatch(/^1 study was left out/);
    expect(codeOf(poolFirth([{ events1: 0, n1: 20, events2: 0, n2: 20 }]))).toBe("no-studies");
  });
});
