/**
 * What a title says its text is: a notice about another text, an answer to it, or a part of a series. Two records of which only one
 * has such a mark are different publications, however much of their titles agrees.
 */
export type TitleMark = "erratum" | "retraction" | "concern" | "reply" | "comment" | "protocol" | "summary";

const MARKS: readonly (readonly [TitleMark, RegExp])[] = [
  [
    "erratum",
    /^\W*(?:erratum|errata|corrigend(?:um|a)|addendum)\b|^\W*(?:(?:author|publisher) )?corrections?\b(?=(?:\W*$|\s*[:.([]|\s+to\b|\s+notice))|[.:([-]\s*(?:erratum|corrigendum|correction to\b|author correction|publisher correction)(?!\s*appears)|\(vol\.? ?\d+, (?:pg?|no)\.? ?[a-z]?\d+, ?\d{4}\)\W*$/,
  ],
  [
    "retraction",
    /^\W*(?:retraction\b(?!\s+of the\b)|retraction notice|notice of retraction|withdrawal notice)|[.:]\s*(?:retraction notice|retraction\W*$)/,
  ],
  ["concern", /\bexpression of (?:editorial )?concern\b/],
  [
    "reply",
    /^\W*(?:repl(?:y|ies)|(?:authors?'?s?'?|the authors?) (?:repl(?:y|ies)|response))\b\W*(?:to\b|from\b|by\b|:|$)|^\W*response(?:\W*$|\s*:|\s+(?:to:|to (?:the )?(?:authors?|editor|letters?|comment|commentary|editorial|drs?|prof|reviewers?)\b|from (?:the )?authors?\b))|\b(?:authors?'?s?'?|the authors?)\s+(?:repl(?:y|ies)|respon(?:se|d|ds))\W*$|[-.:([,\u2013\u2014]\s*(?:repl(?:y|ies)|response|rejoinder)(?: to\b.*)?\W*$|\brejoinder\W*$/,
  ],
  [
    "comment",
    /^\W*(?:comments?|commentary|editorial comment(?:ary)?|invited comment(?:ary)?|letter(?: to the editor)?|discussion)\b\W*(?:to\b|on\b|re\b|regarding\b|:|about\b)|^\W*re:\s|\b(?:editorial|invited) comment(?:ary)?\W*$|[-.:\u2013\u2014]\s*(?:commentary|comment|discussion)\W*$/,
  ],
  [
    "protocol",
    /\b(?:study|trial|review) protocol\b|[:.]\s*(?:a |the )?protocol\W*$|^\W*protocol (?:for|of)\b|[:.]\s*protocol (?:for|of)\b/,
  ],
  [
    "summary",
    /^\W*(?:summar(?:y|ies) for patients|patient (?:information|summary)|plain language summary)\b/,
  ],
];

const BITS: ReadonlyMap<TitleMark, number> = new Map(MARKS.map(([mark], at) => [mark, 1 << at]));
const ANY =
  /errat|corrig|correct|addend|retract|withdraw|concern|repl|respon|rejoin|comment|letter|discuss|\bre:|protocol|summar|patient|\(vol/;

/** One bit a mark, for comparison. `folded` is the title in lower case without accents, with its punctuation. */
export function titleMarks(folded: string): number {
  if (!ANY.test(folded)) return 0;
  let bits = 0;
  for (const [mark, pattern] of MARKS) if (pattern.test(folded)) bits |= BITS.get(mark)!;
  return bits;
}

/** The marks that one title has and the other has not. */
export function marksApart(a: number, b: number): readonly TitleMark[] {
  const apart = a ^ b;
  return apart === 0 ? [] : MARKS.filter(([mark]) => (apart & BITS.get(mark)!) !== 0).map(([mark]) => mark);
}

const ROMAN = /^(?=[ivxl])(?:x{0,3}|xl|lx{0,3})(?:ix|iv|v?i{0,3})$/;
const VALUE: Readonly<Record<string, number>> = { i: 1, v: 5, x: 10, l: 50 };

/** "xxxiv" is 34; undefined where the word is no Roman number below 90. */
export function romanNumber(word: string): number | undefined {
  const first = word[0];
  if (first !== "i" && first !== "v" && first !== "x" && first !== "l") return undefined;
  if (word.length > 8 || !ROMAN.test(word)) return undefined;
  let sum = 0;
  for (let at = 0; at < word.length; at++) {
    const value = VALUE[word[at]!]!;
    sum += value < (VALUE[word[at + 1] ?? ""] ?? 0) ? -value : value;
  }
  return sum;
}

const PART =
  /\b(?:part|pt|chapter|section|teil|partie|parte|report|volume|vol|no|number|paper)[. ]+(\d{1,3}|[ivxl]{1,7})\b/g;

const NONE: readonly number[] = [];

/** Numbers of parts that a title names: "Part II: ..." and "Report no. 4". */
export function partNumbers(folded: string): readonly number[] {
  if (!/\d|\b[ivxl]{1,7}\b/.test(folded)) return NONE;
  const found: number[] = [];
  for (const [, number] of folded.matchAll(PART)) {
    const value = /^\d/.test(number!) ? Number(number) : romanNumber(number!);
    if (value !== undefined) found.push(value);
  }
  return found;
}
