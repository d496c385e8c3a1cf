/** Coefficients by weights of the user's own, with standard errors that the model's covariances give them. */
import {
  bilinear,
  cholesky,
  dot,
  invertCholesky,
  type Matrix,
  matrix,
  matrixTimes,
  multiply,
  rowOf,
  transpose,
} from "@coppice/numeric";
import { failure, type Result, success } from "../result.ts";
import type { LikelihoodPoint } from "./likelihood-point.ts";
import { marginalBlocks } from "./marginal-likelihood.ts";
import type { MultivariateData } from "./multivariate-data.ts";

/** A weight for each effect given, or a matrix of weights over all of them. */
export type OwnWeights = readonly number[] | SquareWeights;
type SquareWeights = readonly (readonly number[])[];

export interface WeightedEstimates {
  readonly gamma: Float64Array;
  readonly covariance: Matrix;
  readonly residuals: Float64Array;
  /** (Q'WQ)^-1 Q'W, one column an effect. */
  readonly projection: Matrix;
}

const isSquare = (weights: OwnWeights): weights is SquareWeights => Array.isArray(weights[0]);

/** M times b. */
function marginalTimes(data: MultivariateData, structures: readonly Matrix[], b: Matrix): Matrix {
  const made = matrix(b.rows, b.cols);
  for (const { block, m } of marginalBlocks(data, structures)) {
    const { rows } = block;
    const n = rows.length;
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        for (let a = 0; a < b.cols; a++) {
          made.data[rows[i]! * b.cols + a]! += m.data[i * n + j]! * b.data[rows[j]! * b.cols + a]!;
        }
      }
    }
  }
  return made;
}

/** W times b. */
function weightsTimes(weights: OwnWeights, studies: readonly number[], b: Matrix): Matrix {
  const made = matrix(b.rows, b.cols);
  for (let i = 0; i < b.rows; i++) {
    for (let j = 0; j < b.rows; j++) {
      if (!isSquare(weights) && i !== j) continue;
      const w = isSquare(weights) ? weights[studies[i]!]![studies[j]!]! : weights[studies[i]!]!;
      for (let a = 0; a < b.cols; a++) made.data[i * b.cols + a]! += w * b.data[j * b.cols + a]!;
    }
  }
  return made;
}

/** (X'WX)^-1 X'Wy with covariance (X'WX)^-1 X'W M WX (X'WX)^-1, in the orthonormal moderators. */
export function weightedEstimates(
  data: MultivariateData,
  structures: readonly Matrix[],
  weights: OwnWeights,
  given: number,
): Result<WeightedEstimates> {
  const { q: basis, y, studies } = data.regression;
  const flat = isSquare(weights) ? weights.flat() : weights;
  if (
    weights.length !== given ||
    flat.length !== (isSquare(weights) ? given * given : given) ||
    !flat.every(Number.isFinite)
  ) {
    return failure(
      "bad-weights",
      `There are ${given} effects; give one finite weight each, or a square matrix of weights.`,
    );
  }
  const wq = weightsTimes(weights, studies, basis);
  const decomposition = cholesky(multiply(transpose(basis), wq));
  if (decomposition === null) {
    return failure(
      "bad-weights",
      "The weights leave the coefficients undetermined; give more positive ones.",
    );
  }
  const projection = multiply(invertCholesky(decomposition), transpose(wq));
  const half = marginalTimes(data, structures, transpose(projection));
  const gamma = matrixTimes(projection, y);
  const residuals = matrixTimes(basis, gamma).map((fitted, i) => y[i]! - fitted);
  return success({ gamma, covariance: multiply(projection, half), residuals, projection });
}

/** Variances of residuals and leverages under own weights: those of (I - H) M (I - H)' and of H. */
export function weightedLeverages(
  data: MultivariateData,
  structures: readonly Matrix[],
  { covariance, projection }: WeightedEstimates,
  { variances }: LikelihoodPoint,
): { readonly variance: number[]; readonly hat: number[] } {
  const { k, q: basis } = data.regression;
  const half = marginalTimes(data, structures, transpose(projection));
  const columns = transpose(projection);
  const hat = Array.from({ length: k }, (_, i) => dot(rowOf(basis, i), rowOf(columns, i)));
  const variance = Array.from({ length: k }, (_, i) => {
    const x = rowOf(basis, i);
    return variances[i]! - 2 * dot(x, rowOf(half, i)) + bilinear(x, covariance, x);
  });
  return { variance, hat };
}
