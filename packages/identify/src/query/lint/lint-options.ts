import type { StrategyTestResult } from "../../match/strategy-test.ts";
import type { MeshThesaurus } from "../mesh/thesaurus.ts";
import type { Expression } from "../strategy.ts";

/** How often words are in a collection of records: folded, as `wordsOf` cuts them. */
export interface WordCounts {
  /** Records that have the word; 0 where none has. */
  count(word: string): number;
  /** All words that begin so, most frequent first. */
  beginningWith(stem: string): readonly string[];
}

/** What a collection of records says of the strategy, the same object that is looked over; {@link searchedCorpus} makes it. */
export interface SearchedCorpus {
  readonly words: WordCounts;
  readonly test: StrategyTestResult;
  /** Ids of the known relevant records that a NOT with this excluded part takes out. */
  removed(exclude: Expression): readonly string[];
}

export interface LintOptions {
  /** For headings, publication types and synonyms. */
  readonly mesh?: MeshThesaurus;
  /** For what only records can tell. */
  readonly corpus?: SearchedCorpus;
  /** Records that the database counted for the whole strategy; else the count that a history prints after the last line. */
  readonly count?: number;
  /** Most records that the database gives out at once; 10,000 unless told, as PubMed. */
  readonly retrievalLimit?: number;
  /** A field that is chosen beside the search box and not written in the strategy. */
  readonly fieldOutside?: string;
}
