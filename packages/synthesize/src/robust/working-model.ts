/** A fitted regression of effects that may depend on each other, as far as robust standard errors need it. */
import { type Matrix, matrix, matrixOf, rowsOf } from "@coppice/numeric";
import type { MultivariateResult } from "../multivariate/fitted-model.ts";
import type { OwnWeights } from "../multivariate/own-weights.ts";
import type { Effect } from "../pool/study-data.ts";
import type { Design } from "../regression/design.ts";
import type { RegressionResult } from "../regression/regression-result.ts";

/** Rows that are dependent on each other under the model, and independent of all others. */
export interface WorkingBlock {
  /** Indices of rows of the design. */
  readonly rows: readonly number[];
  /** Covariance of their effects under the model (sampling and heterogeneity), square, in the order of `rows`. */
  readonly covariance: Matrix;
  /** Their weights in the estimating equations; null when these are the inverse of `covariance`. */
  readonly weights: Matrix | null;
}

/** Weighted least squares together with what the model believes of the errors: the working model of Pustejovsky & Tipton (2018). */
export interface WorkingModel {
  /** Heads of the columns of the design. */
  readonly names: readonly string[];
  /** One a column, estimated with the weights of the blocks. */
  readonly coefficients: readonly number[];
  /** One row an effect that entered. */
  readonly design: readonly (readonly number[])[];
  /** Effect minus fitted value, one a row. */
  readonly residuals: readonly number[];
  /** Every row is in one of them. */
  readonly blocks: readonly WorkingBlock[];
  /** Index of each row in the effects that were given to the fit. */
  readonly studies: readonly number[];
}

const single = (value: number): Matrix => matrixOf(1, 1, () => value);

/** A model of independent effects: row i has the variance given, and its own weight where there are weights. */
export function independentBlocks(
  variances: readonly number[],
  weights: readonly number[] | null = null,
): readonly WorkingBlock[] {
  return variances.map((variance, i) => ({
    rows: [i],
    covariance: single(variance),
    weights: weights === null ? null : single(weights[i]!),
  }));
}

/**
 * The working model of a meta-regression (or of a pooled mean, as a regression on the intercept) that took the effects as
 * independent. `effects`, `design` and `weights` as they were given to `regress`.
 */
export function workingModelOfRegression(
  effects: readonly Effect[],
  design: Design,
  result: RegressionResult,
  weights?: readonly number[] | "equal",
): WorkingModel {
  const own =
    weights === undefined ? null : result.studies.map((study) => (weights === "equal" ? 1 : weights[study]!));
  return {
    names: result.coefficients.map(({ name }) => name),
    coefficients: result.coefficients.map(({ estimate }) => estimate),
    design: result.studies.map((study) => result.columns.map((column) => design.rows[study]![column]!)),
    residuals: result.residuals,
    blocks: independentBlocks(
      result.studies.map((study) => effects[study]!.vi + result.tau2),
      own,
    ),
    studies: result.studies,
  };
}

/**
 * The working model of a multilevel or multivariate fit: independent blocks with the marginal covariances it estimated, and its own
 * weights where it was given some. A matrix of weights makes one block of all effects.
 */
export function workingModelOfMultivariate(result: MultivariateResult): WorkingModel {
  const { data, marginal, options } = result.state;
  const { x, unit } = data.regression;
  const blocks = marginal.blocks.map(({ block, m }) => ({
    rows: Array.from(block.rows),
    covariance: { ...m, data: m.data.map((value) => value * unit ** 2) },
    weights: null,
  }));
  return {
    names: result.coefficients.map(({ name }) => name),
    coefficients: result.coefficients.map(({ estimate }) => estimate),
    design: rowsOf(x),
    residuals: result.residuals,
    blocks: options.weights === undefined ? blocks : weightedBlocks(blocks, options.weights, result.studies),
    studies: result.studies,
  };
}

/** Each block with its own weights; one block of all rows when the weights link blocks. */
function weightedBlocks(
  blocks: readonly WorkingBlock[],
  weights: OwnWeights,
  studies: readonly number[],
): readonly WorkingBlock[] {
  const [first] = weights;
  const at = (i: number, j: number): number => {
    if (typeof first === "number") return i === j ? (weights as readonly number[])[studies[i]!]! : 0;
    return (weights as readonly (readonly number[])[])[studies[i]!]![studies[j]!]!;
  };
  const own = (rows: readonly number[]): Matrix =>
    matrixOf(rows.length, rows.length, (i, j) => at(rows[i]!, rows[j]!));
  const blockOf = new Int32Array(studies.length);
  for (const [b, { rows }] of blocks.entries()) for (const row of rows) blockOf[row] = b;
  const linked =
    typeof first !== "number" &&
    studies.some((_, i) => studies.some((__, j) => blockOf[i] !== blockOf[j] && at(i, j) !== 0));
  if (!linked) return blocks.map((block) => ({ ...block, weights: own(block.rows) }));
  const rows = studies.map((_, i) => i);
  const covariance = matrix(rows.length, rows.length);
  for (const block of blocks) {
    for (const [i, row] of block.rows.entries()) {
      for (const [j, other] of block.rows.entries()) {
        covariance.data[row * rows.length + other] = block.covariance.data[i * block.rows.length + j]!;
      }
    }
  }
  return [{ rows, covariance, weights: own(rows) }];
}
