/** Multilevel and multivariate meta-analysis: correlated sampling errors, correlated and nested true effects. */

import { type Effect, outOfRange } from "../pool/study-data.ts";
import { badLevel } from "../problems.ts";
import { type Design, interceptOnly } from "../regression/design.ts";
import { failure, type Result } from "../result.ts";
import type { LikelihoodKind } from "../tau2/likelihood.ts";
import type { SamplingCovariance } from "./dependent-blocks.ts";
import type { MultivariateResult } from "./fitted-model.ts";
import { likelihoodAt } from "./marginal-likelihood.ts";
import { maximise, ownParametrisation } from "./maximise.ts";
import { multivariateData } from "./multivariate-data.ts";
import type { OwnWeights } from "./own-weights.ts";
import type { RandomTerm } from "./random-terms.ts";
import { summarise } from "./summarise.ts";

export interface MultivariateOptions {
  /** Moderators; default the intercept alone. */
  readonly design?: Design;
  /** Random effects; none is the model with the sampling errors alone. */
  readonly random?: readonly RandomTerm[];
  /**
   * Covariances of the sampling errors of all effects given, in their order, with the variances vi on the diagonal; default
   * independent errors.
   */
  readonly samplingCovariance?: SamplingCovariance;
  /** Default `REML`. */
  readonly method?: LikelihoodKind;
  /** Default `z`; `t` refers to Student's distribution with the degrees of freedom of `df`. */
  readonly test?: "z" | "t";
  /**
   * Degrees of freedom for `t`: `residual` (default) is k - p for all coefficients, generous when effects are dependent;
   * `containment` counts the groups within which a moderator does not vary; or one number for each coefficient.
   */
  readonly df?: "residual" | "containment" | readonly number[];
  /**
   * Weights for the coefficients in the place of the model's inverse covariances, which their standard errors still take into
   * account; default none.
   */
  readonly weights?: OwnWeights;
  /** Places of the coefficients in the joint test; default all but the intercept. */
  readonly tested?: readonly number[];
  /** Default 0.95. */
  readonly level?: number;
}

/**
 * Fits y = X beta + random effects + sampling errors by (restricted) maximum likelihood, where the random effects may be nested
 * or crossed intercepts (Konstantopoulos 2011) and correlated effects within groups (Berkey et al. 1998; van Houwelingen,
 * Arends & Stijnen 2002; Ishak et al. 2007). The likelihood is climbed from several starts with its exact gradient. Independent
 * random effects that observed effects share (intercepts, ID, DIAG, CS with independent sampling errors) are eliminated one by
 * one, in time proportional to the number of effects when they are nested; other models cost the cubes of the sizes of the
 * blocks of dependent effects.
 *
 * Problems: `bad-covariance`, `asymmetric`, `not-positive-definite` (sampling covariances), `bad-groups`, `missing-group`,
 * `bad-times`, `bad-component`, `bad-correlation`, `bad-weights`, `bad-coefficient`, `bad-level`, `too-few-effects`, and those of
 * effects and designs.
 */
export function fitMultivariate(
  effects: readonly Effect[],
  options: MultivariateOptions = {},
): Result<MultivariateResult> {
  const {
    design = interceptOnly(effects.length),
    random = [],
    samplingCovariance = null,
    method = "REML",
    level = 0.95,
  } = options;
  const broken = badLevel(level);
  if (broken !== null) return broken;
  const prepared = multivariateData(effects, design, random, samplingCovariance);
  if (!prepared.ok) return prepared;
  const data = prepared.value;
  const { k, p } = data.regression;
  const parametrisation = ownParametrisation(data, method);
  if (parametrisation.parameters > 0 && k <= p) {
    return failure(
      "too-few-effects",
      `${k} effects cannot determine ${p} coefficients and the variances; use fewer moderators.`,
    );
  }
  const maximum = maximise(data, method, parametrisation);
  const structures = maximum === null ? null : parametrisation.structures(maximum.theta);
  const point = structures === null ? null : likelihoodAt(data, structures, method);
  if (maximum === null || structures === null || point === null) return outOfRange(effects);
  return summarise({ data, options, maximum, structures, point }, effects);
}
