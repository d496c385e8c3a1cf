/** Maximum and restricted maximum likelihood of tau2, safe against boundaries, several modes and any scale. */
import { findRoot, HALF_LOG_TWO_PI } from "@coppice/numeric";
import type { StudyData } from "../pool/study-data.ts";
import { traceP, tracePP, weightedSums } from "../pool/weighted-sums.ts";
import type { Tau2Estimate } from "./estimate.ts";

export type LikelihoodKind = "ML" | "REML";

/** Twice the derivative of the profile log-likelihood in tau2 (Harville 1977; Viechtbauer 2005, equations 9 and 12). */
export function score(data: StudyData, tau2: number, kind: LikelihoodKind): number {
  const sums = weightedSums(data, tau2);
  return sums.q2 - (kind === "ML" ? sums.s1 : traceP(sums));
}

/**
 * The log-likelihood at tau2, with the mean profiled out or given. The REML constant 1/2 ln|X'X| = 1/2 ln k is included, so
 * that values agree with those of mixed-model programs.
 */
export function logLikelihood(data: StudyData, tau2: number, kind: LikelihoodKind, mean?: number): number {
  const sums = weightedSums(data, tau2);
  const shift = mean === undefined ? 0 : sums.s1 * (mean - sums.mean) ** 2;
  let logVariances = 0;
  for (let i = 0; i < data.k; i++) logVariances += Math.log(data.v[i]! + tau2);
  const ml = -data.k * HALF_LOG_TWO_PI - 0.5 * (logVariances + sums.q + shift);
  return kind === "ML" ? ml : ml + HALF_LOG_TWO_PI + 0.5 * Math.log(data.k / sums.s1);
}

/**
 * A tau2 above which the score is negative: there w_max^2 SS < (k-1) w_min, by P <= w_max I on contrasts and
 * tr P >= (k-1) w_min.
 */
function upperBound(data: StudyData): number {
  const mean = data.y.reduce((sum, y) => sum + y, 0) / data.k;
  const perDf = data.y.reduce((sum, y) => sum + (y - mean) ** 2, 0) / (data.k - 1);
  const least = Math.min(...data.v);
  const most = Math.max(...data.v);
  let bound = Math.max(perDf, least);
  while ((bound + most) * perDf >= (bound + least) ** 2) bound *= 2;
  return bound;
}

/** 0, then eight points a decade from far below the smallest variance (where the score is flat) up to the bound. */
function searchGrid(data: StudyData): readonly number[] {
  const high = upperBound(data);
  const low = Math.min(1e-3 * Math.min(...data.v), 1e-3 * high);
  const steps = Math.min(400, Math.ceil(8 * Math.log10(high / low)));
  const ratio = (high / low) ** (1 / steps);
  return [0, ...Array.from({ length: steps }, (_, i) => low * ratio ** i), high];
}

/** All local maxima: 0 when the score there is not positive, and each point where it turns from positive to negative. */
function modes(
  data: StudyData,
  kind: LikelihoodKind,
): { tau2: number; converged: boolean; iterations: number }[] {
  const grid = searchGrid(data);
  const scores = grid.map((tau2) => score(data, tau2, kind));
  const found: { tau2: number; converged: boolean; iterations: number }[] = [];
  if (!(scores[0]! > 0)) found.push({ tau2: 0, converged: true, iterations: grid.length });
  for (let i = 1; i < grid.length; i++) {
    if (scores[i - 1]! > 0 && !(scores[i]! > 0)) {
      const root = findRoot((tau2) => score(data, tau2, kind), grid[i - 1]!, grid[i]!);
      found.push({ tau2: root.x, converged: root.converged, iterations: grid.length + root.iterations });
    }
  }
  return found;
}

/** Standard error of tau2 from the expected information at a given value. */
export function likelihoodSe(data: StudyData, tau2: number, kind: LikelihoodKind): number {
  const sums = weightedSums(data, tau2);
  return Math.sqrt(2 / (kind === "ML" ? sums.s2 : tracePP(sums)));
}

/** The tau2 of the highest mode of the likelihood, exactly 0 when that is at the boundary. */
export function maximumLikelihood(data: StudyData, kind: LikelihoodKind): Tau2Estimate {
  const candidates = modes(data, kind)
    .map((mode) => ({ ...mode, ll: logLikelihood(data, mode.tau2, kind) }))
    .sort((a, b) => b.ll - a.ll);
  const best = candidates[0] ?? { tau2: 0, converged: false, iterations: 0 };
  return {
    tau2: best.tau2,
    se: likelihoodSe(data, best.tau2, kind),
    convergence: {
      converged: best.converged,
      iterations: best.iterations,
      boundary: best.tau2 === 0,
      secondMode: candidates[1]?.tau2 ?? null,
    },
  };
}
