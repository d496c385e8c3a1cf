/** Estimates and variances made ready for pooling: checked, and scaled so that their size no longer matters. */
import { failure, type Result, success } from "../result.ts";

/** What pooling needs to know of a study. An EffectSize is one. */
export interface Effect {
  readonly yi: number;
  readonly vi: number;
}

export interface StudyData {
  readonly y: readonly number[];
  readonly v: readonly number[];
  readonly k: number;
  /** Power of two by which estimates were divided (variances by its square): undoing it is exact. */
  readonly unit: number;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : 0.5 * (sorted[middle - 1]! + sorted[middle]!);
}

/** Checks the effects and divides them by a power of two near the median standard error. */
export function studyData(effects: readonly Effect[]): Result<StudyData> {
  if (effects.length === 0) {
    return failure(
      "no-studies",
      "There are 0 studies to pool; include at least one with an estimate and a variance.",
    );
  }
  for (const [index, { yi, vi }] of effects.entries()) {
    if (!Number.isFinite(yi)) {
      return failure(
        "bad-estimate",
        `Study ${index + 1} has the estimate ${yi}; correct it or leave the study out.`,
      );
    }
    if (!(vi > 0) || !Number.isFinite(vi)) {
      return failure(
        "bad-variance",
        `Study ${index + 1} has the sampling variance ${vi}, which would give it ${vi === 0 ? "all" : "no meaningful"} weight; give a positive variance or leave the study out.`,
      );
    }
  }
  const unit = 2 ** Math.round(Math.log2(Math.sqrt(median(effects.map((effect) => effect.vi)))));
  return success({
    y: effects.map((effect) => effect.yi / unit),
    v: effects.map((effect) => effect.vi / unit / unit),
    k: effects.length,
    unit,
  });
}
