import type { Consensus, Stage, Vote, VoteEntry } from "./vote.ts";

/** What is in force for one record at one stage. */
export interface RecordVotes {
  readonly record: string;
  readonly stage: Stage;
  /** One a reviewer, in the order in which they first voted; without the withdrawn and superseded. Machines' votes are in `machines`. */
  readonly votes: readonly Vote[];
  readonly machines: readonly Vote[];
  readonly consensus?: Consensus;
  /** A vote was cast, changed or withdrawn after the consensus: it should be looked at again. */
  readonly changedSinceConsensus?: true;
}

/** What is in force after all lines, by record, in the order in which records were first voted on. Carried votes are votes. */
export function currentVotes(entries: readonly VoteEntry[], stage: Stage): ReadonlyMap<string, RecordVotes> {
  const byRecord = new Map<string, Standing>();
  for (const entry of entries) {
    if (entry.stage !== stage) continue;
    let standing = byRecord.get(entry.record);
    if (standing === undefined) {
      standing = { votes: new Map(), changed: false };
      byRecord.set(entry.record, standing);
    }
    take(standing, entry);
  }
  const current = new Map<string, RecordVotes>();
  for (const [record, { votes, consensus, changed }] of byRecord) {
    const all = [...votes.values()];
    if (all.length === 0 && consensus === undefined) continue;
    current.set(record, {
      record,
      stage,
      votes: all.filter(({ machine }) => machine === undefined),
      machines: all.filter(({ machine }) => machine === true),
      ...(consensus === undefined ? {} : { consensus }),
      ...(consensus !== undefined && changed ? { changedSinceConsensus: true } : {}),
    });
  }
  return current;
}

interface Standing {
  readonly votes: Map<string, Vote>;
  consensus?: Consensus;
  changed: boolean;
}

function take(standing: Standing, entry: VoteEntry): void {
  if (entry.kind === "consensus") {
    standing.consensus = entry;
    standing.changed = false;
    return;
  }
  if (entry.kind === "vote") standing.votes.set(entry.reviewer, entry);
  else standing.votes.delete(entry.reviewer);
  if (entry.kind === "withdrawal" || entry.machine === undefined) standing.changed = true;
}
