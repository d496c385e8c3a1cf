import { hypergeometricAtLeast, hypergeometricAtMost } from "@coppice/numeric";

/** A random sample without replacement, and what was found in it. */
export interface SampleOfLeft {
  /** Records that it was drawn from. */
  readonly left: number;
  readonly sampled: number;
  /** Relevant records in the sample. */
  readonly relevant: number;
}

/**
 * The largest number of relevant records in all that were drawn from, those of the sample included, with which so few would be found with
 * probability above `alpha`. The true number is larger with probability at most `alpha`: the exact upper bound of a hypergeometric count.
 */
export function largestRelevant({ left, sampled, relevant }: SampleOfLeft, alpha: number): number {
  const isLikely = (events: number): boolean =>
    hypergeometricAtMost({ n1: sampled, n2: left - sampled, events }, relevant) > alpha;
  // So few get less likely the more there are.
  return bisect(relevant, left - sampled + relevant, isLikely);
}

/** The smallest number with which so many would be found with probability above `alpha`. */
export function smallestRelevant({ left, sampled, relevant }: SampleOfLeft, alpha: number): number {
  const isUnlikely = (events: number): boolean =>
    hypergeometricAtLeast({ n1: sampled, n2: left - sampled, events }, relevant) <= alpha;
  if (!isUnlikely(relevant)) return relevant;
  return bisect(relevant, left - sampled + relevant, isUnlikely) + 1;
}

/** The last of the numbers from `low` to `high` for which `holds`, where it holds for `low` and, from some number on, no more. */
function bisect(low: number, high: number, holds: (value: number) => boolean): number {
  let [yes, no] = [low, high + 1];
  while (no - yes > 1) {
    const middle = (yes + no) >> 1;
    if (holds(middle)) yes = middle;
    else no = middle;
  }
  return yes;
}
