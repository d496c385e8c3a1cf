/**
 * Everything the intercept-only random-effects model needs, in O(k) sums and without k x k matrices.
 *
 * With W = diag(w), w = 1/(v + tau2), and P = W - w w' / sum(w), the traces below are polynomials in sums of powers.
 */
import type { StudyData } from "./study-data.ts";

export interface WeightedSums {
  /** Weighted mean. */
  readonly mean: number;
  /** Sum of the weights. */
  readonly s1: number;
  /** Sum of the squared weights. */
  readonly s2: number;
  /** Sum of the cubed weights. */
  readonly s3: number;
  /** y'Py: the weighted sum of squares around the mean. */
  readonly q: number;
  /** y'PPy: the same with squared weights. */
  readonly q2: number;
}

/** Sums with inverse-variance weights at a given tau2. */
export function weightedSums(data: StudyData, tau2: number): WeightedSums {
  const { y, v, k } = data;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let sy = 0;
  for (let i = 0; i < k; i++) {
    const w = 1 / (v[i]! + tau2);
    s1 += w;
    s2 += w * w;
    s3 += w * w * w;
    sy += w * y[i]!;
  }
  const mean = sy / s1;
  let q = 0;
  let q2 = 0;
  for (let i = 0; i < k; i++) {
    const w = 1 / (v[i]! + tau2);
    const residual = w * (y[i]! - mean);
    q += residual * (y[i]! - mean);
    q2 += residual * residual;
  }
  return { mean, s1, s2, s3, q, q2 };
}

/** tr(P). */
export function traceP({ s1, s2 }: WeightedSums): number {
  return s1 - s2 / s1;
}

/** tr(PP). */
export function tracePP({ s1, s2, s3 }: WeightedSums): number {
  return s2 - (2 * s3) / s1 + (s2 / s1) ** 2;
}

/** The traces that involve V, for P built from any weights a: tr(PV), tr(PVPV), tr(PVP). */
export interface VarianceTraces {
  readonly p: number;
  readonly pp: number;
  readonly pv: number;
  readonly pvpv: number;
  readonly ppv: number;
}

/** Traces for P = A - a a' / sum(a) with arbitrary weights a. */
export function varianceTraces(a: readonly number[], v: readonly number[]): VarianceTraces {
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let av = 0;
  let a2v = 0;
  let a3v = 0;
  let a2v2 = 0;
  let a3v2 = 0;
  for (let i = 0; i < a.length; i++) {
    const w = a[i]!;
    const x = v[i]!;
    s1 += w;
    s2 += w * w;
    s3 += w * w * w;
    av += w * x;
    a2v += w * w * x;
    a3v += w * w * w * x;
    a2v2 += w * w * x * x;
    a3v2 += w * w * w * x * x;
  }
  return {
    p: s1 - s2 / s1,
    pp: s2 - (2 * s3) / s1 + (s2 / s1) ** 2,
    pv: av - a2v / s1,
    pvpv: a2v2 - (2 * a3v2) / s1 + (a2v / s1) ** 2,
    ppv: a2v - (2 * a3v) / s1 + (a2v / s1) * (s2 / s1),
  };
}

/** The "typical" sampling variance (Higgins & Thompson 2002, equation 9) behind I2 and H2; null for one study. */
export function typicalVariance(data: StudyData): number | null {
  return data.k < 2 ? null : (data.k - 1) / traceP(weightedSums(data, 0));
}
