import { fewestForQuantile } from "./quantile-bound.ts";
import { missedProbability } from "./random-sample.ts";
import { relevantIfMissed } from "./relevant-if-missed.ts";
import { aimProblems, type StoppingAim } from "./stopping-aim.ts";
import { countProblems, moreThan, nothingRelevant, type Refused, refused } from "./stopping-problem.ts";

export interface SamplePlan {
  /** Records left to draw from. */
  readonly left: number;
  /** Relevant records found before the draw. */
  readonly relevantBefore: number;
  /** Relevant records that the sample may turn out to have and still allow to stop; default 0. */
  readonly allowed?: number;
  /** Samples planned in all; default 1. */
  readonly looks?: number;
}

export type SampleSize = { readonly ok: true; readonly size: number } | Refused;

/** How large a random sample of what is left has to be for the strict test to allow to stop, if no more than `allowed` are found in it. */
export function sampleSize(plan: SamplePlan, aim: StoppingAim): SampleSize {
  const { left, relevantBefore, allowed = 0, looks = 1 } = plan;
  const problems = [
    ...aimProblems(aim),
    ...countProblems({
      "records left": left,
      "relevant records found before": relevantBefore,
      "relevant records allowed": allowed,
      "looks planned": looks,
    }),
  ];
  if (problems.length > 0) return refused(problems);
  if (relevantBefore + allowed === 0) return refused([nothingRelevant]);
  if (allowed > left) return refused([moreThan("relevant records", allowed, "left", left)]);
  const missed = relevantIfMissed(relevantBefore + allowed, relevantBefore, aim.target);
  const level = (1 - aim.confidence) / Math.max(1, looks);
  let [no, yes] = [allowed - 1, left];
  while (yes - no > 1) {
    const middle = (no + yes) >> 1;
    if (missedProbability(left, middle, allowed, missed) <= level + 1e-12) yes = middle;
    else no = middle;
  }
  return { ok: true, size: yes };
}

/**
 * How many records have to be drawn from the whole pool, on average, until the relevant ones are found that QBCB needs, where `relevant`
 * of `total` are; null where the pool has fewer than it needs.
 */
export function quantileSampleSize(total: number, relevant: number, aim: StoppingAim): number | null {
  const fewest = fewestForQuantile(aim);
  // The mean place of the r-th of R in a random order of N: r (N + 1)/(R + 1).
  return relevant < fewest ? null : (fewest * (total + 1)) / (relevant + 1);
}
