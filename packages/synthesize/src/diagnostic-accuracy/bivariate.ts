/** Sensitivity and false positive rate pooled together. */

import { normalQuantile } from "@coppice/numeric";
import { badLevel } from "../problems.ts";
import { type Result, success } from "../result.ts";
import type { AccuracyFigure, AccuracyTable } from "./accuracy-study.ts";
import { type BivariateConvergence, type BivariateOptions, bivariateModel } from "./bivariate-model.ts";

export type Pair = readonly [number, number];
export type Square = readonly [Pair, Pair];

export interface BivariateResult {
  readonly k: number;
  /** logit sensitivity and logit false positive rate. */
  readonly mean: Pair;
  readonly covariance: Square;
  /** Between-study covariance of the two logits; null in a common-effect model. */
  readonly between: Square | null;
  /** Correlation of the two logits between studies; null where one of them does not vary. */
  readonly correlation: number | null;
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
  readonly convergence: BivariateConvergence;
  readonly notes: readonly string[];
}

/** Summary proportions and ratios: those of a model's mean, with intervals by the delta method on the logit and log scales. */
export type SummaryFigures = Pick<
  BivariateResult,
  | "sensitivity"
  | "specificity"
  | "falsePositiveRate"
  | "positiveLikelihoodRatio"
  | "negativeLikelihoodRatio"
  | "diagnosticOddsRatio"
>;

export const logistic = (x: number): number => 1 / (1 + Math.exp(-x));

/** ln logistic(x) without loss for large |x|. */
const logLogistic = (x: number): number => (x > 0 ? -Math.log1p(Math.exp(-x)) : x - Math.log1p(Math.exp(x)));

export function summaryFigures(mean: Pair, covariance: Square, level: number): SummaryFigures {
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
    const half = z * Math.sqrt(Math.max(0, variance));
    return { estimate: Math.exp(log), low: Math.exp(log - half), high: Math.exp(log + half) };
  };
  return {
    sensitivity: onLogit(a, covariance[0][0]),
    falsePositiveRate: onLogit(b, covariance[1][1]),
    specificity: onLogit(-b, covariance[1][1]),
    positiveLikelihoodRatio: ratio(logLogistic(a) - logLogistic(b), 1 - p, -(1 - f)),
    negativeLikelihoodRatio: ratio(logLogistic(-a) - logLogistic(-b), -p, f),
    diagnosticOddsRatio: ratio(a - b, 1, -1),
  };
}

/** The correlation of a covariance matrix; null where a variance is 0. */
export function correlationOf(between: Square | null): number | null {
  if (between === null || !(between[0][0] > 0 && between[1][1] > 0)) return null;
  const rho = between[0][1] / Math.sqrt(between[0][0] * between[1][1]);
  return Math.max(-1, Math.min(1, rho));
}

/**
 * Pools sensitivity and false positive rate together, so that their trade-off over thresholds is kept: the logits of the studies
 * are bivariate normal around their mean, with sampling variances 1/TP + 1/FN and 1/FP + 1/TN (Reitsma et al. 2005). It is the
 * HSROC model of Rutter & Gatsonis (2001) in other words (Harbord et al. 2007): see `summaryCurve`.
 *
 * The sampling variances are approximate when cells are small: `binomialAccuracy` uses the counts themselves.
 */
export function bivariateAccuracy(
  tables: readonly AccuracyTable[],
  options: BivariateOptions = {},
): Result<BivariateResult> {
  const { method = "REML", level = 0.95 } = options;
  const broken = badLevel(level);
  if (broken !== null) return broken;
  const made = bivariateModel(
    tables,
    tables.map(() => [1]),
    options,
  );
  if (!made.ok) return made;
  const { k, fit, estimate, logLikelihood, name, convergence, notes } = made.value;
  const [a, c, b] = estimate.spread;
  const mean: Pair = [fit.beta[0]!, fit.beta[1]!];
  const s = fit.covariance.data;
  const covariance: Square = [
    [s[0]!, s[1]!],
    [s[2]!, s[3]!],
  ];
  const between: Square | null =
    method === "common"
      ? null
      : [
          [a, c],
          [c, b],
        ];
  return success({
    k,
    mean,
    covariance,
    between,
    correlation: correlationOf(between),
    ...summaryFigures(mean, covariance, level),
    logLikelihood,
    level,
    method: name,
    convergence,
    notes,
  });
}
