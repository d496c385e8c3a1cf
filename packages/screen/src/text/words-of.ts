/**
 * Words of a text: runs of letters, marks, digits and underscores, in small letters, of two characters or more, which are those of
 * scikit-learn's `\b\w\w+\b`. Scripts that put no blanks between words (Chinese, Japanese, Thai, Lao, Khmer, Burmese) give the
 * pairs of neighbouring characters instead, which is what search engines index where they have no dictionary.
 */

/** Which of the first 128 code units are part of a word: digits, small letters, underscore; all above may be. */
const asciiWord = Uint8Array.from({ length: 128 }, (_, code) =>
  (code >= 48 && code <= 57) || (code >= 97 && code <= 122) || code === 95 ? 1 : 0,
);

const RUN = /[\p{L}\p{M}\p{N}_]+/gu;
const WITHOUT_BLANKS =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;
/** A character with the marks that sit on it: Thai and Burmese vowels have no place of their own. */
const CHARACTER = /\P{M}\p{M}*/gu;

/** Calls `word` with each word of the text, in order. */
export function eachWord(text: string, word: (found: string) => void): void {
  const lower = text.toLowerCase();
  const end = lower.length;
  let at = 0;
  while (at < end) {
    let code = lower.charCodeAt(at);
    if (code < 128 && asciiWord[code] === 0) {
      at += 1;
      continue;
    }
    const start = at;
    let high = 0;
    while (code >= 128 || asciiWord[code] === 1) {
      high |= code;
      at += 1;
      if (at === end) break;
      code = lower.charCodeAt(at);
    }
    if (high < 128) {
      if (at - start > 1) word(lower.slice(start, at));
    } else foreignRun(lower.slice(start, at), word);
  }
}

function foreignRun(run: string, word: (found: string) => void): void {
  for (const [found] of run.normalize("NFC").matchAll(RUN)) {
    if (!WITHOUT_BLANKS.test(found)) {
      if (found.length > 1) word(found);
      continue;
    }
    const characters = found.match(CHARACTER) ?? [found];
    if (characters.length === 1) word(found);
    for (let i = 1; i < characters.length; i++) word(characters[i - 1]! + characters[i]!);
  }
}

export function wordsOf(text: string): readonly string[] {
  const words: string[] = [];
  eachWord(text, (word) => words.push(word));
  return words;
}
