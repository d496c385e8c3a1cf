/** Sets out a fitted generalised linear mixed model. */
import { matrix, rowsOf } from "@coppice/numeric";
import type { FitStatistics } from "../pool/fit-statistics.ts";
import { fromTau2 } from "../pool/heterogeneity.ts";
import { waldTest } from "../pool/pooled-mean.ts";
import { predictionInterval } from "../pool/prediction-interval.ts";
import { jointTest } from "../regression/joint-test.ts";
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
import type { StudyCells } from "./study-likelihood.ts";

export function summariseMixed(fitted: MixedFit, options: MixedOptions): MixedResult {
  const { effects = "random", test = "z", level = 0.95 } = options;
  const { model, data, studies, columns, commonFit, fit, likelihood, estimated, full } = fitted;
  const { k, p } = data;
  const df = test === "t" && k > p ? k - p : null;
  const beta = coefficients(
    data,
    fit.beta.map((b) => b * Math.sqrt(k)),
  );
  const all = rowsOf(fit.covariance!);
  const own = matrix(p, p);
  for (let i = 0; i < p; i++) for (let j = 0; j < p; j++) own.data[i * p + j] = k * all[i]![j]!;
  const vb = rowsOf(covariance(data, own));
  const estimates = beta.map((estimate, j) => {
    const se = Math.sqrt(vb[j]![j]!);
    return { name: data.names[j]!, estimate, se, ...waldTest(estimate, se, df, level) };
  });
  const tested = data.names.flatMap((name, j) => (name === "intrcpt" ? [] : [j]));
  const places = tested.length === 0 ? [0] : tested;
  const spread = effectVariance(fitted);
  const typicalVariance = typicalVarianceOf(fitted);
  const { i2, h2 } = fromTau2(estimated ? spread.tau2 : 0, typicalVariance);
  const constants = sumOver(studies, logConstant);
  const parameters = parametersOf(fitted);
  const only = p === 1 && data.names[0] === "intrcpt";
  const boundary = estimated && spread.tau2 === 0;
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
    tau2: spread.tau2,
    tau2Se: spread.se,
    intercepts: spread.intercepts,
    i2,
    h2,
    typicalVariance,
    waldHeterogeneity: chiSquareOf(waldHeterogeneity(full, columns), k - p),
    likelihoodRatioHeterogeneity: chiSquareOf(
      2 * (full.logLikelihood - constants - commonFit.logLikelihood),
      k - p,
    ),
    moderators: jointTest(
      places.map((place) => beta[place]!),
      places.map((row) => places.map((column) => vb[row]![column]!)),
      df,
    ),
    prediction:
      effects === "random" && only
        ? predictionInterval(
            { estimate: beta[0]!, se: estimates[0]!.se, tau2: spread.tau2, k, df },
            "as-test",
            level,
          )
        : null,
    parameters,
    fit: criteria(
      fit.logLikelihood + constants,
      full.logLikelihood,
      parameters,
      model.intercepts === "none" ? k : 2 * k,
    ),
    conditionalDeviance: conditionalDeviance(fitted, full.logLikelihood - constants),
    exactLogLikelihood: sumOver(studies, (cell) => saturated(cell).logLikelihood),
    convergence: { converged: true, iterations: fit.evaluations, boundary, secondMode: null },
    method: `${model.name}, ${effects === "common" ? "common effect" : "normally distributed effects"}, maximum likelihood, ${test === "z" ? "normal tests" : "t tests with k - p degrees of freedom"}`,
    notes: [
      ...fitted.notes,
      ...(boundary ? ["tau2 is estimated as 0: the random-effects model is the common-effect one."] : []),
    ],
  };

  function parametersOf({ likelihood: { extra } }: MixedFit): number {
    const variances = extra.filter((name) => name !== "effect-sd").length + (estimated ? 1 : 0);
    return p + (model.intercepts === "fixed" ? k : 0) + variances;
  }

  function typicalVarianceOf({ data: { unit } }: MixedFit): number | null {
    const atZero = k > p ? weightedFit(data, inverseVarianceWeights(data, 0)) : null;
    return atZero === null ? null : ((k - p) / traceP(data, atZero)) * unit ** 2;
  }

  /** tau2 with its standard error by the delta method, and what is random about the intercepts. */
  function effectVariance(_: MixedFit): {
    readonly tau2: number;
    readonly se: number | null;
    readonly intercepts: MixedResult["intercepts"];
  } {
    const value = (name: (typeof likelihood.extra)[number]): number =>
      fit.extra[likelihood.extra.indexOf(name)] ?? 0;
    const shared = value("covariance");
    const tau2 = value("effect-sd") ** 2 + shared ** 2;
    const slopes = likelihood.extra.map((name, j) =>
      name === "covariance" || name === "effect-sd" ? 2 * fit.extra[j]! : 0,
    );
    const square = slopes.reduce(
      (sum, a, i) => sum + slopes.reduce((s, b, j) => s + a * b * all[p + i]![p + j]!, 0),
      0,
    );
    const correlated = likelihood.extra.includes("covariance") && tau2 > 0;
    return {
      tau2,
      se: estimated && tau2 > 0 ? Math.sqrt(square) : null,
      intercepts:
        model.intercepts === "random"
          ? {
              mean: value("intercept"),
              variance: value("intercept-sd") ** 2,
              correlation: correlated ? shared / Math.sqrt(tau2) : null,
            }
          : null,
    };
  }
}

function conditionalDeviance({ columns, fit, likelihood }: MixedFit, saturatedLl: number): number | null {
  const { givenMode, at } = likelihood;
  if (givenMode === undefined) return null;
  const gradient = new Float64Array(8);
  let sum = 0;
  for (let i = 0; i < columns.rows; i++) {
    const effect = fit.beta.reduce((total, b, j) => total + b * columns.data[i * columns.cols + j]!, 0);
    at(i, effect, fit.extra, gradient);
    sum += givenMode(i);
  }
  return 2 * (saturatedLl - sum);
}

function sumOver(studies: readonly StudyCells[], of: (cell: StudyCells["cells"][number]) => number): number {
  return studies.reduce((sum, { cells }) => sum + cells.reduce((s, cell) => s + of(cell), 0), 0);
}

function criteria(ll: number, saturatedLl: number, parameters: number, observations: number): FitStatistics {
  const atLeast = Math.max(observations, parameters + 2);
  return {
    logLikelihood: ll,
    deviance: 2 * (saturatedLl - ll),
    aic: -2 * ll + 2 * parameters,
    bic: -2 * ll + parameters * Math.log(observations),
    aicc: -2 * ll + (2 * parameters * atLeast) / (atLeast - parameters - 1),
  };
}
