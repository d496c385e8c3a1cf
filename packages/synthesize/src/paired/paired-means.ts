/** Means of the same people on two occasions or under two treatments, and the correlation between them. */

import { checkNumbers } from "../computed.ts";
import { badCorrelation } from "../problems.ts";
import { failure, type Result, success } from "../result.ts";

export interface PairedMeans {
  /** Mean of the later occasion, or under the experimental treatment. */
  readonly mean1: number;
  readonly sd1: number;
  readonly mean2: number;
  readonly sd2: number;
  /** Number of pairs. */
  readonly n: number;
  /** Correlation between the two measurements of a person. */
  readonly correlation: number;
}

export function checkPaired(data: PairedMeans): Result<PairedMeans> {
  const broken = checkNumbers(
    { ...data },
    {
      mean1: "finite",
      sd1: "non-negative",
      mean2: "finite",
      sd2: "non-negative",
      n: "positive",
      correlation: "finite",
    },
  );
  const wrong = broken ?? badCorrelation(data.correlation);
  if (wrong !== null) return wrong;
  if (data.n < 2) return failure("too-few-people", `There are ${data.n} pairs; give at least 2.`);
  return success(data);
}

/** The variance of the differences, sd1^2 + sd2^2 - 2 r sd1 sd2. */
export function differenceVariance({ sd1, sd2, correlation }: PairedMeans): number {
  return sd1 * sd1 + sd2 * sd2 - 2 * correlation * sd1 * sd2;
}
