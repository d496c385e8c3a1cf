import {
  type Consensus,
  conflictsIn,
  type ScreeningConflict,
  type ScreeningRules,
  type VoteEntry,
} from "@coppice/screen";
import type { ScreeningSession } from "./screening-session.ts";

export interface SettlingOptions {
  /** Who settles: the reviewers together, or a third person. */
  readonly by: readonly string[];
  readonly rules: ScreeningRules;
  readonly entries: readonly VoteEntry[];
  /** Ids of the records at hand: a conflict on another cannot be shown. */
  readonly records: readonly string[];
  readonly append: (entry: VoteEntry) => void;
  /** Now, as ISO 8601. */
  readonly now: () => string;
}

/** The conflicts of a stage, one after the other, with their votes; each decision is a consensus, and the votes stay as they are. */
export function settlingSession(options: SettlingOptions): ScreeningSession {
  const { by, rules, entries, records, append, now } = options;
  const known = new Set(records);
  const conflicts = conflictsIn(entries, rules).filter(({ record }) => known.has(record));
  const left: ScreeningConflict[] = [...conflicts];
  const settled: { readonly conflict: ScreeningConflict; readonly consensus: Consensus }[] = [];
  return {
    decisions: ["include", "exclude"],
    current: () => {
      const [first] = left;
      return first === undefined ? undefined : { record: first.record, copies: [], votes: first.votes };
    },
    decide: (decision, { reason, note }) => {
      const conflict = left[0];
      if (conflict === undefined || decision === "maybe") return;
      const consensus: Consensus = {
        kind: "consensus",
        record: conflict.record,
        stage: rules.stage,
        decision,
        at: now(),
        ...(decision === "exclude" && reason !== undefined ? { reason } : {}),
        ...(note === undefined ? {} : { note }),
        by,
      };
      append(consensus);
      left.shift();
      settled.push({ conflict, consensus });
    },
    // A consensus is never withdrawn: the next on the same record supersedes it.
    undo: () => {
      const last = settled.pop();
      if (last === undefined) return undefined;
      left.unshift(last.conflict);
      const { record, note } = last.consensus;
      return { record, ...(note === undefined ? {} : { note }) };
    },
    skip: () => {
      const first = left.shift();
      if (first !== undefined) left.push(first);
    },
    learn: () => {},
    reasons: () => new Map(),
    counts: () => ({
      records: conflicts.length,
      own: settled.length,
      included: settled.filter(({ consensus }) => consensus.decision === "include").length,
      maybe: 0,
      done: 0,
      left: left.length,
    }),
  };
}
