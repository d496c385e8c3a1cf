/** Eigenvalues of symmetric matrices by Jacobi's cyclic rotations (Golub & Van Loan 2013, section 8.5): slow for large ones, exact for small. */
import { identity, type Matrix, matrixOf, multiply, transpose } from "./matrix.ts";
import { dot } from "./sums.ts";

export interface SymmetricEigen {
  /** In descending order. */
  readonly values: Float64Array;
  /** One eigenvector a column, in the order of the values. */
  readonly vectors: Matrix;
}

function offDiagonal(s: Float64Array, n: number): number {
  let sum = 0;
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) sum += s[i * n + j]! ** 2;
  return sum;
}

/** Turns the plane (p, q) so that its off-diagonal element vanishes. */
function rotate(s: Float64Array, vectors: Float64Array, n: number, p: number, q: number): void {
  const apq = s[p * n + q]!;
  if (apq === 0) return;
  const theta = (s[q * n + q]! - s[p * n + p]!) / (2 * apq);
  const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.hypot(theta, 1));
  const cosine = 1 / Math.hypot(t, 1);
  const sine = t * cosine;
  for (let i = 0; i < n; i++) {
    const sip = s[i * n + p]!;
    const siq = s[i * n + q]!;
    s[i * n + p] = cosine * sip - sine * siq;
    s[i * n + q] = sine * sip + cosine * siq;
  }
  for (let i = 0; i < n; i++) {
    const spi = s[p * n + i]!;
    const sqi = s[q * n + i]!;
    s[p * n + i] = cosine * spi - sine * sqi;
    s[q * n + i] = sine * spi + cosine * sqi;
    const vip = vectors[i * n + p]!;
    const viq = vectors[i * n + q]!;
    vectors[i * n + p] = cosine * vip - sine * viq;
    vectors[i * n + q] = sine * vip + cosine * viq;
  }
}

/** Eigenvalues and orthonormal eigenvectors of a symmetric matrix (both triangles are read). */
export function symmetricEigen(a: Matrix): SymmetricEigen {
  const n = a.rows;
  const s = Float64Array.from(a.data);
  const turned = identity(n).data;
  const total = dot(s, s);
  for (let sweep = 0; sweep < 60 && offDiagonal(s, n) > 1e-34 * total; sweep++) {
    for (let p = 0; p < n - 1; p++) for (let q = p + 1; q < n; q++) rotate(s, turned, n, p, q);
  }
  const order = Array.from({ length: n }, (_, i) => i).sort((i, j) => s[j * n + j]! - s[i * n + i]!);
  const vectors = matrixOf(n, n, (i, j) => turned[i * n + order[j]!]!);
  return { values: Float64Array.from(order, (i) => s[i * n + i]!), vectors };
}

/**
 * A power of a positive semidefinite matrix. Eigenvalues at or below `tolerance` times the largest are taken as 0 and stay 0,
 * so that -1 gives the Moore-Penrose inverse and -0.5 its root.
 */
export function symmetricPower(a: Matrix, power: number, tolerance = 1e-12): Matrix {
  const { values, vectors } = symmetricEigen(a);
  const n = a.rows;
  const least = tolerance * Math.max(0, values[0] ?? 0);
  const scaled = matrixOf(n, n, (i, m) =>
    values[m]! > least ? vectors.data[i * n + m]! * values[m]! ** power : 0,
  );
  return multiply(scaled, transpose(vectors));
}
