/** A fitted regression of effects that may depend on each other, as far as robust standard errors need it. */
import { type Matrix, matrix } from "@coppice/numeric";
import type { MultivariateResult } from "../multivariate/fitted-model.ts";
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

const single = (value: number): Matrix => {
  const made = matrix(1, 1);
  made.data[0] = value;
  return made;
};

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

/** The working model of a multilevel or multivariate fit: independent blocks with the marginal covariances it estimated. */
export function workingModelOfMultivariate(result: MultivariateResult): WorkingModel {
  const { data, marginal } = result.state;
  const { x, k, p, unit } = data.regression;
  return {
    names: result.coefficients.map(({ name }) => name),
    coefficients: result.coefficients.map(({ estimate }) => estimate),
    design: Array.from({ length: k }, (_, i) => Array.from(x.data.subarray(i * p, (i + 1) * p))),
    residuals: result.residuals,
    blocks: marginal.blocks.map(({ block, m }) => ({
      rows: Array.from(block.rows),
      covariance: { ...m, data: m.data.map((value) => value * unit ** 2) },
      weights: null,
    })),
    studies: result.studies,
  };
}
