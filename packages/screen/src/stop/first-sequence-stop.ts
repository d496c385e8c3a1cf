import { relevantIfMissed } from "./relevant-if-missed.ts";
import type { SampleOfRest } from "./sample-of-rest.ts";
import { mostRelevant } from "./sequence-bound.ts";
import type { StoppingAim } from "./stopping-aim.ts";

/** How many records of a random order are labelled when the confidence sequence first allows to stop; all where it never does. */
export function firstSequenceStop(
  { left, relevantBefore, labels }: SampleOfRest,
  { target, confidence }: StoppingAim,
): number {
  const alpha = 1 - confidence;
  const finds = labels.flatMap((relevant, at) => (relevant ? [at] : []));
  let most = left;
  let begin = 0;
  for (let relevant = 0; relevant <= finds.length; relevant++) {
    // Between two finds the bound falls with every record: the moment is found by halving.
    const end = finds[relevant] ?? labels.length;
    const missed = relevantIfMissed(relevantBefore + relevant, relevantBefore, target);
    const allows = (drawn: number): boolean =>
      relevantBefore + relevant > 0 &&
      Math.min(most, mostRelevant({ left, drawn, relevant }, alpha)) < missed;
    if (allows(end)) {
      let [no, yes] = [begin - 1, end];
      while (yes - no > 1) {
        const middle = (no + yes) >> 1;
        if (allows(middle)) yes = middle;
        else no = middle;
      }
      return yes;
    }
    most = Math.min(most, mostRelevant({ left, drawn: end, relevant }, alpha));
    begin = end + 1;
  }
  return labels.length;
}
