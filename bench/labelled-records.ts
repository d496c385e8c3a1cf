import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import type { BibliographicRecord, CslName, IdentifiedRecord } from "@coppice/identify";

/** Rows of a CSV file as RFC 4180 has it: quotes doubled within quotes, line ends within them allowed. */
function* rows(text: string): Generator<readonly string[]> {
  let row: string[] = [];
  for (let at = text.charCodeAt(0) === 0xfeff ? 1 : 0; at < text.length; ) {
    if (text[at] === '"') {
      let value = "";
      for (at += 1; ; at += 1) {
        const close = text.indexOf('"', at);
        const end = close === -1 ? text.length : close;
        value += text.slice(at, end);
        at = end + 1;
        if (text[at] !== '"') break;
        value += '"';
      }
      row.push(value);
    } else {
      let end = at;
      for (; end < text.length; end += 1) {
        const code = text.charCodeAt(end);
        if (code === 44 || code === 10 || code === 13) break;
      }
      row.push(text.slice(at, end));
      at = end;
    }
    if (text[at] === ",") {
      at += 1;
      if (at < text.length && text[at] !== "\n" && text[at] !== "\r") continue;
      row.push("");
    }
    while (text[at] === "\r" || text[at] === "\n") at += 1;
    yield row;
    row = [];
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
  const bytes = readFileSync(path);
  const text = (path.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
  const found: IdentifiedRecord[] = [];
  let columns: ReadonlyMap<string, number> | undefined;
  for (const row of rows(text)) {
    if (columns === undefined) {
      columns = new Map(row.map((column, at) => [column, at]));
      continue;
    }
    const known = columns;
    const cell = (column: string): string | undefined => row[known.get(column) ?? -1] || undefined;
    const year = Number(cell("year"));
    const fields: Readonly<Record<string, unknown>> = {
      title: cell("title"),
      author: cell("authors")
        ?.split("; ")
        .filter((author) => author.trim() !== "")
        .map(name),
      issued: Number.isInteger(year) && year > 0 ? { "date-parts": [[year]] } : undefined,
      "container-title": cell("journal"),
      volume: cell("volume"),
      issue: cell("issue"),
      page: cell("pages"),
      DOI: cell("doi"),
      PMID: cell("pmid"),
      abstract: cell("abstract"),
    };
    const csl = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
    const number = found.length + 1;
    const record: BibliographicRecord = {
      csl: { type: "article-journal", ...csl },
      origin: { format: "csv", number, line: number + 1 },
    };
    found.push({ id: cell("record_id") ?? String(number), record });
  }
  return found;
}
