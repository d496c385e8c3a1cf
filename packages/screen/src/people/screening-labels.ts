import type { RecordVotes } from "./current-votes.ts";
import { visibleVotes } from "./visible-votes.ts";

/**
 * What a record's votes teach the ranking: relevant where anybody would look further, as the consensus says where there is one. Undefined
 * where nobody voted. Machines teach nothing, or the ranking would learn from itself.
 */
export function labelOf({ votes, consensus }: Pick<RecordVotes, "votes" | "consensus">): boolean | undefined {
  if (consensus !== undefined) return consensus.decision === "include";
  return votes.length === 0 ? undefined : votes.some(({ decision }) => decision !== "exclude");
}

/** The same from what one reviewer may see, so that the order of the records tells nothing of votes that are blind. */
export function labelSeenBy(current: RecordVotes, reviewer: string, needed: number): boolean | undefined {
  const { own, others } = visibleVotes(current, reviewer, needed);
  const votes = own === undefined ? others : [own, ...others];
  return labelOf(current.consensus === undefined ? { votes } : { votes, consensus: current.consensus });
}
