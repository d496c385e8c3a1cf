import { currentVotes } from "../people/current-votes.ts";
import { recordStatus } from "../people/record-status.ts";
import type { ScreeningRules } from "../people/screening-rules.ts";
import type { VoteEntry } from "../people/vote.ts";
import type { ScreeningDecision } from "./screening-so-far.ts";

export interface DecisionsFromVotes {
  /** Records that votes or a consensus decided, in the order in which they first were. */
  readonly decisions: readonly ScreeningDecision[];
  /** Records with votes that decide nothing yet: too few, or in conflict. A stopping rule takes them for not screened. */
  readonly undecided: readonly string[];
}

/**
 * Decisions as a stopping rule reads them. A record keeps the place where it was first decided, though its decision may be changed later:
 * lines are only appended, so that what was decided before a sample was drawn can be told for good.
 */
export function decisionsFromVotes(entries: readonly VoteEntry[], rules: ScreeningRules): DecisionsFromVotes {
  const own = new Map<string, VoteEntry[]>();
  const inOrder = new Set<string>();
  const decisionOf = (record: string): boolean | undefined => {
    const current = currentVotes(own.get(record)!, rules.stage).get(record);
    const status = recordStatus(record, current, rules);
    return status.kind === "agreed" || status.kind === "settled" ? status.decision === "include" : undefined;
  };
  for (const entry of entries) {
    if (entry.stage !== rules.stage) continue;
    const before = own.get(entry.record);
    if (before === undefined) own.set(entry.record, [entry]);
    else before.push(entry);
    if (!inOrder.has(entry.record) && decisionOf(entry.record) !== undefined) inOrder.add(entry.record);
  }
  const decisions = [...inOrder].flatMap((id): ScreeningDecision[] => {
    const relevant = decisionOf(id);
    return relevant === undefined ? [] : [{ id, relevant }];
  });
  const decided = new Set(decisions.map(({ id }) => id));
  const voted = [...own.keys()].filter((record) => currentVotes(own.get(record)!, rules.stage).has(record));
  return { decisions, undecided: voted.filter((record) => !decided.has(record)) };
}
