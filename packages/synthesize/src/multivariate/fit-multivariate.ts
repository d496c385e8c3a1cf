/** Multilevel and multivariate meta-analysis: correlated sampling errors, correlated and nested true effects. */
import { chiSquareUpper, type Matrix, rowsOf } from "@coppice/numeric";
import { waldTest } from "../pool/pooled-mean.ts";
import { type Effect, outOfRange } from "../pool/study-data.ts";
import { type Design, interceptOnly } from "../regression/design.ts";
import { jointTest } from "../regression/joint-test.ts";
import { coefficients, covariance as covarianceOf } from "../regression/weighted-fit.ts";
import { badLevel, failure, type Result, success } from "../result.ts";
import type { LikelihoodKind } from "../tau2/likelihood.ts";
import type { MultivariateResult, RandomTermResult } from "./fitted-model.ts";
import { type Marginal, marginalAt } from "./marginal-likelihood.ts";
import { type Maximum, maximise, ownParametrisation } from "./maximise.ts";
import {
  type MultivariateData,
  multivariateData,
  type RandomTerm,
  type SamplingCovariance,
} from "./multivariate-data.ts";

export interface MultivariateOptions {
  /** Moderators; default the intercept alone. */
  readonly design?: Design;
  /** Random effects; none is the model with the sampling errors alone. */
  readonly random?: readonly RandomTerm[];
  /** Covariances of the sampling errors of all effects given, in their order; default independent errors with variances vi. */
  readonly samplingCovariance?: SamplingCovariance;
  /** Default `REML`. */
  readonly method?: LikelihoodKind;
  /** Default `z`; `t` has k - p df, which is generous when effects are dependent. */
  readonly test?: "z" | "t";
  /** Default 0.95. */
  readonly level?: number;
}

/** The estimates of each term in the units of the effects. */
function randomResults(data: MultivariateData, theta: readonly number[]): readonly RandomTermResult[] {
  const square = data.regression.unit ** 2;
  let from = 0;
  return data.terms.map(({ label, kind, structure, groups, levelNames }) => {
    const own = theta.slice(from, from + structure.parameters);
    from += structure.parameters;
    const { variances, correlations } = structure.components(own);
    return {
      label,
      kind,
      structure: structure.name,
      groups,
      levels: levelNames,
      variances: variances.map((variance) => variance * square),
      correlations,
    };
  });
}

function boundaryOf(random: readonly RandomTermResult[], square: number): readonly string[] {
  return random.flatMap(({ label, variances, correlations }) => [
    ...variances.flatMap((variance, i) =>
      variance < 1e-9 * square ? [`variance ${variances.length > 1 ? `${i + 1} ` : ""}of ${label} at 0`] : [],
    ),
    ...correlations.flatMap((rho) =>
      Math.abs(rho) > 1 - 1e-6 ? [`correlation of ${label} at ${Math.sign(rho)}`] : [],
    ),
  ]);
}

/** Square roots of the diagonal of M - Q C Q', and leverages, the diagonal of Q C Q'M^-1. */
function residualDiagnostics(
  data: MultivariateData,
  { blocks, covariance }: Marginal,
): { readonly se: number[]; readonly hat: number[] } {
  const { k, p, q: basis } = data.regression;
  const se = new Array<number>(k).fill(0);
  const hat = new Array<number>(k).fill(0);
  for (const { block, m, mq } of blocks) {
    const n = block.rows.length;
    for (let i = 0; i < n; i++) {
      const row = block.rows[i]!;
      let own = 0;
      let leverage = 0;
      for (let a = 0; a < p; a++) {
        for (let b = 0; b < p; b++) {
          const c = covariance.data[a * p + b]!;
          own += basis.data[row * p + a]! * c * basis.data[row * p + b]!;
          leverage += basis.data[row * p + a]! * c * mq.data[i * p + b]!;
        }
      }
      se[row] = Math.sqrt(Math.max(0, m.data[i * n + i]! - own));
      hat[row] = leverage;
    }
  }
  return { se, hat };
}

/**
 * Fits y = X beta + random effects + sampling errors by (restricted) maximum likelihood, where the random effects may be nested
 * or crossed intercepts (Konstantopoulos 2011) and correlated effects within groups (Berkey et al. 1998; van Houwelingen,
 * Arends & Stijnen 2002; Ishak et al. 2007). The likelihood is climbed from several starts with its exact gradient; work and
 * memory grow with the blocks of dependent effects, not with the square of all effects.
 */
export function fitMultivariate(
  effects: readonly Effect[],
  options: MultivariateOptions = {},
): Result<MultivariateResult> {
  const {
    design = interceptOnly(effects.length),
    random = [],
    samplingCovariance = null,
    method = "REML",
    level = 0.95,
  } = options;
  const broken = badLevel(level);
  if (broken !== null) return broken;
  const prepared = multivariateData(effects, design, random, samplingCovariance);
  if (!prepared.ok) return prepared;
  const data = prepared.value;
  const { k, p } = data.regression;
  const single = data.terms.find(({ kind, groups }) => kind === "intercept" && groups < 2);
  if (single !== undefined) {
    return failure(
      "one-group",
      `All effects belong to one group of ${single.label}, so that its variance cannot be estimated; leave the term out.`,
    );
  }
  const parametrisation = ownParametrisation(data, method);
  if (parametrisation.parameters > 0 && k <= p) {
    return failure(
      "too-few-effects",
      `${k} effects cannot determine ${p} coefficients and the variances; use fewer moderators.`,
    );
  }
  const maximum = maximise(data, method, parametrisation);
  const structures = maximum === null ? null : parametrisation.structures(maximum.theta);
  const marginal = structures === null ? null : marginalAt(data, structures, method);
  if (maximum === null || marginal === null) return outOfRange(effects);
  return summarise(data, options, maximum, marginal, effects, parametrisation.parameters);
}

function summarise(
  data: MultivariateData,
  options: MultivariateOptions,
  maximum: Maximum,
  marginal: Marginal,
  effects: readonly Effect[],
  variances: number,
): Result<MultivariateResult> {
  const { method = "REML", test = "z", level = 0.95 } = options;
  const { regression } = data;
  const { k, p, unit, names, studies, columns } = regression;
  const beta = coefficients(regression, marginal.gamma).map((value) => value * unit);
  const vb: Matrix = covarianceOf(regression, marginal.covariance);
  for (let i = 0; i < vb.data.length; i++) vb.data[i]! *= unit ** 2;
  const rows = rowsOf(vb);
  const df = test === "t" && k > p ? k - p : null;
  const zero = data.terms.map(({ structure }) => ({
    rows: structure.size,
    cols: structure.size,
    data: new Float64Array(structure.size ** 2),
  }));
  const errorsOnly = marginalAt(data, zero, "ML");
  if (errorsOnly === null || !rows.every((row) => row.every(Number.isFinite))) return outOfRange(effects);
  const observations = method === "ML" ? k : k - p;
  const ll = maximum.logLikelihood - observations * Math.log(unit);
  const parameters = p + variances;
  const atLeast = Math.max(observations, parameters + 2);
  const saturated = errorsOnly.logLikelihood + 0.5 * errorsOnly.q - k * Math.log(unit);
  const tested = names.flatMap((name, j) => (name === "intrcpt" ? [] : [j]));
  const places = tested.length === 0 ? [0] : tested;
  const { se, hat } = residualDiagnostics(data, marginal);
  const random = randomResults(data, maximum.theta);
  const boundary = boundaryOf(random, unit ** 2);
  const moderators = jointTest(
    places.map((place) => beta[place]!),
    places.map((row) => places.map((column) => rows[row]![column]!)),
    df,
  );
  return success({
    k,
    studies,
    p,
    coefficients: beta.map((estimate, j) => {
      const error = Math.sqrt(rows[j]![j]!);
      return { name: names[j]!, estimate, se: error, ...waldTest(estimate, error, df, level) };
    }),
    columns,
    covariance: rows,
    random,
    test,
    df,
    level,
    q: k > p ? errorsOnly.q : 0,
    qDf: k - p,
    qP: k > p ? chiSquareUpper(errorsOnly.q, k - p) : 1,
    moderators: Number.isNaN(moderators.statistic) ? { ...moderators, statistic: 0, pValue: 1 } : moderators,
    method,
    fit: {
      logLikelihood: ll,
      deviance: method === "ML" ? -2 * (ll - saturated) : -2 * ll,
      aic: -2 * ll + 2 * parameters,
      bic: -2 * ll + parameters * Math.log(observations),
      aicc: -2 * ll + (2 * parameters * atLeast) / (atLeast - parameters - 1),
    },
    fitted: Array.from(marginal.residuals, (residual, i) => (regression.y[i]! - residual) * unit),
    residuals: Array.from(marginal.residuals, (residual) => residual * unit),
    hat,
    residualSe: se.map((value) => value * unit),
    convergence: {
      converged: maximum.converged,
      iterations: maximum.iterations,
      gradient: maximum.gradient,
      boundary,
      secondMaximum: maximum.second === null ? null : maximum.second - observations * Math.log(unit),
    },
    notes: [
      ...regression.notes,
      ...(maximum.converged
        ? []
        : [
            "The likelihood was not seen to be at its maximum: the best values found are shown; use a simpler structure.",
          ]),
      ...(boundary.length > 0
        ? [
            `At the edge of what is possible: ${boundary.join(", ")}. The data do not ask for so rich a structure.`,
          ]
        : []),
      ...(maximum.second === null ? [] : ["The likelihood has a second, lower maximum."]),
    ],
    state: { data, theta: maximum.theta, marginal, options },
  });
}
