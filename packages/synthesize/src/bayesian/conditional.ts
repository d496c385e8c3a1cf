/** What the normal-normal model says once tau is known: everything is normal then (Roever 2020). */
import { HALF_LOG_TWO_PI } from "@coppice/numeric";

export interface MeanPrior {
  readonly mean: number;
  /** Infinity for a flat prior. */
  readonly sd: number;
}

export interface Conditional {
  /** ln p(y | tau); with a flat prior of mu its density counts as 1. */
  readonly logLikelihood: number;
  /** ln p(y | tau, mu = 0). */
  readonly logLikelihoodAtZero: number;
  /** Of mu given tau and the data. */
  readonly mean: number;
  readonly variance: number;
}

/** `zero` is where the effect is 0, for effects from which a centre was taken away. */
export function conditional(
  y: readonly number[],
  v: readonly number[],
  tau: number,
  prior: MeanPrior,
  zero: number,
): Conditional {
  const flat = prior.sd === Number.POSITIVE_INFINITY;
  const w0 = flat ? 0 : 1 / prior.sd ** 2;
  const square = tau * tau;
  let total = w0;
  let weighted = w0 * prior.mean;
  let logVariances = 0;
  for (let i = 0; i < y.length; i++) {
    const variance = v[i]! + square;
    total += 1 / variance;
    weighted += y[i]! / variance;
    logVariances += Math.log(variance);
  }
  const mean = weighted / total;
  let squares = w0 * (mean - prior.mean) ** 2;
  let squaresAtZero = 0;
  for (let i = 0; i < y.length; i++) {
    const variance = v[i]! + square;
    squares += (y[i]! - mean) ** 2 / variance;
    squaresAtZero += (y[i]! - zero) ** 2 / variance;
  }
  const k = y.length;
  const shared = -k * HALF_LOG_TWO_PI - 0.5 * logVariances;
  // The density of mu integrates to sqrt(2 pi / total); a proper prior brings its own constant.
  const ofMean = flat ? HALF_LOG_TWO_PI - 0.5 * Math.log(total) : 0.5 * Math.log(w0 / total);
  return {
    logLikelihood: shared - 0.5 * squares + ofMean,
    logLikelihoodAtZero: shared - 0.5 * squaresAtZero,
    mean,
    variance: 1 / total,
  };
}
