import type { Outcome } from "../condition.ts";
import type { Review } from "../review.ts";

/** The disease that a phase belongs to: `mg` of `mg/exacerbation`; undefined for a disease. */
export function parentOf(conditionId: string): string | undefined {
  const slash = conditionId.indexOf("/");
  return slash < 0 ? undefined : conditionId.slice(0, slash);
}

/** Outcomes that a condition knows: its own, its parent's, the protocol's. */
export function declaredOutcomes(review: Review, conditionId: string): readonly Outcome[] {
  const parent = parentOf(conditionId);
  const own = review.conditions.filter((each) => each.id === conditionId || each.id === parent);
  return [...own.flatMap((each) => each.outcomes), ...review.protocol.outcomes];
}
