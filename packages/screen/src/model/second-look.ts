import type { Ranker } from "../rank/ranker.ts";

export interface DoubtfulLabel {
  readonly id: string;
  /** What the model would say of it without its own label, from the other labels: below 0 unlike, above 0 like the relevant. */
  readonly decision: number;
}

/** Labels that the other labels speak against, most doubtful first. */
export interface DoubtfulLabels {
  /** Labelled relevant, but unlike the other relevant records. */
  readonly relevant: readonly DoubtfulLabel[];
  /** Labelled irrelevant, but like the relevant records. */
  readonly irrelevant: readonly DoubtfulLabel[];
}

/**
 * Takes each label's own share off its decision value, and lists those that end on the other side of 0. What a label taught is thereby
 * left out but not refitted, which is exact enough to order them by.
 */
export function doubtfulLabels(
  { scores, decisions, fit }: Ranker,
  idOf: (row: number) => string | undefined,
  most: number,
): DoubtfulLabels {
  scores();
  const values = decisions();
  if (values === null) return { relevant: [], irrelevant: [] };
  const found: Record<0 | 1, DoubtfulLabel[]> = { 0: [], 1: [] };
  for (const { record, label, share } of fit.ownShares()) {
    const id = idOf(record);
    const decision = values[record]! - share;
    if (id !== undefined && (label === 1 ? decision < 0 : decision > 0)) found[label].push({ id, decision });
  }
  return {
    relevant: found[1].sort((a, b) => a.decision - b.decision).slice(0, most),
    irrelevant: found[0].sort((a, b) => b.decision - a.decision).slice(0, most),
  };
}
