import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bcgEffects } from "../published-effects.fixture.ts";
import { codeOf, okValue } from "../result-value.fixture.ts";
import { designMatrix, interceptOnly } from "./design.ts";
import { type PermutationOptions, permutationTest } from "./permutation-test.ts";

const first = (k: number) => bcgEffects.slice(0, k);
const test = (k: number, formula: string, options: PermutationOptions = {}) =>
  permutationTest(first(k), okValue(designMatrix(first(k), formula)), options);

describe("the permutation test", () => {
  it("of latitude over all 5,040 orders of seven BCG trials is metafor's (permutest, 3.8-1, DL)", () => {
    const result = okValue(test(7, "~ ablat", { tau2: "DL", permutations: "exact" }));
    // Two trials share the latitude 44: 2,520 orders are distinct.
    expect(result).toMatchObject({ permutations: 2520, exact: true, failed: 0 });
    expect(result.pValues[0]).toBeCloseTo(0.9194444444444, 10);
    expect(result.pValues[1]).toBeCloseTo(0.1861111111111, 10);
    expect(result.moderatorsP).toBeCloseTo(0.1861111111111, 10);
  });

  it("without moderators turns the signs of all effects in every way (permutest, 3.8-1)", () => {
    const result = okValue(
      permutationTest(first(9), interceptOnly(9), { tau2: "DL", test: "hk", permutations: "exact" }),
    );
    expect(result.permutations).toBe(512);
    expect(result.pValues).toEqual([4 / 512]);
  });

  it("counts the data themselves, so that no p-value is 0", () => {
    for (const permutations of ["exact", 200] as const) {
      const result = okValue(test(6, "~ ablat", { tau2: "DL", permutations }));
      for (const p of result.pValues) expect(p).toBeGreaterThanOrEqual(1 / result.permutations);
      expect(result.moderatorsP).toBeLessThanOrEqual(1);
    }
  });

  it("gives the joint test of one moderator the p-value of its coefficient", () => {
    const { pValues, moderatorsP } = okValue(test(7, "~ year", { tau2: "PM", permutations: "exact" }));
    expect(moderatorsP).toBeCloseTo(pValues[1]!, 12);
  });

  it("does not depend on the order or the scale of the studies", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({ yi: fc.double({ min: -2, max: 2, noNaN: true }), x: fc.integer({ min: 0, max: 3 }) }),
          { minLength: 4, maxLength: 5 },
        ),
        (rows) => {
          fc.pre(new Set(rows.map(({ x }) => x)).size > 1 && new Set(rows.map(({ yi }) => yi)).size > 2);
          const p = (effects: readonly { readonly yi: number; readonly vi: number; readonly x: number }[]) =>
            okValue(
              permutationTest(effects, okValue(designMatrix(effects, "~ x")), {
                tau2: "DL",
                permutations: "exact",
              }),
            ).pValues[1]!;
          const effects = rows.map(({ yi, x }, i) => ({ yi, vi: 0.1 + 0.05 * i, x }));
          const found = p(effects);
          expect(p([...effects].reverse())).toBeCloseTo(found, 9);
          const scaled = effects.map(({ yi, vi, x }) => ({ yi: -1024 * yi, vi: 1024 ** 2 * vi, x: 8 * x }));
          expect(p(scaled)).toBeCloseTo(found, 9);
        },
      ),
      { numRuns: 25 },
    );
  });

  it("draws the same permutations from the same seed, and comes near the exact p-value", () => {
    const draw = (seed: number) => okValue(test(7, "~ ablat", { tau2: "DL", permutations: 2000, seed }));
    expect(draw(5)).toEqual(draw(5));
    expect(draw(6).pValues).not.toEqual(draw(5).pValues);
    const exact = okValue(test(7, "~ ablat", { tau2: "DL", permutations: "exact" }));
    const error = 4 * Math.sqrt((exact.pValues[1]! * (1 - exact.pValues[1]!)) / 2000);
    expect(Math.abs(draw(5).pValues[1]! - exact.pValues[1]!)).toBeLessThan(error);
  });

  it("doubles the smaller tail when asked to, and compares coefficients when asked to", () => {
    const p = (options: PermutationOptions) =>
      okValue(test(6, "~ ablat", { tau2: "DL", permutations: "exact", ...options })).pValues[1]!;
    const doubled = p({ tails: "doubled" });
    expect(doubled).toBeLessThanOrEqual(1);
    expect((doubled * 360) % 2).toBeCloseTo(0, 9);
    expect(p({ statistic: "coefficient" })).not.toBe(p({ statistic: "test" }));
  });

  it("leaves out studies without the moderator", () => {
    const rows = first(7).map((row, i) => (i === 6 ? { ...row, ablat: null } : row));
    const design = okValue(designMatrix(rows, "~ ablat"));
    const result = okValue(permutationTest(rows, design, { tau2: "DL", permutations: "exact" }));
    expect(result).toEqual(okValue(test(6, "~ ablat", { tau2: "DL", permutations: "exact" })));
  });

  it("tells how far it is, and stops when asked to", () => {
    const shares: number[] = [];
    okValue(test(6, "~ ablat", { permutations: 300, progress: (share) => shares.push(share) }));
    expect(shares.at(-1)).toBe(1);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    const signal = { aborted: false };
    const stopped = test(6, "~ ablat", {
      permutations: 1000,
      signal,
      progress: () => {
        signal.aborted = true;
      },
    });
    expect(codeOf(stopped)).toBe("aborted");
  });

  it("refuses numbers of permutations that nobody can wait for, or that are none", () => {
    expect(codeOf(test(13, "~ ablat", { permutations: "exact" }))).toBe("bad-permutations");
    for (const permutations of [0, -1, 2.5, Number.NaN, 1e9]) {
      expect(codeOf(test(6, "~ ablat", { permutations }))).toBe("bad-permutations");
    }
    expect(codeOf(test(6, "~ ablat", { level: 2 }))).toBe("bad-level");
  });
});
