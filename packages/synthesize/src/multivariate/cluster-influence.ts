/** What each cluster does to a multilevel or multivariate model: it is fitted anew without each of them. */

import { cholesky, dot, type Matrix, matrixFromRows, matrixOf, solveLower, sumBy } from "@coppice/numeric";
import { placesBy } from "../places-by.ts";
import { jointStatistic } from "../regression/joint-test.ts";
import { failure, type Result, success } from "../result.ts";
import { type ChiSquareTest, chiSquareTest } from "../tables/pooled-ratio.ts";
import { fitMultivariate } from "./fit-multivariate.ts";
import type { MultivariateResult } from "./fitted-model.ts";
import type { Level, RandomTerm } from "./random-terms.ts";

export interface ClusterInfluence {
  readonly cluster: Level;
  /** Indices, in the effects given, of its effects. */
  readonly effects: readonly number[];
  /** Of each of its effects: effect minus what the model without the cluster expects, over its standard error; null
   * where the model without the cluster knows nothing of a level that only this cluster has. */
  readonly studentized: readonly (number | null)[];
  /** All of them together against the model without the cluster, a chi-square with one df an effect; null as above. */
  readonly misfit: ChiSquareTest | null;
  /** Squared distance between the coefficients with and without the cluster, in the covariance of those with it (Cook 1977); null when that is singular. */
  readonly cooksDistance: number | null;
  /** Coefficients without the cluster, in the order of the coefficients with it. */
  readonly coefficients: readonly number[];
  /** Variances and correlations without the cluster, term by term. */
  readonly random: MultivariateResult["random"];
}

export interface InfluenceProgress {
  /** Called after each cluster with the share that is done. */
  readonly progress?: (share: number) => void;
  /** Ends the work early, with a problem, when it is aborted. */
  readonly signal?: { readonly aborted: boolean };
}

function without(term: RandomTerm, kept: readonly number[]): RandomTerm {
  const pick = (values: readonly Level[]): readonly Level[] => kept.map((i) => values[i]!);
  return term.kind === "intercept"
    ? { ...term, groups: pick(term.groups) }
    : { ...term, inner: pick(term.inner), outer: pick(term.outer) };
}

/** The random effects' covariance of two effects of the full data under the estimates of a reduced fit. */
function betweenEffects(
  full: MultivariateResult,
  reduced: MultivariateResult,
): (a: number, b: number) => number {
  const { terms, regression } = full.state.data;
  const square = reduced.state.data.regression.unit ** 2;
  const places = terms.map(({ levelNames }, t) => {
    const own = reduced.state.data.terms[t]!;
    return levelNames.map((name) => own.levelNames.indexOf(name));
  });
  const rowOf = new Map(regression.studies.map((study, row) => [study, row]));
  return (a, b) => {
    const [i, j] = [rowOf.get(a)!, rowOf.get(b)!];
    let sum = 0;
    for (const [t, term] of terms.entries()) {
      const g = reduced.state.structures[t]!;
      const shared =
        term.correlation === null
          ? Number(term.group[i] === term.group[j])
          : term.correlation.data[term.group[i]! * term.groups + term.group[j]!]!;
      if (shared === 0) continue;
      // CS and ID only ask whether two levels are one; the others need the level's place in the reduced model.
      const same = term.named[i] === term.named[j];
      const uniform = reduced.random[t]!.structure === "CS" || reduced.random[t]!.structure === "ID";
      const left = uniform ? 0 : places[t]![term.named[i]!]!;
      const right = uniform ? (same ? 0 : 1) : places[t]![term.named[j]!]!;
      const value = g.data[left * g.cols + right];
      sum += left < 0 || right < 0 ? Number.NaN : shared * (value ?? 0) * square;
    }
    return sum;
  };
}

const orNull = (value: number): number | null => (Number.isNaN(value) ? null : value);

/** The diagonal's deviations and the joint statistic of residuals with this covariance. */
function measured(residuals: readonly number[], covariance: Matrix) {
  const n = residuals.length;
  const decomposition = covariance.data.every(Number.isFinite) ? cholesky(covariance) : null;
  const solved =
    decomposition === null ? null : solveLower(decomposition, matrixFromRows(residuals.map((r) => [r])));
  const statistic = solved === null ? Number.NaN : sumBy(solved.data, (value) => value * value);
  return {
    studentized: residuals.map((residual, i) => orNull(residual / Math.sqrt(covariance.data[i * (n + 1)]!))),
    misfit: Number.isNaN(statistic) ? null : chiSquareTest(statistic, n),
  };
}

/**
 * Refits the model without each cluster in turn. A cluster is left out of the answer when the model cannot be fitted without it, which `failed`
 * lists with the reason. Problems: `bad-groups`, `aborted`, `own-weights`.
 */
export function clusterInfluence(
  result: MultivariateResult,
  clusters: readonly Level[],
  { progress, signal }: InfluenceProgress = {},
): Result<{
  readonly clusters: readonly ClusterInfluence[];
  readonly failed: readonly { readonly cluster: Level; readonly reason: string }[];
}> {
  const { data, options } = result.state;
  const { effects, design } = result.state.input;
  if (clusters.length !== effects.length) {
    return failure(
      "bad-groups",
      `There are ${effects.length} effects and ${clusters.length} clusters' names; give one each.`,
    );
  }
  if (options.weights !== undefined) {
    return failure("own-weights", "Influence needs the model's own weights; fit without weights.");
  }
  const { studies, x, p } = data.regression;
  const members = new Map(
    [...placesBy(studies, (study) => clusters[study]!)].map(([cluster, places]) => [
      cluster,
      places.map((place) => studies[place]!),
    ]),
  );
  const measuredClusters: ClusterInfluence[] = [];
  const failed: { cluster: Level; reason: string }[] = [];
  const v = options.samplingCovariance;
  let done = 0;
  for (const [cluster, own] of members) {
    if (signal?.aborted === true) {
      return failure(
        "aborted",
        `Stopped after ${done} of ${members.size} clusters; start again to have them all.`,
      );
    }
    const kept = studies.filter((study) => clusters[study] !== cluster);
    const fitted = fitMultivariate(
      kept.map((i) => effects[i]!),
      {
        ...options,
        design: { ...design, rows: kept.map((i) => design.rows[i]!) },
        random: (options.random ?? []).map((term) => without(term, kept)),
        ...(v === undefined ? {} : { samplingCovariance: kept.map((i) => kept.map((j) => v[i]![j]!)) }),
      },
    );
    done += 1;
    progress?.(done / members.size);
    if (!fitted.ok || fitted.value.p < p) {
      failed.push({
        cluster,
        reason: fitted.ok ? "Without it not all coefficients can be estimated." : fitted.problems[0]!.message,
      });
      continue;
    }
    const reduced = fitted.value;
    const between = betweenEffects(result, reduced);
    const rows = own.map((study) => result.columns.map((_, j) => x.data[studies.indexOf(study) * p + j]!));
    const beta = reduced.coefficients.map(({ estimate }) => estimate);
    const covariance = matrixOf(own.length, own.length, (i, j) => {
      const [a, b] = [own[i]!, own[j]!];
      const sampling = v === undefined ? (i === j ? effects[a]!.vi : 0) : v[a]![b]!;
      const coefficient = sumBy(rows[i]!, (value, s) => value * dot(reduced.covariance[s]!, rows[j]!));
      return sampling + between(a, b) + coefficient;
    });
    const residuals = own.map((study, i) => effects[study]!.yi - dot(rows[i]!, beta));
    measuredClusters.push({
      cluster,
      effects: own,
      ...measured(residuals, covariance),
      cooksDistance: orNull(
        jointStatistic(
          beta.map((estimate, j) => result.coefficients[j]!.estimate - estimate),
          result.covariance,
        ),
      ),
      coefficients: beta,
      random: reduced.random,
    });
  }
  return success({ clusters: measuredClusters, failed });
}
