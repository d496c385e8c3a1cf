/** Symmetric positive definite systems by Cholesky's decomposition (Golub & Van Loan 2013, algorithm 4.2.1). */
import { identity, type Matrix, matrix, symmetricPart } from "./matrix.ts";

export interface Cholesky {
  /** L with a = LL'; zero above the diagonal. */
  readonly lower: Matrix;
  /** ln |a|. */
  readonly logDeterminant: number;
}

/** The decomposition, from the lower triangle of a; null when a is not positive definite to working precision. */
export function cholesky(a: Matrix): Cholesky | null {
  const n = a.rows;
  const lower = matrix(n, n);
  const l = lower.data;
  let logDeterminant = 0;
  for (let j = 0; j < n; j++) {
    let pivot = a.data[j * n + j]!;
    const scale = pivot;
    for (let m = 0; m < j; m++) pivot -= l[j * n + m]! * l[j * n + m]!;
    // A pivot that is all rounding error says that this column depends on the ones before it.
    if (!(pivot > 4 * Number.EPSILON * scale) || !Number.isFinite(pivot)) return null;
    const root = Math.sqrt(pivot);
    l[j * n + j] = root;
    logDeterminant += Math.log(pivot);
    for (let i = j + 1; i < n; i++) {
      let sum = a.data[i * n + j]!;
      for (let m = 0; m < j; m++) sum -= l[i * n + m]! * l[j * n + m]!;
      l[i * n + j] = sum / root;
    }
  }
  return { lower, logDeterminant };
}

/** X with LX = b. */
export function solveLower({ lower }: Cholesky, b: Matrix): Matrix {
  const n = lower.rows;
  const l = lower.data;
  const solved = matrix(n, b.cols);
  const x = solved.data;
  for (let c = 0; c < b.cols; c++) {
    for (let i = 0; i < n; i++) {
      let sum = b.data[i * b.cols + c]!;
      for (let m = 0; m < i; m++) sum -= l[i * n + m]! * x[m * b.cols + c]!;
      x[i * b.cols + c] = sum / l[i * n + i]!;
    }
  }
  return solved;
}

/** X with aX = b. */
export function solveCholesky(decomposition: Cholesky, b: Matrix): Matrix {
  const solved = solveLower(decomposition, b);
  const n = decomposition.lower.rows;
  const l = decomposition.lower.data;
  const x = solved.data;
  for (let c = 0; c < b.cols; c++) {
    for (let i = n - 1; i >= 0; i--) {
      let sum = x[i * b.cols + c]!;
      for (let m = i + 1; m < n; m++) sum -= l[m * n + i]! * x[m * b.cols + c]!;
      x[i * b.cols + c] = sum / l[i * n + i]!;
    }
  }
  return solved;
}

/** The inverse of a, symmetric to the last digit. */
export function invertCholesky(decomposition: Cholesky): Matrix {
  return symmetricPart(solveCholesky(decomposition, identity(decomposition.lower.rows)));
}

/**
 * The inverse of a, with its rows and columns put at `places` of an n x n matrix that is 0 elsewhere: the covariance of all
 * parameters when only some are free. Null when a is not positive definite.
 */
export function inverseAt(a: Matrix, places: readonly number[], n: number): Matrix | null {
  const decomposition = cholesky(a);
  if (decomposition === null) return null;
  const inverse = invertCholesky(decomposition);
  const made = matrix(n, n);
  for (const [r, i] of places.entries()) {
    for (const [c, j] of places.entries()) made.data[i * n + j] = inverse.data[r * a.cols + c]!;
  }
  return made;
}
