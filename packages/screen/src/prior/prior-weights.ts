import shipped from "./prior-weights.json" with { type: "json" };

/** Weights of what a record looks like, as other reviews taught them. */
export interface SignWeights {
  /** By name of feature; one without a weight does not count. */
  readonly features: Readonly<Record<string, number>>;
  /** First six characters of words, and the weight of each. */
  readonly words: readonly string[];
  readonly wordWeights: Float64Array;
}

export interface PriorWeights {
  /** Where the review's topic is known. */
  readonly withTopic: SignWeights;
  /** Where it is not. */
  readonly withoutTopic: SignWeights;
}

/** As the file has them: words in one text, their weights as whole numbers of ten-thousandths. */
export interface PackedSignWeights {
  readonly features: Readonly<Record<string, number>>;
  readonly words: string;
  readonly wordWeights: readonly number[];
}

export function unpackedWeights({ features, words, wordWeights }: PackedSignWeights): SignWeights {
  return {
    features,
    words: words === "" ? [] : words.split(" "),
    wordWeights: Float64Array.from(wordWeights, (weight) => weight / 10_000),
  };
}

/** Learned from all labelled reviews at hand; `prior-weights.json` says which, and how. */
export const shippedPriorWeights: PriorWeights = {
  withTopic: unpackedWeights(shipped.withTopic),
  withoutTopic: unpackedWeights(shipped.withoutTopic),
};
