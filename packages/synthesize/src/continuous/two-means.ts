/** Means and standard deviations of two arms. */
import { checkNumbers } from "../computed.ts";
import { failure, type Result, success } from "../result.ts";

export interface TwoMeans {
  readonly mean1: number;
  /** Standard deviation of the people, not the standard error of the mean. */
  readonly sd1: number;
  readonly n1: number;
  readonly mean2: number;
  readonly sd2: number;
  readonly n2: number;
}

/** The data if they can be analysed: finite means, non-negative standard deviations, at least two people an arm. */
export function checkMeans(data: TwoMeans): Result<TwoMeans> {
  const broken = checkNumbers(
    { ...data },
    {
      mean1: "finite",
      sd1: "non-negative",
      n1: "positive",
      mean2: "finite",
      sd2: "non-negative",
      n2: "positive",
    },
  );
  if (broken !== null) return broken;
  if (data.n1 < 2 || data.n2 < 2) {
    return failure(
      "too-few-people",
      `The arms have ${data.n1} and ${data.n2} people; give at least 2 in each.`,
    );
  }
  return success(data);
}

/** The pooled standard deviation sqrt(((n1-1) sd1^2 + (n2-1) sd2^2) / (n1+n2-2)). */
export function pooledSd({ sd1, n1, sd2, n2 }: TwoMeans): number {
  return Math.sqrt(((n1 - 1) * sd1 * sd1 + (n2 - 1) * sd2 * sd2) / (n1 + n2 - 2));
}
