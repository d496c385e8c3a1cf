import { exactText, headOf, isPrefix, matchesPattern, type TokenPattern } from "./token-pattern.ts";
import { beginningOf } from "./vocabulary.ts";

export type PatternId = number;

const NONE: readonly PatternId[] = [];

/**
 * All patterns of one or of thousands of strategies, each once, so that the patterns which a word is like are found by a few looks into
 * tables: the word itself, and each of its beginnings that is the head of some pattern.
 */
export class PatternTable {
  readonly #ids = new Map<string, PatternId>();
  readonly #exact = new Map<string, PatternId>();
  /** By length of the head, then by head. */
  readonly #headed = new Map<
    number,
    Map<string, { readonly id: PatternId; readonly pattern: TokenPattern }[]>
  >();

  get size(): number {
    return this.#ids.size;
  }

  add(pattern: TokenPattern): PatternId {
    const known = this.#ids.get(pattern.key);
    if (known !== undefined) return known;
    const id = this.#ids.size;
    this.#ids.set(pattern.key, id);
    const text = exactText(pattern);
    if (text !== undefined) {
      this.#exact.set(text, id);
      return id;
    }
    const head = headOf(pattern);
    const heads =
      this.#headed.get(head.length) ?? new Map<string, { id: PatternId; pattern: TokenPattern }[]>();
    this.#headed.set(head.length, heads);
    heads.set(head, [...(heads.get(head) ?? []), { id, pattern }]);
    return id;
  }

  /** By `beginningOf` of a word, 1 where some pattern may be like it. */
  beginnings(): Uint8Array<ArrayBuffer> {
    const pass = new Uint8Array(65_536);
    for (const [text] of this.#exact) pass[beginningOf(text.charCodeAt(0), text.charCodeAt(1) || 0)] = 1;
    for (const heads of this.#headed.values())
      for (const head of heads.keys())
        if (head === "") pass.fill(1);
        else if (head.length > 1) pass[beginningOf(head.charCodeAt(0), head.charCodeAt(1))] = 1;
        else for (let second = 0; second < 256; second++) pass[beginningOf(head.charCodeAt(0), second)] = 1;
    return pass;
  }

  /** The patterns that a word is like. */
  matching(word: string): readonly PatternId[] {
    const exact = this.#exact.get(word);
    let found: PatternId[] | undefined = exact === undefined ? undefined : [exact];
    for (const [length, heads] of this.#headed) {
      if (length > word.length) continue;
      for (const { id, pattern } of heads.get(word.slice(0, length)) ?? []) {
        if (!isPrefix(pattern) && !matchesPattern(pattern, word)) continue;
        if (found === undefined) found = [id];
        else found.push(id);
      }
    }
    return found ?? NONE;
  }
}
