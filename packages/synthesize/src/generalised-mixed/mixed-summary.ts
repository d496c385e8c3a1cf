/** Sets out a fitted generalised linear mixed model. */

import { type Matrix, matrixOf, rowsOf, sumBy } from "@coppice/numeric";
import { criteria } from "../pool/fit-statistics.ts";
import { fromTau2 } from "../pool/heterogeneity.ts";
import { waldTest } from "../pool/pooled-mean.ts";
import { predictionInterval } from "../pool/prediction-interval.ts";
import { jointTestAt, moderatorPlaces } from "../regression/joint-test.ts";
import type { RegressionData } from "../regression/regression-data.ts";
import {
  coefficients,
  covariance,
  inverseVarianceWeights,
  traceP,
  weightedFit,
} from "../regression/weighted-fit.ts";
import { logConstant, saturated } from "./cell.ts";
import { chiSquareOf, waldHeterogeneity } from "./heterogeneity-tests.ts";
import type { MixedFit } from "./mixed-fit.ts";
import type { MixedOptions } from "./mixed-options.ts";
import type { MixedResult } from "./mixed-result.ts";
import type { StudyCells, StudyLikelihood } from "./study-likelihood.ts";

export function summariseMixed(fitted: MixedFit, options: MixedOptions): MixedResult {
  const { effects = "random", test = "z", level = 0.95 } = options;
  const { model, data, studies, columns, commonFit, fit, likelihood, estimated, full } = fitted;
  const { k, p } = data;
  const df = test === "t" && k > p ? k - p : null;
  const beta = coefficients(
    data,
    fit.beta.map((b) => b * Math.sqrt(k)),
  );
  const vb = rowsOf(covariance(data, timesK(fit.covariance!, p, k)));
  const estimates = beta.map((estimate, j) => {
    const se = Math.sqrt(vb[j]![j]!);
    return { name: data.names[j]!, estimate, se, ...waldTest(estimate, se, df, level) };
  });
  const places = moderatorPlaces(data.names);
  const { tau2, tau2Se, intercepts } = randomEffects(fitted);
  const typicalVariance = typicalVarianceOf(data);
  const constants = sumOver(studies, logConstant);
  const others = likelihood.extra.filter((name) => name !== "effect-sd").length;
  const parameters = p + (model.intercepts === "fixed" ? k : 0) + others + (estimated ? 1 : 0);
  const boundary = estimated && tau2 === 0;
  const only = p === 1 && data.names[0] === "intrcpt";
  return {
    measure: model.measure,
    effects,
    k,
    studies: studies.map(({ index }) => index),
    coefficients: estimates,
    covariance: vb,
    test,
    df,
    level,
    tau2,
    tau2Se,
    intercepts,
    ...fromTau2(tau2, typicalVariance),
    typicalVariance,
    waldHeterogeneity: chiSquareOf(waldHeterogeneity(full, columns), k - p),
    likelihoodRatioHeterogeneity: chiSquareOf(
      2 * (full.logLikelihood - constants - commonFit.logLikelihood),
      k - p,
    ),
    moderators: jointTestAt(places, beta, vb, df),
    prediction:
      effects === "random" && only
        ? predictionInterval({ estimate: beta[0]!, se: estimates[0]!.se, tau2, k, df }, "as-test", level)
        : null,
    parameters,
    fit: criteria(
      fit.logLikelihood + constants,
      2 * (full.logLikelihood - fit.logLikelihood - constants),
      parameters,
      model.intercepts === "none" ? k : 2 * k,
    ),
    conditionalDeviance: conditionalDeviance(fitted, full.logLikelihood - constants),
    exactLogLikelihood: sumOver(studies, (cell) => saturated(cell).logLikelihood),
    convergence: { converged: true, iterations: fit.evaluations, boundary, secondMode: null },
    method: `${model.name}, ${effects === "common" ? "common effect" : "normally distributed effects"}, maximum likelihood, ${test === "z" ? "normal tests" : "t tests with k - p degrees of freedom"}`,
    notes: [
      ...fitted.notes,
      ...(boundary ? ["tau2 is 0: the random-effects model is the common-effect one."] : []),
    ],
  };
}

/** k times the corner of the covariance that belongs to the coefficients: their columns were multiplied by sqrt(k). */
function timesK(all: Matrix, p: number, k: number): Matrix {
  return matrixOf(p, p, (i, j) => k * all.data[i * all.cols + j]!);
}

/** The typical sampling variance of the studies' own effects (Higgins & Thompson 2002, equation 9, with moderators). */
function typicalVarianceOf(data: RegressionData): number | null {
  const { k, p, unit } = data;
  const fit = k > p ? weightedFit(data, inverseVarianceWeights(data, 0)) : null;
  const typical = fit === null ? 0 : ((k - p) / traceP(data, fit)) * unit ** 2;
  return typical > 0 && Number.isFinite(typical) ? typical : null;
}

/** tau2 with its standard error by the delta method, and what is random about the intercepts. */
function randomEffects({
  model,
  data: { p },
  fit,
  likelihood: { extra: names },
  estimated,
}: MixedFit): Pick<MixedResult, "tau2" | "tau2Se" | "intercepts"> {
  const value = (name: StudyLikelihood["extra"][number]): number => fit.extra[names.indexOf(name)] ?? 0;
  const shared = value("covariance");
  const tau2 = value("effect-sd") ** 2 + shared ** 2;
  const slopes = names.map((name, j) =>
    name === "covariance" || name === "effect-sd" ? 2 * fit.extra[j]! : 0,
  );
  const all = fit.covariance!;
  const variance = sumBy(slopes, (a, i) =>
    sumBy(slopes, (b, j) => a * b * all.data[(p + i) * all.cols + p + j]!),
  );
  return {
    tau2,
    tau2Se: estimated && tau2 > 0 ? Math.sqrt(variance) : null,
    intercepts:
      model.intercepts === "random"
        ? {
            mean: value("intercept"),
            variance: value("intercept-sd") ** 2,
            correlation: names.includes("covariance") && tau2 > 0 ? shared / Math.sqrt(tau2) : null,
          }
        : null,
  };
}

function conditionalDeviance(
  { columns, fit, likelihood: { at, givenMode } }: MixedFit,
  saturatedLl: number,
): number | null {
  if (givenMode === undefined) return null;
  const gradient = new Float64Array(8);
  let sum = 0;
  for (let i = 0; i < columns.rows; i++) {
    const effect = sumBy(fit.beta, (b, j) => b * columns.data[i * columns.cols + j]!);
    at(i, effect, fit.extra, gradient);
    sum += givenMode(i);
  }
  return 2 * (saturatedLl - sum);
}

function sumOver(studies: readonly StudyCells[], of: (cell: StudyCells["cells"][number]) => number): number {
  return sumBy(studies, ({ cells }) => sumBy(cells, (cell) => of(cell)));
}
