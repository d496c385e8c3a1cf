import { currentVotes, type RecordVotes } from "./current-votes.ts";
import { type RecordStatus, recordStatus } from "./record-status.ts";
import type { ScreeningRules } from "./screening-rules.ts";
import type { VoteEntry } from "./vote.ts";

/** What one reviewer has done. */
export interface ReviewerProgress {
  readonly reviewer: string;
  readonly machine: boolean;
  readonly include: number;
  readonly maybe: number;
  readonly exclude: number;
}

/** How far screening has come at a stage. The first five counts add up to the records. */
export interface ScreeningProgress {
  readonly records: number;
  readonly unscreened: number;
  readonly waiting: number;
  readonly conflicts: number;
  readonly included: number;
  readonly excluded: number;
  /** Of the included and excluded, how many a consensus settled. */
  readonly settled: number;
  /** Excluded by reason, most frequent first; those without a reason are under "". */
  readonly reasons: readonly { readonly reason: string; readonly records: number }[];
  /** In the order in which they first voted. */
  readonly reviewers: readonly ReviewerProgress[];
  /** Records that were voted on and are not among the records given, as of an older search. */
  readonly unknown: readonly string[];
}

export interface ScreenedState {
  readonly current: ReadonlyMap<string, RecordVotes>;
  readonly statusOf: (record: string) => RecordStatus;
  readonly progress: ScreeningProgress;
}

/** Where every record stands, and the sums. `records`: ids of those to be screened at the stage. */
export function screenedState(
  entries: readonly VoteEntry[],
  records: readonly string[],
  rules: ScreeningRules,
): ScreenedState {
  const current = currentVotes(entries, rules.stage);
  const statusOf = (record: string): RecordStatus => recordStatus(record, current.get(record), rules);
  const sums = { unscreened: 0, waiting: 0, conflicts: 0, include: 0, exclude: 0, settled: 0 };
  const reasons = new Map<string, number>();
  for (const record of records) {
    const status = statusOf(record);
    if (status.kind === "unscreened" || status.kind === "waiting") sums[status.kind] += 1;
    else if (status.kind === "conflict") sums.conflicts += 1;
    else {
      sums[status.decision] += 1;
      if (status.kind === "settled") sums.settled += 1;
      if (status.decision === "exclude")
        reasons.set(status.reason ?? "", (reasons.get(status.reason ?? "") ?? 0) + 1);
    }
  }
  const known = new Set(records);
  const { include: included, exclude: excluded, ...rest } = sums;
  return {
    current,
    statusOf,
    progress: {
      records: records.length,
      ...rest,
      included,
      excluded,
      reasons: [...reasons]
        .map(([reason, count]) => ({ reason, records: count }))
        .sort((a, b) => b.records - a.records),
      reviewers: reviewersOf(current, known),
      unknown: [...current.keys()].filter((record) => !known.has(record)),
    },
  };
}

function reviewersOf(
  current: ReadonlyMap<string, RecordVotes>,
  known: ReadonlySet<string>,
): readonly ReviewerProgress[] {
  const done = new Map<string, { machine: boolean; include: number; maybe: number; exclude: number }>();
  for (const { record, votes, machines } of current.values()) {
    if (!known.has(record)) continue;
    for (const { reviewer, decision, machine = false } of [...votes, ...machines]) {
      const sums = done.get(reviewer) ?? { machine, include: 0, maybe: 0, exclude: 0 };
      done.set(reviewer, sums);
      sums[decision] += 1;
    }
  }
  return [...done].map(([reviewer, sums]) => ({ reviewer, ...sums }));
}
