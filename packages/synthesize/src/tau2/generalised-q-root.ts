/** Estimators defined by the value of the generalised Q statistic Q(tau2) = sum w (y - mean)^2, w = 1/(v + tau2). */
import { chiSquareQuantile } from "@coppice/numeric";
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
 *
 * Newton's method on 1/Q, which is a straight line in tau2 when all variances are equal and close to one when they are not; a
 * step that leaves the bracket is replaced by bisection. `converged` is false only when the numbers overflow.
 */
export function solveGeneralisedQ(groups: readonly StudyData[], target: number): GeneralisedQRoot {
  let low = 0;
  let high = Number.POSITIVE_INFINITY;
  let tau2 = 0;
  let lastStep = Number.POSITIVE_INFINITY;
  for (let iteration = 1; iteration <= 2000; iteration++) {
    let q = 0;
    let slope = 0;
    for (const group of groups) {
      const sums = weightedSums(group, tau2);
      q += sums.q;
      slope += sums.q2;
    }
    const excess = q - target;
    if (iteration === 1 && !(excess > 0)) return { tau2: 0, converged: true, iterations: 1, boundary: true };
    if (excess > 0) low = tau2;
    else high = tau2;
    const newton = tau2 + (q * excess) / (target * slope);
    const inside = newton > low && newton < high;
    const next = inside ? newton : high === Number.POSITIVE_INFINITY ? 2 * tau2 + 1 : 0.5 * (low + high);
    const step = Math.abs(next - tau2);
    // Steps that no longer shrink are rounding errors.
    if (excess === 0 || step <= 2e-16 * tau2 || (step < 1e-13 * tau2 && step >= lastStep)) {
      return { tau2: excess === 0 ? tau2 : next, converged: true, iterations: iteration, boundary: false };
    }
    if (!Number.isFinite(next)) break;
    lastStep = inside ? step : Number.POSITIVE_INFINITY;
    tau2 = next;
  }
  return { tau2: Number.POSITIVE_INFINITY, converged: false, iterations: 0, boundary: false };
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
