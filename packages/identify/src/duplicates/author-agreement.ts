import type { ComparisonRecord } from "./comparison-record.ts";
import { withinEdits } from "./edit-distance.ts";
import { lettersApart, type Vocabulary } from "./vocabulary.ts";

export type AuthorAgreement = "same" | "one" | "some" | "initial" | "different" | "missing";

/** Family names that differ by a slip, a part of a double name, or an accent that an export lost. */
function sameFamily(a: string, b: string): boolean {
  if (a.includes("?") || b.includes("?")) return likeWithGaps(a, b);
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short.length >= 4 && (long.startsWith(short) || long.endsWith(short))) return true;
  // A lost accent takes its letter with it: "Jzsi" for Józsi.
  return short.length >= 4 && withinEdits(a, b, short.length >= 9 ? 2 : 1);
}

/** "b?hm" and "bohm": a question mark stands for one letter, or for none where the other export dropped it. */
function likeWithGaps(a: string, b: string): boolean {
  if (a.length === b.length)
    return [...a].every((letter, at) => letter === b[at] || letter === "?" || b[at] === "?");
  return a.replaceAll("?", "") === b.replaceAll("?", "");
}

/** So many common names need no look at how the others are spelt. */
const ENOUGH = 6;
/** Of a long list so many names are looked at for another spelling. */
const LOOKED_AT = 12;

function hasSpelling(family: number, others: readonly number[], names: Vocabulary): boolean {
  const letters = names.letters(family);
  const text = names.text(family);
  for (let at = 0; at < others.length && at < LOOKED_AT; at++) {
    const other = names.letters(others[at]!);
    // One name within the other, or two edits apart, or one with a letter that an export could not write.
    const within = (letters & ~other) === 0 || (other & ~letters) === 0;
    if (!within && lettersApart(letters, other) > 4) continue;
    if (sameFamily(text, names.text(others[at]!))) return true;
  }
  return false;
}

/** Compares two lists of authors by family names; the order does not count, and lists may be cut short. */
export function compareAuthors(a: ComparisonRecord, b: ComparisonRecord, names: Vocabulary): AuthorAgreement {
  const least = Math.min(a.families.length, b.families.length);
  if (least === 0) return "missing";
  const few = a.families.length <= b.families.length ? a : b;
  const many = few === a ? b : a;
  let matched = 0;
  let initialsApart = 0;
  let missed: number[] | undefined;
  for (let at = 0; at < few.families.length; at++) {
    const place = many.families.indexOf(few.families[at]!);
    if (place === -1) {
      if (missed === undefined) missed = [at];
      else if (missed.length < LOOKED_AT) missed.push(at);
    } else {
      matched += 1;
      if (apart(few.initials[at]!, many.initials[place]!)) initialsApart += 1;
    }
  }
  if (missed !== undefined && matched < ENOUGH)
    for (const at of missed) if (hasSpelling(few.families[at]!, many.families, names)) matched += 1;
  if (matched === 0) return "different";
  if (least === 1) return initialsApart > 0 ? "initial" : many.families.length === 1 ? "one" : "some";
  // Brothers, or a common name: every initial is another.
  if (initialsApart === matched && matched < 3 && least <= 2) return "initial";
  return matched / least >= 0.6 || matched >= 4 ? "same" : "some";
}

const apart = (x: string, y: string): boolean => x !== y && x !== " " && y !== " ";
