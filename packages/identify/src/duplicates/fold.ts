import { decodeEntities } from "../record/html-text.ts";

/** Greek letters as databases without Unicode spell them. */
const GREEK: Readonly<Record<string, string>> = {
  α: "alpha",
  β: "beta",
  γ: "gamma",
  δ: "delta",
  ε: "epsilon",
  ζ: "zeta",
  η: "eta",
  θ: "theta",
  κ: "kappa",
  λ: "lambda",
  μ: "mu",
  ξ: "xi",
  π: "pi",
  ρ: "rho",
  σ: "sigma",
  τ: "tau",
  φ: "phi",
  χ: "chi",
  ψ: "psi",
  ω: "omega",
};

/** Letters that Unicode does not take apart into a base and a mark. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: "ss",
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  þ: "th",
  æ: "ae",
  œ: "oe",
  ı: "i",
  ...GREEK,
};

const SINGLE = new RegExp(`[${Object.keys(LETTERS).join("")}]`, "g");
// biome-ignore lint/suspicious/noControlCharactersInRegex: the whole of ASCII is meant.
export const ASCII = /^[\x00-\x7f]*$/;
const MARKS = /[\u0300-\u036f]/g;
/** Two Greek letters in a row are a word of the language, not a symbol in an English title. */
const GREEK_WORD = /[α-ω]{3}/;

/**
 * Lower case, accents off, ligatures and Greek symbols spelled out; other scripts stay as they are, so that a Cyrillic or Chinese
 * title never becomes empty.
 */
export function fold(text: string): string {
  const lower = text.toLowerCase();
  if (ASCII.test(lower)) return lower;
  const bare = lower.normalize("NFKD").replace(MARKS, "");
  if (ASCII.test(bare)) return bare;
  if (GREEK_WORD.test(bare)) return bare.replace(/ς/g, "σ");
  return bare.replace(SINGLE, (letter) => LETTERS[letter]!);
}

/** Tags of HTML and JATS, also where a program printed `<inf>` for a subscript. */
const TAG =
  /<\/?(?:sup|sub|inf|super|i|b|u|em|strong|italic|bold|sc|span|p|br|title|jats:[a-z-]+|mml:[a-z-]+)\b[^<>]{0,200}>/gi;

/** Text of a field without markup: entities decoded, tags away (their words stay). */
export function unmarked(text: string): string {
  const plain = text.includes("&") ? decodeEntities(text) : text;
  return plain.includes("<") ? plain.replace(TAG, "") : plain;
}

const NO_WORDS: readonly string[] = [];
const ASCII_WORD = /[a-z0-9]+/g;
const WORD = /[\p{L}\p{N}]+/gu;
/** Scripts that write no blanks between words. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

/** The words of a folded text. A run of a script without blanks is cut into overlapping pairs of characters. */
export function words(folded: string): readonly string[] {
  if (ASCII.test(folded)) return folded.match(ASCII_WORD) ?? NO_WORDS;
  const found: string[] = [];
  for (const word of folded.match(WORD) ?? []) {
    if (!UNSPACED.test(word) || word.length <= 2) found.push(word);
    else for (let at = 0; at + 2 <= word.length; at++) found.push(word.slice(at, at + 2));
  }
  return found;
}
