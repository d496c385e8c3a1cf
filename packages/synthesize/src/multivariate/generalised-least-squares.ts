/** Coefficients and likelihood of y ~ N(Q gamma, M), from a function that solves Mx = b. */
import { cholesky, dot, invertCholesky, type Matrix, matrix, matrixTimes } from "@coppice/numeric";
import type { RegressionData } from "../regression/regression-data.ts";
import type { LikelihoodKind } from "../tau2/likelihood.ts";
import type { LikelihoodPoint } from "./likelihood-point.ts";

/** ln |M| is given; null when the moderators' information is singular to working precision, or the arithmetic overflows. */
export function generalisedLeastSquares(
  { k, p, q: basis, y }: RegressionData,
  logDeterminant: number,
  kind: LikelihoodKind,
  solve: (b: Matrix) => Matrix,
): Omit<LikelihoodPoint, "variances" | "inverseDiagonal" | "sensitivities"> | null {
  const mq = solve(basis);
  const information = matrix(p, p);
  const moments = new Float64Array(p);
  for (let i = 0; i < k; i++) {
    for (let a = 0; a < p; a++) {
      const value = mq.data[i * p + a]!;
      moments[a]! += value * y[i]!;
      for (let b = 0; b <= a; b++) information.data[a * p + b]! += value * basis.data[i * p + b]!;
    }
  }
  const decomposition = cholesky(information);
  if (decomposition === null) return null;
  const covariance = invertCholesky(decomposition);
  const gamma = matrixTimes(covariance, moments);
  const residuals = matrixTimes(basis, gamma).map((fitted, i) => y[i]! - fitted);
  // Solved anew rather than put together from solutions for y and Q, whose difference has lost digits.
  const u = solve({ rows: k, cols: 1, data: residuals }).data;
  const q = dot(u, residuals);
  const halfLogTwoPi = 0.5 * Math.log(2 * Math.PI);
  const ml = -k * halfLogTwoPi - 0.5 * (logDeterminant + q);
  // A sum of squares below 0 is nothing but rounding error.
  if (!Number.isFinite(ml) || q < -1e-6) return null;
  return {
    gamma,
    covariance,
    residuals,
    u,
    mq,
    q,
    logLikelihood: kind === "ML" ? ml : ml + p * halfLogTwoPi - 0.5 * decomposition.logDeterminant,
  };
}
