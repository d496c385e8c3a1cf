import type { Review } from "@coppice/model";

/** A condition, and where it is a disease with phases, the phases: the studies of all of them speak about it. */
export function familyOf(review: Review, condition: string): readonly string[] {
  return review.conditions
    .map((each) => each.id)
    .filter((id) => id === condition || id.startsWith(`${condition}/`));
}

/** The condition and the disease that it is a phase of: what is said of the disease holds for the phase. */
export function lineageOf(condition: string): readonly string[] {
  const slash = condition.indexOf("/");
  return slash < 0 ? [condition] : [condition, condition.slice(0, slash)];
}
