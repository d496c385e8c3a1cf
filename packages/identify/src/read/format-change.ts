/** Files that people made by joining exports of several programs. */
import type { RecordFormat } from "../record/bibliographic-record.ts";
import { detectFormat } from "./detect-format.ts";

/** How a record begins in formats that are joined by hand. */
const beginnings: readonly (readonly [string, RecordFormat | "xml"])[] = [
  ["TY  - ", "ris"],
  ["PMID- ", "nbib"],
  ["FN ", "wos"],
  ["%0 ", "refer"],
  ["@article{", "bibtex"],
  ["@book{", "bibtex"],
  ["@inproceedings{", "bibtex"],
  ["<?xml ", "xml"],
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

/** Whether a record of another format begins at this place. */
function beginningAt(text: string, at: number, current: RecordFormat): RecordFormat | null {
  const sign = text.charCodeAt(at);
  for (const [mark, kind] of beginnings) {
    if (sign !== mark.charCodeAt(0) || !text.startsWith(mark, at)) continue;
    if (kind === current || (kind === "xml" && current.endsWith("-xml"))) continue;
    const format = kind === "xml" ? detectFormat(text.slice(at)) : kind;
    if (format !== null && format !== current) return format;
  }
  return null;
}

/** Where, after an empty line, a record of another format begins; null where none does. */
export function formatChange(text: string, from: number, current: RecordFormat): FormatChange | null {
  if (closed.has(current)) return null;
  // Of all lines only those after an empty one are looked at, and each kind of empty line is sought once: every file comes by here.
  let feeds = text.indexOf("\n\n", from);
  let returns = text.includes("\r") ? text.indexOf("\n\r\n", from) : -1;
  while (feeds >= 0 || returns >= 0) {
    const feedsFirst = returns < 0 || (feeds >= 0 && feeds < returns);
    const at = feedsFirst ? feeds + 2 : returns + 3;
    const format = beginningAt(text, at, current);
    if (format !== null) return { at, format };
    if (feedsFirst) feeds = text.indexOf("\n\n", feeds + 1);
    else returns = text.indexOf("\n\r\n", returns + 1);
  }
  return null;
}

/** How much of the end of a piece has to wait for the next, lest a beginning be cut in two. */
export function heldBack(text: string): number {
  const end = text.slice(-REACH - 2);
  const empty = Math.max(end.lastIndexOf("\n\n"), end.lastIndexOf("\n\r\n"));
  const from = Math.max(empty, end.endsWith("\n") || end.endsWith("\r") ? end.length - 2 : -1);
  return from >= 0 && end.length - from <= REACH ? end.length - from : 0;
}
