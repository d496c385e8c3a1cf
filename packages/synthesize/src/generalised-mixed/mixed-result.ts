/** The result of a generalised linear mixed model. */
import type { FitStatistics } from "../pool/fit-statistics.ts";
import type { PredictionInterval } from "../pool/pooled-result.ts";
import type { Coefficient, JointTest } from "../regression/regression-result.ts";
import type { Convergence } from "../tau2/estimate.ts";
import type { HeterogeneityTest } from "./heterogeneity-tests.ts";

export interface MixedResult {
  readonly measure: "OR" | "IRR" | "PLO" | "IRLN";
  readonly effects: "common" | "random";
  /** Number of studies that entered. */
  readonly k: number;
  /** Indices, in the studies given, of these. */
  readonly studies: readonly number[];
  /** The pooled effect on the log scale (logit for proportions); with moderators one a column of the design. */
  readonly coefficients: readonly Coefficient[];
  /** Covariance of the coefficients, from the observed information of all parameters. */
  readonly covariance: readonly (readonly number[])[];
  readonly test: "z" | "t";
  /** k - p for t, null for the normal distribution. */
  readonly df: number | null;
  readonly level: number;
  /** (Residual) between-study variance of the effects; 0 in a common-effect model. */
  readonly tau2: number;
  /** From the observed information; null on the boundary and in a common-effect model. */
  readonly tau2Se: number | null;
  /** Variance of the studies' intercepts and its correlation with the effects; null unless intercepts are random. */
  readonly intercepts: {
    readonly mean: number;
    readonly variance: number;
    readonly correlation: number | null;
  } | null;
  /** Per cent, from tau2 and the typical variance; 0 in a common-effect model. */
  readonly i2: number;
  readonly h2: number;
  /** The typical sampling variance of the studies' own effects (0.5 added where a cell is zero); null without degrees of freedom. */
  readonly typicalVariance: number | null;
  /** Wald-type test of the study effects of the saturated model. Studies with an infinite effect do not add to it. */
  readonly waldHeterogeneity: HeterogeneityTest;
  /**
   * Likelihood ratio of the saturated and the common-effect model. With random intercepts the saturated model frees arm 1 of every
   * study and ties arm 2 to the others, so that here, and in the Wald-type test, it matters which arm is called 1.
   */
  readonly likelihoodRatioHeterogeneity: HeterogeneityTest;
  /** Test of all coefficients but the intercept; of all when there is nothing else. */
  readonly moderators: JointTest;
  /** Where the effect of a new study is expected; null with moderators and in a common-effect model. */
  readonly prediction: PredictionInterval | null;
  /** Number of parameters, intercepts and variances included. */
  readonly parameters: number;
  /** Constants of the distributions included; deviance against the saturated model. */
  readonly fit: FitStatistics;
  /**
   * The deviance of the studies given that their random effects are at their modes, as `deviance` of lme4 has it: how well the
   * shrunken effects describe the studies, not how likely the model is. Null when intercepts are random.
   */
  readonly conditionalDeviance: number | null;
  /** The log-likelihood that the cells would have if each were fitted exactly; some software leaves it out of the others. */
  readonly exactLogLikelihood: number;
  readonly convergence: Convergence;
  readonly method: string;
  readonly notes: readonly string[];
}
