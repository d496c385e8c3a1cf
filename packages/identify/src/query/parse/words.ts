import type { Wildcard, Word } from "../strategy.ts";

/** What each sign stands for inside a word; what is not listed is a letter like any other. */
type WildcardTable = Readonly<Record<string, Wildcard["wildcard"]>>;

export interface WordRules {
  readonly wildcards: WildcardTable;
  /** `$3`, `*1`: at most so many letters. */
  readonly countedTruncation: boolean;
}

/** The words of a term, cut at blanks, with wildcards picked out. */
export function readWords(term: string, rules: WordRules): Word[] {
  return term
    .split(/\s+/)
    .filter((word) => word !== "")
    .map((word) => readWord(word, rules));
}

function readWord(word: string, { wildcards, countedTruncation }: WordRules): Word {
  const parts: (string | Wildcard)[] = [];
  let literal = "";
  for (let at = 0; at < word.length; at += 1) {
    const sign = Object.hasOwn(wildcards, word[at]!) ? wildcards[word[at]!] : undefined;
    // A colon truncates at the end of a word only; inside it is a colon.
    if (sign === undefined || (word[at] === ":" && at < word.length - 1)) {
      literal += word[at];
      continue;
    }
    if (literal !== "") parts.push(literal);
    literal = "";
    const digits =
      sign === "any" && countedTruncation ? /^\d{1,2}(?![\d])/.exec(word.slice(at + 1, at + 4)) : null;
    if (digits !== null && at + 1 + digits[0].length === word.length) {
      parts.push({ wildcard: "any", upTo: Number(digits[0]) });
      at += digits[0].length;
    } else parts.push({ wildcard: sign });
  }
  if (literal !== "") parts.push(literal);
  return parts;
}

/** A word as typed, with the signs that most databases use. */
export function wordAsTyped(word: Word): string {
  return word
    .map((part) => {
      if (typeof part === "string") return part;
      if (part.wildcard === "any") return part.upTo === undefined ? "*" : `$${part.upTo}`;
      return part.wildcard === "one" ? "#" : "?";
    })
    .join("");
}
