import type { TextBlocks } from "../features/text-blocks.ts";
import { wordsOf } from "../text/words-of.ts";

/** Which of some words each record has, each word of mean 0 and standard deviation 1 over the pool; rare words vary less than 1. */
export interface WordSigns {
  readonly rows: number;
  /** How many words there are, whether the pool has them or not. */
  readonly words: number;
  readonly starts: Int32Array;
  readonly word: Int32Array;
  /** By word: what having it counts, and what every record has taken off. */
  readonly scale: Float64Array;
  readonly centre: Float64Array;
}

/** Standard deviation that a rarer word is taken to have: what few records have is chance. */
const LEAST_DEVIATION = 0.1;
const PREFIX = 6;

/**
 * Presence of words, by their first six characters. A word of the review's title is left out: there it is a matter of the topic, and
 * what other reviews taught of it does not hold.
 */
export function wordSigns(
  { prefixes, prefixText }: TextBlocks,
  words: readonly string[],
  title: string | undefined,
): WordSigns {
  const numbers = new Map(words.map((word, number) => [word, number]));
  for (const word of wordsOf(title ?? "")) numbers.delete(word.slice(0, PREFIX));
  const ofColumn = new Int32Array(prefixes.columns).fill(-1);
  prefixes.columnOf.forEach((column, term) => {
    if (column >= 0) ofColumn[column] = numbers.get(prefixText(term)) ?? -1;
  });
  const having = new Float64Array(words.length);
  const starts = new Int32Array(prefixes.rows + 1);
  const word: number[] = [];
  for (let row = 0; row < prefixes.rows; row++) {
    for (let k = prefixes.starts[row]!; k < prefixes.starts[row + 1]!; k++) {
      const number = ofColumn[prefixes.column[k]!]!;
      if (number === -1) continue;
      word.push(number);
      having[number]! += 1;
    }
    starts[row + 1] = word.length;
  }
  const share = having.map((count) => count / prefixes.rows);
  const scale = share.map((p) => (p === 0 ? 0 : 1 / Math.max(LEAST_DEVIATION, Math.sqrt(p * (1 - p)))));
  return {
    rows: prefixes.rows,
    words: words.length,
    starts,
    word: Int32Array.from(word),
    scale,
    centre: share.map((p, number) => p * scale[number]!),
  };
}

/** Sum over the words of weight × sign, for each record. */
export function wordScores(
  { rows, starts, word, scale, centre }: WordSigns,
  weights: Float64Array,
): Float64Array {
  let shift = 0;
  for (let w = 0; w < weights.length; w++) shift += weights[w]! * centre[w]!;
  const scaled = weights.map((weight, w) => weight * scale[w]!);
  const scores = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    let sum = -shift;
    for (let k = starts[row]!; k < starts[row + 1]!; k++) sum += scaled[word[k]!]!;
    scores[row] = sum;
  }
  return scores;
}
