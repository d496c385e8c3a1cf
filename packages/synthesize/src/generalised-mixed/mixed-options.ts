/** Options of generalised linear mixed models. */
import type { Design } from "../regression/design.ts";

export interface MixedOptions {
  /** `common`: every study estimates the same effect. `random`: effects vary normally. Default `random`. */
  readonly effects?: "common" | "random";
  /** Moderators, one row a study, as `designMatrix` makes them; default: an intercept only. */
  readonly design?: Design;
  /** `t`: k - p degrees of freedom, with unchanged standard errors. Default `z`. */
  readonly test?: "z" | "t";
  /** Default 0.95. */
  readonly level?: number;
  /**
   * Nodes of the adaptive Gauss-Hermite rule, 1 to 100; 1 is Laplace's approximation. Default 7, and 20 for the hypergeometric
   * model, where sparse tables need them. Models with two random effects a study use Laplace's approximation whatever is asked.
   */
  readonly nodes?: number;
}

export interface TwoArmOptions extends MixedOptions {
  /**
   * How the random effect enters the arms in models with intercepts: `contrast` half in each with opposite signs (default; the
   * same whichever arm is called 1), `arm1` or `arm2` wholly in one.
   */
  readonly coding?: "contrast" | "arm1" | "arm2";
  /** Random intercepts may be correlated with the random effects; default false. Has no meaning in the other models. */
  readonly correlated?: boolean;
}
