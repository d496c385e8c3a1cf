import { criticalValue } from "./critical-value.ts";
import type { PooledResult, PredictionInterval } from "./pooled-result.ts";

/**
 * - `as-test`: the distribution of the test of the pooled effect (normal, or t with k - 1 df).
 * - `k-1`: t with k - 1 df. `k-2`: t with k - 2 df (Higgins, Thompson & Spiegelhalter 2009, equation 12; Riley et al. 2011),
 *   k - 1 when tau2 was given rather than estimated. `riley`: the same, but never fewer than 1 df, as metafor has it; two
 *   studies then get an interval, although there is nothing to estimate it from.
 * - `normal`: normal. `simple`: normal and without the uncertainty of the pooled effect.
 */
export type PredictionMethod = "as-test" | "k-1" | "k-2" | "riley" | "normal" | "simple";

export interface PredictionInput {
  readonly estimate: number;
  readonly se: number;
  readonly tau2: number;
  readonly k: number;
  /** Degrees of freedom of the test; null when normal. */
  readonly df: number | null;
  /** False when tau2 was given; default true. */
  readonly tau2Estimated?: boolean;
}

function degreesOfFreedom(input: PredictionInput, method: PredictionMethod): number | null {
  if (method === "as-test") return input.df;
  if (method === "k-1") return input.k - 1;
  const fewer = input.k - (input.tau2Estimated === false ? 1 : 2);
  if (method === "k-2") return fewer;
  if (method === "riley") return Math.max(1, fewer);
  return null;
}

/** The interval in which the effect of a new study lies with probability `level`; null when the df leave none. */
export function predictionInterval(
  input: PredictionInput | PooledResult,
  method: PredictionMethod,
  level = 0.95,
): PredictionInterval | null {
  const df = degreesOfFreedom(input, method);
  if (df !== null && df < 1) return null;
  const se = Math.sqrt((method === "simple" ? 0 : input.se * input.se) + input.tau2);
  const half = se * criticalValue(level, df);
  return { low: input.estimate - half, high: input.estimate + half, df, se };
}
