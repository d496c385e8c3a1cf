import type { PreparedPool } from "../features/prepared-pool.ts";
import type { ScreeningRecord, ScreeningTopic } from "../record.ts";
import { similarityFeatures } from "./similarity-features.ts";
import { standardised } from "./standardised.ts";
import { countedText, textFeatures } from "./text-features.ts";

const TEXT_LIMIT = 3;
const SIMILARITY_LIMIT = 4;

/**
 * The features of the prior by name, each standardised over the pool. A text feature is left out where the title of the review says that
 * it is about such records: in a review of reviews, or of animals, the sign that other reviews taught is wrong.
 */
export function priorFeatures(
  records: readonly ScreeningRecord[],
  { blocks, latent, graph }: PreparedPool,
  topic: ScreeningTopic | undefined,
): ReadonlyMap<string, Float64Array> {
  const title = topic?.title.toLowerCase() ?? "";
  const usable = textFeatures.filter(({ about }) => about?.test(title) !== true);
  const values = usable.map(() => new Float64Array(records.length));
  records.forEach((record, i) => {
    const counted = countedText(record);
    usable.forEach(({ of }, j) => {
      values[j]![i] = of(counted);
    });
  });
  const features = new Map(usable.map(({ name }, j) => [name, standardised(values[j]!, TEXT_LIMIT)]));
  for (const [name, value] of similarityFeatures(blocks, latent, graph, topic))
    features.set(name, standardised(value, SIMILARITY_LIMIT));
  return features;
}
