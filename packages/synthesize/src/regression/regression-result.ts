/** The result of a meta-regression. */
import type { FitStatistics } from "../pool/fit-statistics.ts";
import type { Test } from "../pool/pooled-result.ts";
import type { Convergence } from "../tau2/estimate.ts";
import type { Tau2Interval } from "../tau2/tau2-interval.ts";

export interface Coefficient {
  /** Head of its column: `intrcpt`, `year`, `groupb`. */
  readonly name: string;
  readonly estimate: number;
  readonly se: number;
  readonly ciLow: number;
  readonly ciHigh: number;
  readonly statistic: number;
  /** Two-sided. */
  readonly pValue: number;
}

/** A Wald-type test that several coefficients, or combinations of them, are 0. */
export interface JointTest {
  /** Chi-square when `df2` is null, else F. */
  readonly statistic: number;
  readonly df1: number;
  readonly df2: number | null;
  readonly pValue: number;
}

export interface RegressionResult {
  readonly model: "common" | "random";
  /** Studies that entered. */
  readonly k: number;
  /** Indices, in the effects given, of these studies. */
  readonly studies: readonly number[];
  readonly p: number;
  readonly coefficients: readonly Coefficient[];
  /** Indices, in the design's columns, of the coefficients: dependent columns have none. */
  readonly columns: readonly number[];
  /** Covariance of the coefficients. */
  readonly covariance: readonly (readonly number[])[];
  readonly test: Test;
  /** k - p for the t-type tests; null when normal. */
  readonly df: number | null;
  readonly level: number;
  /** Residual between-study variance; 0 in a common-effect model. */
  readonly tau2: number;
  readonly tau2Se: number | null;
  readonly tau2Interval: Tau2Interval | null;
  /** Between-study variance of the same studies without moderators; null in a common-effect model. */
  readonly tau2Without: number | null;
  /**
   * Per cent of that variance which the moderators explain, at least 0; null when there is none to explain. In a common-effect
   * model the adjusted coefficient of determination of the weighted regression.
   */
  readonly r2: number | null;
  readonly i2: number;
  readonly h2: number;
  readonly typicalVariance: number | null;
  /** Residual heterogeneity QE, on k - p df. */
  readonly q: number;
  readonly qDf: number;
  readonly qP: number;
  /** Test of all coefficients but the intercept; of all when there is nothing else. */
  readonly moderators: JointTest;
  /** Hartung-Knapp factor as applied; 1 for the other tests. */
  readonly scaleFactor: number;
  readonly fitted: readonly number[];
  readonly residuals: readonly number[];
  /** Leverage of each study. */
  readonly hat: readonly number[];
  readonly fit: { readonly ml: FitStatistics; readonly reml: FitStatistics };
  readonly convergence: Convergence;
  readonly method: string;
  readonly notes: readonly string[];
}
