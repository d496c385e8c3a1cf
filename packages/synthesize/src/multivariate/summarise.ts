/** From the maximum of the likelihood to the result of a multilevel or multivariate model. */

import {
  bilinear,
  chiSquareUpper,
  dot,
  type Matrix,
  matrix,
  matrixTimes,
  rowOf,
  rowsOf,
  sumBy,
  sumOf,
} from "@coppice/numeric";
import { criteria } from "../pool/fit-statistics.ts";
import { waldTest } from "../pool/pooled-mean.ts";
import { type Effect, outOfRange } from "../pool/study-data.ts";
import { interceptOnly } from "../regression/design.ts";
import { jointTestAt, moderatorPlaces, noCoefficient } from "../regression/joint-test.ts";
import type { JointTest } from "../regression/regression-result.ts";
import { coefficients, covariance as covarianceOf } from "../regression/weighted-fit.ts";
import { failure, type Result, success } from "../result.ts";
import { containmentDf } from "./containment-df.ts";
import type { MultivariateOptions } from "./fit-multivariate.ts";
import type { MultivariateCoefficient, MultivariateResult, RandomTermResult } from "./fitted-model.ts";
import type { LikelihoodPoint } from "./likelihood-point.ts";
import { likelihoodAt, type MarginalBlock, marginalBlocks } from "./marginal-likelihood.ts";
import type { Maximum } from "./maximise.ts";
import type { MultivariateData } from "./multivariate-data.ts";
import { weightedEstimates, weightedLeverages } from "./own-weights.ts";

export interface FitParts {
  readonly data: MultivariateData;
  readonly options: MultivariateOptions;
  readonly maximum: Maximum;
  readonly structures: readonly Matrix[];
  readonly point: LikelihoodPoint;
}

/** The estimates of each term in the units of the effects. */
function randomResults(data: MultivariateData, theta: readonly number[]): readonly RandomTermResult[] {
  const square = data.regression.unit ** 2;
  let from = 0;
  return data.terms.map(({ label, kind, structure, groups, levelNames }) => {
    const own = theta.slice(from, from + structure.parameters);
    from += structure.parameters;
    const { variances, correlations } = structure.components(own);
    const held = structure.held ?? [];
    return {
      label,
      kind,
      structure: structure.name,
      groups,
      levels: levelNames,
      variances: variances.map((variance) => variance * square),
      correlations,
      heldVariances: variances.map((_, i) => held[i] === true),
      heldCorrelations: correlations.map((_, i) => held[variances.length + i] === true),
    };
  });
}

function boundaryOf(random: readonly RandomTermResult[], square: number): readonly string[] {
  return random.flatMap(({ label, variances, correlations, heldVariances, heldCorrelations }) => [
    ...variances.flatMap((variance, i) =>
      variance < 1e-9 * square && !heldVariances[i]
        ? [`variance ${variances.length > 1 ? `${i + 1} ` : ""}of ${label} at 0`]
        : [],
    ),
    ...correlations.flatMap((rho, i) =>
      Math.abs(rho) > 1 - 1e-6 && !heldCorrelations[i]
        ? [`correlation ${correlations.length > 1 ? `${i + 1} ` : ""}of ${label} at ${Math.sign(rho)}`]
        : [],
    ),
  ]);
}

/** Variances of the residuals, the diagonal of M - Q C Q', and leverages, that of Q C Q'M^-1. */
function leverages(data: MultivariateData, { mq, covariance, variances }: LikelihoodPoint) {
  const { q: basis } = data.regression;
  const places = [...variances.keys()];
  const hat = places.map((i) => bilinear(rowOf(basis, i), covariance, rowOf(mq, i)));
  const variance = places.map((i) => {
    // An effect that has a coefficient to itself is fitted exactly: what is left is rounding.
    const left = variances[i]! - bilinear(rowOf(basis, i), covariance, rowOf(basis, i));
    return left > 1e-12 * variances[i]! ? left : 0;
  });
  return { variance, hat };
}

/** Degrees of freedom of each coefficient; null for the normal distribution. */
function degreesOfFreedom(
  data: MultivariateData,
  { test = "z", df = "residual" }: MultivariateOptions,
): Result<readonly (number | null)[]> {
  const { k, p } = data.regression;
  if (test === "z") return success(new Array<null>(p).fill(null));
  if (df === "containment") return success(containmentDf(data));
  if (df === "residual") return success(new Array<number | null>(p).fill(k > p ? k - p : null));
  if (df.length !== p || !df.every((value) => value > 0)) {
    return failure(
      "bad-df",
      `The model has ${p} coefficients and the degrees of freedom ${df.join(", ")}; give one positive number each.`,
    );
  }
  return success(df);
}

function testedTogether(
  estimates: readonly MultivariateCoefficient[],
  covariance: readonly (readonly number[])[],
  asked: readonly number[] | undefined,
): Result<JointTest> {
  const places = asked ?? moderatorPlaces(estimates.map(({ name }) => name));
  const broken = noCoefficient(places, estimates.length);
  if (broken !== null) return broken;
  const dfs = places.flatMap((place) => estimates[place]!.df ?? []);
  const joint = jointTestAt(
    places,
    estimates.map(({ estimate }) => estimate),
    covariance,
    dfs.length === 0 ? null : Math.min(...dfs),
  );
  return success(Number.isNaN(joint.statistic) ? { ...joint, statistic: 0, pValue: 1 } : joint);
}

function notesOf(
  { data, maximum }: FitParts,
  random: readonly RandomTermResult[],
  boundary: readonly string[],
): readonly string[] {
  const indefinite = random.filter(
    ({ structure, correlations, variances, levels }) =>
      (structure === "CS" || structure === "HCS") &&
      correlations[0] !== undefined &&
      correlations[0] < -1 / (levels.length - 1) - 1e-9 &&
      variances.some((variance) => variance > 0),
  );
  return [
    ...data.regression.notes,
    ...data.terms.flatMap(({ notes }) => notes),
    ...(maximum.converged
      ? []
      : [
          "The likelihood was not seen to be at its maximum: the best values found are shown; use a simpler structure.",
        ]),
    ...(boundary.length > 0
      ? [`At the edge of what is possible: ${boundary.join(", ")}; use a simpler structure.`]
      : []),
    ...indefinite.map(
      ({ label, levels }) =>
        `The correlation of ${label} is lower than ${levels.length} equally correlated effects can have.`,
    ),
    ...(maximum.second === null ? [] : ["The likelihood has a second, lower maximum."]),
  ];
}

export function summarise(parts: FitParts, effects: readonly Effect[]): Result<MultivariateResult> {
  const { data, options, maximum, structures, point } = parts;
  const { method = "REML", test = "z", level = 0.95, weights } = options;
  const { regression } = data;
  const { k, p, unit, names, studies, columns, y } = regression;
  const dfs = degreesOfFreedom(data, options);
  if (!dfs.ok) return dfs;
  const own = weights === undefined ? null : weightedEstimates(data, structures, weights, effects.length);
  if (own !== null && !own.ok) return own;
  const { gamma, covariance, residuals } = own?.value ?? point;
  const beta = coefficients(regression, gamma).map((value) => value * unit);
  const vb: Matrix = covarianceOf(regression, covariance);
  for (let i = 0; i < vb.data.length; i++) vb.data[i]! *= unit ** 2;
  const rows = rowsOf(vb);
  const zero = data.terms.map(({ structure }) => matrix(structure.size, structure.size));
  const errorsOnly = likelihoodAt(data, zero, "ML");
  const random = randomResults(data, maximum.theta);
  const between = sumOf(random.flatMap(({ variances }) => variances));
  if (errorsOnly === null || ![between, ...rows.flat()].every(Number.isFinite)) return outOfRange(effects);
  const estimates = beta.map((estimate, j): MultivariateCoefficient => {
    const se = Math.sqrt(rows[j]![j]!);
    const df = dfs.value[j]!;
    return { name: names[j]!, estimate, se, df, ...waldTest(estimate, se, df, level) };
  });
  const moderators = testedTogether(estimates, rows, options.tested);
  if (!moderators.ok) return moderators;
  const observations = method === "ML" ? k : k - p;
  // With own weights the coefficients are not where the likelihood is highest: the sum of squares is larger by that much.
  const shift = gamma.map((value, a) => value - point.gamma[a]!);
  const excess = dot(matrixTimes(point.mq, shift), matrixTimes(regression.q, shift));
  const ll = maximum.logLikelihood - 0.5 * excess - observations * Math.log(unit);
  const parameters = p + sumBy(data.terms, ({ structure }) => structure.parameters);
  const saturated = errorsOnly.logLikelihood + 0.5 * errorsOnly.q - k * Math.log(unit);
  const { variance, hat } =
    own === null ? leverages(data, point) : weightedLeverages(data, structures, own.value, point);
  const boundary = boundaryOf(random, unit ** 2);
  const finite = dfs.value.filter((df) => df !== null);
  let blocks: readonly MarginalBlock[] | null = null;
  return success({
    k,
    studies,
    p,
    coefficients: estimates,
    columns,
    covariance: rows,
    random,
    test,
    df: finite.length === 0 ? null : Math.min(...finite),
    level,
    q: k > p ? errorsOnly.q : 0,
    qDf: k - p,
    qP: k > p ? chiSquareUpper(errorsOnly.q, k - p) : 1,
    moderators: moderators.value,
    method,
    parameters,
    fit: criteria(ll, method === "ML" ? -2 * (ll - saturated) : -2 * ll, parameters, observations),
    fitted: Array.from(residuals, (residual, i) => (y[i]! - residual) * unit),
    residuals: Array.from(residuals, (residual, i) => (variance[i] === 0 ? 0 : residual * unit)),
    hat,
    residualSe: variance.map((value) => Math.sqrt(Math.max(0, value)) * unit),
    convergence: {
      converged: maximum.converged,
      iterations: maximum.iterations,
      gradient: maximum.gradient,
      boundary,
      secondMaximum: maximum.second === null ? null : maximum.second - observations * Math.log(unit),
    },
    notes: notesOf(parts, random, boundary),
    state: {
      data,
      theta: maximum.theta,
      structures,
      point,
      options,
      input: { effects, design: options.design ?? interceptOnly(effects.length) },
      // Made when first asked for: large clusters make large matrices, which the fit itself may do without.
      get marginal() {
        blocks ??= marginalBlocks(data, structures);
        return { blocks, logLikelihood: maximum.logLikelihood };
      },
    },
  });
}
