import { currentVotes } from "./current-votes.ts";
import { recordStatus } from "./record-status.ts";
import type { ScreeningRules } from "./screening-rules.ts";
import type { VoteEntry } from "./vote.ts";

/** How many records were found after how many were screened. */
export interface FoundCurve {
  /** The reviewer, or undefined for all together. */
  readonly reviewer?: string;
  /** After each record screened, in the order of the votes in force: how many had been found. */
  readonly found: readonly number[];
}

/**
 * Curves of the people, and of all together where they are more than one. For a reviewer a record is found with a vote to include or maybe;
 * for all, a record is screened with the first vote on it and found where it is included in the end, or still may be.
 */
export function foundCurves(entries: readonly VoteEntry[], rules: ScreeningRules): readonly FoundCurve[] {
  const current = currentVotes(entries, rules.stage);
  const inForce = new Set([...current.values()].flatMap(({ votes }) => votes));
  const byReviewer = new Map<string, number[]>();
  const all: number[] = [];
  const screened = new Set<string>();
  for (const entry of entries) {
    if (entry.kind !== "vote" || !inForce.has(entry)) continue;
    const own = byReviewer.get(entry.reviewer) ?? [];
    byReviewer.set(entry.reviewer, own);
    grow(own, entry.decision !== "exclude");
    if (screened.has(entry.record)) continue;
    screened.add(entry.record);
    const votes = current.get(entry.record)!;
    const status = recordStatus(entry.record, votes, rules);
    const decided = status.kind === "agreed" || status.kind === "settled";
    grow(
      all,
      decided ? status.decision === "include" : votes.votes.some(({ decision }) => decision !== "exclude"),
    );
  }
  const people = [...byReviewer].map(([reviewer, found]) => ({ reviewer, found }));
  return people.length > 1 ? [{ found: all }, ...people] : people;
}

function grow(found: number[], one: boolean): void {
  found.push((found.at(-1) ?? 0) + (one ? 1 : 0));
}
