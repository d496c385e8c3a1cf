import { compare, type Derivation, derive, type VerdictChange } from "@coppice/conclude";
import type { Review } from "@coppice/model";

/** The verdicts at the protocol's first landmark, and what changed from there. */
export interface SinceLandmark {
  readonly label: string;
  readonly date: string;
  readonly then: Derivation;
  readonly changes: ReadonlyMap<string, VerdictChange>;
}

/** Undefined where the protocol has no dated landmark before the day looked at. */
export function sinceLandmark(review: Review, now: Derivation): SinceLandmark | undefined {
  const first = review.protocol.landmarks
    .filter((each) => each.date !== "today" && each.date < now.asOf)
    .sort((a, b) => (a.date < b.date ? -1 : 1))[0];
  if (first === undefined) return undefined;
  const then = derive(review, { asOf: first.date, ruleSet: now.rules, exclude: now.excluded });
  const changes = new Map(compare(review, then, now).map((each) => [each.condition, each]));
  return { label: first.label, date: first.date, then, changes };
}
