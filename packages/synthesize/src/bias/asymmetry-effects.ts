/** Tests of funnel plot asymmetry that need only effects and variances, or the sizes of the arms with them. */

import type { Effect } from "../pool/study-data.ts";
import { tooFewStudies } from "../problems.ts";
import type { Design } from "../regression/design.ts";
import { regress } from "../regression/regress.ts";
import { type Failure, failure, type Result, success } from "../result.ts";
import type { Tau2Method } from "../tau2/tau2-estimators.ts";
import { asymmetryRegression } from "./asymmetry-regression.ts";
import { type AsymmetryTest, asymmetryStatistic, fewStudiesNote } from "./asymmetry-test.ts";

export interface ArmSizes {
  readonly n1: number;
  readonly n2: number;
}

/** Egger, Davey Smith, Schneider & Minder 1997 (BMJ 315:629): effect on standard error, weights 1/v. */
export function eggerTest(effects: readonly Effect[]): Result<AsymmetryTest> {
  return asymmetryRegression(
    effects.map(({ yi, vi }) => ({ x: Math.sqrt(vi), y: yi, weight: 1 / vi })),
    "Egger",
    "Weighted regression of the effect on its standard error, multiplicative residual heterogeneity",
  );
}

const tooFew = (k: number): Failure => tooFewStudies(k, 3);

/**
 * Thompson & Sharp 1999 (Statistics in Medicine 18:2693, method 3): effect on standard error with an additive between-study
 * variance, of which an estimator or a value is given; t with k - 2 degrees of freedom.
 */
export function thompsonTest(
  effects: readonly Effect[],
  tau2: Tau2Method | number = "REML",
): Result<AsymmetryTest> {
  if (effects.length < 3) return tooFew(effects.length);
  const design: Design = {
    names: ["intrcpt", "se"],
    rows: effects.map(({ vi }) => [1, Math.sqrt(vi)]),
    intercept: true,
    terms: [{ label: "se", columns: [1] }],
  };
  const fit = regress(effects, design, { tau2, test: "z", tau2Interval: false });
  if (!fit.ok) return fit;
  const { coefficients, k, tau2: residual, notes } = fit.value;
  if (k < 3) return tooFew(k);
  const [limit, slope] = coefficients;
  if (limit === undefined || slope === undefined) {
    return failure(
      "same-precision",
      "All studies have the same standard error; Thompson's test needs different ones.",
    );
  }
  const { estimate, se } = slope;
  return success({
    name: "Thompson",
    estimate,
    se,
    ...asymmetryStatistic(estimate, se, k - 2),
    df: k - 2,
    limit: limit.estimate,
    heterogeneity: residual,
    k,
    method: "Weighted regression of the effect on its standard error, additive residual heterogeneity",
    notes: [...fewStudiesNote(k), ...notes],
  });
}

/**
 * Pustejovsky & Rodgers 2019 (Research Synthesis Methods 10:57): effect on sqrt(1/n1 + 1/n2), weights 1/v. For standardized mean
 * differences, whose standard error depends on the effect.
 */
export function pustejovskyTest(effects: readonly (Effect & ArmSizes)[]): Result<AsymmetryTest> {
  return asymmetryRegression(
    effects.map(({ yi, vi, n1, n2 }) => ({ x: Math.sqrt(1 / n1 + 1 / n2), y: yi, weight: 1 / vi })),
    "Pustejovsky",
    "Weighted regression of the effect on the standard error that the sample sizes alone would give",
  );
}

/** Macaskill, Walter & Irwig 2001 (Statistics in Medicine 20:641): effect on the number of people, weights 1/v. */
export function macaskillTest(effects: readonly (Effect & ArmSizes)[]): Result<AsymmetryTest> {
  return asymmetryRegression(
    effects.map(({ yi, vi, n1, n2 }) => ({ x: n1 + n2, y: yi, weight: 1 / vi })),
    "Macaskill",
    "Weighted regression of the effect on the number of people",
  );
}

/**
 * Deeks, Macaskill & Irwig 2005 (Journal of Clinical Epidemiology 58:882): effect on 1/sqrt(ESS), weights ESS, the effective sample
 * size 4 n1 n2/(n1 + n2). For diagnostic odds ratios.
 */
export function deeksTest(effects: readonly (Effect & ArmSizes)[]): Result<AsymmetryTest> {
  return asymmetryRegression(
    effects.map(({ yi, n1, n2 }) => {
      const size = 4 * (n1 / (n1 + n2)) * n2;
      return { x: 1 / Math.sqrt(size), y: yi, weight: size };
    }),
    "Deeks",
    "Weighted regression of the effect on the inverse root of the effective sample size",
  );
}
