/** The bivariate model of sensitivity and false positive rate (Reitsma et al. 2005), and the summary curve it implies. */
import { chiSquareQuantile, normalQuantile, symmetricEigen } from "@coppice/numeric";
import { fitMultivariate } from "../multivariate/fit-multivariate.ts";
import type { Effect } from "../pool/study-data.ts";
import { badLevel, failure, type Result, success } from "../result.ts";
import {
  type AccuracyCorrection,
  type AccuracyFigure,
  type AccuracyTable,
  type CorrectedTable,
  correctedTables,
} from "./accuracy-study.ts";

export type Pair = readonly [number, number];
export type Square = readonly [Pair, Pair];

export interface BivariateOptions {
  /** Default `REML`; `moments` is Jackson, White & Riley's (2013) matrix method, `common` has no between-study variance. */
  readonly method?: "REML" | "ML" | "moments" | "common";
  readonly correction?: AccuracyCorrection;
  /** Default 0.95. */
  readonly level?: number;
}

export interface BivariateResult {
  readonly k: number;
  /** logit sensitivity and logit false positive rate. */
  readonly mean: Pair;
  readonly covariance: Square;
  /** Between-study covariance of the two logits; null in a common-effect model. */
  readonly between: Square | null;
  readonly sensitivity: AccuracyFigure;
  readonly specificity: AccuracyFigure;
  readonly falsePositiveRate: AccuracyFigure;
  readonly positiveLikelihoodRatio: AccuracyFigure;
  readonly negativeLikelihoodRatio: AccuracyFigure;
  readonly diagnosticOddsRatio: AccuracyFigure;
  /** Of the logits; null for the method of moments. REML without the constant of the design. */
  readonly logLikelihood: number | null;
  readonly level: number;
  readonly method: string;
  readonly notes: readonly string[];
}

interface Logits {
  readonly y: readonly Pair[];
  readonly s: readonly Pair[];
}

function logitsOf(tables: readonly CorrectedTable[]): Logits {
  return {
    y: tables.map(({ tp, fn, fp, tn }): Pair => [Math.log(tp / fn), Math.log(fp / tn)]),
    s: tables.map(({ tp, fn, fp, tn }): Pair => [1 / tp + 1 / fn, 1 / fp + 1 / tn]),
  };
}

const logistic = (x: number): number => 1 / (1 + Math.exp(-x));

/** Inverse of a 2 x 2 matrix; null when it is singular. */
function inverse([[a, b], [c, d]]: Square): Square | null {
  const determinant = a * d - b * c;
  if (!(Math.abs(determinant) > 1e-300)) return null;
  return [
    [d / determinant, -b / determinant],
    [-c / determinant, a / determinant],
  ];
}

/** Generalised least squares at a given between-study covariance. */
function atBetween(
  { y, s }: Logits,
  between: Square,
): { readonly mean: Pair; readonly covariance: Square } | null {
  let [a, b, d] = [0, 0, 0];
  let [m0, m1] = [0, 0];
  for (const [i, [s0, s1]] of s.entries()) {
    const w = inverse([
      [between[0][0] + s0, between[0][1]],
      [between[1][0], between[1][1] + s1],
    ]);
    if (w === null) return null;
    a += w[0][0];
    b += w[0][1];
    d += w[1][1];
    m0 += w[0][0] * y[i]![0] + w[0][1] * y[i]![1];
    m1 += w[1][0] * y[i]![0] + w[1][1] * y[i]![1];
  }
  const covariance = inverse([
    [a, b],
    [b, d],
  ]);
  if (covariance === null) return null;
  return {
    covariance,
    mean: [covariance[0][0] * m0 + covariance[0][1] * m1, covariance[1][0] * m0 + covariance[1][1] * m1],
  };
}

/**
 * Jackson, White & Riley (2013, equation 8): Q = sum W_i e_i e_i' equals its expectation (k - 1) I + (sum W - sum W A W) Sigma,
 * A = (sum W)^-1; the solution is made symmetric, and its negative eigenvalues 0.
 */
function momentsOf({ y, s }: Logits): Square {
  const k = y.length;
  const total: Pair = [s.reduce((sum, v) => sum + 1 / v[0], 0), s.reduce((sum, v) => sum + 1 / v[1], 0)];
  const mean: Pair = [
    y.reduce((sum, value, i) => sum + value[0] / s[i]![0], 0) / total[0],
    y.reduce((sum, value, i) => sum + value[1] / s[i]![1], 0) / total[1],
  ];
  const q = [0, 1].map((a) =>
    [0, 1].map((b) =>
      y.reduce((sum, value, i) => sum + ((value[a]! - mean[a]!) * (value[b]! - mean[b]!)) / s[i]![a]!, 0),
    ),
  );
  const factor = [0, 1].map((a) => total[a]! - s.reduce((sum, v) => sum + 1 / v[a]! ** 2, 0) / total[a]!);
  const raw = [0, 1].map((a) => [0, 1].map((b) => (q[a]![b]! - (a === b ? k - 1 : 0)) / factor[a]!));
  const off = 0.5 * (raw[0]![1]! + raw[1]![0]!);
  const { values, vectors } = symmetricEigen({
    rows: 2,
    cols: 2,
    data: Float64Array.from([raw[0]![0]!, off, off, raw[1]![1]!]),
  });
  const part = (a: number, b: number): number =>
    [0, 1].reduce(
      (sum, m) => sum + Math.max(0, values[m]!) * vectors.data[a * 2 + m]! * vectors.data[b * 2 + m]!,
      0,
    );
  return [
    [part(0, 0), part(0, 1)],
    [part(1, 0), part(1, 1)],
  ];
}

function likelihood(
  { y, s }: Logits,
  between: Square,
): Result<{ readonly mean: Pair; readonly covariance: Square }> {
  const found = atBetween({ y, s }, between);
  return found === null
    ? failure(
        "not-estimable",
        "The logits of sensitivity and false positive rate have no common mean; add a correction of 0.5.",
      )
    : success(found);
}

interface Fitted {
  readonly mean: Pair;
  readonly covariance: Square;
  readonly between: Square | null;
  readonly logLikelihood: number | null;
  readonly notes: readonly string[];
}

function byLikelihood(logits: Logits, method: "REML" | "ML"): Result<Fitted> {
  const k = logits.y.length;
  const effects: Effect[] = logits.y.flatMap((y, i) => [
    { yi: y[0], vi: logits.s[i]![0] },
    { yi: y[1], vi: logits.s[i]![1] },
  ]);
  const fitted = fitMultivariate(effects, {
    method,
    design: {
      names: ["logit sensitivity", "logit false positive rate"],
      rows: effects.map((_, i) => (i % 2 === 0 ? [1, 0] : [0, 1])),
      intercept: false,
      terms: [],
    },
    random: [
      {
        kind: "structured",
        structure: "UN",
        inner: effects.map((_, i) => i % 2),
        outer: effects.map((_, i) => Math.floor(i / 2)),
        label: "studies",
      },
    ],
  });
  if (!fitted.ok) return fitted;
  const { coefficients, covariance, random, fit, notes } = fitted.value;
  const [v0, v1] = random[0]!.variances as unknown as Pair;
  const off = random[0]!.correlations[0]! * Math.sqrt(v0 * v1);
  return success({
    mean: [coefficients[0]!.estimate, coefficients[1]!.estimate],
    covariance: covariance as unknown as Square,
    between: [
      [v0, off],
      [off, v1],
    ],
    // The design has X'X = k I: its constant is ln k.
    logLikelihood: fit.logLikelihood - (method === "REML" ? Math.log(k) : 0),
    notes,
  });
}

function byCommonEffect(logits: Logits): Result<Fitted> {
  const zero: Square = [
    [0, 0],
    [0, 0],
  ];
  const found = likelihood(logits, zero);
  if (!found.ok) return found;
  const { mean } = found.value;
  const logLikelihood = logits.y.reduce(
    (sum, y, i) =>
      sum +
      [0, 1].reduce((inner, a) => {
        const s = logits.s[i]![a]!;
        return inner - 0.5 * (Math.log(2 * Math.PI * s) + (y[a]! - mean[a]!) ** 2 / s);
      }, 0),
    0,
  );
  return success({ ...found.value, between: null, logLikelihood, notes: [] });
}

function byMoments(logits: Logits): Result<Fitted> {
  const between = momentsOf(logits);
  const found = likelihood(logits, between);
  if (!found.ok) return found;
  const singular = between[0][0] * between[1][1] - between[0][1] ** 2 <= 1e-9 * between[0][0] * between[1][1];
  return success({
    ...found.value,
    between,
    logLikelihood: null,
    notes: singular
      ? ["The between-study covariance is singular: the two logits are taken to vary together completely."]
      : [],
  });
}

/** Pools sensitivity and false positive rate together, so that their trade-off over thresholds is kept. */
export function bivariateAccuracy(
  tables: readonly AccuracyTable[],
  options: BivariateOptions = {},
): Result<BivariateResult> {
  const { method = "REML", correction = {}, level = 0.95 } = options;
  const broken = badLevel(level);
  if (broken !== null) return broken;
  const corrected = correctedTables(tables, correction);
  if (!corrected.ok) return corrected;
  const logits = logitsOf(corrected.value);
  const infinite = logits.y.findIndex((pair) => !pair.every(Number.isFinite));
  if (infinite >= 0) {
    return failure(
      "zero-cell",
      `Study ${infinite + 1} has a zero cell, so that its logits are infinite; add a correction of 0.5.`,
    );
  }
  if (tables.length < 2) {
    return failure(
      "too-few-studies",
      "One study has no between-study variation; report its own sensitivity and specificity.",
    );
  }
  const fitted =
    method === "common"
      ? byCommonEffect(logits)
      : method === "moments"
        ? byMoments(logits)
        : byLikelihood(logits, method);
  if (!fitted.ok) return fitted;
  return success({
    k: tables.length,
    ...fitted.value,
    ...summaryFigures(fitted.value.mean, fitted.value.covariance, level),
    level,
    method:
      method === "common"
        ? "Bivariate common-effect model of logit sensitivity and logit false positive rate"
        : `Bivariate random-effects model of logit sensitivity and logit false positive rate, ${
            { REML: "restricted maximum likelihood", ML: "maximum likelihood", moments: "method of moments" }[
              method
            ]
          }`,
  });
}

/** Summary proportions and ratios with intervals by the delta method on the logit and log scales. */
export function summaryFigures(
  mean: Pair,
  covariance: Square,
  level: number,
): Pick<
  BivariateResult,
  | "sensitivity"
  | "specificity"
  | "falsePositiveRate"
  | "positiveLikelihoodRatio"
  | "negativeLikelihoodRatio"
  | "diagnosticOddsRatio"
> {
  const z = normalQuantile((1 + level) / 2);
  const [a, b] = mean;
  const [p, f] = [logistic(a), logistic(b)];
  const onLogit = (x: number, variance: number): AccuracyFigure => ({
    estimate: logistic(x),
    low: logistic(x - z * Math.sqrt(variance)),
    high: logistic(x + z * Math.sqrt(variance)),
  });
  const ratio = (log: number, da: number, db: number): AccuracyFigure => {
    const variance = da * da * covariance[0][0] + 2 * da * db * covariance[0][1] + db * db * covariance[1][1];
    return {
      estimate: Math.exp(log),
      low: Math.exp(log - z * Math.sqrt(variance)),
      high: Math.exp(log + z * Math.sqrt(variance)),
    };
  };
  return {
    sensitivity: onLogit(a, covariance[0][0]),
    falsePositiveRate: onLogit(b, covariance[1][1]),
    specificity: onLogit(-b, covariance[1][1]),
    positiveLikelihoodRatio: ratio(Math.log(p / f), 1 - p, -(1 - f)),
    negativeLikelihoodRatio: ratio(Math.log((1 - p) / (1 - f)), -p, f),
    diagnosticOddsRatio: ratio(a - b, 1, -1),
  };
}

export interface SummaryCurve {
  /** Sensitivity at a false positive rate. */
  readonly sensitivityAt: (falsePositiveRate: number) => number;
  /** The parameters of the hierarchical summary ROC model that correspond (Rutter & Gatsonis 2001; Harbord et al. 2007). */
  readonly hsroc: {
    readonly accuracy: number;
    readonly threshold: number;
    readonly shape: number;
    readonly accuracyVariance: number;
    readonly thresholdVariance: number;
  };
}

/** The summary ROC curve through the mean, along the ratio of the two standard deviations (Harbord et al. 2007, section 3). */
export function summaryCurve({
  mean,
  between,
}: Pick<BivariateResult, "mean" | "between">): Result<SummaryCurve> {
  if (between === null || !(between[0][0] > 0) || !(between[1][1] > 0)) {
    return failure(
      "no-curve",
      "Without variation of both sensitivity and specificity between studies there is a point, and no curve.",
    );
  }
  const ratio = Math.sqrt(between[0][0] / between[1][1]);
  const [a, b] = mean;
  const [va, vb, cov] = [between[0][0], between[1][1], between[0][1]];
  const root = Math.sqrt(ratio);
  return success({
    sensitivityAt: (f) => (f <= 0 ? 0 : f >= 1 ? 1 : logistic(a + ratio * (Math.log(f / (1 - f)) - b))),
    hsroc: {
      accuracy: a / root - root * b,
      threshold: 0.5 * (a / root + root * b),
      shape: Math.log(1 / ratio),
      accuracyVariance: 2 * (Math.sqrt(va * vb) - cov),
      thresholdVariance: 0.5 * (Math.sqrt(va * vb) + cov),
    },
  });
}

/** Area under the summary curve between two false positive rates, divided by their distance; by default the whole area. */
export function areaUnderCurve({ sensitivityAt }: SummaryCurve, from = 0, to = 1): Result<number> {
  if (!(from >= 0 && to <= 1 && from < to)) {
    return failure(
      "bad-range",
      `False positive rates from ${from} to ${to} make no range; give two numbers between 0 and 1, the smaller first.`,
    );
  }
  // The curve is steep at its ends: a substitution flattens them, and Simpson's rule does the rest to nine digits.
  const steps = 4000;
  const g = (u: number): number => from + (to - from) * u * u * u * (10 + u * (6 * u - 15));
  const slope = (u: number): number => 30 * u * u * (1 - u) ** 2;
  let sum = 0;
  for (let i = 0; i <= steps; i++) {
    const u = i / steps;
    const weight = i === 0 || i === steps ? 1 : i % 2 === 1 ? 4 : 2;
    sum += weight * sensitivityAt(g(u)) * slope(u);
  }
  return success(sum / (3 * steps));
}

export interface Region {
  /** Points of the ellipse, transformed to false positive rate and sensitivity, in order. */
  readonly points: readonly { readonly falsePositiveRate: number; readonly sensitivity: number }[];
}

/** The confidence region of the summary point, or the prediction region of a new study's, as `points` corners of an outline. */
export function accuracyRegion(
  result: Pick<BivariateResult, "mean" | "covariance" | "between">,
  kind: "confidence" | "prediction",
  level = 0.95,
  points = 180,
): Result<Region> {
  const broken = badLevel(level);
  if (broken !== null) return broken;
  const extra = kind === "prediction" ? result.between : null;
  const [[a, b], [, d]] = result.covariance;
  const [va, vb, cov] = [a + (extra?.[0][0] ?? 0), d + (extra?.[1][1] ?? 0), b + (extra?.[0][1] ?? 0)];
  const radius = Math.sqrt(chiSquareQuantile(level, 2));
  const rho = Math.max(-1, Math.min(1, cov / Math.sqrt(va * vb)));
  return success({
    points: Array.from({ length: points }, (_, i) => {
      const angle = (2 * Math.PI * i) / points;
      return {
        sensitivity: logistic(result.mean[0] + radius * Math.sqrt(va) * Math.cos(angle)),
        falsePositiveRate: logistic(
          result.mean[1] + radius * Math.sqrt(vb) * Math.cos(angle + Math.acos(rho)),
        ),
      };
    }),
  });
}

/** Probabilities of the condition after a positive and after a negative test, at a prevalence. */
export function predictiveValues(
  sensitivity: number,
  specificity: number,
  prevalence: number,
): Result<{ readonly positive: number; readonly negative: number }> {
  for (const [name, value] of Object.entries({ sensitivity, specificity, prevalence })) {
    if (!(value >= 0 && value <= 1)) {
      return failure("bad-proportion", `The ${name} is ${value}; give a proportion between 0 and 1.`);
    }
  }
  const positives = sensitivity * prevalence + (1 - specificity) * (1 - prevalence);
  const negatives = (1 - sensitivity) * prevalence + specificity * (1 - prevalence);
  if (positives === 0 || negatives === 0) {
    return failure(
      "no-results",
      "With these figures one of the two test results never happens, so that it predicts nothing.",
    );
  }
  return success({
    positive: (sensitivity * prevalence) / positives,
    negative: (specificity * (1 - prevalence)) / negatives,
  });
}
