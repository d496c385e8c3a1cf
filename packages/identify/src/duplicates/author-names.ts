import type { CslName } from "../record/csl-item.ts";
import { fold, unmarked } from "./fold.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** An author as names are compared. */
interface AuthorKey {
  /** Letters of the family name without particles, as "quintrec"; Cyrillic stays Cyrillic. */
  readonly family: string;
  /** First letter of the given name, or "". */
  readonly initial: string;
}

const NOBODY =
  /^\W*(?:anon(?:ymous)?|no authors?(?: listed| given)?|not available|unknown|nct|n\/?a|none|et ?al\.?|others|and others|in[ -]process|ed(?:itor)?s?)\W*$/i;
/** A group signs in one database where its members sign in another, so it speaks neither for nor against. */
const GROUP =
  /\b(?:groups?|investigators?|consorti(?:um|a)|collaborat(?:ion|ors|ive|ing)|committees?|societ(?:y|ies)|associations?|organi[sz]ations?|trialists?|network|inc|ltd|gmbh|llc|corp(?:oration)?|universit(?:y|ies)|hospitals?|institutes?|centers?|centres?|foundation|department|ministry|agency|college|academy|panel|task force|pharma(?:ceuticals?)?|company|council|alliance|initiative|programme|program|board|federation|union|team|study|trial|registry|clinic)\b/i;

const PARTICLES = new Set(
  "de del della der den des di da das do dos du el al la le van von vom zu zur ten ter te bin ibn ben of the st san y e".split(
    " ",
  ),
);
const SUFFIX = /^(?:jr|sr|ii|iii|iv|2nd|3rd|md|phd|dr|prof)$/;
/** "F.S.", "FS", "J.-M.", "H U": capital letters that stand for given names. */
const INITIALS = /^(?:\p{Lu}{1,3}|(?:\p{Lu}\p{Ll}?[.\-\u2010]+)+\p{Lu}?\.?)$/u;
/** Authors that an export ran together: "Adeli K.Lewis G. F." */
const RUN_TOGETHER = /(?<=\p{L}\.)(?=\p{Lu}[\p{Ll}'\u2019-]|(?:de|van|von|der|la|le|el)\s)/u;
const LISTED = /^[^,]+\s\p{Lu}{1,3}(?:,\s*[^,]+\s\p{Lu}{1,3})+,?$/u;

const PLAIN = /^[a-z]+$/;

function letters(text: string): string {
  const folded = fold(text);
  return PLAIN.test(folded) && !folded.includes("e") ? folded : lettersOf(folded);
}

const lettersOf = (folded: string): string =>
  folded
    // An export that could not write a letter put a question mark: it stands for any letter.
    .replace(/[^\p{L}\p{N}?\ufffd]/gu, "")
    .replaceAll("\ufffd", "?")
    // Müller is also written Mueller, and Özgür also Oezguer.
    .replace(/([aou])e(?!$)/g, "$1");

/** The family name without particles and degrees; the particles themselves where nothing else is there. */
function familyKey(text: string): string {
  const folded = fold(text);
  if (PLAIN.test(folded)) return lettersOf(folded);
  const parts = folded.split(/[\s.,]+/).filter((part) => part !== "" && !SUFFIX.test(part));
  const kept = parts.filter((part) => !PARTICLES.has(part));
  return letters((kept.length === 0 ? parts : kept).join(""));
}

function undivided(text: string): AuthorKey | undefined {
  const parts = text
    .trim()
    .split(/\s+/)
    .filter((part) => !SUFFIX.test(fold(part).replace(/\W/g, "")));
  if (parts.length === 0) return undefined;
  let end = parts.length;
  while (end > 1 && INITIALS.test(parts[end - 1]!)) end -= 1;
  if (end < parts.length)
    return { family: familyKey(parts.slice(0, end).join(" ")), initial: letters(parts[end]!).slice(0, 1) };
  const last = parts[parts.length - 1]!;
  return {
    family: familyKey(last),
    initial: parts.length > 1 ? letters(parts[0]!).slice(0, 1) : "",
  };
}

/** Splits a literal that holds several authors. */
function several(literal: string): readonly string[] {
  if (literal.includes(";")) return literal.split(";");
  if (literal.includes(".") && RUN_TOGETHER.test(literal)) return literal.split(RUN_TOGETHER);
  return LISTED.test(literal) ? literal.split(",") : [literal];
}

function literalKey(text: string): AuthorKey | undefined {
  const comma = text.indexOf(",");
  if (comma <= 0) return undivided(text);
  const initial = letters(text.slice(comma + 1)).slice(0, 1);
  return { family: familyKey(text.slice(0, comma)), initial };
}

/** A family name that is only particles is the beginning of a name that was cut at the wrong place: "Le, Quintrec M.". */
function partedKey(family: string, given: string): AuthorKey {
  const cut = fold(family).split(/[\s.]+/);
  if (cut.every((part) => PARTICLES.has(part)) && given.length > 2) {
    const joined = undivided(`${family} ${given}`);
    if (joined !== undefined) return joined;
  }
  return { family: familyKey(family), initial: letters(given).slice(0, 1) };
}

const MOST = 40;

/** Authors as the matcher compares them: numbers of family names, and first letters of given names (a blank where unknown). */
export interface AuthorList {
  readonly families: readonly number[];
  readonly initials: string;
}

const NO_AUTHORS: AuthorList = { families: [], initials: "" };
const BLANK = 32;

/**
 * Reads lists of authors in whatever style records have them: at most forty of each, in order, without groups, "et al." and
 * "Anonymous". Names that were read before are remembered.
 */
export function authorReader(familyNames: Vocabulary): (names: readonly CslName[]) => AuthorList {
  /** Family names as written that are whole and stand beside a given name: most are. */
  const simple = new Map<string, number>();
  const others = new Map<string, readonly AuthorKey[]>();
  return (names) => {
    if (names.length === 0) return NO_AUTHORS;
    const families: number[] = [];
    const initials: number[] = [];
    for (const name of names) {
      if (families.length >= MOST) break;
      const { family, given } = name;
      const known = family === undefined || given === undefined ? undefined : simple.get(family);
      if (known !== undefined) {
        families.push(known);
        initials.push(firstLetter(given!));
        continue;
      }
      const written = family === undefined ? (name.literal ?? "") : `${family}\u0001${given ?? ""}`;
      let keys = others.get(written);
      if (keys === undefined) {
        keys = keysOf(name);
        if (keys.length === 1 && family !== undefined && given !== undefined && !onlyParticles(family))
          simple.set(family, familyNames.number(keys[0]!.family));
        else others.set(written, keys);
      }
      for (const key of keys.slice(0, MOST - families.length)) {
        families.push(familyNames.number(key.family));
        initials.push(key.initial === "" ? BLANK : key.initial.charCodeAt(0));
      }
    }
    return { families, initials: String.fromCharCode(...initials) };
  };
}

function firstLetter(given: string): number {
  const code = given.charCodeAt(0);
  if (code >= 65 && code <= 90) return code + 32;
  if (code >= 97 && code <= 122) return code;
  const found = letters(given);
  return found === "" ? BLANK : found.charCodeAt(0);
}

const onlyParticles = (family: string): boolean =>
  fold(family)
    .split(/[\s.]+/)
    .every((part) => PARTICLES.has(part));

/** One author, several where an export ran them together, none for a group. */
function keysOf(name: CslName): readonly AuthorKey[] {
  const found: AuthorKey[] = [];
  const family = name.family === undefined ? undefined : unmarked(name.family);
  if (family === undefined || (name.given === undefined && /[\s;]/.test(family))) {
    for (const one of several(family ?? unmarked(name.literal ?? "")))
      if (!NOBODY.test(one) && !GROUP.test(one)) push(found, literalKey(one));
  } else if (!NOBODY.test(family) && (name.given !== undefined || !GROUP.test(family)))
    push(found, partedKey(family, name.given ?? ""));
  return found;
}

function push(found: AuthorKey[], key: AuthorKey | undefined): void {
  if (key !== undefined && /[^?]/.test(key.family)) found.push(key);
}
