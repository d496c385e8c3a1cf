/**
 * Learns the prior from labelled reviews: weights of 32 features and of the words that most of the reviews have, by one logistic
 * regression. Writes src/prior/prior-weights.json, learned from all reviews, and bench/screening-prior.json, for each review the weights
 * learned without it, by which alone it may be measured.
 *
 * node scripts/run-ts.mjs packages/screen/train/fit-prior.ts
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { screeningFolder, screeningSetNames } from "../../../bench/screening-set.ts";
import type { PackedSignWeights } from "../src/prior/prior-weights.ts";
import { designOf, type LabelledReview, labelledReview, type Variant } from "./labelled-review.ts";
import { logisticFit } from "./logistic-fit.ts";

const FEATURE_PENALTY = 1;
/** The words are many and say the same things: chosen by the area under the curve on reviews left out. */
const WORD_PENALTY = 20;
/** A word is learned from where this share of the reviews have it, in two records at least. */
const COMMON = 0.6;
/** Reviews of one topic by one team: neither may help to screen the other. */
const TWINS = [["CLEF_CD007394", "CLEF_CD009551"]];

const root = process.cwd();
const folder = screeningFolder(root);
const names = screeningSetNames(folder);
const reviews = names.map((name) => {
  console.log(`reading ${name}`);
  return labelledReview(folder, name);
});

function commonWords(of: readonly LabelledReview[]): readonly string[] {
  const having = new Map<string, number>();
  for (const { blocks } of of) {
    blocks.prefixes.columnOf.forEach((column, term) => {
      const word = blocks.prefixText(term);
      if (column >= 0 && !/^\d+$|^#/.test(word)) having.set(word, (having.get(word) ?? 0) + 1);
    });
  }
  return [...having].flatMap(([word, count]) => (count >= COMMON * of.length ? [word] : [])).sort();
}

function fit(of: readonly LabelledReview[], variant: Variant): PackedSignWeights {
  const features = [...new Set(of.flatMap((review) => [...review.features[variant].keys()]))];
  const words = commonWords(of);
  const penalty = new Float64Array(features.length + words.length).fill(WORD_PENALTY);
  penalty.fill(FEATURE_PENALTY, 0, features.length);
  const w = logisticFit(
    of.map((review) => designOf(review, variant, features, words)),
    penalty,
  );
  return {
    features: Object.fromEntries(features.map((name, j) => [name, Number(w[j]!.toFixed(4))])),
    words: words.join(" "),
    wordWeights: words.map((_, j) => Math.round(w[features.length + j]! * 10_000)),
  };
}

const without = (name: string): readonly LabelledReview[] => {
  const apart = TWINS.find((pair) => pair.includes(name)) ?? [name];
  return reviews.filter((review) => !apart.includes(review.name));
};

const file = (path: string, value: unknown): void =>
  writeFileSync(
    join(root, path),
    `${JSON.stringify(value, null, 1).replace(/(?<=[\d,[])\n\s+(?=[-\d\]])/g, "")}\n`,
  );

file("packages/screen/src/prior/prior-weights.json", {
  about:
    "Weights of the prior, by packages/screen/train/fit-prior.ts: L2 logistic regression, penalty 1 on the features and 20 on the words; each review gives a total weight of a half to its included and a half to its excluded records. Words: first six letters of what 60 % of the reviews have, weights in ten-thousandths.",
  reviews: names,
  withTopic: fit(reviews, "withTopic"),
  withoutTopic: fit(reviews, "withoutTopic"),
});

const leftOut = names.map((name) => {
  console.log(`learning without ${name}`);
  return fit(without(name), "withTopic");
});
const words = [...new Set(leftOut.flatMap((weights) => weights.words.split(" ")))].sort();
file("bench/screening-prior.json", {
  words: words.join(" "),
  without: Object.fromEntries(
    leftOut.map(({ features, words: own, wordWeights }, k) => {
      const weightOf = new Map(own.split(" ").map((word, j) => [word, wordWeights[j]!]));
      return [names[k], { features, wordWeights: words.map((word) => weightOf.get(word) ?? 0) }];
    }),
  ),
});
