import { HALF_LOG_TWO_PI, sumBy } from "@coppice/numeric";
import { criteria, type FitStatistics } from "../pool/fit-statistics.ts";
import type { LikelihoodKind } from "../tau2/likelihood.ts";
import type { RegressionData } from "./regression-data.ts";
import { inverseVarianceWeights, weightedFit } from "./weighted-fit.ts";

/**
 * The log-likelihood at tau2 with the coefficients at their best (Harville 1977), on the scale of the data as divided by
 * `unit`. The REML constant 1/2 ln |X'X| is included, so that values agree with those of mixed-model programs.
 */
export function logLikelihoodAt(data: RegressionData, tau2: number, kind: LikelihoodKind): number {
  const { k, p, v } = data;
  const fit = weightedFit(data, inverseVarianceWeights(data, tau2));
  if (fit === null) return Number.NaN;
  let logVariances = 0;
  for (let i = 0; i < k; i++) logVariances += Math.log(v[i]! + tau2);
  const ml = -k * HALF_LOG_TWO_PI - 0.5 * (logVariances + fit.q);
  if (kind === "ML") return ml;
  // With X = QR, ln |X'X| - ln |X'WX| = -ln |Q'WQ|: the triangle R cancels.
  return ml + p * HALF_LOG_TWO_PI - 0.5 * fit.logDeterminant;
}

/** Fit statistics at tau2; `parameters` counts the coefficients and, when it was estimated, tau2. */
export function regressionFitStatistics(
  data: RegressionData,
  tau2: number,
  parameters: number,
  kind: LikelihoodKind,
): FitStatistics {
  const { k, p, v, unit } = data;
  const observations = kind === "ML" ? k : k - p;
  // Undoing the scaling of the data adds -ln(unit) an observation.
  const ll = logLikelihoodAt(data, tau2, kind) - observations * Math.log(unit);
  const saturated =
    -k * HALF_LOG_TWO_PI - 0.5 * sumBy(v, (variance) => Math.log(variance)) - k * Math.log(unit);
  return criteria(ll, kind === "ML" ? -2 * (ll - saturated) : -2 * ll, parameters, observations);
}
