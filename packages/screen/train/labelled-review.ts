import { type ScreeningSet, screeningSet } from "../../../bench/screening-set.ts";
import { preparedPool } from "../src/features/prepared-pool.ts";
import type { TextBlocks } from "../src/features/text-blocks.ts";
import { priorFeatures } from "../src/prior/prior-features.ts";
import { wordScores, wordSigns } from "../src/prior/word-signs.ts";
import type { Design } from "./logistic-fit.ts";

/** A labelled review, ready to be learned from with its topic or without. */
export interface LabelledReview {
  readonly name: string;
  readonly included: readonly boolean[];
  readonly title: string;
  readonly blocks: TextBlocks;
  readonly features: Readonly<Record<Variant, ReadonlyMap<string, Float64Array>>>;
}

export type Variant = "withTopic" | "withoutTopic";

/** Seed of the latent components; those of another differ little. */
const SEED = 0;

export function labelledReview(folder: string, name: string): LabelledReview {
  const { records, included, topic }: ScreeningSet = screeningSet(folder, name);
  const pool = preparedPool(records, topic, SEED);
  return {
    name,
    included: records.map(({ id }) => included.has(id)),
    title: topic.title,
    blocks: pool.blocks,
    features: {
      withTopic: priorFeatures(records, pool, topic),
      withoutTopic: priorFeatures(records, pool, undefined),
    },
  };
}

/** Columns: the features by name, 0 (the mean) where the review lacks one, then the words. */
export function designOf(
  { included, title, blocks, features }: LabelledReview,
  variant: Variant,
  names: readonly string[],
  words: readonly string[],
): Design {
  const columns = names.map((name) => features[variant].get(name));
  const signs = wordSigns(blocks, words, variant === "withTopic" ? title : undefined);
  const count = names.length;
  return {
    included,
    times: (w) => {
      const sum = wordScores(signs, w.subarray(count, count + words.length));
      columns.forEach((column, j) => {
        const weight = w[j]!;
        if (column !== undefined && weight !== 0)
          for (let i = 0; i < sum.length; i++) sum[i]! += weight * column[i]!;
      });
      return sum;
    },
    addTransposed: (r, sum) => {
      columns.forEach((column, j) => {
        if (column !== undefined) for (let i = 0; i < r.length; i++) sum[j]! += column[i]! * r[i]!;
      });
      const { starts, word, scale, centre } = signs;
      const having = new Float64Array(words.length);
      let total = 0;
      for (let i = 0; i < r.length; i++) {
        total += r[i]!;
        for (let k = starts[i]!; k < starts[i + 1]!; k++) having[word[k]!]! += r[i]!;
      }
      for (let w = 0; w < words.length; w++) sum[count + w]! += scale[w]! * having[w]! - centre[w]! * total;
    },
  };
}
