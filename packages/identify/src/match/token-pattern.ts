import type { Word } from "../query/strategy.ts";
import { foldText } from "../query/words.ts";

/** A run of letters or digits with wildcards: folded text, or any number of characters from `least` to `most`. */
type PatternPart = string | { readonly least: number; readonly most: number };

/** What one word of a record has to be like. */
export interface TokenPattern {
  readonly parts: readonly PatternPart[];
  /** The same for patterns that match the same. */
  readonly key: string;
}

const WORD_OR_GAP = /[\p{L}\p{N}]+|[^\p{L}\p{N}]+/gu;
const STARTS_WORD = /^[\p{L}\p{N}]/u;

const keyOf = (parts: readonly PatternPart[]): string =>
  parts.map((part) => (typeof part === "string" ? part : `\u0001${part.least}-${part.most}\u0001`)).join("");

const patternOf = (parts: readonly PatternPart[]): TokenPattern => ({ parts, key: keyOf(parts) });

export const exactToken = (token: string): TokenPattern => patternOf([token]);

/** The text of a pattern without wildcards. */
export const exactText = ({ parts }: TokenPattern): string | undefined =>
  parts.length === 1 && typeof parts[0] === "string" ? parts[0] : undefined;

/** The literal beginning, which may be empty. */
export const headOf = ({ parts }: TokenPattern): string => (typeof parts[0] === "string" ? parts[0] : "");

/** Whether any word that begins with the head matches. */
export const isPrefix = ({ parts }: TokenPattern): boolean =>
  parts.length === 2 &&
  typeof parts[0] === "string" &&
  typeof parts[1] !== "string" &&
  parts[1]!.least === 0 &&
  parts[1]!.most === Number.POSITIVE_INFINITY;

const isBare = (parts: readonly PatternPart[]): boolean => parts.every((part) => typeof part !== "string");

/**
 * The words of a text that a word of a strategy asks for, one after the other: "Guillain-Barré" asks for guillain and barre, "anti-inflam*"
 * for anti and a word that begins with inflam. A wildcard that has no letter beside it asks for nothing at the ends and for any word between.
 */
export function tokenPatterns(word: Word): readonly TokenPattern[] {
  const tokens: PatternPart[][] = [];
  let current: PatternPart[] = [];
  const close = (): void => {
    if (current.length > 0) tokens.push(current);
    current = [];
  };
  for (const part of word) {
    if (typeof part === "string") {
      for (const [run] of foldText(part).matchAll(WORD_OR_GAP)) {
        if (!STARTS_WORD.test(run)) close();
        else if (typeof current.at(-1) === "string") current.push(`${current.pop() as string}${run}`);
        else current.push(run);
      }
    } else if (part.wildcard === "any")
      current.push({ least: 0, most: part.upTo ?? Number.POSITIVE_INFINITY });
    else current.push(part.wildcard === "one" ? { least: 1, most: 1 } : { least: 0, most: 1 });
  }
  close();
  while (tokens.length > 0 && isBare(tokens[0]!)) tokens.shift();
  while (tokens.length > 0 && isBare(tokens.at(-1)!)) tokens.pop();
  return tokens.map(patternOf);
}

/** Whether a word is like the pattern. Takes time in proportion to the length of both, whatever the wildcards. */
export function matchesPattern({ parts }: TokenPattern, token: string): boolean {
  /** Lengths of the beginning of the token that the parts so far can cover. */
  let ends = new Set([0]);
  for (const part of parts) {
    const next = new Set<number>();
    if (typeof part === "string") {
      for (const end of ends) if (token.startsWith(part, end)) next.add(end + part.length);
    } else if (part.most === Number.POSITIVE_INFINITY) {
      const least = Math.min(...ends) + part.least;
      for (let end = least; end <= token.length; end++) next.add(end);
    } else {
      const most = Math.min(part.most, token.length);
      for (const end of ends)
        for (let more = part.least; more <= most && end + more <= token.length; more++) next.add(end + more);
    }
    if (next.size === 0) return false;
    ends = next;
  }
  return ends.has(token.length);
}
