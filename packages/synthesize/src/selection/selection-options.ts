/** What a selection model can be told. */
import type { Matrix } from "@coppice/numeric";
import type { Alternative } from "./alternative.ts";

/** Weights by intervals of the p-value. */
export interface StepSelection {
  readonly kind: "step";
  /** Cut points of the p-value, as [0.025] or [0.025, 0.5]; 1 is added when it is missing. */
  readonly steps: readonly number[];
  /** Weight of each interval: a number fixes it (Vevea & Woods 2005), null has it estimated. Default 1, null, null ... */
  readonly delta?: readonly (number | null)[];
  /** Weights that never rise with the p-value; default false. */
  readonly decreasing?: boolean;
  /** Estimates weights of intervals without a p-value, which then end at a bound; default false: a problem names them. */
  readonly emptyIntervals?: boolean;
}

/** p^(delta1 - 1) (1 - p)^(delta2 - 1) (Citkowicz & Vevea 2017). */
export interface BetaSelection {
  readonly kind: "beta";
  /** A number fixes a parameter, null has it estimated; default both estimated. */
  readonly delta?: readonly (number | null)[];
}

/** Weights that fall with the p-value: one parameter, or two for `negative-exponential-power` (see smooth-functions.ts). */
export interface FallingSelection {
  readonly kind: "half-normal" | "negative-exponential" | "logistic" | "power" | "negative-exponential-power";
  readonly delta?: readonly (number | null)[];
  /** p-values up to this one are selected alike, and the weights of larger ones fall from 1; default none. */
  readonly threshold?: number;
  /**
   * Makes selection depend on how imprecise a study is: its standard error, its variance, or numbers given, as the inverse of
   * the sample sizes. Default: it does not.
   */
  readonly imprecision?: "se" | "variance" | readonly number[];
  /** Divides the imprecision by its largest value, which changes the unit of delta only; default true. */
  readonly scaleImprecision?: boolean;
}

/** Effects beyond a cut point are selected with certainty, those before it with probability delta (Rust et al. 1990). */
export interface TruncatedSelection {
  readonly kind: "truncated";
  /** In the unit of the effects; `estimated` takes the one of the highest likelihood. Default 0. */
  readonly cut?: number | "estimated";
  readonly delta?: number;
}

export type Selection = StepSelection | BetaSelection | FallingSelection | TruncatedSelection;

export interface SelectionOptions {
  readonly selection: Selection;
  /** Which results are favoured; default `greater`: positive effects with small one-sided p-values. */
  readonly alternative?: Alternative;
  /** Default `random`, with tau2 by maximum likelihood. */
  readonly model?: "random" | "common";
  /** The between-study variance when it is known, in the squared unit of the effects. */
  readonly tau2?: number;
  /** Default 0.95. */
  readonly level?: number;
  /** One row a study, one column a coefficient (with the intercept, if there is to be one); default an intercept only. */
  readonly design?: Matrix;
  /** Names of the columns of the design. */
  readonly terms?: readonly string[];
  /** Largest value of every delta; default 100. */
  readonly deltaMax?: number;
}
