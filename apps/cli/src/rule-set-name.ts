import type { Review } from "@coppice/model";

/** The name of a rule set for people, as "Dalakas 2004". */
export function ruleSetName(review: Review, id: string): string {
  return review.ruleSets.find((each) => each.id === id)?.name ?? id;
}
