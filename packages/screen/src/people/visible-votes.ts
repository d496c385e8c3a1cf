import type { RecordVotes } from "./current-votes.ts";
import type { Vote } from "./vote.ts";

/** What one person may see of a record's votes. */
export interface VisibleVotes {
  readonly own?: Vote;
  /** Other people's, and machines': empty while the record is blind. */
  readonly others: readonly Vote[];
  readonly machines: readonly Vote[];
  /** Whether there are votes that the person may not see yet; never how many or which. */
  readonly blind: boolean;
}

/**
 * Votes are blind until they all exist: who has a vote to give sees only the own one, until the record has as many votes of people as it
 * needs. Who gave none sees them then too, to settle a conflict. Machines' votes are blind like people's, so that they sway nobody.
 */
export function visibleVotes(
  { votes, machines, consensus }: RecordVotes,
  viewer: string,
  needed: number,
): VisibleVotes {
  const own = votes.find(({ reviewer }) => reviewer === viewer);
  const others = votes.filter(({ reviewer }) => reviewer !== viewer);
  const seen = consensus !== undefined || votes.length >= needed;
  return {
    ...(own === undefined ? {} : { own }),
    others: seen ? others : [],
    machines: seen ? machines : [],
    blind: !seen && others.length + machines.length > 0,
  };
}
