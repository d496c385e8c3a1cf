import shipped from "./prior-weights.json" with { type: "json" };

/** Weights of the prior's features, by name; a feature without one does not count. */
export interface PriorWeights {
  /** Where the review's topic is known. */
  readonly withTopic: Readonly<Record<string, number>>;
  /** Where it is not. */
  readonly withoutTopic: Readonly<Record<string, number>>;
}

/** Learned from all labelled reviews at hand; `prior-weights.json` says which, and how. */
export const shippedPriorWeights: PriorWeights = shipped;
