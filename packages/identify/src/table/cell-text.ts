import { plainText, richText } from "../record/html-text.ts";
import { listLiteral } from "./author-list.ts";

/** What programs write where a cell is empty: R's NA, Python's nan and None, a database's null. */
const NOTHING = new Set(["NA", "N/A", "NaN", "nan", "NULL", "null", "None", "none", "-", "[]", "#N/A"]);

const LONGEST_NOTHING = Math.max(...[...NOTHING].map(({ length }) => length));

/** Whether the cell holds nothing. */
export const isNothing = (cell: string): boolean => {
  const text = cell.trim();
  return text === "" || (text.length <= LONGEST_NOTHING && NOTHING.has(text));
};

/** Blanks in a row, and blanks that are no spaces: most cells have none of them, and need not be written anew. */
const UNEVEN = /[^\S ]| {2}/;

const evenly = (cell: string): string => (UNEVEN.test(cell) ? cell.replace(/\s+/g, " ") : cell).trim();

/** Text of one line, with CSL's styles. */
export const oneLine = (cell: string): string => richText(evenly(cell));

/** Text of one line without markup. */
export const plainLine = (cell: string): string => plainText(evenly(cell));

/** Text whose line breaks part paragraphs. */
export const paragraphs = (cell: string): string =>
  cell.includes("\n") || cell.includes("\r")
    ? cell
        .split(/\r\n?|\n/)
        .map(oneLine)
        .filter((line) => line !== "")
        .join("\n")
    : oneLine(cell);

/** Pieces between commas or semicolons outside of round brackets. */
function outsideBrackets(text: string, mark: string): string[] {
  const pieces: string[] = [];
  let depth = 0;
  let from = 0;
  for (let index = 0; index < text.length; index++) {
    const char = text[index];
    if (char === "(") depth++;
    else if (char === ")") depth = Math.max(0, depth - 1);
    else if (char === mark && depth === 0) {
      pieces.push(text.slice(from, index));
      from = index + 1;
    }
  }
  pieces.push(text.slice(from));
  return pieces;
}

/** Terms of a cell: a list literal, or parted by semicolons, bars, or else commas. */
export function termsInCell(cell: string): readonly string[] {
  const literal = listLiteral(cell);
  if (literal !== null) return literal.map(plainLine).filter((term) => term !== "");
  const text = cell.trim();
  const mark = [";", "|", "\n"].find((sign) => text.includes(sign)) ?? ",";
  return outsideBrackets(text, mark)
    .map(plainLine)
    .filter((term) => term !== "");
}

/** Pieces of a cell that are sentences of their own, in which commas stand: notes, affiliations, addresses. */
export function itemsInCell(cell: string): readonly string[] {
  const literal = listLiteral(cell);
  const pieces = literal ?? cell.split(/;\s|\|\|?|;$/);
  return pieces.map(plainLine).filter((piece) => piece !== "");
}
