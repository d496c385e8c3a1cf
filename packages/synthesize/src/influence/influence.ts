/** What each study does to the result: residuals, leverages and the changes when it is left out. */

import {
  chiSquareLower,
  cholesky,
  crossProduct,
  dot,
  invertCholesky,
  matrixFromRows,
  rowsOf,
  sumBy,
} from "@coppice/numeric";
import { type Effect, outOfRange } from "../pool/study-data.ts";
import { ownWeights } from "../problems.ts";
import { type Design, interceptOnly } from "../regression/design.ts";
import { jointStatistic } from "../regression/joint-test.ts";
import { type RegressionOptions, regress, regressionCore } from "../regression/regress.ts";
import { regressionData } from "../regression/regression-data.ts";
import type { RegressionResult } from "../regression/regression-result.ts";
import { failure, type Result, sound } from "../result.ts";
import { type DeletedFit, deletedFit } from "./deleted-fit.ts";

export interface Residual {
  readonly residual: number;
  readonly se: number;
  /** residual / se; null when the standard error is 0. */
  readonly standardized: number | null;
}

export interface StudyInfluence {
  /** Index in the effects given. */
  readonly study: number;
  /** Internally standardised: the study took part in the prediction of its own effect. */
  readonly internal: Residual;
  /** Externally standardised ("studentised deleted"): the model was fitted without it. Null when it could not be. */
  readonly external: Residual | null;
  /** Leverage. */
  readonly hat: number;
  /** Per cent. */
  readonly weight: number;
  /** Standard deviations that the study moves its own predicted effect. */
  readonly dffits: number | null;
  /** Mahalanobis distance of the coefficients with and without the study. */
  readonly cooksDistance: number | null;
  /** Ratio of the generalised variances of the coefficients, without over with the study: above 1 the study makes them more precise. */
  readonly covarianceRatio: number | null;
  readonly tau2Without: number | null;
  readonly qWithout: number | null;
  /** Standard deviations that it moves each coefficient. */
  readonly dfbetas: readonly number[] | null;
  /** True when one of the usual limits is passed. */
  readonly influential: boolean;
}

export interface InfluenceAnalysis {
  readonly result: RegressionResult;
  readonly studies: readonly StudyInfluence[];
}

/** x'Cx. */
function quadratic(x: readonly number[], c: readonly (readonly number[])[]): number {
  return sumBy(x, (a, i) => a * sumBy(x, (b, j) => c[i]![j]! * b));
}

function logDeterminant(covariance: readonly (readonly number[])[]): number {
  return cholesky(matrixFromRows(covariance))?.logDeterminant ?? Number.NaN;
}

/** (X'WX)^-1 of all studies at another tau2. */
function covarianceAt(
  effects: readonly Effect[],
  rows: readonly (readonly number[])[],
  tau2: number,
): readonly (readonly number[])[] {
  const decomposition = cholesky(
    crossProduct(
      matrixFromRows(rows),
      effects.map(({ vi }) => 1 / (vi + tau2)),
    ),
  );
  return decomposition === null
    ? rows[0]!.map((_, __, row) => row.map(() => Number.NaN))
    : rowsOf(invertCholesky(decomposition));
}

/** The fit without a study from nothing: for weights of one's own, and where too little of the design is left to take rows out. */
function refit(
  others: readonly Effect[],
  design: Design,
  settings: RegressionOptions,
  p: number,
): DeletedFit | null {
  const fitted = regressionCore(others, design, settings);
  const common = regressionCore(others, design, { model: "common" });
  // Without the study a moderator may no longer vary: then there is nothing to compare with.
  if (!fitted.ok || !common.ok || fitted.value.data.p !== p) return null;
  const { beta, covariance, tau2, data, scaleFactor } = fitted.value;
  return { beta, covariance, tau2: tau2.tau2 * data.unit ** 2, scaleFactor, q: common.value.fit.q };
}

const orNull = (value: number): number | null => (Number.isFinite(value) ? value : null);

/**
 * Case diagnostics of a random-, mixed- or common-effect model (Viechtbauer & Cheung 2010, Research Synthesis Methods 1:112;
 * Belsley, Kuh & Welsch 1980). A study counts as influential when |DFFITS| > 3 sqrt(p / (k - p)), when Cook's distance lies in
 * the upper half of chi-square with p df, when its leverage is above 3 p / k, or when a |DFBETAS| is above 1.
 */
export function influence(
  effects: readonly Effect[],
  options: RegressionOptions & { readonly design?: Design } = {},
): Result<InfluenceAnalysis> {
  const { design = interceptOnly(effects.length), ...settings } = options;
  if (Array.isArray(settings.weights) || typeof settings.tau2 === "object") return ownWeights();
  const fitted = regress(effects, design, settings);
  if (!fitted.ok) return fitted;
  const result = fitted.value;
  const { studies, columns, k, p } = result;
  if (k <= p) {
    return failure(
      "too-few-studies",
      `${k} studies are too few to leave one out; use fewer than ${p} coefficients.`,
    );
  }
  const rows = studies.map((study) => columns.map((column) => design.rows[study]![column]!));
  const own = studies.map((study) => effects[study]!);
  const names = columns.map((column) => design.names[column]!);
  const whole = result.covariance;
  // Identical effects have a Hartung-Knapp factor of 0, which cannot be taken out again.
  const unscaled =
    result.scaleFactor > 0
      ? whole.map((row) => row.map((value) => value / result.scaleFactor))
      : covarianceAt(own, rows, result.tau2);
  const totalWeight = sumBy(own, ({ vi }) => 1 / (vi + result.tau2));
  const beta = result.coefficients.map(({ estimate }) => estimate);
  const wholeDeterminant = logDeterminant(whole);
  const data = regressionData(own, { ...design, names, rows });
  if (!data.ok) return data;
  const start = { tau2: result.tau2, unimodal: result.convergence.secondMode === null };
  const analysed = own.map((effect, i): StudyInfluence => {
    const x = rows[i]!;
    const internalSe = Math.sqrt(Math.max(0, effect.vi + result.tau2 - quadratic(x, unscaled)));
    const residual = effect.yi - dot(x, beta);
    const base = {
      study: studies[i]!,
      internal: { residual, se: internalSe, standardized: orNull(residual / internalSe) },
      hat: result.hat[i]!,
      weight: 100 / (effect.vi + result.tau2) / totalWeight,
    };
    const without =
      deletedFit(data.value, i, settings, start) ??
      refit(
        own.filter((_, j) => j !== i),
        { ...design, names, rows: rows.filter((_, j) => j !== i) },
        settings,
        p,
      );
    if (without === null) {
      return {
        ...base,
        external: null,
        dffits: null,
        cooksDistance: null,
        covarianceRatio: null,
        tau2Without: null,
        qWithout: null,
        dfbetas: null,
        influential: base.hat > (3 * p) / k,
      };
    }
    const { beta: betaWithout, covariance, tau2: tau2Without, scaleFactor } = without;
    const predicted = dot(x, betaWithout);
    // As the coefficient of an indicator of the study has it in the model with all (the mean-shift model): Hartung-Knapp's factor
    // multiplies the whole variance.
    const externalSe = Math.sqrt(scaleFactor * (effect.vi + tau2Without) + quadratic(x, covariance));
    const change = beta.map((b, j) => b - betaWithout[j]!);
    const cooksDistance = jointStatistic(change, whole);
    const dffits =
      dot(x, change) /
      Math.sqrt(
        base.hat *
          (tau2Without + effect.vi) *
          (settings.test === "hk" || settings.test === "hk-adhoc" ? scaleFactor : 1),
      );
    const atOther = covarianceAt(own, rows, tau2Without);
    const dfbetas = change.map((value, j) => value / Math.sqrt(scaleFactor * atOther[j]![j]!));
    return {
      ...base,
      external: {
        residual: effect.yi - predicted,
        se: externalSe,
        standardized: orNull((effect.yi - predicted) / externalSe),
      },
      dffits: orNull(dffits),
      cooksDistance: orNull(cooksDistance),
      covarianceRatio: orNull(Math.exp(logDeterminant(covariance) - wholeDeterminant)),
      tau2Without,
      qWithout: without.q,
      dfbetas: dfbetas.every(Number.isFinite) ? dfbetas : null,
      influential:
        Math.abs(dffits) > 3 * Math.sqrt(p / (k - p)) ||
        chiSquareLower(cooksDistance, p) > 0.5 ||
        base.hat > (3 * p) / k ||
        dfbetas.some((value) => Math.abs(value) > 1),
    };
  });
  return sound({ result, studies: analysed }, () => outOfRange(effects));
}
