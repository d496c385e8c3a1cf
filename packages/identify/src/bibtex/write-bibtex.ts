import type { BibliographicRecord } from "../record/bibliographic-record.ts";
import { carriedFields } from "../record/carried-fields.ts";
import { yearOf } from "../record/date.ts";
import { bibtexReader } from "./bibtex-reader.ts";
import { MADE_KEY } from "./entry-record.ts";
import { entryFields, entryTypeFor, type FieldSource } from "./record-fields.ts";

const SOUND_KEY = /^[^\s,{}()="#%\\~@']+$/;

/** A key from the first author, the year and the first long word of the title, with a number where it is taken. */
function madeKey(record: BibliographicRecord, taken: ReadonlySet<string>): string {
  const ascii = (text: string): string => text.normalize("NFD").replace(/[^A-Za-z0-9]/g, "");
  const author = record.csl.author?.[0];
  const name = ascii(author?.family ?? author?.literal ?? "").slice(0, 20) || "anonymous";
  const word = /[A-Za-z]{4,}/.exec(record.csl.title?.normalize("NFD") ?? "")?.[0].toLowerCase() ?? "";
  const stem = `${MADE_KEY}${name.toLowerCase()}${yearOf(record.csl.issued) ?? ""}${word}`;
  let key = stem;
  for (let count = 2; taken.has(key); count++) key = `${stem}-${count}`;
  return key;
}

/** JSON in which no brace stands in a text, so that the braces of the field are even. */
const braceless = (json: string): string =>
  json.replace(/"(?:[^"\\]|\\.)*"/g, (text) => text.replaceAll("{", "\\u007b").replaceAll("}", "\\u007d"));

function printed(type: string, key: string, fields: readonly FieldSource[]): string {
  const lines = fields.map(({ name, value, isBare }) => `  ${name} = ${isBare ? value : `{${value}}`}`);
  return `@${type}{${[key, ...lines].join(",\n")}\n}\n`;
}

/** Anomalies by which the text is not the one entry that it should be. */
const STRUCTURAL = new Set(
  "unbalanced-braces unbalanced-quotes text-in-entry text-outside-entry missing-comma no-field-name comment preamble".split(
    " ",
  ),
);

/** What the reader makes of an entry; null where it is not one whole entry to it. */
function readBack(entry: string): BibliographicRecord | null {
  const records: BibliographicRecord[] = [];
  let isWhole = true;
  const reader = bibtexReader(
    {
      record: (record) => records.push(record),
      anomaly: ({ code }) => {
        if (STRUCTURAL.has(code)) isWhole = false;
      },
    },
    {},
  );
  reader.push(entry);
  reader.end();
  return isWhole && records.length === 1 ? records[0]! : null;
}

function entryOf(record: BibliographicRecord, key: string): string {
  const type = entryTypeFor(record);
  // Kept fields go out as they came in only where they came from BibTeX; others would be read as LaTeX.
  let fields = entryFields(record, record.origin.format === "bibtex");
  let found = readBack(printed(type, key, fields));
  if (found === null) {
    fields = entryFields(record, false);
    found = readBack(printed(type, key, fields));
  }
  if (found === null) {
    fields = [];
    found = readBack(printed(type, key, fields))!;
  }
  const carried = carriedFields(record, found);
  return printed(
    type,
    key,
    carried === undefined ? fields : [...fields, { name: "coppice", value: braceless(carried) }],
  );
}

/**
 * Writes records as a BibTeX file in UTF-8 with the fields of BibTeX and BibLaTeX. What these have no place for (MeSH headings,
 * relations, registrations ...) goes into a field `coppice` as JSON, so that `bibtexReader` gives back the same records; programs pass
 * over it. A record without key gets one that begins with "coppice:", which the reader does not keep.
 */
export function writeBibtex(records: Iterable<BibliographicRecord>): string {
  const taken = new Set<string>();
  const entries: string[] = [];
  for (const record of records) {
    const own = record.csl["citation-key"];
    const key =
      own !== undefined && SOUND_KEY.test(own) && !own.startsWith(MADE_KEY) ? own : madeKey(record, taken);
    taken.add(key);
    entries.push(entryOf(record, key));
  }
  return entries.join("\n");
}
