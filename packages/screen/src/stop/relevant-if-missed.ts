/** Recall is a ratio of small counts: what differs by less is the same ratio, written in binary. */
const SAME = 1e-9;

/** Whether `found` of `all` relevant records reach the target. */
export function reachesTarget(found: number, all: number, target: number): boolean {
  return found >= target * all - SAME * Math.max(1, all);
}

/**
 * The smallest number of relevant records that there would have to be in a part of the pool for the target to be missed: K_tar of
 * Callaghan & Müller-Hansen 2020. `found` are all relevant records found so far, in the part and elsewhere; `elsewhere` are all relevant
 * ones outside the part, which must all have been found.
 */
export function relevantIfMissed(found: number, elsewhere: number, target: number): number {
  let relevant = Math.max(0, Math.floor(found / target - elsewhere) - 1);
  while (reachesTarget(found, elsewhere + relevant, target)) relevant += 1;
  return relevant;
}
