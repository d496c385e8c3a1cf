import { NumberList } from "../features/number-list.ts";
import type { ScreeningRecord } from "../record.ts";
import { eachWord } from "./words-of.ts";

/** The texts of all records as numbers of words. Record i has words `starts[i]` to `starts[i + 1] - 1`. */
export interface PoolText {
  readonly count: number;
  readonly starts: Int32Array;
  /** Where the title's words end. */
  readonly titleEnds: Int32Array;
  /** Where the abstract's words end and the terms (headings, key words) begin. */
  readonly abstractEnds: Int32Array;
  readonly words: Int32Array;
  readonly vocabulary: Vocabulary;
}

/** Words by number, and numbers by word. */
export class Vocabulary {
  readonly #numbers = new Map<string, number>();
  readonly words: string[] = [];

  numberOf(word: string): number | undefined {
    return this.#numbers.get(word);
  }

  add(word: string): number {
    const known = this.#numbers.get(word);
    if (known !== undefined) return known;
    const number = this.words.length;
    const own = ownString(word);
    this.#numbers.set(own, number);
    this.words.push(own);
    return number;
  }
}

/** A long slice keeps the text that it was cut from alive; a word put together anew does not. */
function ownString(word: string): string {
  if (word.length < 13) return word;
  let own = "";
  for (let i = 0; i < word.length; i += 4096)
    own += String.fromCharCode(...Array.from(word.slice(i, i + 4096), (_, k) => word.charCodeAt(i + k)));
  return own;
}

/** Marks a term of an indexer, so that the heading `Humans` is not the word `humans`. */
const TERM = "#";

export function poolText(records: readonly ScreeningRecord[]): PoolText {
  const count = records.length;
  const starts = new Int32Array(count + 1);
  const titleEnds = new Int32Array(count);
  const abstractEnds = new Int32Array(count);
  const words = new NumberList();
  const vocabulary = new Vocabulary();
  const take = (word: string): void => words.push(vocabulary.add(word));
  for (let i = 0; i < count; i++) {
    const { title, abstract, terms } = records[i]!;
    eachWord(title, take);
    titleEnds[i] = words.length;
    if (abstract !== undefined) eachWord(abstract, take);
    abstractEnds[i] = words.length;
    for (const term of terms ?? []) take(TERM + term.trim().toLowerCase());
    starts[i + 1] = words.length;
  }
  return { count, starts, titleEnds, abstractEnds, words: words.copy(), vocabulary };
}
