import { type ColumnField, GENERAL_COLUMNS, headerKey } from "./column-names.ts";
import { type ColumnGuess, guessColumns, type TableGuess } from "./guess-columns.ts";
import { productOf } from "./products.ts";

/** Where the header of a table stands, and what its columns hold. */
export interface TableLayout {
  /** 0-based index of the header among the rows; -1 where the table has none. */
  readonly headerRow: number;
  readonly guess: TableGuess;
}

/** Rows that may stand before the header: Dimensions, ProQuest and others begin with a line about the export. */
const ROWS_BEFORE_HEADER = 10;

/** How many cells of a row are headers that are known. */
export function knownHeaders(cells: readonly string[], own: ReadonlySet<string>): number {
  const keys = new Set(cells.map(headerKey));
  const product = productOf(keys);
  let known = 0;
  for (const key of keys)
    if (own.has(key) || GENERAL_COLUMNS.has(key) || product?.columns[key] !== undefined) known++;
  return product === undefined ? known : known + product.signature.length;
}

const looksLikeData = (cell: string): boolean =>
  /^(?:1[5-9]|20)\d\d$/.test(cell.trim()) ||
  /^(?:https?:\/\/|10\.\d{4,9}\/)/i.test(cell.trim()) ||
  cell.length > 150;

/**
 * Finds the header among the first rows of a table and guesses its columns; what the caller says of a column (by header, in whatever
 * letters) goes before the guess, and null keeps it as it is.
 */
export function tableLayout(
  rows: readonly (readonly string[])[],
  corrections: Readonly<Record<string, ColumnField | null>>,
): TableLayout {
  const own = new Map(Object.entries(corrections).map(([header, field]) => [headerKey(header), field]));
  const ownKeys = new Set(own.keys());
  let headerRow = -1;
  let best = 0;
  rows.slice(0, ROWS_BEFORE_HEADER).forEach((cells, index) => {
    const known = knownHeaders(cells, ownKeys);
    const isHeader = known >= 2 || (known === 1 && cells.filter((cell) => cell.trim() !== "").length <= 2);
    if (isHeader && known > best && (headerRow === -1 || known > 2 * best)) {
      headerRow = index;
      best = known;
    }
  });
  // Headers that nobody knows are headers all the same, unless they look like the cells of a record.
  if (headerRow === -1) {
    const first = rows.findIndex((cells) => cells.filter((cell) => cell.trim() !== "").length > 1);
    const index = first === -1 ? 0 : first;
    if (rows[index] !== undefined && !rows[index].some(looksLikeData)) headerRow = index;
  }
  const width = rows.reduce((most, cells) => Math.max(most, cells.length), 0);
  const headers =
    headerRow === -1
      ? Array.from({ length: width }, (_, index) => `column ${index + 1}`)
      : rows[headerRow]!.map(
          (cell, index) =>
            cell
              .replace(/<\/?(?:i|b|sup|sub)>/g, "")
              .replace(/\s+/g, " ")
              .trim() || `column ${index + 1}`,
        );
  const guess = guessColumns(headers, rows.slice(headerRow + 1));
  if (own.size === 0) return { headerRow, guess };
  const given = new Set([...own.values()].filter((field) => field !== null));
  const columns = guess.columns.map((column): ColumnGuess => {
    const { index, header, field } = column;
    const key = headerKey(header);
    if (own.has(key)) {
      const corrected = own.get(key);
      return { index, header, ...(corrected == null ? {} : { field: corrected }), reason: "It was said so." };
    }
    // A field that was given to another column is not this one's as well.
    return field !== undefined && given.has(field) && field !== "keywords"
      ? { index, header, reason: `The ${field} was given to another column; this one is kept as it is.` }
      : column;
  });
  return { headerRow, guess: { ...guess, columns } };
}
