import { GENERAL_COLUMNS, headerKey } from "./column-names.ts";
import { csvDialect, firstRows } from "./csv-dialect.ts";
import { knownHeaders } from "./table-layout.ts";

const ROWS_TO_LOOK_AT = 10;

/**
 * Whether a text begins as a table of records does: one of its first rows (a line about the export may stand before) holds a title and
 * another header that is known, whatever parts them, or the file says what parts its cells ("sep=;").
 */
export function isTable(beginning: string): boolean {
  const { separator, start } = csvDialect(beginning, true);
  if (start > 0) return true;
  return firstRows(beginning, 0, separator, true, ROWS_TO_LOOK_AT).some(
    (cells) =>
      cells.some((cell) => GENERAL_COLUMNS.get(headerKey(cell)) === "title") &&
      knownHeaders(cells, new Set()) >= 2,
  );
}

/** Whether a text that is like nothing else may be a table: its first row holds a header that is known. */
export function mayBeTable(beginning: string): boolean {
  const { separator } = csvDialect(beginning, true);
  const [first = []] = firstRows(beginning, 0, separator, true, 1);
  return knownHeaders(first, new Set()) >= 1;
}
