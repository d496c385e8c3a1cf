import { type PoolText, Vocabulary } from "../text/pool-text.ts";
import { wordsOf } from "../text/words-of.ts";
import { PairTable } from "./pair-table.ts";
import type { SparseVector } from "./sparse-rows.ts";
import { countTerms } from "./term-counts.ts";
import { type TfIdf, tfIdf, tfIdfOf } from "./tf-idf.ts";

/** The three sparse views of the texts. */
export interface TextBlocks {
  /** Words and pairs of words of title and abstract. */
  readonly pairs: TfIdf;
  /** The first six characters of each word of title and abstract, in two records at least. */
  readonly prefixes: TfIdf;
  /** The same of the title alone. */
  readonly titles: TfIdf;
  /** A text outside of the pool in each of the views. */
  readonly vectorsOf: (text: string) => {
    readonly pairs: SparseVector;
    readonly prefixes: SparseVector;
    readonly titles: SparseVector;
  };
  /** Word or pair of words of each term of `pairs`. */
  readonly termText: (term: number) => string;
  /** Six-character beginning of each term of `prefixes` and `titles`. */
  readonly prefixText: (term: number) => string;
}

/** Stands in for stemming in any language written in letters. */
const PREFIX = 6;

const prefixOf = (word: string): string => (word.startsWith("#") ? word : word.slice(0, PREFIX));

/** `kept`: texts (topic, criteria) whose terms stay columns even where one record alone has them. */
export function textBlocks(text: PoolText, kept: readonly string[]): TextBlocks {
  const { count, starts, titleEnds, abstractEnds, words, vocabulary } = text;
  const size = vocabulary.words.length;
  const table = new PairTable(words.length >> 2);
  const pairCounts = countTerms(
    count,
    () => size + table.size,
    (row, add) => {
      let before = -1;
      const abstractEnd = abstractEnds[row]!;
      for (let k = starts[row]!; k < starts[row + 1]!; k++) {
        const word = words[k]!;
        add(word);
        // Terms of an indexer are a set: that one follows another means nothing.
        if (before !== -1 && k < abstractEnd) add(size + table.add(before, word));
        before = word;
      }
    },
  );
  const prefixes = new Vocabulary();
  const prefixOfWord = Int32Array.from(vocabulary.words, (word) => prefixes.add(prefixOf(word)));
  const numberOfPrefixes = (): number => prefixes.words.length;
  const prefixCounts = countTerms(count, numberOfPrefixes, (row, add) => {
    for (let k = starts[row]!; k < starts[row + 1]!; k++) add(prefixOfWord[words[k]!]!);
  });
  const titleCounts = countTerms(count, numberOfPrefixes, (row, add) => {
    for (let k = starts[row]!; k < titleEnds[row]!; k++) add(prefixOfWord[words[k]!]!);
  });
  const pairTerms = (outside: string): readonly number[] => {
    const found: number[] = [];
    let before: number | undefined;
    for (const word of wordsOf(outside)) {
      const number = vocabulary.numberOf(word);
      if (number !== undefined) found.push(number);
      if (before !== undefined && number !== undefined) {
        const pair = table.find(before, number);
        if (pair !== -1) found.push(size + pair);
      }
      before = number;
    }
    return found;
  };
  const prefixTerms = (outside: string): readonly number[] =>
    wordsOf(outside).flatMap((word) => prefixes.numberOf(prefixOf(word)) ?? []);
  const blocks = {
    pairs: tfIdf(pairCounts, { minRecords: 1, keep: new Set(kept.flatMap(pairTerms)) }),
    prefixes: tfIdf(prefixCounts, { minRecords: 2 }),
    titles: tfIdf(titleCounts, { minRecords: 2 }),
  };
  return {
    ...blocks,
    vectorsOf: (outside) => ({
      pairs: tfIdfOf(blocks.pairs, pairTerms(outside)),
      prefixes: tfIdfOf(blocks.prefixes, prefixTerms(outside)),
      titles: tfIdfOf(blocks.titles, prefixTerms(outside)),
    }),
    termText: (term) =>
      term < size
        ? vocabulary.words[term]!
        : `${vocabulary.words[table.firstOf(term - size)]!} ${vocabulary.words[table.secondOf(term - size)]!}`,
    prefixText: (term) => prefixes.words[term]!,
  };
}
