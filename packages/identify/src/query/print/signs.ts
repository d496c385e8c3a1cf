import type { Text, Wildcard, Word } from "../strategy.ts";

/** How wildcards are written; one that is not listed has no sign in the language. */
export interface Signs {
  readonly any: string;
  readonly one?: string;
  readonly "zero-or-one"?: string;
  /** Written after `any` where the number of letters can be bounded. */
  readonly upTo?: (letters: number) => string;
}

function writeWildcard(wildcard: Wildcard, signs: Signs): string {
  if (wildcard.wildcard === "any")
    return wildcard.upTo === undefined ? signs.any : (signs.upTo?.(wildcard.upTo) ?? signs.any);
  return signs[wildcard.wildcard] ?? signs.any;
}

export const writeWord = (word: Word, signs: Signs): string =>
  word.map((part) => (typeof part === "string" ? part : writeWildcard(part, signs))).join("");

export const writeWords = (text: Text, signs: Signs): string =>
  text.words.map((word) => writeWord(word, signs)).join(" ");

export const hasWildcard = (text: Text): boolean =>
  text.words.some((word) => word.some((part) => typeof part !== "string"));
