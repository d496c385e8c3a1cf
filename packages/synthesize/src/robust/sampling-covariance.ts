/** Covariances of the sampling errors of effects that share people, from what is known or assumed of correlations. */

import { cholesky, type Matrix, matrixOf } from "@coppice/numeric";
import { placesBy } from "../places-by.ts";
import { failure, type Problem, type Result, success } from "../result.ts";
import { nearestPositive } from "./nearest-positive.ts";

type Name = string | number;

/** One effect: its variance, and what it shares with the others of its cluster. Only effects of one cluster (and subgroup) are correlated. */
export interface DependentEffect {
  readonly vi: number;
  readonly cluster: Name;
  /** Groups of people within the cluster that have nobody in common. */
  readonly subgroup?: Name;
  /** Scale or instrument, when one construct was measured by several. */
  readonly observation?: Name;
  /** Construct, when several were measured. */
  readonly type?: Name;
  /** When the first condition was measured, in the unit of the autocorrelation. */
  readonly time1?: number;
  /** The same for the second condition; default `time1`. */
  readonly time2?: number;
  /** Group of the first condition of a contrast, as the treatment. */
  readonly group1?: Name;
  /** Group of the second condition, as the control that several treatments share. */
  readonly group2?: Name;
  /** Size of the first group (or another inverse-variance weight); default 1. */
  readonly weight1?: number;
  readonly weight2?: number;
}

/** One correlation for every pair, or a table of them by the names of the pair. */
export type ErrorCorrelation = number | Readonly<Record<string, Readonly<Record<string, number>>>>;

export interface SamplingCovarianceOptions {
  /** ErrorCorrelation of two observations of one construct; needed when effects have an `observation`. */
  readonly within?: ErrorCorrelation;
  /** ErrorCorrelation of two types of construct; needed when effects have a `type`. */
  readonly between?: ErrorCorrelation;
  /** ErrorCorrelation of measurements one unit of time apart, between 0 and 1; needed when effects have a `time1`. */
  readonly autocorrelation?: number;
  /** Replace the matrix of a cluster that is not positive definite by the nearest one with the same variances. Default false. */
  readonly nearest?: boolean;
}

export interface SamplingCovarianceBlock {
  readonly cluster: Name;
  /** Indices of effects. */
  readonly rows: readonly number[];
  readonly positiveDefinite: boolean;
}

export interface SamplingCovarianceResult {
  /** One row and column an effect, in their order. */
  readonly matrix: readonly (readonly number[])[];
  /** Independent groups of effects. */
  readonly blocks: readonly SamplingCovarianceBlock[];
  readonly notes: readonly string[];
}

function lookUp(table: ErrorCorrelation, a: Name, b: Name): number {
  if (a === b) return 1;
  if (typeof table === "number") return table;
  return table[String(a)]?.[String(b)] ?? table[String(b)]?.[String(a)] ?? Number.NaN;
}

/** ErrorCorrelation of what was measured: two scales of one construct, two constructs, or the same thing. */
function measured(a: DependentEffect, b: DependentEffect, options: SamplingCovarianceOptions): number {
  const { within = Number.NaN, between = Number.NaN } = options;
  if (a.type !== undefined && a.type !== b.type) return lookUp(between, a.type, b.type ?? "");
  if (a.observation === undefined) return 1;
  return lookUp(within, a.observation, b.observation ?? "");
}

interface Condition {
  readonly group: Name | undefined;
  readonly time: number | undefined;
  /** Standard deviation of its mean, up to a factor. */
  readonly sd: number;
  readonly sign: 1 | -1;
}

function conditions(effect: DependentEffect): readonly Condition[] {
  const { group1, group2, time1, time2 = time1, weight1 = 1, weight2 = 1 } = effect;
  const first: Condition = { group: group1, time: time1, sd: 1 / Math.sqrt(weight1), sign: 1 };
  if (group2 === undefined) return [{ ...first, sd: 1 }];
  return [first, { group: group2, time: time2, sd: 1 / Math.sqrt(weight2), sign: -1 }];
}

/** Covariance of two contrasts from the conditions they share: those of one group, less alike the further apart in time. */
function shared(a: readonly Condition[], b: readonly Condition[], phi: number): number {
  let sum = 0;
  for (const one of a) {
    for (const other of b) {
      if (one.group !== other.group) continue;
      const apart = Math.abs((one.time ?? 0) - (other.time ?? 0));
      sum += one.sign * other.sign * one.sd * other.sd * (apart === 0 ? 1 : phi ** apart);
    }
  }
  return sum;
}

function correlation(a: DependentEffect, b: DependentEffect, options: SamplingCovarianceOptions): number {
  const phi = options.autocorrelation ?? Number.NaN;
  const [left, right] = [conditions(a), conditions(b)];
  const covariance = shared(left, right, phi);
  // Nothing in common is 0 even where one contrast has no variance of its own (a group compared with itself at one time).
  if (covariance === 0) return 0;
  return (
    (measured(a, b, options) * covariance) / Math.sqrt(shared(left, left, phi) * shared(right, right, phi))
  );
}

function problemsOf(
  effects: readonly DependentEffect[],
  options: SamplingCovarianceOptions,
): readonly Problem[] {
  const problems: Problem[] = [];
  const add = (code: string, message: string): void => void problems.push({ code, message });
  if (effects.length === 0) add("no-effects", "There are 0 effects; give at least one with a variance.");
  const bad = effects.findIndex(({ vi }) => !(vi >= 0) || !Number.isFinite(vi));
  if (bad >= 0) {
    add(
      "bad-variance",
      `Effect ${bad + 1} has the variance ${effects[bad]!.vi}; give a number that is not negative.`,
    );
  }
  const weight = effects.findIndex(({ weight1 = 1, weight2 = 1 }) => !(weight1 > 0 && weight2 > 0));
  if (weight >= 0)
    add("bad-weights", `Effect ${weight + 1} has a group of size 0 or less; give positive sizes.`);
  const needs = (what: string, has: boolean, option: string, given: unknown): void => {
    if (has && given === undefined) {
      add(
        "no-correlation",
        `Effects differ in ${what}, but \`${option}\` is not given; say how they correlate.`,
      );
    }
  };
  const uses = (field: keyof DependentEffect): boolean =>
    effects.some((effect) => effect[field] !== undefined);
  needs("observation", uses("observation"), "within", options.within);
  needs("type", uses("type"), "between", options.between);
  needs("time", uses("time1"), "autocorrelation", options.autocorrelation);
  const { autocorrelation: phi = 0 } = options;
  if (!(phi >= 0 && phi <= 1))
    add("bad-correlation", `The autocorrelation is ${phi}; give a number from 0 to 1.`);
  for (const [name, rho] of [
    ["within", options.within],
    ["between", options.between],
  ] as const) {
    if (typeof rho === "number" && !(Math.abs(rho) <= 1)) {
      add("bad-correlation", `The correlation \`${name}\` is ${rho}; give a number from -1 to 1.`);
    }
  }
  return problems;
}

/** Rows by cluster and subgroup. */
function groupRows(effects: readonly DependentEffect[]): readonly (readonly number[])[] {
  return [...placesBy(effects, ({ cluster, subgroup }) => JSON.stringify([cluster, subgroup])).values()];
}

function clusterMatrix(
  effects: readonly DependentEffect[],
  rows: readonly number[],
  options: SamplingCovarianceOptions,
): Matrix {
  return matrixOf(rows.length, rows.length, (i, j) => {
    const [a, b] = [effects[rows[i]!]!, effects[rows[j]!]!];
    return i === j ? a.vi : correlation(a, b, options) * Math.sqrt(a.vi * b.vi);
  });
}

/**
 * The covariance matrix of sampling errors within clusters. Two effects correlate by r = rho phi^|t - t'| times what their
 * contrasts share: for (A - C) and (B - C) with groups of equal size, 1/2 (Gleser & Olkin 2009, section 19.3, gives the general
 * form for a common control group). Correlations of the measurements stand in for those of the effects.
 *
 * A cluster whose matrix is not positive definite is named in `notes` (correlations that cannot all hold, or two rows that
 * nothing distinguishes).
 */
export function samplingCovariance(
  effects: readonly DependentEffect[],
  options: SamplingCovarianceOptions = {},
): Result<SamplingCovarianceResult> {
  const problems = problemsOf(effects, options);
  if (problems.length > 0) return { ok: false, problems };
  const whole = effects.map(() => new Array<number>(effects.length).fill(0));
  const blocks: SamplingCovarianceBlock[] = [];
  const notes: string[] = [];
  for (const rows of groupRows(effects)) {
    const cluster = effects[rows[0]!]!.cluster;
    let made = clusterMatrix(effects, rows, options);
    if (!made.data.every(Number.isFinite)) {
      return failure(
        "no-correlation",
        `Some pair of effects of cluster ${cluster} has no correlation; complete the correlations and times.`,
      );
    }
    let positiveDefinite = cholesky(made) !== null;
    if (!positiveDefinite && options.nearest === true) {
      made = nearestPositive(made);
      notes.push(
        `The covariances of cluster ${cluster} were replaced by the nearest that are positive definite.`,
      );
      positiveDefinite = true;
    } else if (!positiveDefinite) {
      notes.push(`The covariances of cluster ${cluster} are not positive definite; check its correlations.`);
    }
    blocks.push({ cluster, rows, positiveDefinite });
    for (const [i, row] of rows.entries()) {
      for (const [j, other] of rows.entries()) whole[row]![other] = made.data[i * rows.length + j]!;
    }
  }
  return success({ matrix: whole, blocks, notes });
}
