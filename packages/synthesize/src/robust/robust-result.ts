/** The result of a cluster-robust analysis. */
import type { Coefficient, JointTest } from "../regression/regression-result.ts";
import type { SmallSampleCorrection } from "./adjustment.ts";

export interface RobustCoefficient extends Coefficient {
  /**
   * Degrees of freedom of t; infinite for the normal distribution; null where the clusters hold no information on the error of the
   * estimate: then `se` and the interval are infinite and `pValue` is 1.
   */
  readonly df: number | null;
}

export interface RobustResult {
  /** Effects that entered. */
  readonly k: number;
  readonly p: number;
  /** Number of clusters. */
  readonly clusters: number;
  readonly coefficients: readonly RobustCoefficient[];
  /** Robust covariance of the coefficients. */
  readonly covariance: readonly (readonly number[])[];
  readonly correction: SmallSampleCorrection;
  readonly level: number;
  /** Test of all coefficients but the intercept; of all when there is nothing else. Null when it has no degrees of freedom. */
  readonly moderators: JointTest | null;
  readonly method: string;
  readonly notes: readonly string[];
}
