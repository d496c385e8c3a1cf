import {
  currentVotes,
  DECISIONS,
  type Decision,
  labelSeenBy,
  type RankedRecord,
  type RecordVotes,
  recordStatus,
  type ScreeningModel,
  type ScreeningRules,
  type Stage,
  type Vote,
  type VoteEntry,
  type Withdrawal,
} from "@coppice/screen";

export interface SessionOptions {
  readonly reviewer: string;
  readonly stage: Stage;
  readonly needed: number;
  /** Ids to be screened at the stage. */
  readonly records: readonly string[];
  readonly model: ScreeningModel;
  readonly entries: readonly VoteEntry[];
  /** Writes an entry for good before anything else happens. */
  readonly append: (entry: VoteEntry) => void;
  /** Now, as ISO 8601. */
  readonly now: () => string;
}

/** What is said of a record together with the decision. */
export interface Remarks {
  readonly reason?: string;
  readonly note?: string;
  readonly tags?: readonly string[];
}

/** One reviewer's way through the records: what comes next, what was decided, what can be taken back. */
export interface ScreeningSession {
  /** What can be decided. */
  readonly decisions: readonly Decision[];
  /** The record to look at; undefined when none is left. */
  readonly current: () => ShownRecord | undefined;
  readonly decide: (decision: Decision, remarks: Remarks) => void;
  /** Takes the last decision back and shows its record again, with what was remarked on it; undefined where there is none. */
  readonly undo: () => (Remarks & { readonly record: string }) | undefined;
  readonly skip: () => void;
  /** Lets the model learn what was decided since it last did. Worth doing while the person reads. */
  readonly learn: () => void;
  /** Why the reviewer excluded records, by record. */
  readonly reasons: () => ReadonlyMap<string, string>;
  readonly counts: () => SessionCounts;
}

export interface ShownRecord {
  readonly record: string;
  /** Own votes on others with nearly the same text. */
  readonly copies: readonly Vote[];
  /** Votes that may be seen, where the record is in conflict. */
  readonly votes?: readonly Vote[];
}

export interface SessionCounts {
  readonly records: number;
  readonly own: number;
  /** Of the own ones, those that include, and those that say maybe. */
  readonly included: number;
  readonly maybe: number;
  /** Decided by enough others, so that they ask nothing of this reviewer. */
  readonly done: number;
  readonly left: number;
}

/** Up to this many records the model learns each decision before it proposes the next; beyond, while the person reads the next. */
const LEARNS_AT_ONCE = 8000;

export function screeningSession(options: SessionOptions): ScreeningSession {
  const { reviewer, stage, needed, records, model, append, now } = options;
  const rules: ScreeningRules = { stage, needed };
  const wanted = new Set(records);
  const own = ownVotes(options);
  const current = new Map(currentVotes(options.entries, stage));
  const done = new Set<string>();
  for (const record of records) {
    const votes = current.get(record);
    teach(record, votes);
    const kind = recordStatus(record, votes, rules).kind;
    if (!own.has(record) && kind !== "unscreened" && kind !== "waiting") done.add(record);
  }
  const toLearn: string[] = [];
  const skipped: string[] = [];
  let shown: string | undefined;

  function teach(record: string, votes: RecordVotes | undefined): void {
    const label = votes === undefined ? undefined : labelSeenBy(votes, reviewer, needed);
    model.label(record, label ?? null);
  }

  const learn = (): void => {
    for (const record of toLearn.splice(0)) teach(record, current.get(record));
    // The fit happens when it is asked for.
    if (records.length > LEARNS_AT_ONCE) model.next();
  };
  const take = (entry: Vote | Withdrawal): void => {
    append(entry);
    const before = current.get(entry.record);
    const others = (before?.votes ?? []).filter((vote) => vote.reviewer !== reviewer);
    const votes = entry.kind === "vote" ? [...others, entry] : others;
    current.set(entry.record, { record: entry.record, stage, machines: [], ...before, votes });
    toLearn.push(entry.record);
    if (records.length <= LEARNS_AT_ONCE) learn();
  };
  const choose = (ranking: readonly RankedRecord[]): string | undefined => {
    const open = (record: string): boolean => wanted.has(record) && !own.has(record) && !done.has(record);
    return ranking.find(({ id }) => open(id) && !skipped.includes(id))?.id ?? skipped.find(open);
  };
  return {
    decisions: DECISIONS,
    current: () => {
      const ranking = model.ranking();
      shown ??= choose(ranking);
      if (shown === undefined) return undefined;
      const copies = ranking.find(({ id }) => id === shown)?.copies ?? [];
      return { record: shown, copies: copies.flatMap((id) => own.get(id) ?? []) };
    },
    decide: (decision, remarks) => {
      if (shown === undefined) return;
      const vote: Vote = {
        kind: "vote",
        reviewer,
        record: shown,
        stage,
        decision,
        at: now(),
        ...remarks,
      };
      take(vote);
      own.set(vote.record, vote);
      shown = undefined;
    },
    undo: () => {
      const last = [...own.values()].at(-1);
      if (last === undefined) return undefined;
      take({ kind: "withdrawal", reviewer, record: last.record, stage, at: now() });
      own.delete(last.record);
      shown = last.record;
      return last;
    },
    skip: () => {
      if (shown === undefined) return;
      // What is skipped again goes behind the others.
      const place = skipped.indexOf(shown);
      if (place >= 0) skipped.splice(place, 1);
      skipped.push(shown);
      shown = undefined;
    },
    learn,
    reasons: () =>
      new Map([...own].flatMap(([record, { reason }]) => (reason === undefined ? [] : [[record, reason]]))),
    counts: () => ({
      records: records.length,
      own: own.size,
      included: [...own.values()].filter(({ decision }) => decision === "include").length,
      maybe: [...own.values()].filter(({ decision }) => decision === "maybe").length,
      done: done.size,
      left: records.length - own.size - done.size,
    }),
  };
}

/** Votes of the reviewer that are in force, in the order in which they were cast: the last is the first to be taken back. */
function ownVotes({ entries, reviewer, stage, records }: SessionOptions): Map<string, Vote> {
  const wanted = new Set(records);
  const own = new Map<string, Vote>();
  for (const entry of entries) {
    if (entry.kind === "consensus" || entry.reviewer !== reviewer) continue;
    if (entry.stage !== stage || !wanted.has(entry.record)) continue;
    own.delete(entry.record);
    if (entry.kind === "vote") own.set(entry.record, entry);
  }
  return own;
}
