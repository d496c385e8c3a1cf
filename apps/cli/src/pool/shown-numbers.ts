import { normalQuantile } from "@coppice/numeric";
import { backTransform, type Measure, measures, type PooledResult } from "@coppice/synthesize";
import type { StudyRow } from "./study-rows.ts";

/** An effect with its interval on the scale on which it is read. */
export interface ShownEffect {
  readonly estimate: number;
  readonly ciLow: number;
  readonly ciHigh: number;
}

/** True where the effects are analysed on another scale than they are read on. */
export const isTransformed = (measure: Measure) => measures[measure].scale !== "identity";

/** Harmonic mean of the studies' sizes: the size at which a pooled double arcsine is read (Miller 1978). */
export function readingSize(studies: readonly StudyRow[]): number | undefined {
  const sizes = studies.flatMap(({ n }) => (n === undefined || n <= 0 ? [] : [n]));
  return sizes.length === 0 || sizes.length < studies.length
    ? undefined
    : sizes.length / sizes.reduce((sum, n) => sum + 1 / n, 0);
}

const show = (measure: Measure, x: number, n: number | undefined) =>
  backTransform(measure, x, n === undefined ? {} : { n });

/** A study's effect with its normal interval. */
export function shownStudy(measure: Measure, study: StudyRow, level: number): ShownEffect | null {
  if (study.effect === null) return null;
  const { yi, vi } = study.effect;
  const half = normalQuantile((1 + level) / 2) * Math.sqrt(vi);
  return {
    estimate: show(measure, yi, study.n),
    ciLow: show(measure, yi - half, study.n),
    ciHigh: show(measure, yi + half, study.n),
  };
}

export function shownResult(measure: Measure, result: PooledResult, n: number | undefined): ShownEffect {
  return {
    estimate: show(measure, result.estimate, n),
    ciLow: show(measure, result.ciLow, n),
    ciHigh: show(measure, result.ciHigh, n),
  };
}

/** The prediction interval as it is read. */
export function shownPrediction(
  measure: Measure,
  result: PooledResult,
  n: number | undefined,
): { readonly low: number; readonly high: number } | null {
  return result.prediction === null
    ? null
    : { low: show(measure, result.prediction.low, n), high: show(measure, result.prediction.high, n) };
}
