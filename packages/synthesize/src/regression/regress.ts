/** Meta-regression: effects explained by moderators of the studies. */

import {
  bilinear,
  chiSquareQuantile,
  chiSquareUpper,
  chiSquareUpperQuantile,
  crossProduct,
  type Matrix,
  multiply,
  rowOf,
  rowsOf,
} from "@coppice/numeric";
import { fromQ, fromTau2 } from "../pool/heterogeneity.ts";
import { checkOptions, convergenceNotes, type Tau2Weights, tau2Source } from "../pool/pool-random.ts";
import { waldTest } from "../pool/pooled-mean.ts";
import type { Test } from "../pool/pooled-result.ts";
import { type Effect, outOfRange } from "../pool/study-data.ts";
import { weightedSums } from "../pool/weighted-sums.ts";
import { type Result, sound, success } from "../result.ts";
import type { Tau2Estimate } from "../tau2/estimate.ts";
import type { Tau2Method } from "../tau2/tau2-estimators.ts";
import type { Tau2Interval } from "../tau2/tau2-interval.ts";
import { type Design, interceptOnly } from "./design.ts";
import { jointTestAt, moderatorPlaces } from "./joint-test.ts";
import { type RegressionData, regressionData } from "./regression-data.ts";
import { regressionFitStatistics } from "./regression-likelihood.ts";
import type { RegressionResult } from "./regression-result.ts";
import { estimateRegressionTau2, likelihoodInformation, solveGeneralisedQ } from "./regression-tau2.ts";
import {
  coefficients,
  covariance,
  inverseVarianceWeights,
  traceP,
  type WeightedFit,
  weightedFit,
} from "./weighted-fit.ts";

export interface RegressionOptions {
  /** Default `random`. */
  readonly model?: "common" | "random";
  /** Estimator of the residual between-study variance, or its value when it is known; default `REML`. */
  readonly tau2?: Tau2Method | Tau2Weights | number;
  /** Default `z`. */
  readonly test?: Test;
  /** Default 0.95. */
  readonly level?: number;
  /** False leaves the Q-profile interval of tau2 out (null). Default true. */
  readonly tau2Interval?: boolean;
  /** Weights instead of 1/(v + tau2), in the order of the effects; `equal` for ordinary least squares. */
  readonly weights?: readonly number[] | "equal";
}

interface Estimates {
  readonly fit: WeightedFit;
  /** Covariance of the orthonormal coefficients, before any Hartung-Knapp factor. */
  readonly covariance: Matrix;
  /** Mean weighted squared residual, y'Py / (k - p). */
  readonly meanSquare: number | null;
}

/** The part of a regression that permutations repeat. */
export interface RegressionCore {
  readonly data: RegressionData;
  readonly tau2: Tau2Estimate;
  readonly fit: WeightedFit;
  readonly meanSquare: number | null;
  readonly scaleFactor: number;
  readonly df: number | null;
  readonly beta: readonly number[];
  readonly covariance: readonly (readonly number[])[];
}

const testNames: Readonly<Record<Test, string>> = {
  z: "normal tests",
  t: "t tests with k - p degrees of freedom",
  hk: "Hartung-Knapp tests",
  "hk-adhoc": "Hartung-Knapp tests with their factor not below 1",
};

function given(data: RegressionData, tau2: number): Tau2Estimate {
  const scaled = tau2 / data.unit ** 2;
  return {
    tau2: scaled,
    se: data.k > data.p ? Math.sqrt(2 / likelihoodInformation(data, scaled, "REML")) : null,
    convergence: { converged: true, iterations: 0, boundary: scaled === 0, secondMode: null },
  };
}

/** The coefficients with model weights, or with the weights given and the covariance that goes with them. */
function estimate(data: RegressionData, tau2: number, own: Float64Array | null): Estimates | null {
  const modelWeights = inverseVarianceWeights(data, tau2);
  const fit = weightedFit(data, own ?? modelWeights);
  if (fit === null) return null;
  const degrees = data.k - data.p;
  // The scale of the covariance is estimated around the fit with model weights, where y'Py / (k - p) has no bias.
  const modelFit = own === null ? fit : weightedFit(data, modelWeights);
  if (modelFit === null) return null;
  const meanSquare = degrees > 0 ? modelFit.q / degrees : null;
  if (own === null) return { fit, covariance: fit.inverse, meanSquare };
  const middle = crossProduct(
    data.q,
    own.map((w, i) => w ** 2 / modelWeights[i]!),
  );
  return { fit, covariance: multiply(multiply(fit.inverse, middle), fit.inverse), meanSquare };
}

function tau2IntervalOf(data: RegressionData, level: number): Tau2Interval {
  const df = data.k - data.p;
  const tail = (1 - level) / 2;
  const high = solveGeneralisedQ(data, chiSquareQuantile(tail, df));
  const low = solveGeneralisedQ(data, chiSquareUpperQuantile(tail, df));
  const square = data.unit ** 2;
  const state = high.boundary ? "empty" : high.converged ? "interval" : "unbounded";
  return { low: low.tau2 * square, high: high.tau2 * square, state, method: "Q-profile", level };
}

/** x_i C x_i' for every study, with C in orthonormal columns. */
function quadraticForms({ k, q }: RegressionData, c: Matrix): readonly number[] {
  return Array.from({ length: k }, (_, i) => bilinear(rowOf(q, i), c, rowOf(q, i)));
}

/** The adjusted coefficient of determination of the weighted regression, in per cent; null without moderators. */
function varianceExplained(data: RegressionData, q: number): number | null {
  const { y, v, k, p } = data;
  const { q: total } = weightedSums({ y, v, k, unit: 1 }, 0);
  if (p < 2 || k === p || total === 0) return null;
  return Math.max(0, 100 * (1 - q / (k - p) / (total / (k - 1))));
}

/** The between-study variance of the same studies without moderators. */
function varianceWithout(
  data: RegressionData,
  effects: readonly Effect[],
  options: RegressionOptions,
): number | null {
  const studies = data.studies.map((i) => effects[i]!);
  const plain = regressionData(studies, interceptOnly(studies.length));
  const { tau2 = "REML" } = options;
  if (!plain.ok || typeof tau2 === "number") return null;
  const method =
    typeof tau2 === "object" ? { generalisedQ: data.studies.map((i) => tau2.generalisedQ[i]!) } : tau2;
  return estimateRegressionTau2(plain.value, method).tau2 * plain.value.unit ** 2;
}

/**
 * Coefficients with their covariance, all in the units of the effects; `tau2` and `fit` are in those of the scaled data. Null
 * when the numbers are too unequal to be computed with.
 */
export function coreOf(data: RegressionData, options: RegressionOptions): RegressionCore | null {
  const { model = "random", tau2: method = "REML", test = "z", weights } = options;
  const { k, p, unit } = data;
  const tau2 =
    model === "common"
      ? given(data, 0)
      : typeof method === "number"
        ? given(data, method)
        : estimateRegressionTau2(data, method);
  const own =
    weights === undefined
      ? null
      : weights === "equal"
        ? new Float64Array(k).fill(1)
        : Float64Array.from(data.studies, (i) => weights[i]!);
  const estimates = estimate(data, tau2.tau2, own);
  if (estimates === null || !Number.isFinite(tau2.tau2)) return null;
  const { fit, meanSquare } = estimates;
  const usesFactor = (test === "hk" || test === "hk-adhoc") && meanSquare !== null;
  const scaleFactor = !usesFactor ? 1 : test === "hk-adhoc" ? Math.max(1, meanSquare) : meanSquare;
  const vb = covariance(data, estimates.covariance);
  for (let i = 0; i < vb.data.length; i++) vb.data[i]! *= scaleFactor * unit ** 2;
  return {
    data,
    tau2,
    fit,
    meanSquare,
    scaleFactor,
    df: test === "z" || k === p ? null : k - p,
    beta: coefficients(data, fit.gamma).map((b) => b * unit),
    covariance: rowsOf(vb),
  };
}

export function regressionCore(
  effects: readonly Effect[],
  design: Design,
  options: RegressionOptions,
): Result<RegressionCore> {
  const data = regressionData(effects, design);
  if (!data.ok) return data;
  const core = coreOf(data.value, options);
  return core === null ? outOfRange(effects) : success(core);
}

/**
 * The regression of effects on the columns of a design, by weighted least squares with weights 1/(v + tau2): the mixed-effects
 * model, where tau2 is what the moderators leave unexplained (Raudenbush 2009; Viechtbauer, Lopez-Lopez, Sanchez-Meca &
 * Marin-Martinez 2015), or the common-effect one. Hartung-Knapp tests multiply the covariance by the mean weighted squared
 * residual (Knapp & Hartung 2003, equation 7). R2 compares tau2 with and without moderators (Raudenbush 2009, equation 16.21).
 *
 * Studies that lack a moderator are left out, columns that depend on earlier ones are dropped; both are named in `notes`.
 */
export function regress(
  effects: readonly Effect[],
  design: Design,
  options: RegressionOptions = {},
): Result<RegressionResult> {
  const { model = "random", tau2: method = "REML", test = "z", level = 0.95 } = options;
  const broken = checkOptions(options, effects.length);
  if (broken !== null) return broken;
  const computed = regressionCore(effects, design, options);
  if (!computed.ok) return computed;
  const {
    data,
    tau2: estimated,
    fit,
    meanSquare,
    scaleFactor,
    df,
    beta,
    covariance: covarianceRows,
  } = computed.value;
  const { k, p, unit } = data;
  const square = unit ** 2;
  const degrees = k - p;
  const atZero = weightedFit(data, inverseVarianceWeights(data, 0));
  if (atZero === null) return outOfRange(effects);
  const typicalVariance = degrees > 0 ? degrees / traceP(data, atZero) : null;
  const tau2 = estimated.tau2 * square;
  const qP = degrees > 0 ? chiSquareUpper(atZero.q, degrees) : 1;
  const { i2FromQ, h2FromQ } = fromQ(atZero.q, degrees);
  const fromVariance = fromTau2(estimated.tau2, typicalVariance);
  const places = moderatorPlaces(data.names);
  const moderated = data.names.some((name) => name !== "intrcpt");
  const parameters = p + (model === "random" && typeof method !== "number" ? 1 : 0);
  const tau2Without = model === "random" && moderated ? varianceWithout(data, effects, options) : null;
  const name =
    model === "common"
      ? "Common-effect regression"
      : `Mixed-effects regression, residual tau2 ${tau2Source(method)}`;
  const result: RegressionResult = {
    model,
    k,
    studies: data.studies,
    p,
    coefficients: beta.map((value, j) => {
      const se = Math.sqrt(covarianceRows[j]![j]!);
      return { name: data.names[j]!, estimate: value, se, ...waldTest(value, se, df, level) };
    }),
    columns: data.columns,
    covariance: covarianceRows,
    test,
    df,
    level,
    tau2,
    tau2Se: model === "common" || estimated.se === null ? null : estimated.se * square,
    tau2Interval:
      degrees > 0 && model === "random" && options.tau2Interval !== false
        ? tau2IntervalOf(data, level)
        : null,
    tau2Without,
    r2:
      model === "common"
        ? varianceExplained(data, atZero.q)
        : tau2Without === null || tau2Without === 0
          ? null
          : Math.max(0, (100 * (tau2Without - tau2)) / tau2Without),
    i2: model === "common" ? i2FromQ : fromVariance.i2,
    h2: model === "common" ? h2FromQ : fromVariance.h2,
    typicalVariance: typicalVariance === null ? null : typicalVariance * square,
    q: degrees > 0 ? atZero.q : 0,
    qDf: degrees,
    qP,
    moderators: jointTestAt(places, beta, covarianceRows, df),
    scaleFactor,
    fitted: Array.from(fit.residuals, (residual, i) => (data.y[i]! - residual) * unit),
    residuals: Array.from(fit.residuals, (residual) => residual * unit),
    hat: quadraticForms(data, fit.inverse).map((form, i) => form * fit.weights[i]!),
    fit: {
      ml: regressionFitStatistics(data, estimated.tau2, parameters, "ML"),
      reml: regressionFitStatistics(data, estimated.tau2, parameters, "REML"),
    },
    convergence:
      estimated.convergence.secondMode === null
        ? estimated.convergence
        : { ...estimated.convergence, secondMode: estimated.convergence.secondMode * square },
    method: `${name}, ${testNames[test]}`,
    notes: [...data.notes, ...notesOn(k, p, test, meanSquare, estimated)],
  };
  return sound(result, () => outOfRange(effects));
}

function notesOn(
  k: number,
  p: number,
  test: Test,
  factor: number | null,
  tau2: Tau2Estimate,
): readonly string[] {
  return [
    ...(k === p ? [`${k} studies leave no degrees of freedom beside ${p} coefficients.`] : []),
    ...(k > p && k < 10 * (p - 1)
      ? [`${k} studies are few for ${p - 1} moderators: give ten a moderator.`]
      : []),
    ...convergenceNotes(test, factor, tau2.convergence),
  ];
}
