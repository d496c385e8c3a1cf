/** The Kenward-Roger standard error and degrees of freedom of a random-effects mean. */
import type { StudyData } from "./study-data.ts";
import { tracePP, weightedSums } from "./weighted-sums.ts";

export interface KenwardRoger {
  /** Adjusted standard error, never below the usual one. */
  readonly se: number;
  /** Degrees of freedom of t; less than k - 1. */
  readonly df: number;
}

/**
 * The mean's variance enlarged for the uncertainty of tau2, and Satterthwaite degrees of freedom (Kenward & Roger 1997,
 * Biometrics 53:983, for one fixed effect and one variance; Partlett & Riley 2017, Statistics in Medicine 36:301).
 *
 * With S_j the sum of w^j, w = 1/(v + tau2), and the expected information I = tr(PP)/2 of the restricted likelihood:
 * variance = 1/S1 + 2 (S3 - S2^2/S1) / (I S1^2), df = 2 I / (variance S2)^2. It belongs to the REML estimate of tau2.
 * Null for fewer than two studies.
 */
export function kenwardRoger(data: StudyData, tau2: number): KenwardRoger | null {
  if (data.k < 2) return null;
  const sums = weightedSums(data, tau2);
  const { s1, s2, s3 } = sums;
  const information = tracePP(sums) / 2;
  const variance = 1 / s1 + (2 * (s3 - (s2 * s2) / s1)) / (information * s1 * s1);
  const df = (2 * information) / (variance * s2) ** 2;
  return variance > 0 && df > 0 && Number.isFinite(df) ? { se: Math.sqrt(variance), df } : null;
}
