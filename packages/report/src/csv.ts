/** A cell: a number, a word, true or false; `null` and `undefined` are empty. */
export type Cell = string | number | boolean | null | undefined;

/**
 * One field of a CSV line (RFC 4180). Text that a spreadsheet would take for a formula gets an apostrophe in front;
 * numbers stay numbers, negative ones too.
 */
export function csvField(cell: Cell): string {
  if (cell === null || cell === undefined) return "";
  if (typeof cell === "number") return Number.isFinite(cell) ? String(cell) : "";
  if (typeof cell === "boolean") return String(cell);
  const safe = /^\s*[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A CSV text with a header line; lines end in CRLF, as RFC 4180 asks. */
export function csvText(columns: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return [columns, ...rows].map((row) => `${row.map(csvField).join(",")}\r\n`).join("");
}
