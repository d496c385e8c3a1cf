/** Estimates and variances made ready for pooling: checked, and scaled so that their size no longer matters. */
import { noStudies } from "../problems.ts";
import { type Failure, failure, type Result, success } from "../result.ts";

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

/** Checks the effects and divides them by a power of two near the typical standard error (the geometric mean). */
export function studyData(effects: readonly Effect[]): Result<StudyData> {
  if (effects.length === 0) {
    return noStudies();
  }
  let logVariances = 0;
  for (let index = 0; index < effects.length; index++) {
    const { yi, vi } = effects[index]!;
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
    logVariances += Math.log2(vi);
  }
  const unit = 2 ** Math.round(logVariances / effects.length / 2);
  return success({
    y: effects.map((effect) => effect.yi / unit),
    v: effects.map((effect) => effect.vi / unit / unit),
    k: effects.length,
    unit,
  });
}

/** A power of two near the largest of some numbers, by which they can be divided without rounding. */
export function binaryUnit(numbers: readonly number[]): number {
  const most = numbers.reduce((largest, x) => Math.max(largest, Math.abs(x)), 0);
  return most > 0 && most < Infinity ? 2 ** Math.min(1023, Math.floor(Math.log2(most))) : 1;
}

/** The problem when the arithmetic overflows, which takes variances some 150 powers of ten apart. */
export function outOfRange(effects: readonly Effect[]): Failure {
  const variances = effects.map(({ vi }) => vi);
  return failure(
    "out-of-range",
    `The sampling variances reach from ${Math.min(...variances)} to ${Math.max(...variances)}, too far apart to be computed with; check their units, or leave the extreme studies out.`,
  );
}
