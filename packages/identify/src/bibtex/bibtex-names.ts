import type { CslName } from "../record/csl-item.ts";
import { latexText } from "./latex-text.ts";

/** A name without markup, ties as blanks. */
const plain = (source: string): string =>
  latexText(source)
    .replace(/<\/?(?:i|b|sup|sub)>/g, "")
    .replace(/[\s\u00a0]+/g, " ")
    .trim();

/** Pieces of a list at brace depth 0: at "and" between blanks, at commas, at blanks and ties. */
function split(source: string, kind: "and" | "comma" | "semicolon" | "blank"): string[] {
  const pieces: string[] = [];
  let depth = 0;
  let from = 0;
  for (let index = 0; index < source.length; index++) {
    const char = source[index]!;
    if (char === "\\") index++;
    else if (char === "{") depth++;
    else if (char === "}") depth = Math.max(0, depth - 1);
    else if (depth > 0) continue;
    else if ((kind === "comma" && char === ",") || (kind === "semicolon" && char === ";")) {
      pieces.push(source.slice(from, index));
      from = index + 1;
    } else if (kind === "blank" && (char === " " || char === "~" || char === "\t" || char === "\n")) {
      pieces.push(source.slice(from, index));
      from = index + 1;
    } else if (kind === "and" && isAnd(source, index)) {
      pieces.push(source.slice(from, index));
      from = index + 5;
      index += 3;
    }
  }
  pieces.push(source.slice(from));
  return kind === "blank" ? pieces.filter((piece) => piece !== "") : pieces;
}

const isBlank = (char: string | undefined): boolean =>
  char === " " || char === "\n" || char === "\r" || char === "\t";

/** " and " begins at this blank. */
const isAnd = (source: string, index: number): boolean =>
  isBlank(source[index]) &&
  source.slice(index + 1, index + 4).toLowerCase() === "and" &&
  isBlank(source[index + 4]);

/** Particles of names; without a first name before it only one of these is taken for a particle ("sudhin jacob" has none). */
const PARTICLES = new Set(
  "af al am auf aus 'da d' da dal dalla das de degli dei del della delle den der des di do dos du e el het ibn la las le lo los 't te ten ter und van vande vanden vander vom von vor y z zu zum zur".split(
    " ",
  ),
);

/** Whether the first letter outside of braces (or of a special character in them) is small: BibTeX's mark of a particle. */
function isSmall(word: string): boolean {
  if (/^[a-z\u00df-\u00f6\u00f8-\u00ff]/.test(word)) return true;
  if (word[0] !== "{" || word[1] !== "\\") return false;
  const letter = /\p{L}/u.exec(latexText(word))?.[0];
  return letter !== undefined && letter !== letter.toUpperCase() && letter === letter.toLowerCase();
}

function named(von: string, last: string, suffix: string, first: string): CslName | undefined {
  const family = plain(last);
  const given = plain(first);
  const jr = plain(suffix);
  const particle = plain(von);
  if (family === "" && particle === "" && jr === "") return given === "" ? undefined : { literal: given };
  return {
    ...(family === "" ? {} : { family }),
    ...(given === "" ? {} : { given }),
    ...(jr === "" ? {} : { suffix: jr }),
    ...(particle === "" ? {} : { "non-dropping-particle": particle }),
  };
}

/** "von der Last" before a comma: small words first, but the last word is always the family name. */
function vonLast(words: readonly string[]): readonly [von: string, last: string] {
  let split = 0;
  for (let index = 0; index < words.length - 1; index++) if (isSmall(words[index]!)) split = index + 1;
  // Capital words before a small one belong to the family name: "Vallée Poussin de la".
  if (split > 0 && !isSmall(words[0]!)) split = 0;
  return [words.slice(0, split).join(" "), words.slice(split).join(" ")];
}

/** "First von Last": from the first small word to the last small one that has a word after it. */
function firstVonLast(words: readonly string[]): CslName | undefined {
  if (words.length === 1) {
    const literal = plain(words[0]!);
    return literal === "" ? undefined : { literal };
  }
  let von = words.findIndex((word, index) => index < words.length - 1 && isSmall(word));
  if (von === 0 && !PARTICLES.has(words[0]!.toLowerCase())) von = -1;
  let last = words.length - 1;
  if (von >= 0) {
    last = von + 1;
    for (let index = words.length - 2; index > von; index--)
      if (isSmall(words[index]!)) {
        last = index + 1;
        break;
      }
  }
  const given = words.slice(0, von >= 0 ? von : last).join(" ");
  const particle = von >= 0 ? words.slice(von, last).join(" ") : "";
  return named(particle, words.slice(last).join(" "), "", given);
}

/** BibLaTeX's extended form: "family=Berg, given=Hans, prefix=van den, suffix=Jr". */
function extended(parts: readonly string[]): CslName | undefined {
  const found = new Map<string, string>();
  for (const part of parts) {
    const match = /^\s*([a-z-]+)\s*=\s*([\s\S]*)$/i.exec(part);
    if (match === null) return undefined;
    found.set(match[1]!.toLowerCase(), match[2]!.replace(/^"([\s\S]*)"$/, "$1"));
  }
  if (!found.has("family") && !found.has("given")) return undefined;
  return named(
    found.get("prefix") ?? "",
    found.get("family") ?? "",
    found.get("suffix") ?? "",
    found.get("given") ?? "",
  );
}

const isBraced = (text: string): boolean => {
  if (!text.startsWith("{") || !text.endsWith("}") || text[1] === "\\") return false;
  let depth = 0;
  for (let index = 0; index < text.length - 1; index++) {
    if (text[index] === "\\") index++;
    else if (text[index] === "{") depth++;
    else if (text[index] === "}" && --depth === 0) return false;
  }
  return true;
};

function oneName(source: string): CslName | undefined {
  const text = source.trim();
  if (text === "") return undefined;
  if (isBraced(text)) {
    const literal = plain(text);
    return literal === "" ? undefined : { literal };
  }
  const parts = split(text, "comma");
  if (/^\s*(?:family|given|prefix|suffix|useprefix)\s*=/i.test(text)) {
    const name = extended(parts);
    if (name !== undefined) return name;
  }
  if (parts.length === 1) return firstVonLast(split(text, "blank"));
  if (parts.length > 3) {
    const literal = plain(text);
    return { literal };
  }
  const family = parts[0]!.trim();
  const [von, last] = isBraced(family) ? ["", family] : vonLast(split(family, "blank"));
  return parts.length === 2 ? named(von, last, "", parts[1]!) : named(von, last, parts[1]!, parts[2]!);
}

export interface NameList {
  readonly names: readonly CslName[];
  /** How the list was taken apart, where it is not BibTeX's way. */
  readonly guessed?: "semicolons" | "commas";
}

const LOOKS_LIKE_INITIALS = /^\s*(?:\p{Lu}[\p{Ll}]?\.?[ -]*){1,4}$/u;

/** "Smith, J., Doe, A. B., Roe, C.": as many family names as initials. */
function pairedByCommas(parts: readonly string[]): boolean {
  if (parts.length < 4 || parts.length % 2 === 1) return false;
  return parts.every((part, index) => LOOKS_LIKE_INITIALS.test(plain(part)) === (index % 2 === 1));
}

/**
 * Names by BibTeX's rules (Tame the BeaST, section 11): "First von Last", "von Last, First", "von Last, Jr, First", parted by "and"
 * outside of braces; a name in braces is undivided; "and others" becomes the literal name "others". BibLaTeX's "family=..., given=..."
 * too. Lists that exporters wrongly part by semicolons or by commas alone are read and said to be guessed.
 */
export function bibtexNames(source: string): NameList {
  let pieces = split(` ${source.trim()} `, "and");
  let guessed: NameList["guessed"];
  if (pieces.length === 1) {
    const bySemicolon = split(source, "semicolon");
    const byComma = split(source, "comma");
    if (bySemicolon.length > 1) {
      pieces = bySemicolon;
      guessed = "semicolons";
    } else if (pairedByCommas(byComma)) {
      pieces = [];
      for (let index = 0; index < byComma.length; index += 2)
        pieces.push(`${byComma[index]!},${byComma[index + 1]!}`);
      guessed = "commas";
    }
  }
  const names: CslName[] = [];
  for (const piece of pieces) {
    const name = oneName(piece);
    if (name !== undefined) names.push(name);
  }
  return guessed === undefined ? { names } : { names, guessed };
}
