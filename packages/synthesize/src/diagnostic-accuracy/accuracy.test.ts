import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { codeOf, okValue } from "../result-value.fixture.ts";
import { studyAccuracy } from "./accuracy-study.ts";
import { studyLikelihood } from "./binomial-likelihood.ts";
import { binomialAccuracy } from "./binomial-model.ts";
import { bivariateAccuracy } from "./bivariate.ts";
import { proportionalHazards } from "./proportional-hazards.ts";
import { auditC, tablesOf } from "./published-tables.fixture.ts";
import { type AccuracyIntervalMethod, rateLimits } from "./rate-interval.ts";
import { areaUnderCurve, type SummaryCurveKind, summaryCurve } from "./summary-curve.ts";
import { mantelHaenszelAccuracy, poolAccuracyRatio } from "./univariate-accuracy.ts";

describe("proportionalHazards", () => {
  it("finds for AUDIT-C what mada's vignette prints: phm(AuditC) and phm(AuditC, hetero = FALSE)", () => {
    const varying = okValue(proportionalHazards(auditC));
    expect(varying.theta).toBeCloseTo(0.084631351, 7);
    expect(varying.tau2).toBeCloseTo(0.003706143, 7);
    const single = okValue(proportionalHazards(auditC, { heterogeneous: false }));
    expect(single.theta).toBeCloseTo(0.004586893, 8);
    expect(single.q).toBeCloseTo(222.47, 2);
    expect(single.areaLow).toBeLessThan(single.area);
    expect(single.area).toBeCloseTo(1 / 1.004586893, 8);
  });

  it("finds no likelihood above its own", () => {
    const fit = okValue(proportionalHazards(auditC));
    const fixed = okValue(proportionalHazards(auditC, { heterogeneous: false }));
    expect(fit.logLikelihood).toBeGreaterThan(fixed.logLikelihood);
    expect(fit.converged).toBe(true);
    const alike = okValue(
      proportionalHazards(
        tablesOf([
          [40, 10, 20, 80],
          [80, 20, 40, 160],
        ]),
      ),
    );
    expect(alike.tau2).toBe(0);
  });

  it("refuses zero cells without a correction, and the variation of one study", () => {
    expect(codeOf(proportionalHazards(auditC, { correction: { rule: "none" } }))).toBe("zero-cell");
    expect(codeOf(proportionalHazards(auditC.slice(0, 1)))).toBe("too-few-studies");
    expect(proportionalHazards(auditC.slice(0, 1), { heterogeneous: false }).ok).toBe(true);
    expect(codeOf(proportionalHazards(auditC, { level: 0 }))).toBe("bad-level");
  });
});

/** The six studies of fixtures/diagnostic-accuracy.R, data set made. */
const made = tablesOf([
  [20, 2, 10, 60],
  [15, 5, 4, 80],
  [41, 3, 30, 100],
  [9, 4, 2, 40],
  [33, 8, 6, 90],
  [27, 1, 22, 70],
]);

describe("binomialAccuracy", () => {
  const at = (order: number): number =>
    made.reduce(
      (sum, { truePositives, falseNegatives, falsePositives, trueNegatives }) =>
        sum +
        studyLikelihood(
          [
            { x: truePositives, n: truePositives + falseNegatives },
            { x: trueNegatives, n: falsePositives + trueNegatives },
          ],
          [1.88838980324199, 2.088768873074897],
          [0.7076059082899582, -0.7344080898145084, 0],
          order,
        ),
      0,
    );

  it("has Laplace's approximation as 30-digit arithmetic (mpmath) has it, and the integral as a sum over 400,000 points", () => {
    expect(at(1)).toBeCloseTo(-29.26240678132785, 11);
    expect(at(20)).toBeCloseTo(-29.26813022835, 9);
  });

  it("reaches a higher likelihood than lme4's glmer, whose own value at its estimates is 3e-5 off", () => {
    const fit = okValue(binomialAccuracy(made));
    // -29.26240714 is Laplace's approximation at glmer's estimates in 30-digit arithmetic; glmer prints -29.26237712.
    expect(fit.logLikelihood!).toBeGreaterThan(-29.26240714);
    expect(fit.correlation).toBe(1);
    expect(fit.convergence.boundary).toBe(true);
    expect(fit.notes.join(" ")).toContain("A variance is 0, or the correlation -1 or 1");
  });

  it("settles as the quadrature gets finer", () => {
    const [coarse, fine] = [7, 13].map((quadrature) => okValue(binomialAccuracy(made, { quadrature })));
    expect(coarse!.logLikelihood!).toBeCloseTo(fine!.logLikelihood!, 5);
    expect(coarse!.mean[0]).toBeCloseTo(fine!.mean[0], 4);
  });

  it("needs no correction of zero cells, but counts on both sides somewhere", () => {
    const fit = okValue(binomialAccuracy(auditC));
    const corrected = okValue(bivariateAccuracy(auditC, { method: "ML" }));
    expect(fit.sensitivity.estimate).toBeGreaterThan(corrected.sensitivity.estimate);
    const perfect = tablesOf([
      [10, 0, 3, 20],
      [14, 0, 2, 30],
      [9, 0, 5, 11],
    ]);
    expect(codeOf(binomialAccuracy(perfect))).toBe("no-maximum");
    expect(codeOf(binomialAccuracy(auditC, { quadrature: 0 }))).toBe("bad-quadrature");
    expect(codeOf(binomialAccuracy(auditC, { level: 1 }))).toBe("bad-level");
    expect(codeOf(binomialAccuracy([]))).toBe("no-studies");
  });
});

describe("summaryCurve", () => {
  const fit = okValue(bivariateAccuracy(auditC));
  const kinds: readonly SummaryCurveKind[] = [
    "hsroc",
    "sens-on-fpr",
    "fpr-on-sens",
    "moses-littenberg",
    "major-axis",
  ];

  it("goes through the summary point, whichever line it is", () => {
    for (const kind of kinds) {
      const curve = okValue(summaryCurve(fit, kind));
      expect(curve.sensitivityAt(fit.falsePositiveRate.estimate)).toBeCloseTo(fit.sensitivity.estimate, 10);
      expect([curve.sensitivityAt(0), curve.sensitivityAt(1)]).toEqual([0, 1]);
    }
  });

  it("has between the two regressions the HSROC curve", () => {
    const slope = (kind: SummaryCurveKind): number => okValue(summaryCurve(fit, kind)).slope;
    expect(slope("sens-on-fpr")).toBeLessThan(slope("hsroc"));
    expect(slope("hsroc")).toBeLessThan(slope("fpr-on-sens"));
  });

  it("has the area of a symmetric curve in closed form (Walter 2002): D (D - 1 - ln D) / (D - 1)^2", () => {
    fc.assert(
      fc.property(fc.double({ min: 0.3, max: 8, noNaN: true }), (log) => {
        const curve = okValue(
          summaryCurve({
            mean: [log, 0],
            between: [
              [0.5, 0.1],
              [0.1, 0.5],
            ],
          }),
        );
        const d = Math.exp(log);
        expect(okValue(areaUnderCurve(curve))).toBeCloseTo((d * (d - 1 - log)) / (d - 1) ** 2, 9);
        expect(curve.hsroc.accuracy).toBeCloseTo(log, 12);
        expect(curve.hsroc.shape).toBeCloseTo(0, 12);
      }),
    );
  });

  it("says the same as the HSROC parameters: logit sens = Lambda e^(-beta/2) + e^(-beta) logit fpr", () => {
    const curve = okValue(summaryCurve(fit));
    const { accuracy, shape, accuracyVariance, thresholdVariance } = curve.hsroc;
    expect(curve.intercept).toBeCloseTo(accuracy * Math.exp(-shape / 2), 12);
    expect(curve.slope).toBeCloseTo(Math.exp(-shape), 12);
    // var(logit sens) = e^(-beta) (var theta + var alpha / 4) in Rutter and Gatsonis' model.
    expect(Math.exp(-shape) * (thresholdVariance + accuracyVariance / 4)).toBeCloseTo(fit.between![0][0], 10);
  });

  it("has a mean sensitivity over part of its range, and none without variation", () => {
    const curve = okValue(summaryCurve(fit));
    const narrow = okValue(areaUnderCurve(curve, 0.2, 0.2001));
    expect(narrow).toBeCloseTo(curve.sensitivityAt(0.20005), 7);
    expect(codeOf(areaUnderCurve(curve, 0.5, 0.2))).toBe("bad-range");
    expect(codeOf(summaryCurve(okValue(bivariateAccuracy(auditC, { method: "common" }))))).toBe("no-curve");
  });
});

const methods: readonly AccuracyIntervalMethod[] = [
  "wilson",
  "wald",
  "agresti-coull",
  "jeffreys",
  "modified-wilson",
  "modified-jeffreys",
  "clopper-pearson",
  "arcsine",
  "logit",
];

describe("studyAccuracy", () => {
  it("gives the ten figures of a table by hand: 90 of 100 diseased and 20 of 80 others test positive", () => {
    const [study] = okValue(studyAccuracy(tablesOf([[90, 10, 20, 60]])));
    expect(study!.sensitivity.estimate).toBe(0.9);
    expect(study!.positiveLikelihoodRatio.estimate).toBeCloseTo(3.6, 12);
    expect(study!.negativeLikelihoodRatio.estimate).toBeCloseTo(0.1 / 0.75, 12);
    expect(study!.diagnosticOddsRatio.estimate).toBeCloseTo(27, 12);
    const half = 1.959963984540054 * Math.sqrt(1 / 90 + 1 / 10 + 1 / 20 + 1 / 60);
    expect(study!.diagnosticOddsRatio.high).toBeCloseTo(27 * Math.exp(half), 9);
  });

  it("corrects all studies, or those with a zero cell, or none", () => {
    const tables = tablesOf([
      [10, 0, 5, 20],
      [8, 2, 5, 20],
    ]);
    const at = (rule: "all" | "single" | "none") =>
      okValue(studyAccuracy(tables, { correction: { rule } })).map(({ sensitivity }) => sensitivity.estimate);
    expect(at("all")).toEqual([10.5 / 11, 8.5 / 11]);
    expect(at("single")).toEqual([10.5 / 11, 0.8]);
    expect(at("none")).toEqual([1, 0.8]);
    const [zero] = okValue(studyAccuracy(tables, { correction: { rule: "none" } }));
    expect(zero!.diagnosticOddsRatio).toEqual({
      estimate: Number.POSITIVE_INFINITY,
      low: 0,
      high: Number.POSITIVE_INFINITY,
    });
  });

  it("has intervals that hold the estimate, stay inside 0 and 1, and widen with the level", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...methods),
        fc.integer({ min: 0, max: 60 }),
        fc.integer({ min: 0, max: 60 }),
        (method, x, rest) => {
          fc.pre(x + rest > 0);
          const n = x + rest;
          const [low, high] = rateLimits(x, n, method, 0.9);
          const [lower, higher] = rateLimits(x, n, method, 0.99);
          expect(low).toBeGreaterThanOrEqual(0);
          expect(high).toBeLessThanOrEqual(1);
          expect(lower).toBeLessThanOrEqual(low + 1e-12);
          expect(higher).toBeGreaterThanOrEqual(high - 1e-12);
          // Anscombe's arcsine moves its centre towards 1/2, so that near 0 and 1 it may miss the estimate itself.
          if (method === "arcsine") return;
          expect(low).toBeLessThanOrEqual(x / n + 1e-12);
          expect(high).toBeGreaterThanOrEqual(x / n - 1e-12);
        },
      ),
    );
  });

  it("turns round with the event: the limits of n - x are 1 minus those of x", () => {
    for (const method of methods) {
      for (const x of [0, 1, 2, 7, 19, 20]) {
        const [low, high] = rateLimits(x, 20, method, 0.95);
        const [other, another] = rateLimits(20 - x, 20, method, 0.95);
        expect(1 - another).toBeCloseTo(low, 9);
        expect(1 - other).toBeCloseTo(high, 9);
      }
    }
  });

  it("refuses a wrong level", () => {
    expect(codeOf(studyAccuracy(auditC, { level: 95 }))).toBe("bad-level");
  });
});

describe("one ratio pooled by itself", () => {
  it("is the same by Mantel and Haenszel as in a single table when all tables are alike", () => {
    const alike = tablesOf([
      [90, 10, 20, 60],
      [90, 10, 20, 60],
    ]);
    for (const [measure, ratio] of [
      ["diagnosticOddsRatio", 27],
      ["positiveLikelihoodRatio", 3.6],
      ["negativeLikelihoodRatio", 0.1 / 0.75],
    ] as const) {
      expect(Math.exp(okValue(mantelHaenszelAccuracy(measure, alike)).estimate)).toBeCloseTo(ratio, 10);
      expect(Math.exp(okValue(poolAccuracyRatio(measure, alike)).estimate)).toBeCloseTo(ratio, 10);
    }
  });

  it("refuses a zero cell that was not corrected", () => {
    const correction = { rule: "none" } as const;
    expect(codeOf(poolAccuracyRatio("diagnosticOddsRatio", auditC, { correction }))).toBe("zero-cell");
    expect(mantelHaenszelAccuracy("diagnosticOddsRatio", auditC).ok).toBe(true);
  });
});
