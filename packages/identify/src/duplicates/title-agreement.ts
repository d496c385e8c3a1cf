import type { ComparisonRecord } from "./comparison-record.ts";
import { withinEdits } from "./edit-distance.ts";
import type { Vocabulary } from "./vocabulary.ts";

export interface TitleAgreement {
  readonly level: "same" | "spelling" | "part" | "similar" | "loose" | "different" | "missing";
  /** Both titles have a number that the other has not: "type 1" and "type 2". */
  readonly numbersDiffer: boolean;
}

const agreement = (level: TitleAgreement["level"], numbersDiffer = false): TitleAgreement => ({ level, numbersDiffer });
const MISSING = agreement("missing");
const SAME = agreement("same");
const SPELLING = agreement("spelling");
const DIFFERENT = agreement("different");

/** Prefixes that turn a word of medicine into its opposite: they are no typing errors. */
const OPPOSITES = /^(?:hyper|hypo|inter|intra|extra|pre|post|peri|per|pro|anti|endo|exo|exa|macro|micro|mono|poly|un|in|non|ab|ad|de|re|super|sub|trans|cis|ortho|para|meta|over|under|im|ir|il|dis|a)(?=.{4})/;

const NUMBER = /^\d+$/;
/** A number, or letters with a number as a name of a molecule or a trial: never a spelling of another. */
const COUNTED = /\d/;

/** Whether two words can be spellings of one: a slip in five letters or more, two in eight or more. */
export function misspelt(a: string, b: string): boolean {
  const least = Math.min(a.length, b.length);
  if (least < 4 || COUNTED.test(a) || COUNTED.test(b)) return false;
  // A plural is no other word.
  if (a === `${b}s` || b === `${a}s`) return true;
  if (least < 5) return false;
  const x = OPPOSITES.exec(a)?.[0];
  const y = OPPOSITES.exec(b)?.[0];
  if (x !== y && (x === undefined ? b.endsWith(a) : y === undefined ? a.endsWith(b) : a.slice(x.length) === b.slice(y.length)))
    return false;
  return withinEdits(a, b, least >= 8 ? 2 : 1);
}

function leftOver(a: readonly number[], b: readonly number[]): number[] {
  const left: number[] = [];
  for (const word of a) if (!b.includes(word)) left.push(word);
  return left;
}

const lengthOf = (words: readonly number[], vocabulary: Vocabulary): number => {
  let sum = 0;
  for (const word of words) sum += vocabulary.text(word).length;
  return sum;
};

/** Compares two titles word by word: order does not count, spelling may vary, numbers may not. */
export function compareTitles(a: ComparisonRecord, b: ComparisonRecord, vocabulary: Vocabulary): TitleAgreement {
  if (a.words.length === 0 || b.words.length === 0) return MISSING;
  for (const print of a.prints) if (b.prints.includes(print)) return SAME;
  const onlyA = leftOver(a.words, b.words);
  const onlyB = leftOver(b.words, a.words);
  if (onlyA.length === 0 && onlyB.length === 0) return SAME;
  const shared = a.words.length - onlyA.length;
  if (shared === 0 && onlyA.length + onlyB.length > 8) return DIFFERENT;
  return compareRest(a, b, onlyA, onlyB, vocabulary);
}

function compareRest(
  a: ComparisonRecord,
  b: ComparisonRecord,
  onlyA: number[],
  onlyB: number[],
  vocabulary: Vocabulary,
): TitleAgreement {
  const shortest = Math.min(lengthOf(a.words, vocabulary), lengthOf(b.words, vocabulary));
  const restA = onlyA.map(vocabulary.text);
  const restB = onlyB.map(vocabulary.text);
  // What is written together in one title and apart in the other is the same string of letters.
  const joinedA = restA.join("");
  const joinedB = restB.join("");
  if (joinedA === joinedB) return SAME;
  let misspeltLetters = 0;
  for (let i = restA.length - 1; i >= 0; i--) {
    const at = restB.findIndex((word) => misspelt(restA[i]!, word));
    if (at === -1) continue;
    misspeltLetters += restA[i]!.length;
    restA.splice(i, 1);
    restB.splice(at, 1);
  }
  if (restA.length > 0 && restB.length > 0 && misspelt(restA.join(""), restB.join(""))) {
    misspeltLetters += restA.join("").length;
    restA.length = 0;
    restB.length = 0;
  }
  const numbersDiffer = restA.some((word) => NUMBER.test(word)) && restB.some((word) => NUMBER.test(word));
  const lettersA = restA.join("").length;
  const lettersB = restB.join("").length;
  if (lettersA === 0 && lettersB === 0) return misspeltLetters * 2 > shortest && shortest > 20 ? agreement("similar") : SPELLING;
  const total = lengthOf(a.words, vocabulary) + lengthOf(b.words, vocabulary);
  const likeness = (total - lettersA - lettersB) / total;
  if (lettersA === 0 || lettersB === 0) {
    const extra = lettersA === 0 ? restB : restA;
    if (extra.length === 1 && extra[0]!.length <= 3 && !COUNTED.test(extra[0]!)) return SPELLING;
    const enough = Math.min(a.words.length, b.words.length) >= 3 && shortest >= 18;
    return agreement(enough ? "part" : likeness >= 0.5 ? "loose" : "different");
  }
  return agreement(likeness >= 0.75 ? "similar" : likeness >= 0.4 ? "loose" : "different", numbersDiffer);
}
