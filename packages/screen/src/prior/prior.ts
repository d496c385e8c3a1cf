import type { PreparedPool } from "../features/prepared-pool.ts";
import type { ScreeningRecord, ScreeningTopic } from "../record.ts";
import { priorFeatures } from "./prior-features.ts";
import type { PriorWeights } from "./prior-weights.ts";
import { wordScores, wordSigns } from "./word-signs.ts";

/** What the records look like before any label, and what other reviews taught of it. */
export interface Prior {
  readonly features: readonly PriorFeature[];
  /** What the words of each record add together. */
  readonly words: Float64Array;
  /** Weight beside decision values of standard deviation 1, before there are relevant labels. */
  readonly strength: number;
}

interface PriorFeature {
  readonly name: string;
  readonly weight: number;
  readonly values: Float64Array;
}

/** Without a topic the signs left say little, and how central a record is says most: a label has to outweigh them soon. */
const STRENGTH = { withTopic: 3, withoutTopic: 1.5 };

export function priorOf(
  records: readonly ScreeningRecord[],
  pool: PreparedPool,
  topic: ScreeningTopic | undefined,
  { withTopic, withoutTopic }: PriorWeights,
): Prior {
  const taught = topic === undefined ? withoutTopic : withTopic;
  return {
    features: Array.from(priorFeatures(records, pool, topic)).flatMap(([name, values]) => {
      const weight = taught.features[name];
      return weight === undefined ? [] : { name, weight, values };
    }),
    words: wordScores(wordSigns(pool.blocks, taught.words, topic?.title), taught.wordWeights),
    strength: topic === undefined ? STRENGTH.withoutTopic : STRENGTH.withTopic,
  };
}
