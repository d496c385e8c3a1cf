import { scanRow } from "./row-scanner.ts";
import { knownHeaders } from "./table-layout.ts";

/** How a delimited file parts its cells. */
export interface CsvDialect {
  readonly separator: "," | ";" | "\t" | "|";
  /** Offset of the first row: after a line "sep=;" that Excel writes. */
  readonly start: number;
}

const SEPARATORS = [",", ";", "\t", "|"] as const;
const ROWS_TO_LOOK_AT = 20;

/** The first whole rows of a text. */
export function firstRows(
  text: string,
  start: number,
  separator: string,
  isFinal: boolean,
  count: number,
): string[][] {
  const rows: string[][] = [];
  let at = start;
  while (rows.length < count && at < text.length) {
    const row = scanRow(text, at, separator, isFinal);
    if (row === null) break;
    if (row.cells.length > 1 || row.cells[0]!.trim() !== "") rows.push([...row.cells]);
    at = row.end;
  }
  return rows;
}

/**
 * Guesses the separator from the beginning of a file: the one that shows the most headers that are known; without known headers, the
 * one that gives most rows the same number of cells, more than one.
 */
export function csvDialect(text: string, isFinal: boolean): CsvDialect {
  const said = /^"?sep=([,;\t|])"?[ \t]*(?:\r\n?|\n)/i.exec(text);
  if (said !== null) return { separator: said[1] as CsvDialect["separator"], start: said[0].length };
  let best: CsvDialect["separator"] = ",";
  let bestScore = -1;
  for (const separator of SEPARATORS) {
    const rows = firstRows(text, 0, separator, isFinal, ROWS_TO_LOOK_AT);
    const known = Math.max(0, ...rows.slice(0, 10).map((cells) => knownHeaders(cells, new Set())));
    const widths = rows.map((cells) => cells.length);
    const width = widths.at(-1) ?? 1;
    const same = width > 1 ? widths.filter((other) => other === width).length / Math.max(1, rows.length) : 0;
    const score = known * 100 + same * 50 + Math.min(width, 40);
    if (score > bestScore) {
      bestScore = score;
      best = separator;
    }
  }
  return { separator: best, start: 0 };
}
