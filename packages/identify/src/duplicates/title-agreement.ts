import type { ComparisonRecord } from "./comparison-record.ts";
import { withinEdits } from "./edit-distance.ts";
import { lettersApart, type Vocabulary } from "./vocabulary.ts";

export interface TitleAgreement {
  readonly level: "same" | "spelling" | "part" | "similar" | "loose" | "different" | "missing";
  /** Both titles have a number that the other has not: "type 1" and "type 2". */
  readonly numbersDiffer: boolean;
}

const agreement = (level: TitleAgreement["level"], numbersDiffer = false): TitleAgreement => ({
  level,
  numbersDiffer,
});
const MISSING = agreement("missing");
const SAME = agreement("same");
const SPELLING = agreement("spelling");
const PART = agreement("part");
const SIMILAR = agreement("similar");
const LOOSE = agreement("loose");
const DIFFERENT = agreement("different");

/** Prefixes that turn a word of medicine into another: they are no typing errors. */
const PREFIX =
  /^(?:hyper|hypo|inter|intra|extra|pre|post|peri|per|pro|anti|endo|exo|exa|macro|micro|mono|poly|un|in|non|ab|ad|de|re|super|sub|trans|cis|ortho|para|meta|over|under|im|ir|il|dis|a)(?=.{4})/;
const NUMBER = /^\d+$/;
/** A number, or letters with a number as the name of a molecule or a trial: never a spelling of another. */
const COUNTED = /\d/;

/** Whether two words can be spellings of one: a slip in five letters or more, two in eight or more. */
function misspelt(a: string, b: string): boolean {
  const least = Math.min(a.length, b.length);
  if (least < 4 || COUNTED.test(a) || COUNTED.test(b)) return false;
  // A plural is no other word.
  if (a === `${b}s` || b === `${a}s` || a === `${b}es` || b === `${a}es`) return true;
  if (least < 5 || !withinEdits(a, b, least >= 8 ? 2 : 1)) return false;
  const x = PREFIX.exec(a)?.[0] ?? "";
  const y = PREFIX.exec(b)?.[0] ?? "";
  return (
    x === y || (a.slice(x.length) !== b.slice(y.length) && a.slice(x.length) !== b && a !== b.slice(y.length))
  );
}

/** Letters of the words that both titles have. */
function sharedLetters(a: readonly number[], b: readonly number[], vocabulary: Vocabulary): number {
  let shared = 0;
  for (const word of a) if (b.includes(word)) shared += vocabulary.length(word);
  return shared;
}

const leftOver = (a: readonly number[], b: readonly number[]): number[] =>
  a.filter((word) => !b.includes(word));

/** Compares two titles word by word: order does not count, spelling may vary, numbers may not. */
export function compareTitles(
  a: ComparisonRecord,
  b: ComparisonRecord,
  vocabulary: Vocabulary,
): TitleAgreement {
  if (a.words.length === 0 || b.words.length === 0) return MISSING;
  for (const print of a.prints) if (b.prints.includes(print)) return SAME;
  const shared = sharedLetters(a.words, b.words, vocabulary);
  // Titles that have less than a third in common are not saved by spelling.
  if (shared * 6 < a.letters + b.letters && shared * 2 < Math.min(a.letters, b.letters)) return DIFFERENT;
  return compareRest(a, b, leftOver(a.words, b.words), leftOver(b.words, a.words), vocabulary);
}

/** Takes out of both lists the words that are spellings of each other, and counts their letters. */
function pairSpellings(restA: number[], restB: number[], vocabulary: Vocabulary): number {
  let letters = 0;
  for (let i = restA.length - 1; i >= 0; i--) {
    const word = restA[i]!;
    const at = restB.findIndex(
      (other) =>
        lettersApart(vocabulary.letters(word), vocabulary.letters(other)) <= 4 &&
        misspelt(vocabulary.text(word), vocabulary.text(other)),
    );
    if (at === -1) continue;
    letters += vocabulary.length(word);
    restA.splice(i, 1);
    restB.splice(at, 1);
  }
  return letters;
}

function compareRest(
  a: ComparisonRecord,
  b: ComparisonRecord,
  restA: number[],
  restB: number[],
  vocabulary: Vocabulary,
): TitleAgreement {
  const shortest = Math.min(a.letters, b.letters);
  const join = (words: readonly number[]): string => words.map(vocabulary.text).join("");
  // What is written together in one title and apart in the other is the same string of letters.
  if (join(restA) === join(restB)) return SAME;
  let misspeltLetters = pairSpellings(restA, restB, vocabulary);
  let joinedA = join(restA);
  let joinedB = join(restB);
  if (joinedA !== "" && joinedB !== "" && misspelt(joinedA, joinedB)) {
    misspeltLetters += joinedA.length;
    joinedA = "";
    joinedB = "";
  }
  if (joinedA === "" && joinedB === "")
    return misspeltLetters * 2 > shortest && shortest > 20 ? SIMILAR : SPELLING;
  const total = a.letters + b.letters;
  const likeness = (total - joinedA.length - joinedB.length) / total;
  if (joinedA === "" || joinedB === "") {
    const extra = joinedA === "" ? restB : restA;
    if (extra.length === 1 && vocabulary.length(extra[0]!) <= 3 && !COUNTED.test(vocabulary.text(extra[0]!)))
      return SPELLING;
    if (Math.min(a.words.length, b.words.length) >= 3 && shortest >= 18) return PART;
    return likeness >= 0.5 ? LOOSE : DIFFERENT;
  }
  const numbered = (words: readonly number[]) => words.some((word) => NUMBER.test(vocabulary.text(word)));
  const level = likeness >= 0.75 ? "similar" : likeness >= 0.4 ? "loose" : "different";
  return numbered(restA) && numbered(restB)
    ? agreement(level, true)
    : level === "similar"
      ? SIMILAR
      : level === "loose"
        ? LOOSE
        : DIFFERENT;
}
