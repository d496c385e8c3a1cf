import type { Field, Text, Word } from "../strategy.ts";
import { foldText } from "../words.ts";

/** Signs for wildcards in a term that is one string; no words have them. */
const ANY = "*";
const ONE = "?";
const ZERO_OR_ONE = "~";
const SIGN = /[*?~]/;

/** Longer phrases are compared as wholes only, so that the work stays in proportion to the text. */
const MOST_WORDS = 8;
const MOST_LETTERS = 60;

const signOf = { any: ANY, one: ONE, "zero-or-one": ZERO_OR_ONE } as const;

/** Words of a term in one string, folded, parted by blanks; hyphens and apostrophes part words as well. */
export function termKey(words: readonly Word[]): string {
  return words
    .map((word) =>
      word
        .map((part) =>
          typeof part === "string" ? foldText(part).replace(/[^\p{L}\p{N}]+/gu, " ") : signOf[part.wildcard],
        )
        .join(""),
    )
    .join(" ")
    .replace(/ +/g, " ")
    .trim();
}

/** Whether a text is a word or phrase as typed, and not words that may stand anywhere. */
export const isPhrase = ({ reading, words, frequency, exact }: Text): boolean =>
  (reading === "phrase" || words.length === 1) && frequency === undefined && exact === undefined;

interface Indexed {
  readonly text: Text;
  readonly key: string;
}

/** Finds the terms that have all records of another. */
export interface TermIndex {
  /** A term that covers the key in these fields. */
  covering(key: string, fields: readonly Field[], except?: Text): Text | undefined;
}

export function termIndex(texts: readonly Text[]): TermIndex {
  const byPrefix = new Map<string, Indexed[]>();
  const seen = new Set<string>();
  for (const text of texts) {
    if (!isPhrase(text)) continue;
    const key = termKey(text.words);
    // Of equal terms one is enough to cover others, and two to cover each other.
    const same = `${key}|${text.fields}`;
    if (key === "" || (seen.has(same) && seen.has(`${same}|2`))) continue;
    seen.add(seen.has(same) ? `${same}|2` : same);
    const cut = key.search(SIGN);
    const prefix = cut < 0 ? key : key.slice(0, cut);
    const bucket = byPrefix.get(prefix);
    if (bucket === undefined) byPrefix.set(prefix, [{ text, key }]);
    else if (bucket.length < 40) bucket.push({ text, key });
  }

  function among(key: string, fields: readonly Field[], except: Text | undefined): Text | undefined {
    for (let length = Math.min(key.length, MOST_LETTERS); length > 0; length--)
      for (const each of byPrefix.get(key.slice(0, length)) ?? [])
        if (
          each.text !== except &&
          sameOrMore(each.text.fields, fields) &&
          (each.key === key || covers(each.key, key))
        )
          return each.text;
    return undefined;
  }

  return {
    covering(key, fields, except) {
      const words = key.split(" ");
      if (words.length > MOST_WORDS) return among(key, fields, except);
      for (let from = 0; from < words.length; from++)
        for (let to = words.length; to > from; to--) {
          const found = among(words.slice(from, to).join(" "), fields, except);
          if (found !== undefined) return found;
        }
      return undefined;
    },
  };
}

const sameOrMore = (more: readonly Field[], fields: readonly Field[]): boolean =>
  fields.length === 0
    ? more.length === 0
    : fields.every((field) => more.includes(field)) ||
      (more.includes("text-word") &&
        fields.every((field) => field === "title" || field === "abstract" || field === "author-keyword"));

/** Whether a pattern matches all that a term matches, whose wildcards only their like can match. */
function covers(pattern: string, term: string): boolean {
  let [p, t] = [0, 0];
  let star = -1;
  let mark = 0;
  while (t < term.length) {
    const sign = pattern[p];
    const letter = term[t]!;
    if (sign === ANY) {
      star = p;
      mark = t;
      p += 1;
    } else if (
      sign === letter ||
      (sign === ONE && letter !== " " && letter !== ANY && letter !== ZERO_OR_ONE)
    ) {
      p += 1;
      t += 1;
    } else if (sign === ZERO_OR_ONE) {
      // Greedy where the rest goes on in the same way; else nothing stands for it.
      const next = pattern[p + 1];
      if (letter !== " " && letter !== ANY && letter !== next) t += 1;
      p += 1;
    } else if (star >= 0 && term[mark] !== " ") {
      mark += 1;
      p = star + 1;
      t = mark;
    } else return false;
  }
  while (pattern[p] === ANY || pattern[p] === ZERO_OR_ONE) p += 1;
  return p === pattern.length;
}
