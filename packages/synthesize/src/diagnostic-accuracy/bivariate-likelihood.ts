/** The bivariate normal model of two logits a study, at a given covariance between studies. */
import { cholesky, invertCholesky, type Matrix, matrix, matrixTimes } from "@coppice/numeric";

/** Two outcomes a study with independent sampling errors, and one row of moderators for both. */
export interface BivariateData {
  readonly k: number;
  /** Columns of the moderators. */
  readonly q: number;
  /** k x 2, row by row. */
  readonly y: Float64Array;
  /** Sampling variances, k x 2. */
  readonly v: Float64Array;
  /** k x q. */
  readonly x: Float64Array;
}

/** Covariance between studies: variance of the first outcome, covariance, variance of the second. */
export type Spread = readonly [first: number, both: number, second: number];

export interface BivariateFit {
  /** q coefficients of the first outcome, then q of the second. */
  readonly beta: Float64Array;
  /** Their covariance, (sum of X'WX)^-1. */
  readonly covariance: Matrix;
  /** Without the Jacobian of the transformation. */
  readonly logLikelihood: number;
  /** Derivative by the three elements of the spread (the covariance counted once). */
  readonly gradient: Spread;
}

/**
 * Generalised least squares and the (restricted) log-likelihood, with the constant of 2 pi; the restricted one is that of the
 * error contrasts up to a constant of the moderators (Gasparrini, Armstrong & Kenward 2012, equations 9 and 10). Null where a
 * covariance is not positive definite.
 */
export function bivariateFit(
  { k, q, y, v, x }: BivariateData,
  [a, c, b]: Spread,
  restricted: boolean,
): BivariateFit | null {
  const p = 2 * q;
  const w = new Float64Array(3 * k);
  const information = matrix(p, p);
  const moments = new Float64Array(p);
  let logs = 0;
  for (let i = 0; i < k; i++) {
    const first = v[2 * i]! + a;
    const second = v[2 * i + 1]! + b;
    const determinant = first * second - c * c;
    if (!(determinant > 0 && first > 0)) return null;
    logs += Math.log(determinant);
    const [w11, w12, w22] = [second / determinant, -c / determinant, first / determinant];
    w[3 * i] = w11;
    w[3 * i + 1] = w12;
    w[3 * i + 2] = w22;
    const [y1, y2] = [y[2 * i]!, y[2 * i + 1]!];
    for (let r = 0; r < q; r++) {
      const xr = x[i * q + r]!;
      moments[r]! += xr * (w11 * y1 + w12 * y2);
      moments[q + r]! += xr * (w12 * y1 + w22 * y2);
      for (let s = 0; s < q; s++) {
        const xx = xr * x[i * q + s]!;
        information.data[r * p + s]! += xx * w11;
        information.data[r * p + q + s]! += xx * w12;
        information.data[(q + r) * p + s]! += xx * w12;
        information.data[(q + r) * p + q + s]! += xx * w22;
      }
    }
  }
  const decomposition = cholesky(information);
  if (decomposition === null) return null;
  const covariance = invertCholesky(decomposition);
  const beta = matrixTimes(covariance, moments);
  let squares = 0;
  let [ga, gc, gb] = [0, 0, 0];
  for (let i = 0; i < k; i++) {
    let [r1, r2] = [y[2 * i]!, y[2 * i + 1]!];
    let [h11, h12, h22] = [0, 0, 0];
    for (let r = 0; r < q; r++) {
      const xr = x[i * q + r]!;
      r1 -= xr * beta[r]!;
      r2 -= xr * beta[q + r]!;
      if (!restricted) continue;
      for (let s = 0; s < q; s++) {
        const xx = xr * x[i * q + s]!;
        h11 += xx * covariance.data[r * p + s]!;
        h12 += xx * covariance.data[r * p + q + s]!;
        h22 += xx * covariance.data[(q + r) * p + q + s]!;
      }
    }
    const [w11, w12, w22] = [w[3 * i]!, w[3 * i + 1]!, w[3 * i + 2]!];
    const [u1, u2] = [w11 * r1 + w12 * r2, w12 * r1 + w22 * r2];
    squares += u1 * r1 + u2 * r2;
    // Derivative by the covariance matrix: (u u' + W H W - W) / 2, with H the variance of the fitted values (restricted).
    const [wh11, wh12, wh21, wh22] = [
      w11 * h11 + w12 * h12,
      w11 * h12 + w12 * h22,
      w12 * h11 + w22 * h12,
      w12 * h12 + w22 * h22,
    ];
    ga += 0.5 * (u1 * u1 + wh11 * w11 + wh12 * w12 - w11);
    gc += u1 * u2 + wh11 * w12 + wh12 * w22 - w12;
    gb += 0.5 * (u2 * u2 + wh21 * w12 + wh22 * w22 - w22);
  }
  const constant = (2 * k - (restricted ? p : 0)) * Math.log(2 * Math.PI);
  const logLikelihood = -0.5 * (constant + logs + squares + (restricted ? decomposition.logDeterminant : 0));
  return { beta, covariance, logLikelihood, gradient: [ga, gc, gb] };
}
