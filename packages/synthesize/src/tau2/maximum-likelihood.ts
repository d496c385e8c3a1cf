/**
 * Maximum and restricted maximum likelihood of tau2.
 *
 * The studies may come in groups, each with its own mean and all with one tau2: their scores and log-likelihoods add up.
 */
import type { StudyData } from "../pool/study-data.ts";
import type { Tau2Estimate } from "./estimate.ts";
import { information, type LikelihoodKind, logLikelihood, roughScore, score } from "./likelihood.ts";
import { highestMode } from "./likelihood-mode.ts";

type Groups = readonly StudyData[];

function total(groups: Groups, f: (group: StudyData) => number): number {
  let sum = 0;
  for (let i = 0; i < groups.length; i++) sum += f(groups[i]!);
  return sum;
}

interface Range {
  /** Plain mean of each group. */
  readonly means: readonly number[];
  readonly leastVariance: number;
  readonly mostVariance: number;
  readonly bound: number;
}

/**
 * The range of the variances, and a tau2 above which every group's score is negative: there w_max^2 SS < (k-1) w_min, because
 * P <= w_max I on contrasts and tr P >= (k-1) w_min.
 */
function range(groups: Groups): Range {
  let leastVariance = Number.POSITIVE_INFINITY;
  let mostVariance = 0;
  let bound = 0;
  const means: number[] = [];
  for (const { y, v, k } of groups) {
    let sum = 0;
    let least = Number.POSITIVE_INFINITY;
    let most = 0;
    for (let i = 0; i < k; i++) {
      sum += y[i]!;
      if (v[i]! < least) least = v[i]!;
      if (v[i]! > most) most = v[i]!;
    }
    leastVariance = Math.min(leastVariance, least);
    mostVariance = Math.max(mostVariance, most);
    const mean = sum / k;
    means.push(mean);
    if (k < 2) continue;
    let squares = 0;
    for (let i = 0; i < k; i++) squares += (y[i]! - mean) ** 2;
    const perDf = squares / (k - 1);
    let own = Math.max(perDf, least);
    // As a product of ratios, which overflow only when the bound itself does.
    while (((own + most) / (own + least)) * (perDf / (own + least)) >= 1) own *= 2;
    bound = Math.max(bound, own);
  }
  return { means, leastVariance, mostVariance, bound };
}

/** The tau2 of the highest mode of the likelihood, exactly 0 when that is at the boundary. */
export function maximumLikelihood(groups: Groups, kind: LikelihoodKind): Tau2Estimate {
  const { means, leastVariance, mostVariance, bound } = range(groups);
  return highestMode({
    leastVariance,
    mostVariance,
    bound,
    score: (tau2) => total(groups, (group) => score(group, tau2, kind)),
    roughScore: (tau2) => {
      let sum = 0;
      for (let i = 0; i < groups.length; i++) sum += roughScore(groups[i]!, means[i]!, tau2, kind);
      return sum;
    },
    logLikelihood: (tau2) => total(groups, (group) => logLikelihood(group, tau2, kind)),
    information: (tau2) => total(groups, (group) => information(group, tau2, kind)),
  });
}
