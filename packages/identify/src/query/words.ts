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
};

const SINGLE = new RegExp(`[${Object.keys(LETTERS).join("")}]`, "g");
// biome-ignore lint/suspicious/noControlCharactersInRegex: the whole of ASCII is meant.
const BEYOND_ASCII = /[^\x00-\x7f]/;
const MARKS = /[\u0300-\u036f]/g;
const WORD = /[\p{L}\p{N}]+/gu;
const NO_WORDS: readonly string[] = [];

/** Lower case with accents taken off: Barré is barre. */
export function foldText(text: string): string {
  if (!BEYOND_ASCII.test(text)) return text.toLowerCase();
  const bare = text.normalize("NFKD").toLowerCase().replace(MARKS, "");
  return BEYOND_ASCII.test(bare) ? bare.replace(SINGLE, (letter) => LETTERS[letter]!) : bare;
}

/** The words of a text as searches see them: runs of letters or digits, folded. Hyphens, apostrophes and all other signs part words. */
export function wordsOf(text: string): readonly string[] {
  return foldText(text).match(WORD) ?? NO_WORDS;
}
