/** Files that people made by joining exports of several programs. */
import type { RecordFormat } from "../record/bibliographic-record.ts";
import { detectFormat } from "./detect-format.ts";

/** How a record begins in formats that are joined by hand. */
const beginnings: readonly (readonly [string, RecordFormat | "xml"])[] = [
  ["\nTY  - ", "ris"],
  ["\nPMID- ", "nbib"],
  ["\nFN ", "wos"],
  ["\n%0 ", "refer"],
  ["\n@article{", "bibtex"],
  ["\n@book{", "bibtex"],
  ["\n@inproceedings{", "bibtex"],
  ["\n<?xml ", "xml"],
];

/** Longest beginning with the empty line before it. */
const REACH = 24;

export interface FormatChange {
  /** Offset of the first character of the other format. */
  readonly at: number;
  readonly format: RecordFormat;
}

/** Formats whose text may hold the marks of others without an end of their own. */
const closed: ReadonlySet<RecordFormat> = new Set(["ovid", "csv", "csl-json", "clinicaltrials-json", "xlsx"]);

function followsEmptyLine(text: string, feed: number): boolean {
  let i = feed - 1;
  while (i >= 0 && (text[i] === "\r" || text[i] === " " || text[i] === "\t")) i--;
  return i >= 0 && text[i] === "\n";
}

/** Where, after an empty line, a record of another format begins; null where none does. */
export function formatChange(text: string, from: number, current: RecordFormat): FormatChange | null {
  if (closed.has(current)) return null;
  let found: FormatChange | null = null;
  for (const [mark, kind] of beginnings) {
    if (kind === current || (kind === "xml" && current.endsWith("-xml"))) continue;
    let at = text.indexOf(mark, from);
    while (at >= 0 && !followsEmptyLine(text, at)) at = text.indexOf(mark, at + 1);
    if (at < 0 || (found !== null && found.at <= at + 1)) continue;
    const format = kind === "xml" ? detectFormat(text.slice(at + 1)) : kind;
    if (format !== null && format !== current) found = { at: at + 1, format };
  }
  return found;
}

/** How much of the end of a piece has to wait for the next, lest a beginning be cut in two. */
export function heldBack(text: string): number {
  const empty = Math.max(text.lastIndexOf("\n\n"), text.lastIndexOf("\n\r\n"));
  const from = Math.max(empty, text.endsWith("\n") || text.endsWith("\r") ? text.length - 2 : -1);
  return from >= 0 && text.length - from <= REACH ? text.length - from : 0;
}
