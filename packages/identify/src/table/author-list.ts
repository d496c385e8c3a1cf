import type { CslName } from "../record/csl-item.ts";
import { decodeEntities } from "../record/html-text.ts";
import { nameFrom } from "../record/person-name.ts";
import { knownName } from "./known-names.ts";

/** "Liu F.", "van der Berg JA", "Smith J.-P.": a family name with initials after it. */
const INITIALS_LAST = /^\p{L}[\p{L}\p{M}'\u2019. -]*\s(?:\p{Lu}\p{Ll}?\.?-?\s?){1,5}$/u;
/** "J Smith", "J.A. Smith", as Google Scholar has them. */
const INITIALS_FIRST =
  /^((?:\p{Lu}\.?[ -]?){1,4}?)(?<=[\s.])(\p{L}[\p{L}\p{M}'\u2019-]+(?: \p{L}[\p{L}\p{M}'\u2019-]+)*)$/u;
const ONLY_INITIALS = /^(?:\p{Lu}\p{Ll}?\.?[ -]*){1,5}$/u;
/** Where a name begins directly after the point of the initials before it: "Adeli K.Lewis G. F." */
const RUN_TOGETHER =
  /(?<=\p{Lu}\.)(?=(?:\p{Lu}\p{Ll}|\p{Lu}['\u2019]\p{Lu}|(?:van|von|de|der|den|di|da|du|el|al|le|la|ter|ten)\s))/u;

/** Where a full name begins directly after another, as Springer exports them: "Ana SolEva Moon", but not "Ronald McDonald". */
const FULL_RUN_TOGETHER =
  /(?<=[\p{Ll})])(?<!\b(?:Mac|Mc|De|Di|Da|Du|La|Le|Lo|Van|Von|Fitz|St))(?=\p{Lu}\p{Ll})/u;

const trimmed = (pieces: readonly string[]): string[] =>
  pieces.map((piece) => piece.trim()).filter((piece) => piece !== "");

/** "['Marx, Karl', 'Lindgren, Astrid']" and JSON lists, as Python programs write them; null where it is no such list. */
export function listLiteral(cell: string): readonly string[] | null {
  const text = cell.trim();
  if (!text.startsWith("[")) return null;
  if (!/^\[\s*(?:['"]|\])/.test(text) || !text.endsWith("]")) return null;
  const items: string[] = [];
  const item = /\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")\s*(,|$)/gy;
  const inner = text.slice(1, -1);
  let at = 0;
  while (at < inner.length) {
    item.lastIndex = at;
    const match = item.exec(inner);
    if (match === null) return inner.trim() === "" ? [] : null;
    items.push((match[1] ?? match[2]!).replace(/\\(.)/g, "$1"));
    at = item.lastIndex;
  }
  return items;
}

function personFrom(piece: string): CslName | undefined {
  if (piece.includes(",")) return nameFrom(piece);
  if (!INITIALS_LAST.test(piece)) return nameFrom(piece);
  // "Lewis G. F.": all initials at the end belong together.
  const words = piece.split(" ");
  let first = words.length;
  while (first > 1 && /^(?:\p{Lu}\p{Ll}?\.-?)+\p{Lu}?$|^\p{Lu}$/u.test(words[first - 1]!)) first--;
  if (first < words.length - 1)
    return { family: words.slice(0, first).join(" "), given: words.slice(first).join(" ") };
  return nameFrom(piece, "initials-last");
}

/** Most cells are of this kind, so it is read in one pass. */
function betweenSemicolons(text: string): readonly (CslName | undefined)[] {
  const names: (CslName | undefined)[] = [];
  for (let from = 0, to = 0; from <= text.length; from = to + 1) {
    to = text.indexOf(";", from);
    if (to === -1) to = text.length;
    const piece = text.slice(from, to).trim();
    if (piece !== "") names.push(knownName(piece, personFrom));
  }
  return names;
}

function initialsFirst(piece: string): CslName | undefined {
  const match = INITIALS_FIRST.exec(piece);
  return match === null ? nameFrom(piece) : { family: match[2]!, given: match[1]!.trim() };
}

/** A list with nothing but commas: "Liu R., Adler D.G.", "J Smith, A Doe", "Smith, J., Doe, A.", "Ana Sol, Eva Moon", or one name. */
function commaList(text: string): readonly (CslName | undefined)[] {
  const pieces = trimmed(text.split(","));
  const count = (test: (piece: string) => boolean): number => pieces.filter(test).length;
  if (pieces.length > 1 && count((piece) => INITIALS_LAST.test(piece)) >= 0.8 * pieces.length)
    return pieces.map(personFrom);
  const pairs = pieces.length >= 4 && pieces.length % 2 === 0;
  if (pairs && pieces.every((piece, index) => ONLY_INITIALS.test(piece) === (index % 2 === 1)))
    return pieces.flatMap((family, index) =>
      index % 2 === 0 ? [nameFrom(`${family}, ${pieces[index + 1]!}`)] : [],
    );
  if (pieces.length > 1 && count((piece) => INITIALS_FIRST.test(piece)) >= 0.8 * pieces.length)
    return pieces.map(initialsFirst);
  if (pieces.length > 2 && pieces.every((piece) => /\S\s+\S/.test(piece))) return pieces.map(personFrom);
  if (
    pieces.length === 2 &&
    pieces.every((piece) => /^\p{L}+(?:[ .]+\p{L}+)+$/u.test(piece)) &&
    !/^(?:van|von|de)\s/i.test(text)
  )
    return pieces.map(personFrom);
  return [personFrom(text)];
}

/** PubMed ends the list, not the initials, with a point: "Sol A, Moon EB." */
function withoutFinalPoint(text: string): string {
  if (text.indexOf(".") !== text.length - 1 || !/\s\p{Lu}{1,3}\.$/u.test(text)) return text;
  const comma = text.indexOf(",");
  return comma !== -1 && /\s\p{Lu}{1,3}$/u.test(text.slice(0, comma)) ? text.slice(0, -1) : text;
}

/**
 * Names of a cell in the style of the product that wrote it: between semicolons, "and", bars, double slashes or lines; between commas
 * alone; run together after initials; or as a list of Python or JSON. A name without comma is divided only where its last part is
 * initials.
 */
export function namesInCell(cell: string): readonly CslName[] {
  // The semicolon of an entity (Jos&#233;) parts no names.
  const decoded = decodeEntities(cell);
  const literal = listLiteral(decoded);
  const trimmedCell = decoded.trim();
  const text = withoutFinalPoint(
    /\t| {2}/.test(trimmedCell) ? trimmedCell.replace(/[ \t]+/g, " ") : trimmedCell,
  );
  const split = (): readonly (CslName | undefined)[] => {
    if (literal !== null) return literal.map((item) => personFrom(item.trim()));
    if (text.includes(";")) return betweenSemicolons(text);
    if (/[\r\n]/.test(text)) return trimmed(text.split(/[\r\n]+/)).map(personFrom);
    if (text.includes("||") || /\S\s*\|\s*\S/.test(text)) return trimmed(text.split(/\|+/)).map(personFrom);
    if (text.includes("//")) return trimmed(text.split("//")).map(personFrom);
    if (/\s(?:and|&)\s/.test(text) && !text.startsWith("{")) {
      const parts = trimmed(text.split(/,?\s(?:and|&)\s/));
      // "A, B and C" is a list with commas; "Smith, J. and Doe, A." one of names with them.
      const head = parts.length === 2 ? commaList(parts[0]!) : [];
      if (head.length > 1) return commaList(`${parts[0]!}, ${parts[1]!}`);
      if (parts.every((part) => part.includes(",") || /\S\s\S/.test(part))) return parts.map(personFrom);
      return [personFrom(text)];
    }
    if (!text.includes(",")) {
      const names = text.split(FULL_RUN_TOGETHER);
      if (names.length > 1 && names.every((name) => /\S\s+\S/.test(name.trim())))
        return trimmed(names).map(personFrom);
      const run = text.split(RUN_TOGETHER);
      return run.length > 1 || INITIALS_LAST.test(text) ? trimmed(run).map(personFrom) : [personFrom(text)];
    }
    return commaList(text);
  };
  return split().filter((name) => name !== undefined);
}
