/** Estimators defined by the value of the generalised Q statistic Q(tau2) = sum w (y - mean)^2, w = 1/(v + tau2). */
import { bracketByDoubling, chiSquareQuantile, findRoot } from "@coppice/numeric";
import type { StudyData } from "../pool/study-data.ts";
import { weightedSums } from "../pool/weighted-sums.ts";
import type { Tau2Estimate } from "./estimate.ts";

export interface GeneralisedQRoot {
  readonly tau2: number;
  readonly converged: boolean;
  readonly iterations: number;
  readonly boundary: boolean;
}

/**
 * The tau2 >= 0 at which Q(tau2), summed over groups with a mean each, meets the target. Q falls strictly to 0, so that the
 * root is unique and a bracket always exists; when Q(0) <= target the answer is exactly 0.
 */
export function solveGeneralisedQ(groups: readonly StudyData[], target: number): GeneralisedQRoot {
  const excess = (tau2: number): number =>
    groups.reduce((sum, group) => sum + weightedSums(group, tau2).q, 0) - target;
  if (!(excess(0) > 0)) return { tau2: 0, converged: true, iterations: 1, boundary: true };
  const high = bracketByDoubling(excess, 1);
  if (high === null)
    return { tau2: Number.POSITIVE_INFINITY, converged: false, iterations: 0, boundary: false };
  const root = findRoot(excess, 0, high);
  return { tau2: root.x, converged: root.converged, iterations: root.iterations, boundary: false };
}

/** sqrt(2 k^2 / (k - 1)) / sum(w) (Viechtbauer, Lopez-Lopez, Sanchez-Meca & Marin-Martinez 2015). */
export function pauleMandelSe(k: number, sumOfWeights: number): number {
  return Math.sqrt((2 * k * k) / (k - 1)) / sumOfWeights;
}

/** The estimate at which Q(tau2) meets a target, with the standard error of the empirical Bayes estimator. */
function atTarget(data: StudyData, target: number): Tau2Estimate {
  const { tau2, converged, iterations, boundary } = solveGeneralisedQ([data], target);
  const { s1 } = weightedSums(data, tau2);
  return {
    tau2,
    se: pauleMandelSe(data.k, s1),
    convergence: { converged, iterations, boundary, secondMode: null },
  };
}

/**
 * Paule & Mandel (1982): Q(tau2) = k - 1. The empirical Bayes estimator (Morris 1983) and the limit of iterating
 * DerSimonian-Laird solve the same equation.
 */
export function pauleMandel(data: StudyData): Tau2Estimate {
  return atTarget(data, data.k - 1);
}

/** The median-unbiased variant: Q(tau2) = median of chi-square with k - 1 df (Viechtbauer 2021, PMM). */
export function pauleMandelMedian(data: StudyData): Tau2Estimate {
  return atTarget(data, chiSquareQuantile(0.5, data.k - 1));
}
