import type { ReviewDocument } from "../document.ts";
import type { Problem } from "../problem.ts";
import type { Review } from "../review.ts";

/** One thing that a careful reader looks for across a review. Pure: the same review gives the same problems. */
export interface Check {
  /** What the reader asks, in a sentence. */
  readonly asks: string;
  readonly run: (review: Review) => Iterable<Problem>;
}

/** A problem at a place inside a document; `services` turn the pointer into file, line and column. */
export function problemIn(
  document: { readonly kind: string; readonly id: string },
  pointer: string,
  severity: Problem["severity"],
  code: string,
  message: string,
): Problem {
  return { code, severity, message, where: { document: `${document.kind}/${document.id}`, pointer } };
}

/** Every document of a review, the protocol first. */
export function documentsOf(review: Review): readonly ReviewDocument[] {
  return [
    review.protocol,
    ...review.conditions,
    ...review.studies,
    ...review.analyses,
    ...review.statements,
    ...review.economics,
    ...review.mechanisms,
    ...review.assessments,
    ...review.searches,
    ...review.ruleSets,
  ];
}
