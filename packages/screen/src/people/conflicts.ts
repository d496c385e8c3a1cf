import { currentVotes } from "./current-votes.ts";
import { type RecordStatus, recordStatus } from "./record-status.ts";
import type { ScreeningRules } from "./screening-rules.ts";
import type { Vote, VoteEntry } from "./vote.ts";

/** A record on which votes differ and nothing has settled it. */
export interface ScreeningConflict {
  readonly record: string;
  readonly about: (RecordStatus & { readonly kind: "conflict" })["about"];
  readonly votes: readonly Vote[];
}

/** Conflicts are derived from the votes: they vanish when votes or a consensus make them vanish. */
export function conflictsIn(
  entries: readonly VoteEntry[],
  rules: ScreeningRules,
): readonly ScreeningConflict[] {
  return [...currentVotes(entries, rules.stage)].flatMap(([record, current]) => {
    const status = recordStatus(record, current, rules);
    return status.kind === "conflict" ? [{ record, about: status.about, votes: current.votes }] : [];
  });
}
