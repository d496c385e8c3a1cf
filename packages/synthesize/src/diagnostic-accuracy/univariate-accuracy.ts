import { poolRandom, type RandomOptions } from "../pool/pool-random.ts";
import type { PooledResult } from "../pool/pooled-result.ts";
import type { Result } from "../result.ts";
import { type MantelHaenszelResult, mantelHaenszel } from "../tables/mantel-haenszel.ts";
import { type AccuracyCorrection, type AccuracyTable, correctedTables, logRatios } from "./accuracy-study.ts";

/** A ratio measure of accuracy pooled by itself, on the log scale: it ignores the trade-off between sensitivity and specificity. */
export function poolAccuracyRatio(
  measure: "diagnosticOddsRatio" | "positiveLikelihoodRatio" | "negativeLikelihoodRatio",
  tables: readonly AccuracyTable[],
  options: RandomOptions & { readonly correction?: AccuracyCorrection } = {},
): Result<PooledResult> {
  const { correction = {}, ...pooling } = options;
  const corrected = correctedTables(tables, correction);
  if (!corrected.ok) return corrected;
  return poolRandom(
    corrected.value.map((table) => logRatios(table)[measure]),
    { tau2: "DL", ...pooling },
  );
}

/** The Mantel-Haenszel diagnostic odds ratio. */
export function mantelHaenszelAccuracy(
  tables: readonly AccuracyTable[],
  correction: AccuracyCorrection = {},
  level = 0.95,
): Result<MantelHaenszelResult> {
  const corrected = correctedTables(tables, correction);
  if (!corrected.ok) return corrected;
  return mantelHaenszel(
    corrected.value.map(({ tp, fn, fp, tn }) => ({ events1: tp, n1: tp + fn, events2: fp, n2: fp + tn })),
    { measure: "OR", level },
  );
}
