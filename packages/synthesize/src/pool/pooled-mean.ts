/** The weighted mean, its standard error under each test, and its confidence interval. */
import { normalQuantile, normalUpper, studentQuantile, studentTwoSided } from "@coppice/numeric";
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
  const variances = data.v.map((v) => v + tau2);
  const weights = custom ?? variances.map((v) => 1 / v);
  const total = weights.reduce((sum, w) => sum + w, 0);
  const estimate = weights.reduce((sum, w, i) => sum + w * data.y[i]!, 0) / total;
  const variance =
    custom === undefined
      ? 1 / total
      : weights.reduce((sum, w, i) => sum + (w / total) ** 2 * variances[i]!, 0);
  const quantities = { estimate, weights: weights.map((w) => (100 * w) / total) };
  if ((test !== "hk" && test !== "hk-adhoc") || data.k < 2) {
    return { ...quantities, se: Math.sqrt(variance), scaleFactor: 1, rawScaleFactor: null };
  }
  const raw = variances.reduce((sum, v, i) => sum + (data.y[i]! - estimate) ** 2 / v, 0) / (data.k - 1);
  const scaleFactor = test === "hk-adhoc" ? Math.max(1, raw) : raw;
  return { ...quantities, se: Math.sqrt(scaleFactor * variance), scaleFactor, rawScaleFactor: raw };
}

export interface WaldTest {
  readonly ciLow: number;
  readonly ciHigh: number;
  readonly statistic: number;
  readonly pValue: number;
}

/** The Wald-type test and interval of an estimate; df = null is the normal distribution. */
export function waldTest(estimate: number, se: number, df: number | null, level: number): WaldTest {
  const tail = (1 + level) / 2;
  const half = se * (df === null ? normalQuantile(tail) : studentQuantile(tail, df));
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
