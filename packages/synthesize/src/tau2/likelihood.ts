/** The likelihood of tau2 in one group of studies, with its derivative. */
import { HALF_LOG_TWO_PI } from "@coppice/numeric";
import type { StudyData } from "../pool/study-data.ts";
import { traceP, tracePP, weightedSums } from "../pool/weighted-sums.ts";

export type LikelihoodKind = "ML" | "REML";

/** Twice the derivative of the profile log-likelihood in tau2 (Harville 1977; Viechtbauer 2005, equations 9 and 12). */
export function score(data: StudyData, tau2: number, kind: LikelihoodKind): number {
  const sums = weightedSums(data, tau2);
  return sums.q2 - (kind === "ML" ? sums.s1 : traceP(sums));
}

/**
 * The score in one pass, from sums of squares around a fixed centre in place of the mean: off by rounding errors near its roots.
 */
export function roughScore(data: StudyData, centre: number, tau2: number, kind: LikelihoodKind): number {
  const { y, v, k } = data;
  let s1 = 0;
  let s2 = 0;
  let sy = 0;
  let s2y = 0;
  let s2yy = 0;
  for (let i = 0; i < k; i++) {
    const w = 1 / (v[i]! + tau2);
    const wy = w * (y[i]! - centre);
    s1 += w;
    s2 += w * w;
    sy += wy;
    s2y += w * wy;
    s2yy += wy * wy;
  }
  const shift = sy / s1;
  return s2yy - shift * (2 * s2y - shift * s2) - (kind === "ML" ? s1 : s1 - s2 / s1);
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

/** Standard error of tau2 from the expected information at a given value. */
export function likelihoodSe(data: StudyData, tau2: number, kind: LikelihoodKind): number {
  return Math.sqrt(2 / information(data, tau2, kind));
}

/** tr(WW) or tr(PP): twice the expected information on tau2. */
export function information(data: StudyData, tau2: number, kind: LikelihoodKind): number {
  const sums = weightedSums(data, tau2);
  return kind === "ML" ? sums.s2 : tracePP(sums);
}
