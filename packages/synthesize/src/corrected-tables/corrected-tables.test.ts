import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Counts } from "../binary/counts.ts";
import { riskRatio } from "../binary/risk-ratio.ts";
import { poolCommon } from "../pool/pool-common.ts";
import { bcg } from "../published-studies.fixture.ts";
import { codeOf, okValue } from "../result-value.fixture.ts";
import { mantelHaenszel } from "../tables/mantel-haenszel.ts";
import { correctedEffects } from "./corrected-effect.ts";
import { correctedMantelHaenszel } from "./corrected-mantel-haenszel.ts";
import { increments } from "./increments.ts";
import { sampleSizeMean } from "./sample-size-weights.ts";

const zero: Counts = { events1: 0, n1: 20, events2: 3, n2: 40 };
const full: Counts = { events1: 10, n1: 10, events2: 4, n2: 12 };
const plain: Counts = { events1: 2, n1: 30, events2: 5, n2: 30 };
const doubleZero: Counts = { events1: 0, n1: 15, events2: 0, n2: 16 };

describe("increments", () => {
  it("go to tables with a zero cell, to all if there is one, or to all", () => {
    const added = (apply: "only-zero" | "if-any-zero" | "all", tables: readonly Counts[]) =>
      increments(tables, "OR", { apply }).map(({ arm1 }) => arm1);
    expect(added("only-zero", [zero, plain, full])).toEqual([0.5, 0, 0.5]);
    expect(added("if-any-zero", [zero, plain])).toEqual([0.5, 0.5]);
    expect(added("if-any-zero", [plain, plain])).toEqual([0, 0]);
    expect(added("all", [plain])).toEqual([0.5]);
  });

  it("share 1 between the arms in proportion to their people (treatment-arm)", () => {
    const [added] = increments([zero], "RR", { increment: "treatment-arm" });
    expect(added!.arm1).toBeCloseTo(1 / 3, 15);
    expect(added!.arm2).toBeCloseTo(2 / 3, 15);
  });

  it("may be given for each table, and are never needed by the arcsine difference", () => {
    const own = [{ arm1: 0.1, arm2: 0.2 }];
    expect(increments([plain, plain], "OR", { increment: own })).toEqual([own[0], { arm1: 0, arm2: 0 }]);
    expect(increments([zero], "AS", { apply: "all" })).toEqual([{ arm1: 0, arm2: 0 }]);
  });
});

describe("correctedEffects", () => {
  it("adds to the events alone for a risk ratio, or to both cells as RevMan 5", () => {
    const [own] = correctedEffects([zero], "RR").map(okValue);
    expect(own!.yi).toBeCloseTo(Math.log(0.5 / 20.5 / (3.5 / 40.5)), 14);
    const [whole] = correctedEffects([zero], "RR", { wholeRiskRatio: true }).map(okValue);
    expect(whole!.yi).toBeCloseTo(Math.log(0.5 / 21 / (3.5 / 41)), 14);
    expect(whole!.vi).toBeCloseTo(1 / 0.5 - 1 / 21 + 1 / 3.5 - 1 / 41, 14);
  });

  it("gives an arm of nothing but events a variance above 0", () => {
    const [effect] = correctedEffects([full], "RR").map(okValue);
    expect(effect!.vi).toBeCloseTo(1 / 10 - 1 / 10.5 + 1 / 4.5 - 1 / 12.5, 14);
  });

  it("corrects only the variance of a risk difference", () => {
    const [effect] = correctedEffects([zero], "RD").map(okValue);
    expect(effect!.yi).toBeCloseTo(-3 / 40, 15);
    expect(effect!.vi).toBeCloseTo((0.5 * 20.5) / 21 ** 3 + (3.5 * 37.5) / 41 ** 3, 15);
  });

  it("leaves double-zero tables out of ratios unless they are kept", () => {
    expect(codeOf(correctedEffects([doubleZero], "OR")[0]!)).toBe("double-zero");
    const [kept] = correctedEffects([doubleZero], "OR", { keepDoubleZero: true }).map(okValue);
    expect(kept!.yi).toBeCloseTo(Math.log(0.5 / 15.5 / (0.5 / 16.5)), 14);
    expect(codeOf(correctedEffects([doubleZero], "RD")[0]!)).toBe("ok");
    expect(codeOf(correctedEffects([{ ...plain, events1: 31 }], "OR")[0]!)).toBe("more-events-than-people");
  });

  it("without zero cells is the plain effect", () => {
    const own = correctedEffects(bcg, "RR").map(okValue);
    for (const [i, { vi }] of own.entries()) expect(vi).toBeCloseTo(okValue(riskRatio(bcg[i]!)).vi, 14);
  });
});

describe("correctedMantelHaenszel", () => {
  it("equals the plain estimate without zero cells, and exactly also with them", () => {
    for (const measure of ["OR", "RR"] as const) {
      const plainly = okValue(mantelHaenszel([...bcg, zero], { measure }));
      const exact = okValue(correctedMantelHaenszel([...bcg, zero], measure, { exact: true }));
      expect(exact.estimate).toBeCloseTo(plainly.estimate, 12);
      expect(exact.se).toBeCloseTo(plainly.se, 12);
      const corrected = okValue(correctedMantelHaenszel([...bcg, zero], measure));
      expect(corrected.estimate).not.toBe(exact.estimate);
    }
  });

  it("of one table is the table's own effect", () => {
    const [effect] = correctedEffects([plain], "RD").map(okValue);
    const pooled = okValue(correctedMantelHaenszel([plain], "RD"));
    expect(pooled.estimate).toBeCloseTo(effect!.yi, 14);
    expect(pooled.se ** 2).toBeCloseTo(effect!.vi, 14);
  });

  it("ignores double-zero tables in ratios, and is a problem when nothing else is there", () => {
    const without = okValue(correctedMantelHaenszel([plain, zero], "OR"));
    const { estimate, weights } = okValue(correctedMantelHaenszel([plain, zero, doubleZero], "OR"));
    expect(estimate).toBe(without.estimate);
    expect(weights[2]).toBe(0);
    expect(codeOf(correctedMantelHaenszel([doubleZero], "OR"))).toBe("not-estimable");
    expect(codeOf(correctedMantelHaenszel([], "RD"))).toBe("not-estimable");
  });

  it("changes sign when arms are exchanged", () => {
    const count = fc.integer({ min: 0, max: 20 });
    const table = fc
      .record({ a: count, b: count, c: count, d: count })
      .filter(({ a, b, c, d }) => a + b > 0 && c + d > 0);
    fc.assert(
      fc.property(fc.array(table, { minLength: 1, maxLength: 6 }), (cells) => {
        const tables = cells.map(({ a, b, c, d }) => ({ events1: a, n1: a + b, events2: c, n2: c + d }));
        const swapped = tables.map(({ events1, n1, events2, n2 }) => ({
          events1: events2,
          n1: n2,
          events2: events1,
          n2: n1,
        }));
        for (const measure of ["OR", "RR", "RD"] as const) {
          const one = correctedMantelHaenszel(tables, measure);
          const two = correctedMantelHaenszel(swapped, measure);
          expect(two.ok).toBe(one.ok);
          if (one.ok && two.ok) {
            expect(two.value.estimate).toBeCloseTo(-one.value.estimate, 10);
            expect(two.value.se).toBeCloseTo(one.value.se, 10);
          }
        }
      }),
    );
  });
});

describe("sampleSizeMean", () => {
  it("with equal variances per person equals the inverse-variance mean", () => {
    const effects = [
      { yi: 0.2, n1: 10, n2: 30 },
      { yi: 0.7, n1: 50, n2: 20 },
    ].map((study) => ({ ...study, vi: 1 / study.n1 + 1 / study.n2 }));
    const { estimate, se } = okValue(sampleSizeMean(effects, 0));
    const pooled = okValue(poolCommon(effects));
    expect(estimate).toBeCloseTo(pooled.estimate, 14);
    expect(se).toBeCloseTo(pooled.se, 14);
    expect(codeOf(sampleSizeMean([{ yi: 0, vi: 1, n1: 0, n2: 3 }], 0))).toBe("bad-weights");
  });
});
