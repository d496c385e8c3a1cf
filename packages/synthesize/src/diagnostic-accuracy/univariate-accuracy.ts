import { poolRandom, type RandomOptions } from "../pool/pool-random.ts";
import type { PooledResult } from "../pool/pooled-result.ts";
import { failure, type Result, success } from "../result.ts";
import { type MantelHaenszelResult, mantelHaenszel } from "../tables/mantel-haenszel.ts";
import { type AccuracyCorrection, type AccuracyTable, correctedTables, logRatios } from "./accuracy-study.ts";

export type AccuracyRatio = "diagnosticOddsRatio" | "positiveLikelihoodRatio" | "negativeLikelihoodRatio";

/** A ratio measure of accuracy pooled by itself, on the log scale: it ignores the trade-off between sensitivity and specificity. */
export function poolAccuracyRatio(
  measure: AccuracyRatio,
  tables: readonly AccuracyTable[],
  options: RandomOptions & { readonly correction?: AccuracyCorrection } = {},
): Result<PooledResult> {
  const { correction = {}, ...pooling } = options;
  const corrected = correctedTables(tables, correction);
  if (!corrected.ok) return corrected;
  const effects = corrected.value.map((table) => logRatios(table)[measure]);
  const zero = effects.findIndex(({ yi, vi }) => !Number.isFinite(yi) || !Number.isFinite(vi));
  if (zero >= 0) {
    return failure(
      "zero-cell",
      `Study ${zero + 1} has a zero cell; add a correction of 0.5, or pool by Mantel-Haenszel.`,
    );
  }
  return poolRandom(effects, { tau2: "DL", ...pooling });
}

export interface MantelHaenszelAccuracyOptions {
  /** Default none: a Mantel-Haenszel estimate does without. */
  readonly correction?: AccuracyCorrection;
  /** Default 0.95. */
  readonly level?: number;
}

/**
 * The Mantel-Haenszel estimate of a ratio that all studies share: the odds ratio of a positive test, or a likelihood ratio as the
 * risk ratio of a positive (or negative) test between people with and without the condition (Robins, Breslow & Greenland 1986;
 * Greenland & Robins 1985).
 */
export function mantelHaenszelAccuracy(
  measure: AccuracyRatio,
  tables: readonly AccuracyTable[],
  { correction = { rule: "none" }, level = 0.95 }: MantelHaenszelAccuracyOptions = {},
): Result<MantelHaenszelResult> {
  const corrected = correctedTables(tables, correction);
  if (!corrected.ok) return corrected;
  const negative = measure === "negativeLikelihoodRatio";
  const pooled = mantelHaenszel(
    corrected.value.map(({ tp, fn, fp, tn }) => ({
      events1: negative ? fn : tp,
      n1: tp + fn,
      events2: negative ? tn : fp,
      n2: fp + tn,
    })),
    { measure: measure === "diagnosticOddsRatio" ? "OR" : "RR", level },
  );
  if (!pooled.ok || pooled.value.homogeneity === null) return pooled;
  // Cells too small for the arithmetic leave no test that the studies share one ratio.
  const { breslowDay, tarone } = pooled.value.homogeneity;
  const tests = !Number.isNaN(breslowDay.statistic + tarone.statistic);
  return tests ? pooled : success({ ...pooled.value, homogeneity: null });
}
