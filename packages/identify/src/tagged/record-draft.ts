import type { BibliographicRecord, RecordOrigin } from "../record/bibliographic-record.ts";
import type { CslItem, CslName, CslNameField, CslTextField } from "../record/csl-item.ts";
import { plainText, richText } from "../record/html-text.ts";
import type { Report } from "./tagged-reader.ts";

type Mutable<T> = {
  -readonly [key in keyof T]: T[key] extends readonly (infer U)[] | undefined ? U[] : T[key];
};

/** The lists of the record, all of texts or of small objects. */
type ListField =
  | "registrations"
  | "accessions"
  | "headings"
  | "keywords"
  | "publicationTypes"
  | "substances"
  | "affiliations"
  | "authorIds"
  | "relations"
  | "abstractSections"
  | "otherAbstracts"
  | "grants"
  | "history"
  | "notes"
  | "links"
  | "attachments"
  | "other";
type Entry<F extends ListField> = NonNullable<BibliographicRecord[F]>[number];

/** A written date that waits for the others of its record. */
interface WrittenDate {
  readonly tag: string;
  readonly value: string;
  readonly line: number;
}

/** A record while its fields are read. */
export interface Draft {
  readonly csl: Mutable<CslItem>;
  readonly record: Mutable<Omit<BibliographicRecord, "csl" | "origin">>;
  origin: RecordOrigin;
  readonly report: Report;
  /** Candidates for the date of publication, in their order. */
  readonly dates: WrittenDate[];
  firstPage: string | undefined;
  lastPage: string | undefined;
  database: string | undefined;
}

export function newDraft(type: CslItem["type"], origin: RecordOrigin, report: Report): Draft {
  return {
    csl: { type },
    record: {},
    origin,
    report,
    dates: [],
    firstPage: undefined,
    lastPage: undefined,
    database: undefined,
  };
}

/** Appends to a list of the record, which begins with its first entry. */
export function append<F extends ListField>(draft: Draft, field: F, entry: Entry<F>): void {
  const lists = draft.record as unknown as Record<F, Entry<F>[] | undefined>;
  const list = lists[field];
  if (list === undefined) lists[field] = [entry];
  else list.push(entry);
}

/** Keeps a field as it stands. */
export function keep(draft: Draft, tag: string, value: string): void {
  append(draft, "other", { tag, value });
}

const RICH: ReadonlySet<string> = new Set([
  "title",
  "title-short",
  "translated-title",
  "original-title",
  "volume-title",
  "reviewed-title",
  "abstract",
  "annote",
  "note",
]);
/** Fields whose lines are paragraphs. */
const PARAGRAPHS: ReadonlySet<string> = new Set(["abstract", "annote", "note", "references"]);
const VERBATIM: ReadonlySet<string> = new Set(["URL", "DOI", "PMID", "PMCID", "citation-key"]);

export const oneLine = (value: string): string =>
  value.includes("\n") ? value.replace(/[ \t]*\n[ \t]*/g, " ") : value;

/** The value as the field of CSL has it: decoded, with the markup and the line ends that it may have. */
function textFor(field: CslTextField, value: string): string {
  const text = PARAGRAPHS.has(field) ? value : oneLine(value);
  if (VERBATIM.has(field)) return text;
  return RICH.has(field) ? richText(text) : plainText(text);
}

/** Sets a text once; the same again says nothing new, another one is kept as it stands. */
export function setText(draft: Draft, field: CslTextField, value: string, tag: string): void {
  const text = textFor(field, value);
  if (text === "") return;
  const before = draft.csl[field];
  if (before === undefined) draft.csl[field] = text;
  else if (before !== text) keep(draft, tag, value);
}

/** Sets a text, or adds it as a paragraph. */
export function addParagraph(draft: Draft, field: CslTextField, value: string): void {
  const text = textFor(field, value);
  if (text === "") return;
  const before = draft.csl[field];
  if (before === undefined) draft.csl[field] = text;
  else if (before !== text) draft.csl[field] = `${before}\n${text}`;
}

export function addName(draft: Draft, field: CslNameField, name: CslName | undefined): void {
  if (name === undefined) return;
  const names = draft.csl[field] as CslName[] | undefined;
  if (names === undefined) draft.csl[field] = [name];
  else names.push(name);
}

/** The finished record. */
export function recordOf(draft: Draft): BibliographicRecord {
  const { csl, record, origin, database } = draft;
  const from = database === undefined ? origin : { ...origin, database };
  return { csl: csl as CslItem, ...(record as Omit<BibliographicRecord, "csl" | "origin">), origin: from };
}
