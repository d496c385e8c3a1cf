import { PieceJoiner } from "../read/piece-joiner.ts";
import type { RecordSink, TextReader, TextReaderFactory, TextReaderOptions } from "../read/text-reader.ts";
import { type CsvDialect, csvDialect } from "./csv-dialect.ts";
import { lineEnds, type ScannedRow, scanRow } from "./row-scanner.ts";
import { type TableOptions, TableRecords } from "./table-records.ts";

/** How much of a file is looked at to tell its separator. */
const SAMPLE = 65_536;
/** Quotation marks that have not closed after this many characters are looked at: no cell is as long. */
const LONG_ROW = 1_048_576;
/** A row is ended after this many characters whatever its quotation marks say. */
const LONGEST_ROW = 67_108_864;
/** Lines at which a row may be tried to begin anew. */
const LINES_TO_TRY = 200;

class CsvReader implements TextReader {
  readonly #sink: RecordSink;
  readonly #joiner = new PieceJoiner(1);
  readonly #records: TableRecords;
  #dialect: CsvDialect | null = null;
  /** Number of cells of most rows, before the header is known. */
  #width = 0;
  #line = 1;

  constructor(sink: RecordSink, options: TextReaderOptions & TableOptions) {
    this.#sink = sink;
    this.#records = new TableRecords(sink, "csv", options.file, options);
  }

  push(text: string): void {
    const rest = this.#joiner.add(text);
    if (rest !== null) this.#read(rest, false);
  }

  end(): void {
    this.#read(this.#joiner.all(), true);
    this.#records.end();
  }

  #read(text: string, isFinal: boolean): void {
    let at = 0;
    if (this.#dialect === null) {
      if (!isFinal && text.length < SAMPLE) return;
      this.#dialect = csvDialect(text.slice(0, SAMPLE), isFinal && text.length <= SAMPLE);
      at = this.#dialect.start;
      if (at > 0) this.#line += 1;
    }
    while (at < text.length) {
      const next = this.#row(text, at, isFinal);
      if (next === null) break;
      at = next;
    }
    this.#joiner.keepFrom(at);
  }

  /** Reads the row at `at` and counts its lines; where the next begins, or null where more text is needed. */
  #row(text: string, at: number, isFinal: boolean): number | null {
    const { separator } = this.#dialect!;
    let row = scanRow(text, at, separator, isFinal);
    if (row === null) {
      if (text.length - at < LONG_ROW) return null;
      // A quotation mark swallows one row after the other: see whether one of them begins a row.
      row = scanRow(text, at, separator, true)!;
      const cut = this.#nextPlausible(text, at, row);
      if (cut !== -1) return this.#broken(text, at, cut);
      if (text.length - at < LONGEST_ROW) return null;
    }
    const width = this.#records.width || this.#width;
    const isWrong =
      row.isUnclosed ||
      (row.spanningQuote !== -1 && width > 0 && (row.cells.length !== width || row.strayBeginsLine));
    if (isWrong) {
      const cut = this.#nextPlausible(text, at, row);
      if (cut !== -1) return this.#broken(text, at, cut);
    }
    if (row.isUnclosed)
      this.#quoteAnomaly(
        text,
        at,
        text.lastIndexOf('"'),
        "A quotation mark is not closed before the end of the file; the cell was taken to its end",
        row.textEnd,
      );
    else if (row.strayQuote !== -1)
      this.#quoteAnomaly(
        text,
        at,
        row.strayQuote,
        "A quotation mark inside a quoted cell is not doubled; it was taken for text",
        row.textEnd,
      );
    this.#give(row, text, at);
    // A row without a line end inside quotation marks has the one that ends it, if any: no need to look for others.
    if (row.spanningQuote === -1) this.#line += row.end > row.textEnd ? 1 : 0;
    else this.#line += lineEnds(text, at, row.end);
    return row.end;
  }

  #give(row: ScannedRow, text: string, at: number): void {
    if (row.cells.length > 1) this.#width = row.cells.length;
    this.#records.row({ cells: row.cells, line: this.#line, raw: text.slice(at, row.textEnd) });
  }

  /** Offset of the first line inside the row that begins a row of the right number of cells; -1 where none does. */
  #nextPlausible(text: string, at: number, row: ScannedRow): number {
    const width = this.#records.width || this.#width;
    if (width < 3) return -1;
    const { separator } = this.#dialect!;
    const lineBreak = /\r\n?|\n/g;
    lineBreak.lastIndex = at;
    for (let tries = 0; tries < LINES_TO_TRY; tries++) {
      const found = lineBreak.exec(text);
      const start = lineBreak.lastIndex;
      if (found === null || start >= row.end || start >= text.length) return -1;
      const end = Math.min(text.length, start + LONG_ROW);
      const next = scanRow(text.slice(start, end), 0, separator, true);
      if (next !== null && !next.isUnclosed && next.cells.length === width && start + next.end <= row.end)
        return start;
    }
    return -1;
  }

  /** Takes the text up to `cut` for a row whose quotation marks are wrong. */
  #broken(text: string, at: number, cut: number): number {
    const piece = text.slice(at, cut);
    const row = scanRow(piece, 0, this.#dialect!.separator, true)!;
    const quote = row.spanningQuote === -1 ? piece.lastIndexOf('"') : row.spanningQuote;
    this.#quoteAnomaly(
      text,
      at,
      at + Math.max(0, quote),
      "A quotation mark is not closed; its cell was ended where the next row begins",
      at + piece.trimEnd().length,
    );
    const last = row.cells.length - 1;
    const cells = row.cells.map((cell, index) => (index === last ? cell.trimEnd() : cell));
    this.#records.row({ cells, line: this.#line, raw: piece });
    // What the first part of the piece leaves over is a row of its own.
    const end = at + (row.end < piece.length ? row.end : piece.length);
    this.#line += lineEnds(text, at, end);
    return end;
  }

  #quoteAnomaly(text: string, at: number, quote: number, sentence: string, end: number): void {
    const lineStart = Math.max(text.lastIndexOf("\n", quote), text.lastIndexOf("\r", quote), at - 1) + 1;
    this.#sink.anomaly({
      code: sentence.includes("inside a quoted cell") ? "stray-quote" : "unbalanced-quote",
      message: `${sentence}: ${text.slice(quote, quote + 40).replace(/\s+/g, " ")}.`,
      line: this.#line + lineEnds(text, at, quote),
      column: quote - lineStart + 1,
      raw: text.slice(at, end),
    });
  }
}

/**
 * Reads tables of comma-, semicolon-, tab- or bar-separated values (RFC 4180 and what programs make of it). The separator, the header
 * and what the columns hold are guessed (`guessColumns`); `options.columns` corrects the guess and `options.onColumns` is told it.
 */
export function csvReaderWith(options: TableOptions): TextReaderFactory {
  return (sink, place) => new CsvReader(sink, { ...options, ...place });
}

/** `csvReaderWith` with the columns as they are guessed. */
export const csvReader: TextReaderFactory = csvReaderWith({});
