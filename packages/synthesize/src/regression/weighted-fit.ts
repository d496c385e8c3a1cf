/**
 * Weighted least squares with diagonal weights, and the traces that estimators of tau2 need, in O(k p^2).
 *
 * With W = diag(w) and P = W - WX (X'WX)^-1 X'W; X may be replaced by any basis of its columns.
 */
import {
  type Cholesky,
  cholesky,
  crossProduct,
  invertCholesky,
  type Matrix,
  matrix,
  multiply,
} from "@coppice/numeric";
import type { RegressionData } from "./regression-data.ts";

export interface WeightedFit {
  readonly weights: Float64Array;
  /** Coefficients of the orthonormal columns. */
  readonly gamma: Float64Array;
  /** (Q'WQ)^-1. */
  readonly inverse: Matrix;
  readonly logDeterminant: number;
  readonly residuals: Float64Array;
  /** y'Py: the weighted sum of squared residuals. */
  readonly q: number;
  /** y'PPy. */
  readonly q2: number;
}

/** The fit with the weights given, which must be positive; null when they are too unequal for the arithmetic. */
export function weightedFit(data: RegressionData, weights: Float64Array): WeightedFit | null {
  const { y, k, p, q: basis } = data;
  const decomposition: Cholesky | null = cholesky(crossProduct(basis, weights));
  if (decomposition === null) return null;
  const inverse = invertCholesky(decomposition);
  const moments = new Float64Array(p);
  for (let i = 0; i < k; i++) {
    const wy = weights[i]! * y[i]!;
    for (let a = 0; a < p; a++) moments[a]! += basis.data[i * p + a]! * wy;
  }
  const gamma = new Float64Array(p);
  for (let a = 0; a < p; a++) {
    for (let b = 0; b < p; b++) gamma[a]! += inverse.data[a * p + b]! * moments[b]!;
  }
  const residuals = new Float64Array(k);
  let q = 0;
  let q2 = 0;
  for (let i = 0; i < k; i++) {
    let fitted = 0;
    for (let a = 0; a < p; a++) fitted += basis.data[i * p + a]! * gamma[a]!;
    const residual = y[i]! - fitted;
    residuals[i] = residual;
    const weighted = weights[i]! * residual;
    q += weighted * residual;
    q2 += weighted * weighted;
  }
  return { weights, gamma, inverse, logDeterminant: decomposition.logDeterminant, residuals, q, q2 };
}

/** 1 / (v + tau2). */
export function inverseVarianceWeights({ v, k }: RegressionData, tau2: number): Float64Array {
  const weights = new Float64Array(k);
  for (let i = 0; i < k; i++) weights[i] = 1 / (v[i]! + tau2);
  return weights;
}

const trace = (a: Matrix): number => {
  let sum = 0;
  for (let i = 0; i < a.rows; i++) sum += a.data[i * a.cols + i]!;
  return sum;
};

/** tr(AB) for square matrices of one size. */
function traceOfProduct(a: Matrix, b: Matrix): number {
  let sum = 0;
  for (let i = 0; i < a.rows; i++) {
    for (let j = 0; j < a.cols; j++) sum += a.data[i * a.cols + j]! * b.data[j * b.cols + i]!;
  }
  return sum;
}

/** tr(P) of a fit. */
export function traceP(data: RegressionData, { weights, inverse }: WeightedFit): number {
  let total = 0;
  for (const w of weights) total += w;
  return (
    total -
    traceOfProduct(
      inverse,
      crossProduct(
        data.q,
        weights.map((w) => w * w),
      ),
    )
  );
}

/** tr(PP) of a fit. */
export function tracePP(data: RegressionData, { weights, inverse }: WeightedFit): number {
  let squares = 0;
  for (const w of weights) squares += w * w;
  const second = multiply(
    inverse,
    crossProduct(
      data.q,
      weights.map((w) => w * w),
    ),
  );
  const third = crossProduct(
    data.q,
    weights.map((w) => w ** 3),
  );
  return squares - 2 * traceOfProduct(inverse, third) + traceOfProduct(second, second);
}

/** The traces that involve V = diag(v): tr(PV), tr(PVPV) and tr(PVP). */
export function varianceTraces(
  data: RegressionData,
  fit: WeightedFit,
): { readonly pv: number; readonly pvpv: number; readonly ppv: number } {
  const { v, q: basis } = data;
  const { weights: w, inverse } = fit;
  const moment = (f: (i: number) => number): Matrix =>
    crossProduct(
      basis,
      w.map((_, i) => f(i)),
    );
  const total = (f: (i: number) => number): number => w.reduce((sum, _, i) => sum + f(i), 0);
  const g = multiply(
    inverse,
    moment((i) => w[i]! ** 2 * v[i]!),
  );
  const b = multiply(
    inverse,
    moment((i) => w[i]! ** 2),
  );
  return {
    pv: total((i) => w[i]! * v[i]!) - trace(g),
    pvpv:
      total((i) => (w[i]! * v[i]!) ** 2) -
      2 *
        traceOfProduct(
          inverse,
          moment((i) => w[i]! ** 3 * v[i]! ** 2),
        ) +
      traceOfProduct(g, g),
    ppv:
      total((i) => w[i]! ** 2 * v[i]!) -
      2 *
        traceOfProduct(
          inverse,
          moment((i) => w[i]! ** 3 * v[i]!),
        ) +
      traceOfProduct(b, g),
  };
}

/** Coefficients of the moderators themselves, R^-1 gamma. */
export function coefficients({ r, p }: RegressionData, gamma: ArrayLike<number>): number[] {
  const beta = Array.from({ length: p }, (_, j) => gamma[j]!);
  for (let i = p - 1; i >= 0; i--) {
    for (let j = i + 1; j < p; j++) beta[i]! -= r.data[i * p + j]! * beta[j]!;
    beta[i]! /= r.data[i * p + i]!;
  }
  return beta;
}

/** R^-1 A R^-T: the covariance of the coefficients of the moderators from that of the orthonormal ones. */
export function covariance(data: RegressionData, a: Matrix): Matrix {
  const { p } = data;
  const half = matrix(p, p);
  for (let j = 0; j < p; j++) {
    const column = coefficients(
      data,
      Array.from({ length: p }, (_, i) => a.data[i * p + j]!),
    );
    for (let i = 0; i < p; i++) half.data[i * p + j] = column[i]!;
  }
  const made = matrix(p, p);
  for (let i = 0; i < p; i++) {
    const row = coefficients(
      data,
      Array.from({ length: p }, (_, j) => half.data[i * p + j]!),
    );
    for (let j = 0; j < p; j++) made.data[i * p + j] = row[j]!;
  }
  return made;
}
