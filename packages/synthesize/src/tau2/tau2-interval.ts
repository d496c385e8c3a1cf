/** Confidence intervals for tau2. */
import { bracketByDoubling, chiSquareQuantile, chiSquareUpperQuantile, findRoot } from "@coppice/numeric";
import type { StudyData } from "../pool/study-data.ts";
import { solveGeneralisedQ } from "./generalised-q-root.ts";
import { type LikelihoodKind, logLikelihood } from "./likelihood.ts";

export interface Tau2Interval {
  readonly low: number;
  readonly high: number;
  /**
   * `interval`: both limits exist. `empty`: the estimates agree better than chance allows, so that no tau2 is compatible with
   * them; both limits are then 0. `unbounded`: the search for the upper limit ran out.
   */
  readonly state: "interval" | "empty" | "unbounded";
  readonly method: "Q-profile" | "profile likelihood" | "generalised Q";
  readonly level: number;
}

/** The Q-profile interval (Viechtbauer 2007, equation 13): the tau2 at which Q(tau2) meets both chi-square quantiles. */
export function qProfileInterval(data: StudyData, level: number): Tau2Interval {
  const tail = (1 - level) / 2;
  const high = solveGeneralisedQ([data], chiSquareQuantile(tail, data.k - 1));
  const low = solveGeneralisedQ([data], chiSquareUpperQuantile(tail, data.k - 1));
  const state = high.boundary ? "empty" : high.converged ? "interval" : "unbounded";
  return { low: low.tau2, high: high.tau2, state, method: "Q-profile", level };
}

/** The profile-likelihood interval around a given maximum (Hardy & Thompson 1996). */
export function profileLikelihoodInterval(
  data: StudyData,
  tau2: number,
  kind: LikelihoodKind,
  level: number,
): Tau2Interval {
  const allowed = logLikelihood(data, tau2, kind) - 0.5 * chiSquareQuantile(level, 1);
  const excess = (x: number): number => logLikelihood(data, x, kind) - allowed;
  const low = tau2 === 0 || excess(0) >= 0 ? 0 : findRoot(excess, 0, tau2).x;
  const beyond = bracketByDoubling(excess, Math.max(2 * tau2, 1));
  if (beyond === null) {
    return { low, high: Number.POSITIVE_INFINITY, state: "unbounded", method: "profile likelihood", level };
  }
  return {
    low,
    high: findRoot(excess, tau2, beyond).x,
    state: "interval",
    method: "profile likelihood",
    level,
  };
}
