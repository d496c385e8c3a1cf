import type { RecordSink } from "../read/text-reader.ts";
import type { RecordFormat, RecordOrigin } from "../record/bibliographic-record.ts";
import type { ColumnField } from "./column-names.ts";
import type { TableGuess } from "./guess-columns.ts";
import { recordFromRow } from "./row-record.ts";
import { tableLayout } from "./table-layout.ts";

export interface TableOptions {
  /** What columns hold, by their headers, where the guess is wrong; null keeps a column as it is. */
  readonly columns?: Readonly<Record<string, ColumnField | null>>;
  /** Is told what the columns were taken for, before the first record. */
  readonly onColumns?: (guess: TableGuess) => void;
}

export interface TableRow {
  readonly cells: readonly string[];
  /** 1-based line of the file, or row of the sheet. */
  readonly line: number;
  /** The row as it was written. */
  readonly raw: string;
}

/** Rows that are looked at before the first record is made. */
const ROWS_TO_LOOK_AT = 25;

const shortened = (text: string): string => {
  const line = text.slice(0, 300).trim().replace(/\s+/g, " ");
  return line.length > 60 ? `${line.slice(0, 57)}...` : line;
};

const isBlank = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === "");

const sameCells = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((cell, index) => cell === b[index]);

/** Makes records of the rows of a table, of which the header is one. It keeps no more than its first rows. */
export class TableRecords {
  readonly #sink: RecordSink;
  readonly #format: RecordFormat;
  readonly #file: string | undefined;
  readonly #options: TableOptions;
  #waiting: TableRow[] | null = [];
  #guess: TableGuess = { columns: [] };
  #header: readonly string[] | null = null;
  #number = 0;

  constructor(sink: RecordSink, format: RecordFormat, file: string | undefined, options: TableOptions) {
    this.#sink = sink;
    this.#format = format;
    this.#file = file;
    this.#options = options;
  }

  /** Number of columns, once the header is known. */
  get width(): number {
    return this.#guess.columns.length;
  }

  row(row: TableRow): void {
    if (isBlank(row.cells)) return;
    if (this.#waiting === null) {
      this.#record(row);
      return;
    }
    this.#waiting.push(row);
    if (this.#waiting.length === ROWS_TO_LOOK_AT) this.#begin();
  }

  end(): void {
    if (this.#waiting !== null) this.#begin();
  }

  #begin(): void {
    const rows = this.#waiting ?? [];
    this.#waiting = null;
    if (rows.length === 0) return;
    const { headerRow, guess } = tableLayout(
      rows.map(({ cells }) => cells),
      this.#options.columns ?? {},
    );
    this.#guess = guess;
    this.#options.onColumns?.(guess);
    rows.slice(0, Math.max(0, headerRow)).forEach(({ line, raw }) => {
      this.#sink.anomaly({
        code: "text-before-header",
        message: `"${shortened(raw)}" stands before the header and belongs to no record.`,
        line,
        raw,
      });
    });
    if (headerRow >= 0) this.#header = rows[headerRow]!.cells;
    else
      this.#sink.anomaly({
        code: "no-header",
        message: "The table has no header; its columns were guessed from their cells.",
        line: rows[0]!.line,
      });
    if (!guess.columns.some(({ field }) => field === "title"))
      this.#sink.anomaly({
        code: "no-title-column",
        message: `No column was taken for the title (${shortened(guess.columns.map(({ header }) => header).join(", "))}); say which one it is.`,
        line: rows[Math.max(0, headerRow)]!.line,
      });
    for (const row of rows.slice(headerRow + 1)) this.#record(row);
  }

  #record({ cells, line, raw }: TableRow): void {
    if (this.#header !== null && sameCells(cells, this.#header)) {
      this.#sink.anomaly({
        code: "repeated-header",
        message: "The header stands here again; the line is no record.",
        line,
        raw,
      });
      return;
    }
    this.#number += 1;
    const record = this.#number;
    const width = this.width;
    // A sheet leaves empty cells at the end of a row out; a text file does not.
    const filled = cells.findLastIndex((cell) => cell.trim() !== "") + 1;
    if (filled > width)
      this.#sink.anomaly({
        code: "too-many-cells",
        message: `The row has ${filled} cells where the header has ${width}; those beyond it were kept as "column ${width + 1}" and so on.`,
        line,
        record,
        raw,
      });
    else if (cells.length < width && this.#format === "csv")
      this.#sink.anomaly({
        code: "too-few-cells",
        message: `The row has ${cells.length} cells where the header has ${width}; the last columns were taken as empty.`,
        line,
        record,
        raw,
      });
    const place = { format: this.#format, number: record, line };
    const origin: RecordOrigin = this.#file === undefined ? place : { ...place, file: this.#file };
    this.#sink.record(
      recordFromRow(cells, this.#guess.columns, origin, (code, message, column, text) => {
        this.#sink.anomaly({
          code,
          message: `${message.slice(0, -1)} (column "${this.#guess.columns[column]?.header ?? column + 1}").`,
          line,
          record,
          raw: text,
        });
      }),
    );
  }
}
