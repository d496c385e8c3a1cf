import type { BibliographicRecord } from "../record/bibliographic-record.ts";
import { RECORD_HEADERS, recordCells } from "./record-columns.ts";

export interface CsvOptions {
  /** What parts the cells; a comma unless said otherwise. */
  readonly separator?: "," | ";" | "\t";
  /**
   * Puts an apostrophe before cells that begin with =, +, -, @, a tab or a return, which spreadsheets run as formulas. Off unless
   * said otherwise, since it changes the text: a table that is opened in a spreadsheet and comes from strangers wants it.
   */
  readonly spreadsheetSafe?: boolean;
}

const FORMULA = /^[=+\-@\t\r]/;

/**
 * Writes records as a table (RFC 4180, UTF-8 without byte-order mark, CRLF) with the columns of `RECORD_HEADERS`. `csvReader` gives
 * back the same records, unless `spreadsheetSafe` changed a cell.
 */
export function writeCsv(records: Iterable<BibliographicRecord>, options: CsvOptions = {}): string {
  const { separator = ",", spreadsheetSafe = false } = options;
  const line = (cells: readonly string[]): string =>
    `${cells
      .map((cell) => {
        const text = spreadsheetSafe && FORMULA.test(cell) ? `'${cell}` : cell;
        return /["\r\n,;\t|]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
      })
      .join(separator)}\r\n`;
  const lines = [line(RECORD_HEADERS)];
  for (const record of records) lines.push(line(recordCells(record)));
  return lines.join("");
}
