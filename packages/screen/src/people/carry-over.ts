import { currentVotes } from "./current-votes.ts";
import { type Consensus, STAGES, type Vote, type VoteEntry } from "./vote.ts";

/** A record of an updated search that is the same work as one screened before, as finding duplicates tells. */
export interface SameWork {
  readonly record: string;
  readonly earlier: string;
  /** Fields that read otherwise now, as "abstract"; empty where nothing did. */
  readonly changed: readonly string[];
}

export interface CarriedOver {
  /** Lines to append. Each names the record that it comes from, and has the time of the decision. */
  readonly entries: readonly (Vote | Consensus)[];
  /** Decided, but the record has changed since: look at it again. Also those that kept their id. */
  readonly changed: readonly SameWork[];
  /**
   * Not carried: one reviewer said different things of two earlier records that are one work now. Somebody has to say which holds.
   */
  readonly contradicting: readonly {
    readonly record: string;
    readonly reviewer: string;
    readonly votes: readonly Vote[];
  }[];
}

/**
 * Carries decisions over to the records of an updated search. Nothing that was said of a new record itself is overridden, and carrying
 * over twice adds nothing.
 */
export function carryOver(entries: readonly VoteEntry[], same: readonly SameWork[]): CarriedOver {
  const carried: (Vote | Consensus)[] = [];
  const contradicting: CarriedOver["contradicting"][number][] = [];
  const moved = new Set<string>();
  for (const stage of STAGES) {
    const current = currentVotes(entries, stage);
    for (const { record, earlier } of same) if (record === earlier && current.has(record)) moved.add(record);
    for (const [record, earlier] of grouped(same)) {
      const own = current.get(record);
      const there = new Set(
        [...(own?.votes ?? []), ...(own?.machines ?? [])].map(({ reviewer }) => reviewer),
      );
      const from = earlier.flatMap((id) => current.get(id) ?? []);
      const given = from.flatMap(({ votes, machines }) => [...votes, ...machines]);
      for (const reviewer of new Set(given.map((vote) => vote.reviewer))) {
        const votes = given.filter((vote) => vote.reviewer === reviewer);
        if (there.has(reviewer)) continue;
        if (new Set(votes.map(({ decision }) => decision)).size > 1) {
          contradicting.push({ record, reviewer, votes });
          continue;
        }
        const last = votes.at(-1)!;
        carried.push({ ...last, record, carriedFrom: last.record });
        moved.add(record);
      }
      const settled = from.flatMap(({ consensus }) => consensus ?? []).at(-1);
      if (settled !== undefined && own?.consensus === undefined) {
        carried.push({ ...settled, record, carriedFrom: settled.record });
        moved.add(record);
      }
    }
  }
  const changed = same.filter((one) => one.changed.length > 0 && moved.has(one.record));
  return { entries: carried, changed, contradicting };
}

function grouped(same: readonly SameWork[]): ReadonlyMap<string, readonly string[]> {
  const earlier = new Map<string, string[]>();
  for (const { record, earlier: id } of same) {
    // A record that kept its id has its votes already.
    if (record === id) continue;
    const ids = earlier.get(record);
    if (ids === undefined) earlier.set(record, [id]);
    else if (!ids.includes(id)) ids.push(id);
  }
  return earlier;
}
