/** The log-likelihood of effects that were seen because they were selected, with its derivatives. */
import { HALF_LOG_TWO_PI } from "@coppice/numeric";
import type { SelectionWeights } from "./selection-weights.ts";

export interface SelectionData {
  /** Effects, turned so that large values are favoured. */
  readonly y: readonly number[];
  readonly v: readonly number[];
  /** One row of the design a study, turned like the effects. */
  readonly x: readonly (readonly number[])[];
  readonly weights: SelectionWeights;
}

export interface LogLikelihood {
  /** -Infinity where the data are impossible. */
  readonly value: number;
  /** In the coefficients, tau2, and every delta. */
  readonly gradient: readonly number[];
}

/**
 * Sum over studies of ln w(z) + ln phi((y - mu) / sqrt(v + tau2)) / sqrt(v + tau2) - ln A (Vevea & Hedges 1995).
 * tau2 may be slightly negative, as numerical second derivatives at 0 need it.
 */
export function selectionLogLikelihood(
  data: SelectionData,
  beta: readonly number[],
  tau2: number,
  delta: readonly number[],
): LogLikelihood {
  const { y, v, x, weights } = data;
  const p = beta.length;
  const { size } = weights;
  const gradient = new Array<number>(p + 1 + size).fill(0);
  const slopes = new Float64Array(size);
  const out = new Float64Array(3 + size);
  weights.set(delta);
  let value = 0;
  for (let i = 0; i < y.length; i++) {
    const row = x[i]!;
    let mean = 0;
    for (let j = 0; j < p; j++) mean += row[j]! * beta[j]!;
    const variance = v[i]! + tau2;
    const se = Math.sqrt(v[i]!);
    const r = Math.sqrt(variance) / se;
    weights.integral(i, mean / se, r, out);
    const area = out[0]!;
    const seen = weights.observed(i, slopes);
    if (!(area > 0) || !(variance > 0) || seen === Number.NEGATIVE_INFINITY) {
      return { value: Number.NEGATIVE_INFINITY, gradient };
    }
    const residual = y[i]! - mean;
    value +=
      seen -
      HALF_LOG_TWO_PI -
      0.5 * Math.log(variance) -
      (0.5 * residual * residual) / variance -
      Math.log(area);
    const inMean = residual / variance - out[1]! / (area * se);
    for (let j = 0; j < p; j++) gradient[j]! += inMean * row[j]!;
    const inVariance = (0.5 * (residual * residual - variance)) / (variance * variance);
    gradient[p]! += inVariance - out[2]! / (area * 2 * r * v[i]!);
    for (let d = 0; d < size; d++) gradient[p + 1 + d]! += slopes[d]! - out[3 + d]! / area;
  }
  return { value, gradient };
}
