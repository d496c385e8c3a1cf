/** The result of a multilevel or multivariate model. */
import type { Matrix } from "@coppice/numeric";
import type { FitStatistics } from "../pool/fit-statistics.ts";
import type { Effect } from "../pool/study-data.ts";
import type { Design } from "../regression/design.ts";
import type { Coefficient, JointTest } from "../regression/regression-result.ts";
import type { MultivariateOptions } from "./fit-multivariate.ts";
import type { LikelihoodPoint } from "./likelihood-point.ts";
import type { MarginalBlock } from "./marginal-likelihood.ts";
import type { MultivariateData } from "./multivariate-data.ts";

/** What was estimated of one random term. */
export interface RandomTermResult {
  readonly label: string;
  readonly kind: "intercept" | "structured";
  /** `ID` for an intercept. */
  readonly structure: string;
  readonly groups: number;
  /** Levels of the inner factor; one unnamed level for an intercept. */
  readonly levels: readonly string[];
  /** One variance, or one a level. */
  readonly variances: readonly number[];
  /** None, one, or one a pair of levels: (2,1), (3,1), ... (3,2), ... */
  readonly correlations: readonly number[];
  /** Which of them were held at a value, not estimated. */
  readonly heldVariances: readonly boolean[];
  readonly heldCorrelations: readonly boolean[];
}

export interface MultivariateCoefficient extends Coefficient {
  /** Degrees of freedom of its test and interval; null when they are normal. */
  readonly df: number | null;
}

export interface MultivariateResult {
  readonly k: number;
  /** Indices, in the effects given, of those that entered. */
  readonly studies: readonly number[];
  readonly p: number;
  readonly coefficients: readonly MultivariateCoefficient[];
  /** Indices, in the design's columns, of the coefficients. */
  readonly columns: readonly number[];
  readonly covariance: readonly (readonly number[])[];
  readonly random: readonly RandomTermResult[];
  readonly test: "z" | "t";
  /** The fewest degrees of freedom of any coefficient; null for the normal distribution. */
  readonly df: number | null;
  readonly level: number;
  /** Residual heterogeneity with the sampling covariances alone, on k - p df. */
  readonly q: number;
  readonly qDf: number;
  readonly qP: number;
  readonly moderators: JointTest;
  readonly method: "REML" | "ML";
  /** Coefficients and estimated variances and correlations together. */
  readonly parameters: number;
  readonly fit: FitStatistics;
  readonly fitted: readonly number[];
  readonly residuals: readonly number[];
  readonly hat: readonly number[];
  /** Standard error of each residual. */
  readonly residualSe: readonly number[];
  readonly convergence: {
    readonly converged: boolean;
    readonly iterations: number;
    /** Largest derivative of the log-likelihood by a free parameter; infinite where one does not exist. */
    readonly gradient: number;
    /** Variances at 0 and correlations at -1 or 1. */
    readonly boundary: readonly string[];
    /** Log-likelihood of another, lower maximum that was met; null when all starts led to one. */
    readonly secondMaximum: number | null;
  };
  readonly notes: readonly string[];
  /** What later analyses of the same fit need: intervals of its variances, cluster-robust tests. */
  readonly state: {
    readonly data: MultivariateData;
    readonly theta: readonly number[];
    /** Covariance matrices of the terms over their levels, scaled. */
    readonly structures: readonly Matrix[];
    readonly point: LikelihoodPoint;
    readonly options: MultivariateOptions;
    /** Effects and moderators as they were given. */
    readonly input: { readonly effects: readonly Effect[]; readonly design: Design };
    readonly marginal: {
      /** Marginal covariances of the blocks of dependent effects, scaled. */
      readonly blocks: readonly MarginalBlock[];
      readonly logLikelihood: number;
    };
  };
}
