import { ASCII, fold, unmarked, words } from "./fold.ts";
import { partNumbers, romanNumber, titleMarks } from "./title-marks.ts";
import { hashOf, hashOfAll, hashOfJoined, hashOfParts, type Vocabulary } from "./vocabulary.ts";
import { type KnownWord, wordTable } from "./word-table.ts";

/** A title as it is compared. */
interface NormalTitle {
  /** Numbers of the words that carry meaning, in order; Roman numbers as digits. Empty only where there is no title. */
  readonly words: readonly number[];
  /** Letters of all words. */
  readonly letters: number;
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

const STOP = new Set(
  "a an the of and in on for with to by from at as is are et de la le les der die das und des".split(" "),
);

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
/** Kinds of contribution that conferences and databases put behind a title in brackets. */
const KIND =
  "review|letter|comment|commentary|editorial|abstract|article|news|corrected|see comments?|multiple letters|clinical conference|retracted(?: article)?|" +
  "(?:meeting|conference|extended|demo|demonstration|panel|tutorial|poster|invited|short|workshop|keynote) (?:abstract|paper|talk|session|summary)|abstract only|demonstration description|" +
  "tutorial|panel|poster|demo(?:nstration)?|keynote|invited|(?:industrial|experience|vision|research) paper";
const BRACKETED = `(?:${LANGUAGE})(?:[,;/ ]+(?:${LANGUAGE}|and))*|(?:${KIND})(?:[,;] (?:${KIND}))*|\\d+(?: refs?\\.?)?|\\d+ references?`;
/** What databases add at the end: language, kind of contribution, count of references. */
const ANNOTATION = new RegExp(
  `(?:[.,;\\s]*(?:[[(](?:${BRACKETED}|vol\\.? ?\\d+[^\\])]{0,60})[\\])]|\\bla: ?[a-z]{3}\\b))+[.\\s]*$`,
);
const KIND_BEFORE =
  /^(?:tutorial|panel|keynote|invited (?:talk|paper)|demo(?:nstration)?|poster)\s*:\s+(?=.{10})/;
const KIND_WITHIN =
  /\s*\((?:(?:demo|demonstration|panel|tutorial|poster|keynote|invited) (?:abstract|paper|talk|session)|abstract only|demonstration description|tutorial|panel|extended abstract)\)/g;
const IN_LANGUAGE = new RegExp(`[[(](?:${LANGUAGE})[\\])]|\\bla: ?[a-z]{3}\\b`);
/** A letter of a script that English titles are not in. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the whole of ASCII is meant.
const BEYOND_ASCII = /[^\x00-\x7f]/;
const OTHER_SCRIPT = /[^ -~\p{Script=Latin}\p{Script=Greek}\p{P}\p{S}\p{N}\p{Z}\p{M}\p{C}]/u;
const CORRECTED = /\s*\[(?:corrected|sic)\]/g;
/** MEDLINE's notes on other publications: "[Erratum appears in ...", "[Comment in ...", also where they are cut off. */
const NOTED =
  /[.\s]*\[(?:published )?(?:errat(?:um|a)|corrections?|comments?|summary|retract(?:ion|ed)|republished|update|original report|reprint|see)\b[^\]]{0,30}\b(?:appears?|in|for|of|on)\b.*$/;
const RETRACTED = /^\W*(?:retracted(?: article)?|withdrawn(?: article)?|temporary removal)\s*[:.\]-]+\s*/;

/** Only a title that ends in a bracket or a language code can have one. */
const withoutAnnotation = (text: string): string =>
  /[\])][.\s]*$|\bla: ?[a-z]{3}[.\s]*$/.test(text) ? text.replace(ANNOTATION, "").trim() : text.trim();

const meaningful = (folded: string): readonly string[] => {
  const all = words(folded);
  const kept = all.filter((word) => !STOP.has(word));
  return kept.length === 0 ? all : kept;
};

const printOf = (folded: string): number => {
  const list = meaningful(folded);
  return list.length === 0 ? hashOf(folded.replace(/\s/g, "")) : hashOfJoined(list);
};

/** One spelling of British and American words (haematology, oedema, randomised), and digits for Roman numbers. */
function spelling(word: string): string {
  const roman = romanNumber(word);
  if (roman !== undefined) return String(roman);
  let plain = word;
  if (word.includes("ae") || word.includes("oe")) plain = plain.replace(/[ao]e/g, "e");
  if (word.includes("is")) plain = plain.replace(/is(?=(?:e[ds]?|ing|ations?)$)/, "iz");
  if (word.includes("our")) plain = plain.replace(/our(?=s?$)/, "or");
  return word.startsWith("0") ? plain.replace(/^0+(?=\d)/, "") : plain;
}

const DIVIDED = /[[=;]|<original>/;

/** Other readings of a title: where a part in brackets is a title by itself, that part and the rest; both sides of an equals sign. */
function readings(folded: string): readonly string[] {
  if (!DIVIDED.test(folded)) return [];
  const bracket = /\[([^\]]{20,})\]/.exec(folded);
  if (bracket === null) {
    const halves = folded.split(/\s=\s|<original>|;\s/);
    return halves.length === 2 && halves.every((half) => half.length > 25) ? halves : [];
  }
  const outside = folded.slice(0, bracket.index) + folded.slice(bracket.index + bracket[0].length);
  return outside.replace(/\W/g, "").length > 15 ? [bracket[1]!, outside] : [];
}

/** Where the main title ends: at a colon, a stop, a dash, or a bracket that the title ends with. */
const MAIN = /[:.?!;\u2013\u2014]|\s[([](?=[^()[\]]*[)\]]\W*$)|\s-+\s|--|<original>|\s=\s/;

/** Without notes on other publications, and without the kind of contribution in front or within. */
function withoutNotes(marked: string): string {
  let plain = marked.replace(RETRACTED, "").replace(KIND_BEFORE, "");
  if (plain.includes("(")) plain = plain.replace(KIND_WITHIN, " ");
  return plain.includes("[") ? plain.replace(CORRECTED, "").replace(NOTED, "") : plain;
}

/** The title proper; where nothing would be left of it, the title as it is. */
function proper(noted: string, marked: string): string {
  const plain = withoutAnnotation(noted);
  return plain === "" ? marked : plain;
}

function isTranslated(marked: string): boolean {
  const bracket = marked.indexOf("[");
  return (
    (bracket !== -1 && !/\w/.test(marked.slice(0, bracket))) ||
    ((bracket !== -1 || marked.includes("(") || marked.includes("la:")) && IN_LANGUAGE.test(marked)) ||
    marked.includes("<original>") ||
    (BEYOND_ASCII.test(marked) && OTHER_SCRIPT.test(marked))
  );
}

/** No title is as long: what stands behind is some other text, and counts as one word. */
const LONGEST = 4000;
const STOP_WORD = -1;

/** What the words of a title say. */
interface Meaning {
  readonly numbered: readonly number[];
  readonly generic: boolean;
  /** Hash of the letters and digits of all words. */
  readonly print: number;
  /** Hash of those before a place of the title, of the title that was read last. */
  readonly printUpTo: (cut: number) => number;
}

const isGeneric = (word: string): boolean => GENERIC.has(word) || /^\d+$/.test(word);

const isLetterOrDigit = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 48 && code <= 57);

/** Reads titles, each with those that the record gives in other languages. Words that were read before are remembered. */
export function titleReader(
  titleWords: Vocabulary,
): (text: string, others: readonly string[]) => NormalTitle {
  const learnt = (word: string): KnownWord => ({
    number: STOP.has(word) ? STOP_WORD : titleWords.number(spelling(word)),
    generic: isGeneric(word),
  });
  const wordAt = wordTable(learnt);
  /** Beginning and end of each meaningful word of the title that is being read. */
  const bounds: number[] = [];

  /** The words of a title of ASCII, in one pass and without a string of each. Undefined where none carries meaning. */
  function plainMeaning(folded: string): Meaning | undefined {
    const numbered: number[] = [];
    let generic = true;
    let used = 0;
    for (let at = 0; at < folded.length; at++) {
      if (!isLetterOrDigit(folded.charCodeAt(at))) continue;
      let end = at + 1;
      while (end < folded.length && isLetterOrDigit(folded.charCodeAt(end))) end += 1;
      const word = wordAt(folded, at, end);
      if (word.number !== STOP_WORD) {
        numbered.push(word.number);
        generic &&= word.generic;
        bounds[used] = at;
        bounds[used + 1] = end;
        used += 2;
      }
      at = end;
    }
    if (numbered.length === 0) return undefined;
    return {
      numbered,
      generic,
      print: hashOfParts(folded, bounds, used),
      printUpTo: (cut) => {
        let kept = used;
        while (kept > 0 && bounds[kept - 1]! > cut) kept -= 2;
        return kept === 0 ? printOf(folded.slice(0, cut)) : hashOfParts(folded, bounds, kept);
      },
    };
  }

  function meaning(folded: string): Meaning | undefined {
    const plain = ASCII.test(folded) ? plainMeaning(folded) : undefined;
    if (plain !== undefined) return plain;
    const list = meaningful(folded);
    if (list.length === 0) return undefined;
    return {
      numbered: list.map((word) => titleWords.number(spelling(word))),
      generic: list.every(isGeneric),
      print: hashOfJoined(list),
      printUpTo: (cut) => printOf(folded.slice(0, cut)),
    };
  }

  function shortTitle(text: string, others: readonly string[]): NormalTitle {
    const marked = fold(unmarked(text)).trim();
    const noted = withoutNotes(marked);
    const folded = proper(noted, marked);
    const read = meaning(folded);
    if (read === undefined) return NO_TITLE;
    const { numbered } = read;
    const prints = [read.print];
    for (const reading of readings(folded)) {
      const print = printOf(reading);
      if (!prints.includes(print)) prints.push(print);
    }
    for (const other of others) {
      const written = fold(unmarked(other.slice(0, LONGEST))).trim();
      const reading = proper(withoutNotes(written), written);
      if (reading.length <= 15) continue;
      const print = printOf(reading);
      if (!prints.includes(print)) prints.push(print);
    }
    let letters = 0;
    for (const word of numbered) letters += titleWords.length(word);
    const cut = folded.search(MAIN);
    return {
      words: numbered,
      letters,
      prints,
      mainPrint: cut > 20 ? read.printUpTo(cut) : prints[0]!,
      translated: isTranslated(marked),
      marks: titleMarks(noted),
      parts: partNumbers(folded),
      generic: read.generic,
    };
  }

  return (text, others) => {
    if (text.length <= LONGEST) return shortTitle(text, others);
    const read = shortTitle(text.slice(0, LONGEST), others);
    const rest = hashOf(text.slice(LONGEST));
    const word = titleWords.number(`rest ${rest}`);
    return {
      ...read,
      words: [...read.words, word],
      letters: read.letters + titleWords.length(word),
      prints: read.prints.map((print) => hashOfAll([String(print), String(rest)])),
    };
  };
}

const NO_TITLE: NormalTitle = {
  words: [],
  letters: 0,
  prints: [],
  mainPrint: 0,
  translated: false,
  marks: 0,
  parts: [],
  generic: true,
};
