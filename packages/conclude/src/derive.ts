import type { Problem, Review } from "@coppice/model";
import type { Derivation, DerivedValue, DeriveOptions } from "./derivation.ts";

import { type Horizon, indexReview } from "./review-index.ts";
import { rulesOf } from "./rules.ts";
import { verdictOf } from "./verdict.ts";

/**
 * Everything that can be said of a review at a date: a verdict for every condition under a rule set, the pooled
 * analyses behind it, and the graph of values that "Why?" walks. Pure: the same review and options give the same
 * result, in Node and in the browser. An unknown rule set comes back as a problem, with no verdicts.
 */
export function derive(review: Review, options: DeriveOptions): Derivation {
  const index = indexReview(review);
  const rulesId = options.ruleSet ?? review.protocol.ruleSet;
  const excluded = [...new Set(options.exclude ?? [])].sort();
  const { rules, problems } = rulesOf(review, rulesId);
  const base = { review: review.protocol.id, asOf: options.asOf, rules: rulesId, excluded };
  if (rules === undefined) return { ...base, verdicts: [], values: new Map(), problems };
  const horizon: Horizon = { asOf: options.asOf, excluded: new Set(excluded) };
  const judged = review.conditions.map((condition) => verdictOf(index, condition.id, horizon, rules));
  const values = new Map<string, DerivedValue>();
  for (const each of judged)
    for (const value of each.values) if (!values.has(value.ref)) values.set(value.ref, value);
  const met: Problem[] = [
    ...problems,
    ...judged.flatMap((each) => each.verdict.analyses.flatMap((analysis) => analysis.problems)),
  ];
  return { ...base, verdicts: judged.map((each) => each.verdict), values, problems: met };
}
