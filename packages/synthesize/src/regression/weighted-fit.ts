/**
 * Weighted least squares with diagonal weights, and the traces that estimators of tau2 need, in O(k p^2).
 *
 * With W = diag(w) and P = W - WX (X'WX)^-1 X'W; X may be replaced by any basis of its columns.
 */
import {
  cholesky,
  crossProduct,
  dot,
  invertCholesky,
  type Matrix,
  matrixFromRows,
  matrixTimes,
  multiply,
  sumBy,
  sumOf,
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
export function weightedFit({ q, y }: RegressionData, weights: Float64Array): WeightedFit | null {
  return weightedLeastSquares(q, y, weights);
}

/** The same of any columns: `gamma` and `inverse` are those of the columns given. */
export function weightedLeastSquares(
  x: Matrix,
  y: ArrayLike<number>,
  weights: Float64Array,
): WeightedFit | null {
  const decomposition = cholesky(crossProduct(x, weights));
  if (decomposition === null) return null;
  const { rows: k, cols: p, data } = x;
  const inverse = invertCholesky(decomposition);
  const moments = new Float64Array(p);
  for (let i = 0; i < k; i++) {
    const wy = weights[i]! * y[i]!;
    for (let a = 0; a < p; a++) moments[a]! += data[i * p + a]! * wy;
  }
  const gamma = matrixTimes(inverse, moments);
  const residuals = matrixTimes(x, gamma);
  let q = 0;
  let q2 = 0;
  for (let i = 0; i < k; i++) {
    const residual = y[i]! - residuals[i]!;
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
export function traceP({ q }: RegressionData, { weights, inverse }: WeightedFit): number {
  const squares = crossProduct(
    q,
    weights.map((w) => w * w),
  );
  return sumOf(weights) - traceOfProduct(inverse, squares);
}

/** tr(PP) of a fit. */
export function tracePP(data: RegressionData, { weights, inverse }: WeightedFit): number {
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
  return dot(weights, weights) - 2 * traceOfProduct(inverse, third) + traceOfProduct(second, second);
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
  const total = (f: (i: number) => number): number => sumBy(w, (_, i) => f(i));
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
  const { data: c, cols } = a;
  const half = matrixFromRows(
    Array.from({ length: p }, (_, j) =>
      coefficients(
        data,
        Array.from({ length: p }, (__, i) => c[i * cols + j]!),
      ),
    ),
  );
  return matrixFromRows(
    Array.from({ length: p }, (_, j) =>
      coefficients(
        data,
        Array.from({ length: p }, (__, i) => half.data[i * p + j]!),
      ),
    ),
  );
}
