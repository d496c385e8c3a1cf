import { neededFor, type ScreeningRules } from "./screening-rules.ts";
import type { Vote, VoteEntry } from "./vote.ts";

export interface BlindVotes {
  /** By record, people's votes as they were when the record had all that it needs; machines' as they stand last. */
  readonly byRecord: ReadonlyMap<string, readonly Vote[]>;
  /** Votes cast or changed when the others could be seen already. */
  readonly notBlind: number;
}

/**
 * The votes that speak of agreement: those given before the others could be seen. What is cast, changed or withdrawn once a record has all
 * its votes counts for its status and not here. Votes carried over are left out, as they are counted where they were cast.
 */
export function blindVotes(entries: readonly VoteEntry[], rules: ScreeningRules): BlindVotes {
  const people = new Map<string, Map<string, Vote>>();
  const machines = new Map<string, Map<string, Vote>>();
  const seen = new Set<string>();
  let notBlind = 0;
  for (const entry of entries) {
    if (entry.kind === "consensus" || entry.stage !== rules.stage) continue;
    if (entry.kind === "vote" && entry.carriedFrom !== undefined) continue;
    const machine = entry.kind === "vote" && entry.machine === true;
    if (!machine && seen.has(entry.record)) {
      if (entry.kind === "vote") notBlind += 1;
      continue;
    }
    const sides = machine ? machines : people;
    const votes = sides.get(entry.record) ?? new Map<string, Vote>();
    sides.set(entry.record, votes);
    if (entry.kind === "vote") votes.set(entry.reviewer, entry);
    else votes.delete(entry.reviewer);
    if (!machine && votes.size >= neededFor(rules, entry.record)) seen.add(entry.record);
  }
  const byRecord = new Map<string, readonly Vote[]>();
  for (const [record, votes] of people)
    if (votes.size > 0) byRecord.set(record, [...votes.values(), ...(machines.get(record)?.values() ?? [])]);
  return { byRecord, notBlind };
}
