import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Coefficient } from "./coefficient.ts";
import { cohenKappa } from "./cohen-kappa.ts";
import { fleissKappa, gwetAc } from "./many-raters.ts";
import { pairAgreement } from "./pair-agreement.ts";
import { ratedSubjects } from "./rated-subjects.ts";
import type { RatingTable } from "./rating-table.ts";
import { agreementOn, pabak, percentAgreement } from "./shared-choices.ts";

function tableOf(counts: readonly (readonly number[])[], names?: readonly string[]): RatingTable {
  return {
    categories: names ?? counts.map((_, i) => String(i + 1)),
    counts,
    subjects: counts.flat().reduce((sum, count) => sum + count, 0),
  };
}

function numbers(coefficient: Coefficient): { estimate: number; se: number; lower: number; upper: number } {
  if (coefficient.kind === "undefined") throw new Error(coefficient.reason);
  const { estimate, standardError: se = Number.NaN, interval } = coefficient;
  return { estimate, se, lower: interval?.lower ?? Number.NaN, upper: interval?.upper ?? Number.NaN };
}

function near(coefficient: Coefficient, estimate: number, se?: number, digits = 6): void {
  const found = numbers(coefficient);
  expect(found.estimate).toBeCloseTo(estimate, digits);
  if (se !== undefined) expect(found.se).toBeCloseTo(se, digits);
}

/** Fleiss, Cohen & Everitt 1969: 200 patients, three diagnoses. */
const diagnoses = tableOf([
  [106, 10, 4],
  [22, 28, 10],
  [2, 12, 6],
]);
/** Gwet 2014: ectopic pregnancies by two abstractors (irrCAC, cont3x3abstractors). */
const abstractors = tableOf([
  [13, 0, 0],
  [0, 20, 7],
  [0, 4, 56],
]);
/** Gwet 2014: fifteen of Fleiss' patients by six psychiatrists (irrCAC, distrib.6raters). */
const psychiatrists = [
  [0, 0, 0, 6, 0],
  [0, 3, 0, 0, 3],
  [0, 1, 4, 0, 1],
  [0, 0, 0, 0, 6],
  [0, 3, 0, 3, 0],
  [2, 0, 4, 0, 0],
  [0, 0, 4, 0, 2],
  [2, 0, 3, 1, 0],
  [2, 0, 0, 4, 0],
  [0, 0, 0, 0, 6],
  [1, 0, 0, 5, 0],
  [1, 1, 0, 4, 0],
  [0, 3, 3, 0, 0],
  [1, 0, 0, 5, 0],
  [0, 2, 0, 3, 1],
].map((ratings) => ({ ratings, subjects: 1 }));
/** Gwet 2014: four raters, not all of whom rated all twelve subjects (irrCAC, cac.raw4raters; Krippendorff's example). */
const incomplete = [
  [1, 1, 1],
  [2, 2, 3, 2],
  [3, 3, 3, 3],
  [3, 3, 3, 3],
  [2, 2, 2, 2],
  [1, 2, 3, 4],
  [4, 4, 4, 4],
  [1, 1, 2, 1],
  [2, 2, 2, 2],
  [5, 5, 5],
  [1, 1],
  [3],
].map((given) => ({
  ratings: [1, 2, 3, 4, 5].map((k) => given.filter((rating) => rating === k).length),
  subjects: 1,
}));

describe("Cohen's kappa", () => {
  it("is that of Fleiss, Cohen & Everitt 1969, with linear and quadratic weights as vcd 1.4-11 has them", () => {
    near(cohenKappa(diagnoses, "identity", 0.95), 0.4285714286, 0.0537110049, 9);
    near(cohenKappa(diagnoses, "linear", 0.95), 0.4923076923, 0.0507186076, 9);
    near(cohenKappa(diagnoses, "quadratic", 0.95), 0.5666666667, 0.0556663402, 9);
  });

  it("is that of Cohen 1968, .492, with psych's standard error", () => {
    const cohen = tableOf([
      [88, 14, 18],
      [10, 40, 10],
      [2, 6, 12],
    ]);
    near(cohenKappa(cohen, "identity", 0.95), 0.4915254237, 0.0510018156, 9);
  });

  it("is that of Gwet's abstractors, with its standard error", () => {
    near(cohenKappa(abstractors, "identity", 0.95), 0.7964094, 0.05891072, 7);
    near(cohenKappa(abstractors, "linear", 0.95), 0.842902028, 0.0478721216, 9);
  });

  it("of a 4 × 4 table of wives and husbands (Agresti 1990, SexualFun) is vcd's", () => {
    const fun = tableOf([
      [7, 7, 2, 3],
      [2, 8, 3, 7],
      [1, 5, 4, 9],
      [2, 8, 9, 14],
    ]);
    near(cohenKappa(fun, "identity", 0.95), 0.129330254, 0.0685985325, 9);
    near(cohenKappa(fun, "quadratic", 0.95), 0.3320455862, 0.097297522, 9);
  });
});

describe("Gwet's AC1 and AC2, Fleiss' kappa", () => {
  it("AC1 of the abstractors is 0.8493305, its interval 0.764 to 0.935", () => {
    const ac1 = gwetAc(ratedSubjects(abstractors), 3, "identity", 0.95);
    near(ac1, 0.8493305);
    // The published error is the two raters' form, which divides by n where the form for many divides by n − 1.
    expect(numbers(ac1).se * Math.sqrt(99 / 100)).toBeCloseTo(0.04321747, 8);
    expect(numbers(ac1).lower).toBeCloseTo(0.764, 2);
    expect(numbers(ac1).upper).toBeCloseTo(0.935, 2);
  });

  it("AC2 of the abstractors is 0.900 with linear and 0.940 with quadratic weights", () => {
    const linear = numbers(gwetAc(ratedSubjects(abstractors), 3, "linear", 0.95));
    const quadratic = numbers(gwetAc(ratedSubjects(abstractors), 3, "quadratic", 0.95));
    expect([linear.estimate, linear.lower, linear.upper].map((x) => x.toFixed(3))).toEqual([
      "0.900",
      "0.842",
      "0.958",
    ]);
    expect(quadratic.estimate).toBeCloseTo(0.94, 3);
    expect(quadratic.lower).toBeCloseTo(0.905, 3);
  });

  it("of six psychiatrists are Gwet's: AC1 0.4448007, Fleiss' kappa 0.4139265", () => {
    const ac1 = gwetAc(psychiatrists, 5, "identity", 0.95);
    near(ac1, 0.4448007, 0.08418757, 7);
    expect(numbers(ac1).lower).toBeCloseTo(0.264, 3);
    expect(numbers(ac1).upper).toBeCloseTo(0.625, 3);
    near(fleissKappa(psychiatrists, 5, "identity", 0.95), 0.4139265, 0.08119291, 7);
  });

  it("where not all raters rated all are Gwet's: AC1 0.77544 ± 0.14295, Fleiss' kappa 0.76117 ± 0.15302", () => {
    near(gwetAc(incomplete, 5, "identity", 0.95), 0.77544, 0.14295, 5);
    near(fleissKappa(incomplete, 5, "identity", 0.95), 0.76117, 0.15302, 5);
    near(gwetAc(incomplete, 5, "quadratic", 0.95), 0.914, 0.104, 3);
    near(gwetAc(incomplete, 5, "linear", 0.95), 0.859, 0.117, 3);
  });

  it("Fleiss' kappa of two raters is Scott's pi of the abstractors", () => {
    near(fleissKappa(ratedSubjects(abstractors), 3, "identity", 0.95), 0.7962397);
  });
});

describe("percent agreement, PABAK, positive and negative agreement", () => {
  it("of the abstractors are 0.89 and, adjusted, Brennan & Prediger's 0.835", () => {
    near(percentAgreement(abstractors, 0.95), 0.89, 0.03128898, 8);
    near(pabak(abstractors, 0.95), 0.835, 0.04693346, 8);
  });

  it("of Feinstein & Cicchetti's (1990) paradox: 85 % agree in both tables, kappa .70 and .32, positive .84 and .91, negative .86 and .40", () => {
    const even = tableOf([
      [40, 9],
      [6, 45],
    ]);
    const rare = tableOf([
      [80, 10],
      [5, 5],
    ]);
    const rounded = (coefficient: Coefficient): string => numbers(coefficient).estimate.toFixed(2);
    const of = (table: RatingTable): readonly string[] => [
      rounded(percentAgreement(table, 0.95)),
      rounded(cohenKappa(table, "identity", 0.95)),
      rounded(agreementOn(table, 0, 0.95)),
      rounded(agreementOn(table, 1, 0.95)),
      rounded(pabak(table, 0.95)),
    ];
    expect(of(even)).toEqual(["0.85", "0.70", "0.84", "0.86", "0.70"]);
    expect(of(rare)).toEqual(["0.85", "0.32", "0.91", "0.40", "0.70"]);
  });
});

describe("what is not defined", () => {
  it("says why: no record in common, one category alone, a category nobody chose", () => {
    const none = pairAgreement(
      tableOf(
        [
          [0, 0],
          [0, 0],
        ],
        ["include", "exclude"],
      ),
      false,
    );
    for (const coefficient of [none.percent, none.kappa, none.pabak, none.ac1, none.on[0]!.agreement])
      expect(coefficient).toMatchObject({
        kind: "undefined",
        reason: expect.stringMatching(/no record|judged by two/i),
      });
    const all = pairAgreement(
      tableOf(
        [
          [0, 0],
          [0, 9],
        ],
        ["include", "exclude"],
      ),
      false,
    );
    expect(all.kappa).toMatchObject({
      kind: "undefined",
      reason: expect.stringContaining("one and the same category"),
    });
    expect(all.on[0]!.agreement).toMatchObject({ kind: "undefined", reason: 'Neither chose "include".' });
    expect(all.ac1).toMatchObject({ kind: "defined", estimate: 1, noInterval: expect.any(String) });
    expect(numbers(all.percent).lower).toBeCloseTo(0.7009, 3);
  });

  it("is never a number that is none, whatever the table; no coefficient passes 1, and all are 1 where all agree", () => {
    const cell = fc.oneof(fc.constant(0), fc.nat({ max: 40 }));
    const tables = fc
      .integer({ min: 2, max: 4 })
      .chain((q) => fc.array(fc.array(cell, { minLength: q, maxLength: q }), { minLength: q, maxLength: q }));
    fc.assert(
      fc.property(tables, (counts) => {
        const found = pairAgreement(tableOf(counts), true);
        const all = [
          found.percent,
          found.kappa,
          found.pabak,
          found.ac1,
          ...found.on.map((on) => on.agreement),
        ];
        for (const { kappa, ac2 } of Object.values(found.weighted ?? {})) all.push(kappa, ac2);
        const agree = counts.every((row, i) => row.every((count, j) => i === j || count === 0));
        for (const coefficient of all) {
          if (coefficient.kind === "undefined") continue;
          expect(coefficient.estimate).toBeLessThanOrEqual(1 + 1e-12);
          if (agree) expect(coefficient.estimate).toBeCloseTo(1, 10);
          expect(Number.isFinite(coefficient.estimate)).toBe(true);
          const { interval, standardError = 1 } = coefficient;
          expect(standardError).toBeGreaterThan(0);
          if (interval !== undefined) {
            expect(interval.lower).toBeLessThanOrEqual(coefficient.estimate + 1e-9);
            expect(interval.upper).toBeGreaterThanOrEqual(coefficient.estimate - 1e-9);
          }
        }
      }),
    );
  });

  it("two raters may change places, and a table twice as large halves the variance of kappa", () => {
    const turned = tableOf(diagnoses.counts.map((row, i) => row.map((_, j) => diagnoses.counts[j]![i]!)));
    const twice = tableOf(diagnoses.counts.map((row) => row.map((count) => 2 * count)));
    for (const weights of ["identity", "linear", "quadratic"] as const) {
      const { estimate, se } = numbers(cohenKappa(diagnoses, weights, 0.95));
      near(cohenKappa(turned, weights, 0.95), estimate, se, 12);
      near(cohenKappa(twice, weights, 0.95), estimate, se / Math.SQRT2, 12);
    }
  });
});
