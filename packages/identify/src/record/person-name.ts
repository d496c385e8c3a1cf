import type { CslName } from "./csl-item.ts";

/**
 * How names are written in the file. `family-first`: "Smith, John A., Jr", a name without comma is not divided. `initials-last`: as
 * MEDLINE and Embase write it without a comma, "van der Berg JA Jr".
 */
export type NameStyle = "family-first" | "initials-last";

const SUFFIX = /^(?:jr|sr|junior|senior|filho|neto|[1-5](?:st|nd|rd|th)|ii|iii|iv|v|esq|ph\.?d|m\.?d)\.?$/i;
const GENERATION = /^(?:jr|sr|[1-5](?:st|nd|rd|th)|ii|iii|iv)\.?$/i;

/** "JA", "J.-P.", "J A", "Yu. V."; but not "WHO Group". Five letters are the longest that indexes give. */
const INITIALS = /^(?:\p{Lu}\p{Ll}?\.?-?){1,5}$/u;
const BARE_INITIALS = /^\p{Lu}{1,4}$/u;

const spaces = (text: string): string => (text.includes("  ") ? text.replace(/ {2,}/g, " ") : text).trim();

function named(family: string, given: string, suffix: string): CslName | undefined {
  if (family === "") {
    const rest = [given, suffix].filter(Boolean).join(", ");
    return rest === "" ? undefined : { literal: rest };
  }
  if (given === "" && suffix === "") return { literal: family };
  if (suffix === "") return { family, given };
  return given === "" ? { family, suffix } : { family, given, suffix };
}

function initialsLast(text: string): CslName {
  const words = text.split(" ");
  let suffix = "";
  if (words.length > 2 && GENERATION.test(words.at(-1)!)) suffix = words.pop()!;
  const last = words.at(-1)!;
  // One word is a surname; a last word that is not initials belongs to a group or to a name in the natural order.
  const isInitials = BARE_INITIALS.test(last) || (INITIALS.test(last) && last.includes("."));
  if (words.length === 1 || !isInitials) return { literal: text };
  const family = words.slice(0, -1).join(" ");
  return suffix === "" ? { family, given: last } : { family, given: last, suffix };
}

/**
 * Reads one name: "Smith, John A., Jr" by its commas, "{World Health Organization}" and names without comma (or with nothing but a
 * final one, as EndNote marks groups) as `literal`. Particles stay with the part where the file has them. Undefined for empty text.
 */
export function nameFrom(text: string, style: NameStyle = "family-first"): CslName | undefined {
  const name = spaces(text);
  if (name === "") return undefined;
  if (name.startsWith("{") && name.endsWith("}")) {
    const inner = spaces(name.slice(1, -1));
    return inner === "" ? undefined : { literal: inner };
  }
  const comma = name.indexOf(",");
  if (comma === -1) return style === "initials-last" ? initialsLast(name) : { literal: name };
  const family = name.slice(0, comma).trim();
  const rest = name.slice(comma + 1).trim();
  const second = rest.indexOf(",");
  if (second === -1) return GENERATION.test(rest) ? named(family, "", rest) : named(family, rest, "");
  const middle = rest.slice(0, second).trim();
  const last = rest.slice(second + 1).trim();
  // BibTeX and some vendors put the suffix between the names; the others put it last.
  if (SUFFIX.test(middle)) return named(family, last, middle);
  if (middle === "" || last === "" || SUFFIX.test(last)) return named(family, middle, last);
  // More commas than a person has: "Department of Health, Education, and Welfare".
  return { literal: name };
}

/** The name in one piece, such that `nameFrom` gives it back: "Smith, John A., Jr", "World Health Organization". */
export function nameText(name: CslName): string {
  if (name.literal !== undefined) {
    const plain = nameFrom(name.literal);
    return plain?.literal === name.literal ? name.literal : `{${name.literal}}`;
  }
  const particle = name["non-dropping-particle"];
  const family = particle === undefined ? (name.family ?? "") : `${particle} ${name.family ?? ""}`.trim();
  const given = name.given ?? "";
  if (name.suffix !== undefined) return `${family}, ${given}, ${name.suffix}`;
  return `${family}, ${given}`.trim();
}
