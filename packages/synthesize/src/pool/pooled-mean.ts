/** The weighted mean, its standard error under each test, and its confidence interval. */

import { normalUpper, studentTwoSided } from "@coppice/numeric";
import { criticalValue } from "./critical-value.ts";
import type { Test } from "./pooled-result.ts";
import type { StudyData } from "./study-data.ts";

export interface PooledMean {
  readonly estimate: number;
  readonly se: number;
  /** Hartung-Knapp factor as applied. */
  readonly scaleFactor: number;
  /** Hartung-Knapp factor before any bound; null for the other tests. */
  readonly rawScaleFactor: number | null;
  readonly weights: readonly number[];
}

/**
 * The mean with weights 1/(v + tau2), or with the weights given. For `hk` and `hk-adhoc` the variance is multiplied by
 * sum w (y - mean)^2 / (k - 1) (Hartung & Knapp 2001, equation 6; Sidik & Jonkman 2002).
 */
export function pooledMean(
  data: StudyData,
  tau2: number,
  test: Test,
  custom?: readonly number[],
): PooledMean {
  const { y, v, k } = data;
  const weights = new Array<number>(k);
  let total = 0;
  let weighted = 0;
  for (let i = 0; i < k; i++) {
    const w = custom === undefined ? 1 / (v[i]! + tau2) : custom[i]!;
    weights[i] = w;
    total += w;
    weighted += w * y[i]!;
  }
  const estimate = weighted / total;
  // The scale is estimated around the mean with model weights, where its estimate has no bias, whatever weights were given.
  const centre = custom === undefined ? estimate : pooledMean(data, tau2, "z").estimate;
  let ownVariance = 0;
  let squares = 0;
  for (let i = 0; i < k; i++) {
    const variance = v[i]! + tau2;
    ownVariance += (weights[i]! / total) ** 2 * variance;
    squares += (y[i]! - centre) ** 2 / variance;
    weights[i] = (100 * weights[i]!) / total;
  }
  const variance = custom === undefined ? 1 / total : ownVariance;
  if ((test !== "hk" && test !== "hk-adhoc") || k < 2) {
    return { estimate, weights, se: Math.sqrt(variance), scaleFactor: 1, rawScaleFactor: null };
  }
  const raw = squares / (k - 1);
  const scaleFactor = test === "hk-adhoc" ? Math.max(1, raw) : raw;
  return { estimate, weights, se: Math.sqrt(scaleFactor * variance), scaleFactor, rawScaleFactor: raw };
}

export interface WaldTest {
  readonly ciLow: number;
  readonly ciHigh: number;
  readonly statistic: number;
  readonly pValue: number;
}

/** The Wald-type test and interval of an estimate; df = null is the normal distribution. */
export function waldTest(estimate: number, se: number, df: number | null, level: number): WaldTest {
  const half = se * criticalValue(level, df);
  const statistic =
    se > 0 ? estimate / se : estimate === 0 ? 0 : Math.sign(estimate) * Number.POSITIVE_INFINITY;
  const pValue = df === null ? 2 * normalUpper(Math.abs(statistic)) : studentTwoSided(statistic, df);
  return {
    ciLow: estimate - half,
    ciHigh: estimate + half,
    statistic,
    pValue: Number.isFinite(statistic) ? pValue : 0,
  };
}
