/** Sensitivity and false positive rate explained by moderators of the studies. */

import { chiSquareUpper, rowsOf } from "@coppice/numeric";
import { waldTest } from "../pool/pooled-mean.ts";
import { badLevel, noStudies } from "../problems.ts";
import type { Design } from "../regression/design.ts";
import type { Coefficient } from "../regression/regression-result.ts";
import { failure, type Result, success } from "../result.ts";
import type { AccuracyTable } from "./accuracy-study.ts";
import type { Square } from "./bivariate.ts";
import { type BivariateConvergence, type BivariateOptions, bivariateModel } from "./bivariate-model.ts";

export interface BivariateRegression {
  readonly k: number;
  /** Of logit sensitivity, in the order of the design's columns. */
  readonly sensitivity: readonly Coefficient[];
  /** Of logit false positive rate. */
  readonly falsePositiveRate: readonly Coefficient[];
  /** Of all coefficients, those of sensitivity first. */
  readonly covariance: readonly (readonly number[])[];
  /** What the moderators leave unexplained between studies; null in a common-effect model. */
  readonly between: Square | null;
  readonly logLikelihood: number | null;
  /** Number of coefficients, variances and covariance. */
  readonly parameters: number;
  readonly level: number;
  readonly method: string;
  readonly convergence: BivariateConvergence;
  readonly notes: readonly string[];
}

/** The bivariate model with the same moderators for both logits (Reitsma et al. 2005, section 2.4). */
export function bivariateRegression(
  tables: readonly AccuracyTable[],
  design: Design,
  options: BivariateOptions = {},
): Result<BivariateRegression> {
  const { method = "REML", level = 0.95 } = options;
  const broken = badLevel(level);
  if (broken !== null) return broken;
  if (design.rows.length !== tables.length) {
    return failure(
      "bad-design",
      `There are ${tables.length} studies and ${design.rows.length} rows of moderators; give one row a study.`,
    );
  }
  const bad = design.rows.findIndex((row) => !row.every(Number.isFinite));
  if (bad >= 0) {
    return failure(
      "bad-moderator",
      `Study ${bad + 1} lacks a finite moderator; correct it or leave the study out.`,
    );
  }
  if (tables.length === 0) return noStudies();
  const made = bivariateModel(tables, design.rows, options);
  if (!made.ok) return made;
  const { k, fit, estimate, logLikelihood, name, convergence, notes } = made.value;
  const q = design.names.length;
  const covariance = rowsOf(fit.covariance);
  const coefficients = (from: number): readonly Coefficient[] =>
    design.names.map((head, j) => {
      const value = fit.beta[from + j]!;
      const se = Math.sqrt(covariance[from + j]![from + j]!);
      return { name: head, estimate: value, se, ...waldTest(value, se, null, level) };
    });
  const [a, c, b] = estimate.spread;
  return success({
    k,
    sensitivity: coefficients(0),
    falsePositiveRate: coefficients(q),
    covariance,
    between:
      method === "common"
        ? null
        : [
            [a, c],
            [c, b],
          ],
    logLikelihood,
    parameters: 2 * q + (method === "common" ? 0 : 3),
    level,
    method: `${name}, with moderators`,
    convergence,
    notes,
  });
}

export interface BivariateComparison {
  readonly statistic: number;
  readonly df: number;
  readonly pValue: number;
}

/** Likelihood-ratio test of a model within a larger one of the same studies; both by maximum likelihood. */
export function compareBivariate(
  larger: BivariateRegression,
  smaller: BivariateRegression,
): Result<BivariateComparison> {
  const df = larger.parameters - smaller.parameters;
  const usable = [larger, smaller].every(({ method }) => method.includes(", maximum likelihood"));
  if (!usable || larger.k !== smaller.k || df <= 0) {
    return failure(
      "not-comparable",
      "Give two fits by ML of the same studies, the one with more moderators first.",
    );
  }
  const statistic = Math.max(0, 2 * (larger.logLikelihood! - smaller.logLikelihood!));
  return success({ statistic, df, pValue: chiSquareUpper(statistic, df) });
}
