/** Regression tests of funnel asymmetry on the effects themselves (Egger et al. 1997; Sterne & Egger 2005). */

import type { Test } from "../pool/pooled-result.ts";
import type { Effect } from "../pool/study-data.ts";
import { tooFewStudies } from "../problems.ts";
import type { Design } from "../regression/design.ts";
import { regress } from "../regression/regress.ts";
import { failure, type Result, success } from "../result.ts";
import type { Tau2Method } from "../tau2/tau2-estimators.ts";

/** An effect with the size of its study, which some predictors need. */
export interface SizedEffect extends Effect {
  readonly n?: number | null;
}

/** What stands for the precision of a study: its standard error, variance, size, or the inverse or (inverse) root of the size. */
export type FunnelPredictor = "se" | "variance" | "1/n" | "n" | "1/sqrt(n)" | "sqrt(n)";

export interface FunnelRegressionOptions {
  /** `weighted` (default): weighted least squares with multiplicative dispersion, as Egger et al.; else a meta-regression. */
  readonly model?: "weighted" | "common" | "random";
  /** Default `se`. */
  readonly predictor?: FunnelPredictor;
  /** Estimator of tau2 for the random model; default `REML`. */
  readonly tau2?: Tau2Method;
  /** Test of the meta-regression; default `z`. The weighted model has its t test. */
  readonly test?: Test;
  /** Default 0.95. */
  readonly level?: number;
}

export interface FunnelRegression {
  readonly model: "weighted" | "common" | "random";
  readonly predictor: FunnelPredictor;
  readonly intercept: number;
  readonly slope: number;
  readonly slopeSe: number;
  /** Of the slope: its distance from 0 is the asymmetry. */
  readonly statistic: number;
  readonly df: number | null;
  readonly pValue: number;
  /**
   * The effect where the predictor is 0, an infinitely precise study: only for predictors that fall to 0 with precision, else
   * null.
   */
  readonly limit: {
    readonly estimate: number;
    readonly se: number;
    readonly ciLow: number;
    readonly ciHigh: number;
    readonly pValue: number;
  } | null;
  readonly notes: readonly string[];
}

const predictors: Readonly<
  Record<
    FunnelPredictor,
    {
      readonly of: (vi: number, n: number) => number;
      readonly needsSize: boolean;
      readonly vanishes: boolean;
    }
  >
> = {
  se: { of: (vi) => Math.sqrt(vi), needsSize: false, vanishes: true },
  variance: { of: (vi) => vi, needsSize: false, vanishes: true },
  "1/n": { of: (_, n) => 1 / n, needsSize: true, vanishes: true },
  n: { of: (_, n) => n, needsSize: true, vanishes: false },
  "1/sqrt(n)": { of: (_, n) => 1 / Math.sqrt(n), needsSize: true, vanishes: true },
  "sqrt(n)": { of: (_, n) => Math.sqrt(n), needsSize: true, vanishes: false },
};

/** Regresses effects on the precision of their studies. */
export function funnelRegression(
  effects: readonly SizedEffect[],
  options: FunnelRegressionOptions = {},
): Result<FunnelRegression> {
  const { model = "weighted", predictor = "se", tau2 = "REML", test = "z", level = 0.95 } = options;
  const { of, needsSize, vanishes } = predictors[predictor];
  const unsized = effects.findIndex(({ n }) => !(typeof n === "number" && n > 0 && Number.isFinite(n)));
  if (needsSize && unsized >= 0) {
    return failure(
      "no-size",
      `Study ${unsized + 1} has no number of people; give it or choose another predictor.`,
    );
  }
  if (effects.length < 3) {
    return tooFewStudies(effects.length, 3);
  }
  const design: Design = {
    names: ["intrcpt", predictor],
    rows: effects.map(({ vi, n }) => [1, of(vi, n ?? Number.NaN)]),
    intercept: true,
    terms: [{ label: predictor, columns: [1] }],
  };
  if (design.rows.some(([, x]) => Number.isNaN(x!))) {
    return failure(
      "bad-variance",
      "A study has no sampling variance; give a positive one or leave the study out.",
    );
  }
  // Weighted least squares is the common-effect model with its covariance multiplied by the mean squared residual.
  const fitted = regress(
    effects,
    design,
    model === "weighted"
      ? { model: "common", test: "hk", level }
      : model === "common"
        ? { model, test, level }
        : { model, tau2, test, level, tau2Interval: false },
  );
  if (!fitted.ok) return fitted;
  const [intercept, slope] = fitted.value.coefficients;
  if (slope === undefined) {
    return failure("no-spread", `All studies have the same ${predictor}; choose another predictor.`);
  }
  return success({
    model,
    predictor,
    intercept: intercept!.estimate,
    slope: slope.estimate,
    slopeSe: slope.se,
    statistic: slope.statistic,
    df: fitted.value.df,
    pValue: slope.pValue,
    limit: vanishes
      ? {
          estimate: intercept!.estimate,
          se: intercept!.se,
          ciLow: intercept!.ciLow,
          ciHigh: intercept!.ciHigh,
          pValue: intercept!.pValue,
        }
      : null,
    notes: effects.length < 10 ? ["Fewer than 10 studies: the test cannot tell chance from asymmetry."] : [],
  });
}
