import type { Matrix } from "@coppice/numeric";

/** The model at given variances and correlations of its random effects: coefficients, residuals and likelihood. */
export interface LikelihoodPoint {
  /** Coefficients of the orthonormal moderators. */
  readonly gamma: Float64Array;
  /** Their covariance (Q'M^-1 Q)^-1. */
  readonly covariance: Matrix;
  /** y - Q gamma. */
  readonly residuals: Float64Array;
  /** M^-1 (y - Q gamma). */
  readonly u: Float64Array;
  /** M^-1 Q, one row an effect. */
  readonly mq: Matrix;
  /** The diagonal of M. */
  readonly variances: Float64Array;
  /** The diagonal of M^-1. */
  readonly inverseDiagonal: () => Float64Array;
  /** r'M^-1 r. */
  readonly q: number;
  /** With its constants, on the scale of the scaled data. */
  readonly logLikelihood: number;
  /**
   * For each term a matrix S over its levels with d logLikelihood = -1/2 sum S_ab dG_ab (Harville 1977): sums over the term's
   * groups of M^-1 - M^-1 Q C Q'M^-1 (for REML) - u u'. Entries of one parameter may be added up in one place.
   */
  readonly sensitivities: () => readonly Matrix[];
}
