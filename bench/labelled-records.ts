import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import type { CslItem, CslName, IdentifiedRecord } from "@coppice/identify";

const [COMMA, QUOTE, CR, LF] = [44, 34, 13, 10];

/**
 * Calls `row` with the cells of each row of a CSV file as RFC 4180 has it: quotes doubled within quotes, line ends within them
 * allowed. Works on the bytes, so that a cell without accents is a string of one byte a letter and keeps nothing else alive.
 */
export function readRows(bytes: Buffer, row: (cells: readonly string[]) => void): void {
  let cells: string[] = [];
  let at = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  while (at < bytes.length) {
    const quoted = bytes[at] === QUOTE;
    const start = quoted ? at + 1 : at;
    let high = 0;
    let doubled = false;
    for (at = start; at < bytes.length; at++) {
      const byte = bytes[at]!;
      high |= byte;
      if (quoted) {
        if (byte !== QUOTE) continue;
        if (bytes[at + 1] !== QUOTE) break;
        doubled = true;
        at += 1;
      } else if (byte === COMMA || byte === LF || byte === CR) break;
    }
    const text = high < 128 ? bytes.toString("latin1", start, at) : bytes.toString("utf8", start, at);
    cells.push(doubled ? text.replaceAll('""', '"') : text);
    if (quoted) at += 1;
    if (bytes[at] === COMMA) {
      at += 1;
      if (at < bytes.length && bytes[at] !== LF && bytes[at] !== CR) continue;
      cells.push("");
    }
    while (bytes[at] === CR || bytes[at] === LF) at += 1;
    row(cells);
    cells = [];
  }
}

function name(text: string): CslName {
  const comma = text.indexOf(", ");
  return comma <= 0 ? { literal: text } : { family: text.slice(0, comma), given: text.slice(comma + 2) };
}

/**
 * Reads a labelled set (columns record_id, title, authors separated by "; ", year, journal, volume, issue, pages, doi, pmid, abstract,
 * source; plain or gzip) as records. An empty column is an absent field. Labels are not read.
 */
export function labelledRecords(path: string): readonly IdentifiedRecord[] {
  const file = readFileSync(path);
  const found: IdentifiedRecord[] = [];
  let columns: readonly number[] | undefined;
  readRows(path.endsWith(".gz") ? gunzipSync(file) : file, (cells) => {
    if (columns === undefined) {
      columns = COLUMNS.map((column) => cells.indexOf(column));
      return;
    }
    const places = columns;
    const values = COLUMNS.map((_, at) => cells[places[at]!] || undefined);
    const number = found.length + 1;
    found.push({
      id: values[0] ?? String(number),
      record: { csl: cslOf(values), origin: { format: "csv", number, line: number + 1 } },
    });
  });
  return found;
}

const COLUMNS = "record_id title authors year journal volume issue pages doi pmid abstract".split(" ");

function cslOf(values: readonly (string | undefined)[]): CslItem {
  const [, title, authors, year, journal, volume, issue, page, doi, pmid, abstract] = values;
  const csl: { -readonly [field in keyof CslItem]: CslItem[field] } = { type: "article-journal" };
  if (title !== undefined) csl.title = title;
  if (authors !== undefined)
    csl.author = authors
      .split(/(?<!&#?\w{1,8}); /)
      .filter((author) => author.trim() !== "")
      .map(name);
  if (Number.isInteger(Number(year ?? "?"))) csl.issued = { "date-parts": [[Number(year)]] };
  if (journal !== undefined) csl["container-title"] = journal;
  if (volume !== undefined) csl.volume = volume;
  if (issue !== undefined) csl.issue = issue;
  if (page !== undefined) csl.page = page;
  if (doi !== undefined) csl.DOI = doi;
  if (pmid !== undefined) csl.PMID = pmid;
  if (abstract !== undefined) csl.abstract = abstract;
  return csl;
}
