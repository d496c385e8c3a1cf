/** Two models of the same effects, one within the other: information criteria and the likelihood-ratio test. */
import { chiSquareUpper, dot, multiply, sumBy, transpose } from "@coppice/numeric";
import { failure, type Result, success } from "../result.ts";
import type { MultivariateResult } from "./fitted-model.ts";

export interface FitComparison {
  /** Twice the difference of the log-likelihoods, not below 0. */
  readonly statistic: number;
  /** Difference of the numbers of parameters. */
  readonly df: number;
  /** From the chi-square distribution: too large when a variance is tested against 0, its boundary (Self & Liang 1987). */
  readonly pValue: number;
  /** Half of that when the models differ by one variance that the reduced one holds at 0; else null. */
  readonly boundaryP: number | null;
  /** Of the full model less that of the reduced one: negative speaks for the full model. */
  readonly aicDifference: number;
  readonly bicDifference: number;
}

/** Columns span the same space when the one set's residuals of the other are nil: compared by the projections onto them. */
function sameSpace(a: MultivariateResult, b: MultivariateResult): boolean {
  const { q: left } = a.state.data.regression;
  const { q: right } = b.state.data.regression;
  if (a.p !== b.p) return false;
  const { data: shared } = multiply(transpose(left), right);
  return Math.abs(dot(shared, shared) - a.p) < 1e-8;
}

/**
 * Compares a reduced model with a fuller one that contains it. Models with different moderators must be fitted by ML: REML
 * likelihoods of different moderators are of different data. Problems: `different-effects`, `different-methods`,
 * `different-moderators`, `not-nested`.
 */
export function compareFits(full: MultivariateResult, reduced: MultivariateResult): Result<FitComparison> {
  const [left, right] = [full.state.data.regression, reduced.state.data.regression];
  const sameEffects =
    left.k === right.k &&
    left.studies.every((study, i) => study === right.studies[i]) &&
    left.y.every((y, i) => y * left.unit === right.y[i]! * right.unit);
  if (!sameEffects) {
    return failure(
      "different-effects",
      `The models have ${left.k} and ${right.k} effects; fit both to the same effects.`,
    );
  }
  if (full.method !== reduced.method) {
    return failure(
      "different-methods",
      `One model was fitted by ${full.method}, the other by ${reduced.method}; fit both by one method.`,
    );
  }
  if (full.method === "REML" && !sameSpace(full, reduced)) {
    return failure("different-moderators", "The models have different moderators; fit both by ML.");
  }
  const df = full.parameters - reduced.parameters;
  if (df <= 0) {
    return failure(
      "not-nested",
      `The full model has ${full.parameters} parameters and the reduced one ${reduced.parameters}; give the one with more first.`,
    );
  }
  const statistic = Math.max(0, 2 * (full.fit.logLikelihood - reduced.fit.logLikelihood));
  const pValue = chiSquareUpper(statistic, df);
  const nil = (result: MultivariateResult): number =>
    sumBy(
      result.random,
      ({ variances, heldVariances }) =>
        variances.filter((variance, i) => heldVariances[i] && variance === 0).length,
    );
  return success({
    statistic,
    df,
    pValue,
    boundaryP: df === 1 && full.p === reduced.p && nil(reduced) === nil(full) + 1 ? 0.5 * pValue : null,
    aicDifference: full.fit.aic - reduced.fit.aic,
    bicDifference: full.fit.bic - reduced.fit.bic,
  });
}
