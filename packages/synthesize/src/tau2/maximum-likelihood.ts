/**
 * Maximum and restricted maximum likelihood of tau2, safe against boundaries, several modes and any scale.
 *
 * The studies may come in groups, each with its own mean and all with one tau2: their scores and log-likelihoods add up.
 */
import { findRoot } from "@coppice/numeric";
import type { StudyData } from "../pool/study-data.ts";
import type { Tau2Estimate } from "./estimate.ts";
import { information, type LikelihoodKind, logLikelihood, score } from "./likelihood.ts";

type Groups = readonly StudyData[];

const total = (groups: Groups, f: (group: StudyData) => number): number =>
  groups.reduce((sum, group) => sum + f(group), 0);

/**
 * A tau2 above which every group's score is negative: there w_max^2 SS < (k-1) w_min, because P <= w_max I on contrasts and
 * tr P >= (k-1) w_min.
 */
function upperBound(groups: Groups): number {
  let bound = 0;
  for (const { y, v, k } of groups) {
    if (k < 2) continue;
    const mean = y.reduce((sum, value) => sum + value, 0) / k;
    const perDf = y.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (k - 1);
    const least = Math.min(...v);
    const most = Math.max(...v);
    let own = Math.max(perDf, least);
    while ((own + most) * perDf >= (own + least) ** 2) own *= 2;
    bound = Math.max(bound, own);
  }
  return bound;
}

/** 0, then eight points a decade from far below the smallest variance (where the score is flat) up to the bound. */
function searchGrid(groups: Groups): readonly number[] {
  const high = upperBound(groups);
  const least = Math.min(...groups.flatMap(({ v }) => v));
  const low = 1e-3 * Math.min(least, high);
  const steps = Math.min(400, Math.ceil(8 * Math.log10(high / low)));
  const ratio = (high / low) ** (1 / steps);
  return [0, ...Array.from({ length: steps }, (_, i) => low * ratio ** i), high];
}

interface Mode {
  readonly tau2: number;
  readonly converged: boolean;
  readonly iterations: number;
}

/** All local maxima: 0 when the score there is not positive, and each point where it turns from positive to negative. */
function modes(groups: Groups, kind: LikelihoodKind): readonly Mode[] {
  const totalScore = (tau2: number): number => total(groups, (group) => score(group, tau2, kind));
  const grid = searchGrid(groups);
  const scores = grid.map(totalScore);
  const found: Mode[] = [];
  if (!(scores[0]! > 0)) found.push({ tau2: 0, converged: true, iterations: grid.length });
  for (let i = 1; i < grid.length; i++) {
    if (scores[i - 1]! > 0 && !(scores[i]! > 0)) {
      const root = findRoot(totalScore, grid[i - 1]!, grid[i]!);
      found.push({ tau2: root.x, converged: root.converged, iterations: grid.length + root.iterations });
    }
  }
  return found;
}

/** The tau2 of the highest mode of the likelihood, exactly 0 when that is at the boundary. */
export function maximumLikelihood(groups: Groups, kind: LikelihoodKind): Tau2Estimate {
  const candidates = modes(groups, kind)
    .map((mode) => ({ ...mode, ll: total(groups, (group) => logLikelihood(group, mode.tau2, kind)) }))
    .sort((a, b) => b.ll - a.ll);
  const best = candidates[0] ?? { tau2: 0, converged: false, iterations: 0 };
  return {
    tau2: best.tau2,
    se: Math.sqrt(2 / total(groups, (group) => information(group, best.tau2, kind))),
    convergence: {
      converged: best.converged,
      iterations: best.iterations,
      boundary: best.tau2 === 0,
      secondMode: candidates[1]?.tau2 ?? null,
    },
  };
}
