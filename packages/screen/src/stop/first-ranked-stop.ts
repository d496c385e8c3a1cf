import { smallestWindow } from "./ranked-windows.ts";
import type { StoppingAim } from "./stopping-aim.ts";

/**
 * How many records of a ranked order are screened when the smallest p of its windows first allows to stop; all where it never does. Between
 * two relevant records p can only fall, so that the moment is found by halving.
 */
export function firstRankedStop(
  relevantAt: readonly number[],
  total: number,
  { target, confidence }: StoppingAim,
): number {
  const level = 1 - confidence + 1e-12;
  for (const [i, at] of relevantAt.entries()) {
    const found = relevantAt.slice(0, i + 1);
    const allows = (screened: number): boolean => smallestWindow(found, screened, total, target).p <= level;
    let [no, yes] = [at, relevantAt[i + 1] ?? total];
    if (yes <= at || !allows(yes)) continue;
    while (yes - no > 1) {
      const middle = (no + yes) >> 1;
      if (allows(middle)) yes = middle;
      else no = middle;
    }
    return yes;
  }
  return total;
}
