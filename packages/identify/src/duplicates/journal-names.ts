import { withinEdits } from "./edit-distance.ts";
import { fold, unmarked } from "./fold.ts";

/** A journal's name as it is compared. */
export interface JournalName {
  /** Words of the name proper, without articles and prepositions. */
  readonly words: readonly string[];
  /** Words behind a colon or an equals sign: a subtitle, a section, or a parallel name. */
  readonly tail: readonly string[];
  /** Names in brackets, in other languages, and of the meeting whose abstracts the issue holds. */
  readonly parallel: readonly (readonly string[])[];
  /** The name speaks of a meeting or its abstracts. */
  readonly conference: boolean;
  /** An abbreviation as ISO 4 makes it. */
  readonly abbreviated: boolean;
}

const STOP = new Set(
  "the of and for in on a an de la le les l des du del della delle di der die das dem den und et el los las y e em do da dos das van het en ja i zur fur fuer para por as at to".split(
    " ",
  ),
);
const CONFERENCE =
  /[.\s]*\bconference\s*(?:publication|proceedings?)?\s*[:(].*$|\.\s*conference\b.*$|[\s.,]*\[(?:abstracts?|conference|meeting|proceedings)\b.*$/;

const wordsOf = (text: string): readonly string[] =>
  (
    text
      .replace(/(?<=\p{L})[?\ufffd](?=\p{L})/gu, "")
      .replace(/\b[dl]['\u2019 ](?=[aeiouh])/g, "")
      .match(/[\p{L}\p{N}]+/gu) ?? []
  ).filter((word) => !STOP.has(word));

/** "JPEN. Journal of parenteral ..." begins with its own initials. */
function withoutInitials(words: readonly string[]): readonly string[] {
  const [first = "", ...rest] = words;
  return rest.length >= 2 && first.length >= 2 && initialsOf(rest).startsWith(first) ? rest : words;
}

const initialsOf = (words: readonly string[]): string => words.map((word) => word[0]).join("");

/** No name of a journal is as long. */
const LONGEST = 1000;

/** The name without place, medium, meeting and article. Undefined where the field holds an address or nothing. */
export function journalName(text: string | undefined): JournalName | undefined {
  if (text === undefined) return undefined;
  const folded = fold(unmarked(text.slice(0, LONGEST))).replace(/^[\s"']+|[\s"']+$/g, "");
  if (folded === "" || /^https?:|^www\./.test(folded)) return undefined;
  const meeting = CONFERENCE.exec(folded);
  // What is in brackets is a place, a medium, or the name in another language.
  const aside = folded.match(/(?<=[[(])[^\])]*/g) ?? [];
  const name = (meeting === null || meeting.index < 3 ? folded : folded.slice(0, meeting.index))
    .replace(/\[[^\]]*(?:\]|$)/g, " ")
    .replace(/\([^)]*(?:\)|$)/g, " ");
  const cut = name.search(
    /\s?[:=/;\u2013\u2014]\s?|\.\s+(?=official|the official)|,\s*supplement|\bsuppl(?:ement)?s?\b\.?\s*$/,
  );
  const words = withoutInitials(wordsOf(cut > 1 ? name.slice(0, cut) : name));
  if (words.length === 0) return undefined;
  const other = meeting === null || meeting.index < 3 ? [] : [meeting[0].replace(/^\W*conference\W*/, "")];
  return {
    words,
    tail: cut > 1 ? wordsOf(name.slice(cut)) : [],
    parallel: [...aside, ...other].map(wordsOf).filter((list) => list.length >= 2),
    conference: meeting !== null || /\b(?:abstracts|meeting|congress|symposium)\b/.test(folded),
    abbreviated: folded.includes(".") || words.some((word) => word.length === 1),
  };
}

function sharedStart(a: string, b: string): number {
  let at = 0;
  while (at < a.length && at < b.length && a[at] === b[at]) at += 1;
  return at;
}

/** An abbreviated word and the whole word: cut off (psychiat), contracted (natl), or with another ending (medica, medical). */
function sameWord(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  const shared = sharedStart(short, long);
  if (shared === short.length) return true;
  if (shared >= 5 && shared >= short.length - 1) return true;
  // A letter that an export lost, or a slip: "franaises".
  if (short.length >= 8 && withinEdits(short, long, 1)) return true;
  if (shared < 2 || short.length < 4 || short[short.length - 1] !== long[long.length - 1]) return false;
  let at = 0;
  for (const letter of long) if (letter === short[at]) at += 1;
  return at === short.length && long.length >= short.length + 2;
}

/** Walks both names together; one word may stand for two that the other writes apart ("cardiothorac", "cardio-thoracic"). */
function walk(a: readonly string[], b: readonly string[]): readonly [a: number, b: number] {
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    const x = a[i]!;
    const y = b[j]!;
    if (
      x.length > y.length &&
      y.length > 2 &&
      j + 1 < b.length &&
      x.startsWith(y) &&
      sameWord(x, y + b[j + 1]!)
    )
      j += 1;
    else if (
      y.length > x.length &&
      x.length > 2 &&
      i + 1 < a.length &&
      y.startsWith(x) &&
      sameWord(y, x + a[i + 1]!)
    )
      i += 1;
    else if (!sameWord(x, y)) break;
    i += 1;
    j += 1;
  }
  return [i, j];
}

export type JournalAgreement = "same" | "partial" | "different";

/**
 * Whether two names are of one journal: the same words, or words that ISO 4 abbreviates to each other, in the same order, or initials
 * (BMJ). "partial": one name goes on where the other ends, as Circulation and Circulation Research.
 */
export function compareJournals(a: JournalName, b: JournalName): JournalAgreement {
  const x = a.words;
  const y = b.words;
  if (x.length === 1 && y.length === 1) {
    const one = x[0]!;
    const other = y[0]!;
    const cut =
      one.length < other.length
        ? a.abbreviated && other.startsWith(one)
        : b.abbreviated && one.startsWith(other);
    if (one !== other && !cut) return parallel(a, b) ? "same" : "different";
  }
  const [i, j] = walk(x, y);
  if (i === x.length && j === y.length) {
    if (a.tail.length > 0 && b.tail.length > 0) {
      const [k, l] = walk(a.tail, b.tail);
      return k === a.tail.length || l === b.tail.length || k >= 2 ? "same" : "partial";
    }
    return a.tail.length !== b.tail.length && x.length === 1 && y.length === 1 ? "partial" : "same";
  }
  if (parallel(a, b)) return "same";
  for (const [short, long] of [
    [x, y],
    [y, x],
  ] as const)
    if (short.length === 1 && short[0]!.length >= 3 && long.length >= 3 && initialsOf(long) === short[0])
      return "same";
  const whole = i === x.length ? y.length - j : j === y.length ? x.length - i : 0;
  if (whole > 0) {
    // The tail of the shorter name may hold the words that the longer has in its name proper.
    const [shorter, longer, at] = i === x.length ? [a, y, j] : [b, x, i];
    const [k, l] = walk(shorter.tail, longer.slice(at));
    if (k > 0 && (k === shorter.tail.length || l === longer.length - at)) return "same";
    return "partial";
  }
  return "different";
}

/** "Aizheng" and "Ai zheng = Aizheng = Chinese journal of cancer": the parallel name is whole in the other's tail, or run together. */
function parallel(a: JournalName, b: JournalName): boolean {
  for (const [one, other] of [
    [a, b],
    [b, a],
  ] as const) {
    if (one.words.join("") === other.words.join("")) return true;
    if (runTogether(one.words.join(""), other.words)) return true;
    for (const names of one.parallel)
      if (sameWords(names, other.words) || other.parallel.some((also) => sameWords(names, also))) return true;
    if (other.tail.length >= 2 && one.words.length >= 2) {
      for (let at = 0; at < other.tail.length; at++) {
        const [i] = walk(one.words, other.tail.slice(at));
        if (i === one.words.length) return true;
      }
    }
  }
  return false;
}

function sameWords(a: readonly string[], b: readonly string[]): boolean {
  if (b.length < 2) return false;
  const [i, j] = walk(a, b);
  // The name of a meeting may be cut off.
  return (i === a.length || j === b.length) && Math.min(i, j) >= Math.min(4, a.length, b.length);
}

/** "jthoraccardiovascsurg": abbreviations of all words without a blank between them. */
function runTogether(joined: string, words: readonly string[]): boolean {
  if (words.length < 2 || joined.length < 8) return false;
  const from = (at: number, word: number): boolean => {
    if (word === words.length) return at === joined.length;
    const whole = words[word]!;
    for (let length = sharedStart(joined.slice(at), whole); length >= (word === 0 ? 1 : 2); length--)
      if (from(at + length, word + 1)) return true;
    return false;
  };
  return from(0, 0);
}
