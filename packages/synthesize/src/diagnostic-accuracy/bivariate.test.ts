import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { poolRandom } from "../pool/pool-random.ts";
import { designMatrix } from "../regression/design.ts";
import { codeOf, okValue } from "../result-value.fixture.ts";
import { accuracyRegion } from "./accuracy-region.ts";
import type { AccuracyTable } from "./accuracy-study.ts";
import { bivariateAccuracy } from "./bivariate.ts";
import { type BivariateData, bivariateFit, type Spread } from "./bivariate-likelihood.ts";
import { bivariateRegression, compareBivariate } from "./bivariate-regression.ts";
import { likelihoodSpread } from "./bivariate-spread.ts";
import { pooledPredictiveValues, predictiveValues } from "./predictive-values.ts";
import { auditC, tablesOf } from "./published-tables.fixture.ts";

const tables: fc.Arbitrary<readonly AccuracyTable[]> = fc
  .array(
    fc.tuple(
      fc.integer({ min: 1, max: 80 }),
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 1, max: 60 }),
      fc.integer({ min: 1, max: 200 }),
    ),
    { minLength: 3, maxLength: 9 },
  )
  .map(tablesOf);

describe("published analyses", () => {
  it("finds for AUDIT-C what mada's vignette prints: reitsma(AuditC), by restricted maximum likelihood", () => {
    const fit = okValue(bivariateAccuracy(auditC));
    expect(fit.mean[0]).toBeCloseTo(2.0997, 4);
    expect(fit.mean[1]).toBeCloseTo(-1.2637, 4);
    expect(fit.sensitivity.estimate).toBeCloseTo(0.8909, 4);
    expect(fit.falsePositiveRate.estimate).toBeCloseTo(0.2203, 4);
    expect(fit.between![0][0]).toBeCloseTo(1.3796, 3);
    expect(fit.between![0][1]).toBeCloseTo(0.6403, 3);
    expect(fit.convergence).toMatchObject({ converged: true, boundary: false });
  });
});

describe("bivariateAccuracy", () => {
  it("gives the same whatever the order of the studies", () => {
    const backwards = okValue(bivariateAccuracy([...auditC].reverse()));
    const fit = okValue(bivariateAccuracy(auditC));
    expect(backwards.mean[0]).toBeCloseTo(fit.mean[0], 9);
    expect(backwards.between![0][1]).toBeCloseTo(fit.between![0][1], 7);
  });

  it("turns round when the condition and its absence change places", () => {
    fc.assert(
      fc.property(tables, (studies) => {
        const turned = studies.map(({ truePositives, falseNegatives, falsePositives, trueNegatives }) => ({
          truePositives: trueNegatives,
          falseNegatives: falsePositives,
          falsePositives: falseNegatives,
          trueNegatives: truePositives,
        }));
        const fit = okValue(bivariateAccuracy(studies, { method: "ML" }));
        const other = okValue(bivariateAccuracy(turned, { method: "ML" }));
        expect(other.logLikelihood!).toBeCloseTo(fit.logLikelihood!, 8);
        expect(other.mean[0]).toBeCloseTo(-fit.mean[1], 5);
        expect(other.specificity.low).toBeCloseTo(fit.sensitivity.low, 5);
      }),
      { numRuns: 40 },
    );
  });

  it("finds no likelihood above its own on a grid of covariances, singular ones included", () => {
    fc.assert(
      fc.property(tables, fc.boolean(), (studies, restricted) => {
        const k = studies.length;
        const data: BivariateData = {
          k,
          q: 1,
          x: new Float64Array(k).fill(1),
          y: Float64Array.from(
            studies.flatMap(({ truePositives, falseNegatives, falsePositives, trueNegatives }) => [
              Math.log(truePositives / falseNegatives),
              Math.log(falsePositives / trueNegatives),
            ]),
          ),
          v: Float64Array.from(
            studies.flatMap(({ truePositives, falseNegatives, falsePositives, trueNegatives }) => [
              1 / truePositives + 1 / falseNegatives,
              1 / falsePositives + 1 / trueNegatives,
            ]),
          ),
        };
        const at = (spread: Spread): number => bivariateFit(data, spread, restricted)!.logLikelihood;
        const found = likelihoodSpread(data, restricted)!;
        const best = at(found.spread);
        const sizes = [0, 0.05, 0.2, 0.5, 1, 2, 4, 8];
        for (const a of sizes) {
          for (const b of sizes) {
            for (const rho of [-1, -0.8, -0.4, 0, 0.4, 0.8, 1]) {
              expect(at([a, rho * Math.sqrt(a * b), b])).toBeLessThanOrEqual(best + 1e-7);
            }
          }
        }
      }),
      { numRuns: 30 },
    );
  });

  it("has the gradient of its likelihood", () => {
    const data: BivariateData = {
      k: 4,
      q: 2,
      x: Float64Array.from([1, 0, 1, 1, 1, 2, 1, 4]),
      y: Float64Array.from([1, -1, 2, -0.5, 0.4, -2, 1.5, -1.7]),
      v: Float64Array.from([0.1, 0.2, 0.3, 0.1, 0.2, 0.2, 0.15, 0.4]),
    };
    for (const restricted of [true, false]) {
      const spread: Spread = [0.5, 0.2, 0.7];
      const { gradient } = bivariateFit(data, spread, restricted)!;
      for (const place of [0, 1, 2] as const) {
        const at = (step: number): number => {
          const moved = [...spread] as [number, number, number];
          moved[place] += step;
          return bivariateFit(data, moved, restricted)!.logLikelihood;
        };
        expect((at(1e-5) - at(-1e-5)) / 2e-5).toBeCloseTo(gradient[place], 6);
      }
    }
  });

  it("says when the covariance between studies is at its boundary", () => {
    const homogeneous = tablesOf([
      [40, 10, 20, 80],
      [80, 20, 40, 160],
      [20, 5, 10, 40],
    ]);
    const fit = okValue(bivariateAccuracy(homogeneous));
    expect(fit.between).toEqual([
      [0, 0],
      [0, 0],
    ]);
    expect(fit.correlation).toBeNull();
    expect(fit.convergence.boundary).toBe(true);
    expect(fit.notes.join(" ")).toContain("Both variances between studies are at their boundary of 0");
    expect(fit.sensitivity.estimate).toBeCloseTo(0.8, 10);
    const extreme = okValue(
      bivariateAccuracy(
        tablesOf([
          [30, 30, 10, 90],
          [45, 15, 30, 70],
          [54, 6, 60, 40],
        ]),
      ),
    );
    expect(extreme.correlation).toBe(1);
    expect(extreme.notes.join(" ")).toContain("boundary of 1");
  });

  it("estimates by moments what DerSimonian and Laird would for each logit, where the matrix is positive definite", () => {
    const studies = tablesOf([
      [30, 10, 10, 90],
      [45, 5, 30, 70],
      [34, 26, 9, 61],
      [20, 3, 40, 60],
    ]);
    const fit = okValue(bivariateAccuracy(studies, { method: "moments" }));
    const dl = okValue(
      poolRandom(
        studies.map(({ truePositives: tp, falseNegatives: fn }) => ({
          yi: Math.log(tp / fn),
          vi: 1 / tp + 1 / fn,
        })),
        { tau2: "DL" },
      ),
    );
    expect(fit.between![0][0]).toBeCloseTo(dl.tau2, 12);
    expect(fit.logLikelihood).toBeNull();
    const cut = okValue(bivariateAccuracy(auditC, { method: "moments" }));
    const [[a, c], [, b]] = cut.between!;
    expect(a * b - c * c).toBeCloseTo(0, 10);
    expect(cut.notes.join(" ")).toContain("negative eigenvalue");
  });

  it("refuses what it cannot use, with the reason", () => {
    expect(codeOf(bivariateAccuracy([]))).toBe("no-studies");
    expect(codeOf(bivariateAccuracy(auditC, { level: 2 }))).toBe("bad-level");
    expect(codeOf(bivariateAccuracy(auditC, { correction: { rule: "none" } }))).toBe("zero-cell");
    expect(codeOf(bivariateAccuracy(auditC, { correction: { add: -1 } }))).toBe("bad-correction");
    expect(codeOf(bivariateAccuracy(auditC.slice(0, 1)))).toBe("too-few-studies");
    expect(bivariateAccuracy(auditC.slice(0, 1), { method: "common" }).ok).toBe(true);
    expect(codeOf(bivariateAccuracy(tablesOf([[1, Number.NaN, 3, 4]])))).toBe("bad-count");
    expect(codeOf(bivariateAccuracy(tablesOf([[0, 0, 3, 4]])))).toBe("empty-group");
    expect(okValue(bivariateAccuracy(auditC.slice(0, 3))).notes.join(" ")).toContain("few for the five");
  });
});

describe("bivariateRegression", () => {
  const rows = auditC.map((_, i) => ({ later: i % 2, year: 1998 + (i % 7) }));
  const plain = okValue(designMatrix(rows, "~ 1"));
  const one = okValue(designMatrix(rows, "~ year"));

  it("is the plain model without moderators, and compares nested models by their likelihoods", () => {
    const fit = okValue(bivariateRegression(auditC, plain, { method: "ML" }));
    const same = okValue(bivariateAccuracy(auditC, { method: "ML" }));
    expect(fit.sensitivity[0]!.estimate).toBeCloseTo(same.mean[0], 12);
    expect(fit.falsePositiveRate[0]!.se).toBeCloseTo(Math.sqrt(same.covariance[1][1]), 12);
    const larger = okValue(bivariateRegression(auditC, one, { method: "ML" }));
    const test = okValue(compareBivariate(larger, fit));
    expect(test.df).toBe(2);
    expect(test.statistic).toBeGreaterThanOrEqual(0);
    expect(codeOf(compareBivariate(fit, larger))).toBe("not-comparable");
  });

  it("fits the groups of a factor as means, when the groups do not share a variance with anything else", () => {
    const groups = okValue(
      designMatrix(
        rows.map(({ later }) => ({ group: later === 1 ? "b" : "a" })),
        "~ 0 + group",
      ),
    );
    const fit = okValue(bivariateRegression(auditC, groups, { method: "common" }));
    const first = okValue(
      bivariateAccuracy(
        auditC.filter((_, i) => i % 2 === 0),
        { method: "common", correction: { rule: "always" } },
      ),
    );
    expect(fit.sensitivity[0]!.estimate).toBeCloseTo(first.mean[0], 10);
    expect(fit.falsePositiveRate[0]!.estimate).toBeCloseTo(first.mean[1], 10);
  });

  it("refuses moderators that do not fit the studies", () => {
    expect(codeOf(bivariateRegression(auditC.slice(1), one))).toBe("bad-design");
    const missing = { ...one, rows: one.rows.map((row, i) => (i === 2 ? [1, Number.NaN] : row)) };
    expect(codeOf(bivariateRegression(auditC, missing))).toBe("bad-moderator");
    const twice = okValue(designMatrix(rows, "~ year + I(2 * year)"));
    expect(codeOf(bivariateRegression(auditC, twice))).toBe("not-estimable");
  });
});

describe("accuracyRegion", () => {
  const fit = okValue(bivariateAccuracy(auditC));
  const logit = (p: number): number => Math.log(p / (1 - p));

  it("outlines an ellipse of the logits: all corners are at the same distance from the mean", () => {
    const { points } = okValue(accuracyRegion(fit, "confidence", { points: 24 }));
    expect(points).toHaveLength(24);
    const [[a, c], [, b]] = fit.covariance;
    for (const { falsePositiveRate, sensitivity } of points) {
      const [x, y] = [logit(sensitivity) - fit.mean[0], logit(falsePositiveRate) - fit.mean[1]];
      expect((b * x * x - 2 * c * x * y + a * y * y) / (a * b - c * c)).toBeCloseTo(5.991464547, 6);
    }
  });

  it("is wider for a new study, and with F for few studies", () => {
    const width = (points: readonly { readonly sensitivity: number }[]): number =>
      Math.max(...points.map(({ sensitivity }) => sensitivity)) -
      Math.min(...points.map(({ sensitivity }) => sensitivity));
    const at = (kind: "confidence" | "prediction", boundary: "chi-square" | "F"): number =>
      width(okValue(accuracyRegion(fit, kind, { boundary })).points);
    expect(at("prediction", "chi-square")).toBeGreaterThan(at("confidence", "chi-square"));
    expect(at("confidence", "F")).toBeGreaterThan(at("confidence", "chi-square"));
  });

  it("refuses a prediction from a common-effect model, and outlines of two points", () => {
    const common = okValue(bivariateAccuracy(auditC, { method: "common" }));
    expect(codeOf(accuracyRegion(common, "prediction"))).toBe("no-region");
    expect(codeOf(accuracyRegion(fit, "confidence", { points: 2 }))).toBe("bad-points");
    expect(codeOf(accuracyRegion({ ...fit, k: 2 }, "confidence", { boundary: "F" }))).toBe("too-few-studies");
  });
});

describe("predictive values", () => {
  it("follow from Bayes' theorem: 90% and 80% at a prevalence of 10% give 1/3 and 72/73", () => {
    const { positive, negative } = okValue(predictiveValues(0.9, 0.8, 0.1));
    expect(positive).toBeCloseTo(1 / 3, 14);
    expect(negative).toBeCloseTo(72 / 73, 14);
    expect(codeOf(predictiveValues(0.9, 1.8, 0.1))).toBe("bad-proportion");
    expect(codeOf(predictiveValues(1, 1, 0))).toBe("no-results");
  });

  it("agree at the summary point with the likelihood ratios, and rise with the prevalence", () => {
    const fit = okValue(bivariateAccuracy(auditC));
    const values = okValue(pooledPredictiveValues(fit, [0, 0.05, 0.2, 0.5, 1]));
    const direct = okValue(predictiveValues(fit.sensitivity.estimate, fit.specificity.estimate, 0.2));
    expect(values[2]!.positive.estimate).toBeCloseTo(direct.positive, 12);
    expect(values[2]!.negative.estimate).toBeCloseTo(direct.negative, 12);
    expect(values[2]!.positive.low).toBeLessThan(values[2]!.positive.estimate);
    expect(values.map(({ positive }) => positive.estimate)).toEqual(
      values.map(({ positive }) => positive.estimate).toSorted((a, b) => a - b),
    );
    expect([values[0]!.negative.estimate, values[4]!.positive.estimate]).toEqual([1, 1]);
    expect(codeOf(pooledPredictiveValues(fit, [-0.1]))).toBe("bad-proportion");
  });
});
