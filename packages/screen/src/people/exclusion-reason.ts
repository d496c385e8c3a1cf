import type { Vote } from "./vote.ts";

/**
 * Why a vote excludes: of its reason and the criteria that it says are not met, the first in the protocol's order. What the protocol does
 * not name comes after what it names. Undefined where the vote says nothing of it.
 */
export function exclusionReason(
  { decision, reason, criteria = {} }: Pick<Vote, "decision" | "reason" | "criteria">,
  order: readonly string[] = [],
): string | undefined {
  if (decision !== "exclude") return undefined;
  const unmet = Object.keys(criteria).filter((criterion) => criteria[criterion] === "no");
  return firstReason(reason === undefined ? unmet : [reason, ...unmet], order);
}

/** The first of some reasons in the protocol's order; of those that it does not name, the one given first. */
export function firstReason(reasons: readonly string[], order: readonly string[]): string | undefined {
  return order.find((reason) => reasons.includes(reason)) ?? reasons[0];
}
