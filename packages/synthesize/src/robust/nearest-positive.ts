import { type Matrix, matrix, matrixOf, multiply, symmetricEigen, transpose } from "@coppice/numeric";

/** The matrix on the scale of correlations and back. */
function rescaled(a: Matrix, factor: (i: number) => number): Matrix {
  return matrixOf(a.rows, a.cols, (i, j) => a.data[i * a.cols + j]! * factor(i) * factor(j));
}

/** The nearest matrix whose eigenvalues are at least `least`. */
function raised(a: Matrix, least: number): Matrix {
  const n = a.rows;
  const { values, vectors } = symmetricEigen(a);
  const scaled = matrixOf(n, n, (i, m) => vectors.data[i * n + m]! * Math.max(least, values[m]!));
  return multiply(scaled, transpose(vectors));
}

/**
 * The nearest positive definite matrix with the same variances: alternating projections of the correlations onto the matrices
 * with eigenvalues above 0 and onto those with a diagonal of 1, with Dykstra's correction (Higham 2002, algorithm 3.3).
 */
export function nearestPositive(a: Matrix): Matrix {
  const n = a.rows;
  const sd = Array.from({ length: n }, (_, i) => Math.sqrt(a.data[i * n + i]!));
  let current = rescaled(a, (i) => 1 / sd[i]!);
  let correction = matrix(n, n);
  const least = 1e-8;
  for (let step = 0; step < 200; step++) {
    const start = matrix(n, n);
    for (let i = 0; i < n * n; i++) start.data[i] = current.data[i]! - correction.data[i]!;
    const positive = raised(start, least);
    const next = matrix(n, n);
    let moved = 0;
    for (let i = 0; i < n * n; i++) {
      next.data[i] = i % (n + 1) === 0 ? 1 : positive.data[i]!;
      moved = Math.max(moved, Math.abs(next.data[i]! - current.data[i]!));
    }
    correction = { ...start, data: start.data.map((_, i) => positive.data[i]! - start.data[i]!) };
    current = next;
    if (moved < 1e-10) break;
  }
  // The last projection onto a diagonal of 1 may leave an eigenvalue a little low: raise it, then restore the diagonal by scaling.
  const safe = raised(current, least);
  const correlations = rescaled(safe, (i) => 1 / Math.sqrt(safe.data[i * n + i]!));
  return rescaled(correlations, (i) => sd[i]!);
}
