import { fold, unmarked, words } from "./fold.ts";
import { partNumbers, romanNumber, titleMarks } from "./title-marks.ts";
import { hashOf } from "./vocabulary.ts";

/** A title as it is compared. */
export interface NormalTitle {
  /** Words that carry meaning, in order; Roman numbers as digits. Empty only where there is no title. */
  readonly words: readonly string[];
  /** Hashes of the letters and digits of the title and of its other readings (within and without brackets, original, translated). */
  readonly prints: readonly number[];
  /** Hash of what stands before the first colon, full stop, dash or question mark. */
  readonly mainPrint: number;
  /** The record says that this title is a translation, or is in a script of its own. */
  readonly translated: boolean;
  /** Bits of `titleMarks`. */
  readonly marks: number;
  readonly parts: readonly number[];
  /** No title of its own, as "Editorial" or "Guest Editors' Introduction". */
  readonly generic: boolean;
}

const STOP = new Set("a an the of and in on for with to by from at as is are et de la le les der die das und des".split(" "));

const GENERIC = new Set(
  (
    "editorial editorials editor editors guest introduction introductory preface foreword prologue epilogue reply replies response letter " +
    "letters comment comments commentary correspondence abstract abstracts news announcement announcements contents index notes note " +
    "remarks message chair chairs chairman column issue special section book books review reviews reviewers obituary memoriam " +
    "erratum errata corrigendum correction corrections retraction conclusion conclusions discussion discussions authors author s this " +
    "welcome report reports from president presidents page cover masthead calendar meeting meetings minutes poster posters session sessions " +
    "oral presentations presentation title no untitled overview summary summaries perspective perspectives viewpoint opinion invited opening"
  ).split(" "),
);

const LANGUAGE =
  "afrikaans|arabic|bosnian|bulgarian|catalan|chinese|croatian|czech|danish|dutch|english|estonian|finnish|french|german|greek|hebrew|" +
  "hungarian|icelandic|indonesian|italian|japanese|korean|latvian|lithuanian|macedonian|norwegian|persian|polish|portuguese|romanian|" +
  "russian|serbian|serbo-croatian|slovak|slovene|slovenian|spanish|swedish|thai|turkish|ukrainian|ukrainan|vietnamese";
/** What databases add at the end: language, kind, count of references, links to comments and corrections. */
const ANNOTATION = new RegExp(
  `(?:[.,;\\s]*(?:[[(](?:(?:${LANGUAGE})(?:[,;/ ]+(?:${LANGUAGE}|and))*|(?:review|letter|comment|commentary|editorial|abstract|corrected|` +
    `see comments?|comments?|article|news|meeting abstract|conference abstract|retracted(?: article)?|multiple letters|clinical conference)` +
    `(?:[,;] (?:review|letter|comment|editorial))*|\\d+(?: refs?\\.?)?|\\d+ references?|vol\\.? ?\\d+[^\\])]{0,60}|` +
    `(?:erratum|correction|comment|summary|retraction|republished|update|original report)s? (?:appears|in|of|for|on)[^\\])]*|published erratum[^\\])]*)[\\])]|` +
    `\\bla: ?[a-z]{3}\\b))+[.\\s]*$`,
);
const IN_LANGUAGE = new RegExp(`[[(](?:${LANGUAGE})[\\])]|\\bla: ?[a-z]{3}\\b`);
const OTHER_SCRIPT = /[^\p{Script=Latin}\p{Script=Greek}\p{P}\p{S}\p{N}\p{Z}\p{M}\p{C}]/u;
const CORRECTED = /\s*\[(?:corrected|sic)\]/g;
const RETRACTED = /^\W*(?:retracted(?: article)?|withdrawn(?: article)?|temporary removal)\s*[:.\]-]+\s*/;
/** "Title in English. <ORIGINAL> titre original", as CENTRAL has it. */
const ORIGINAL = /<original>/i;

/** Only a title that ends in a bracket or a language code can have one. */
const withoutAnnotation = (text: string): string =>
  /[\])][.\s]*$|\bla: ?[a-z]{3}[.\s]*$/.test(text) ? text.replace(ANNOTATION, "").trim() : text.trim();

const compact = (text: string): string => words(text).filter((word) => !STOP.has(word)).join("");

function meaningful(folded: string): readonly string[] {
  const all = words(folded);
  const kept = all.filter((word) => !STOP.has(word));
  return (kept.length === 0 ? all : kept).map((word) => {
    const roman = romanNumber(word);
    if (roman !== undefined) return String(roman);
    // British and American spelling: haematology, oedema, randomised.
    return word
      .replace(/ae|oe/g, "e")
      .replace(/is(?=(?:e[ds]?|ing|ations?)$)/, "iz")
      .replace(/our(?=s?$)/, "or")
      .replace(/^0+(?=\d)/, "");
  });
}

/** Readings of one title: as a whole, and, where a part in brackets is a title by itself, each of the two. */
function readings(folded: string): readonly string[] {
  const bracket = /\[([^\]]{20,})\]/.exec(folded);
  if (bracket === null) {
    const halves = folded.split(/\s=\s|<original>|;\s/);
    return halves.length === 2 && halves.every((half) => half.length > 25) ? [folded, ...halves] : [folded];
  }
  const outside = folded.slice(0, bracket.index) + folded.slice(bracket.index + bracket[0].length);
  return outside.replace(/\W/g, "").length > 15 ? [folded, bracket[1]!, outside] : [folded];
}

const MAIN = /[:.?!;\u2013\u2014]|\s-+\s|--|<original>|\s=\s/;

/** The title of a record, with the titles that it gives in other languages. */
export function normaliseTitle(text: string, others: readonly string[] = []): NormalTitle {
  const marked = fold(unmarked(text)).trim();
  const plain = withoutAnnotation(marked.replace(RETRACTED, "").replace(CORRECTED, ""));
  const folded = plain === "" ? marked : plain;
  const list = meaningful(folded);
  const prints: number[] = [];
  const add = (reading: string) => {
    const letters = compact(reading);
    const print = hashOf(letters === "" ? reading.replace(/\s/g, "") : letters);
    if (!prints.includes(print)) prints.push(print);
  };
  if (list.length > 0) {
    for (const reading of readings(folded)) add(reading);
    for (const other of others) {
      const reading = withoutAnnotation(fold(unmarked(other)));
      if (compact(reading).length > 12) add(reading);
    }
  }
  const cut = folded.search(MAIN);
  const main = cut > 20 ? folded.slice(0, cut) : folded;
  return {
    words: list,
    prints,
    mainPrint: list.length === 0 ? 0 : hashOf(compact(main)),
    translated:
      /^\W*\[/.test(marked) ||
      ORIGINAL.test(marked) ||
      IN_LANGUAGE.test(marked) ||
      OTHER_SCRIPT.test(marked),
    marks: titleMarks(plain === "" ? marked : plain),
    parts: partNumbers(folded),
    generic: list.every((word) => GENERIC.has(word) || /^\d+$/.test(word)),
  };
}
