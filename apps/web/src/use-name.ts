import { splitRef } from "@coppice/model";
import { useReview } from "./review-context.ts";

/** A ref in words: the derived value's title, or the name of the document it points into. */
export function useName(ref: string): string {
  const { review, derivation } = useReview();
  const value = derivation.values.get(ref);
  if (value !== undefined) return value.title;
  const { kind, id } = splitRef(ref);
  if (kind === "study") return review.studies.find((study) => study.id === id)?.label ?? id;
  if (kind === "condition") {
    const condition = review.conditions.find((each) => each.id === id);
    return condition === undefined ? id : `standard treatment of ${condition.short ?? condition.name}`;
  }
  return id;
}
