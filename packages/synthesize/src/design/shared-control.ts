/** Trials with several arms and one control group, which must not be counted once for each comparison. */
import type { Counts } from "../binary/counts.ts";
import type { TwoMeans } from "../continuous/two-means.ts";
import { type Failure, failure, type Result, sound } from "../result.ts";

const noNumber = (): Failure => failure("not-a-number", "A figure of the arms is not finite; correct it.");

function checkComparisons(comparisons: number): Failure | null {
  return Number.isInteger(comparisons) && comparisons >= 1
    ? null
    : failure("bad-comparisons", `There are ${comparisons} comparisons; give a whole number of at least 1.`);
}

/**
 * Splits the control group (arm 2) evenly: its people and events are divided by the number of comparisons. The comparisons remain
 * correlated a little; a multivariate model, or combining the experimental arms, avoids that (Cochrane Handbook, version 6, section
 * 23.3.4).
 */
export function splitSharedControl(table: Counts, comparisons: number): Result<Counts> {
  const broken = checkComparisons(comparisons);
  if (broken !== null) return broken;
  return sound({ ...table, events2: table.events2 / comparisons, n2: table.n2 / comparisons }, noNumber);
}

/** The same for means: the mean and the standard deviation stay, the people are divided. */
export function splitSharedControlMeans(data: TwoMeans, comparisons: number): Result<TwoMeans> {
  const broken = checkComparisons(comparisons);
  if (broken !== null) return broken;
  const n2 = data.n2 / comparisons;
  return n2 >= 2
    ? sound({ ...data, n2 }, noNumber)
    : failure(
        "too-few-people",
        `A control group of ${data.n2} people cannot be split in ${comparisons}; combine the other arms instead.`,
      );
}
