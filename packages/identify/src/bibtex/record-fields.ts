import type { BibliographicRecord } from "../record/bibliographic-record.ts";
import type { CslDate, CslItem, CslNameField, CslTextField } from "../record/csl-item.ts";
import { edtfText } from "./edtf-date.ts";
import { cslTypeOf, entryTypeOf } from "./entry-types.ts";
import { ACCESSION_DATABASES, FIELD_RULES } from "./field-table.ts";
import { latexSource } from "./latex-source.ts";
import { namesSource } from "./name-source.ts";

export interface FieldSource {
  readonly name: string;
  readonly value: string;
  /** A macro or a number, which stands without braces. */
  readonly isBare?: boolean;
}

/** The entry type, as it was where the record comes from BibTeX. */
export function entryTypeFor(record: BibliographicRecord): string {
  const kept = record.other?.find(({ tag }) => tag === "entrytype")?.value;
  const isSound = kept !== undefined && /^[A-Za-z][\w-]*$/.test(kept);
  return isSound && (cslTypeOf(kept) ?? "document") === record.csl.type ? kept : entryTypeOf(record.csl.type);
}

const NAMES: readonly (readonly [CslNameField, string])[] = [
  ["author", "author"],
  ["editor", "editor"],
  ["translator", "translator"],
  ["container-author", "bookauthor"],
  ["director", "director"],
  ["composer", "composer"],
  ["illustrator", "illustrator"],
  ["interviewer", "interviewer"],
  ["series-creator", "serieseditor"],
];

const MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");

function dateSources(date: CslDate | undefined): FieldSource[] {
  if (date === undefined) return [];
  const parts = date["date-parts"];
  if (parts === undefined)
    return date.literal === undefined ? [] : [{ name: "year", value: latexSource(date.literal) }];
  const [year, month, day] = parts[0];
  const sources: FieldSource[] = [];
  const isPlain = parts.length === 1 && date.season === undefined && date.literal === undefined && year > 0;
  const edtf = edtfText(date);
  if (!isPlain && edtf !== null) sources.push({ name: "date", value: latexSource(edtf) });
  sources.push({ name: "year", value: String(year) });
  // Old styles know no date but year and month; for them a range is its first year.
  if (isPlain && month !== undefined) {
    const macro = MONTHS[month - 1];
    if (macro !== undefined) sources.push({ name: "month", value: macro, isBare: true });
    if (day !== undefined) sources.push({ name: "day", value: String(day) });
  }
  return sources;
}

const isArticle = ({ type }: CslItem): boolean =>
  type.startsWith("article") || type === "periodical" || type.startsWith("review");

/** Fields in the order in which they are written, with the names that the type wants for them. */
function textFields(csl: CslItem): readonly (readonly [CslTextField, string])[] {
  const isReport = csl.type === "report" || csl.type === "standard";
  const publisher = csl.type === "thesis" ? "school" : isReport ? "institution" : "publisher";
  const holdsNumber = csl.type === "report" || csl.type === "patent" || csl.type === "standard";
  return [
    ["title-short", "shorttitle"],
    ["original-title", "origtitle"],
    ["container-title", isArticle(csl) ? "journal" : "booktitle"],
    ["container-title-short", "shortjournal"],
    ["collection-title", "series"],
    ["volume", "volume"],
    ["issue", isArticle(csl) || csl.type === "paper-conference" ? "number" : "issue"],
    ["collection-number", "number"],
    ["number", holdsNumber ? "number" : "eid"],
    ["part-number", "part"],
    ["chapter-number", "chapter"],
    ["edition", "edition"],
    ["version", "version"],
    ["number-of-volumes", "volumes"],
    ["number-of-pages", "pagetotal"],
    ["publisher", publisher],
    ["publisher-place", "address"],
    ["event-title", "eventtitle"],
    ["event-place", "venue"],
    ["genre", "type"],
    ["medium", "howpublished"],
    ["status", "pubstate"],
    ["language", "language"],
    ["ISBN", "isbn"],
    ["ISSN", "issn"],
    ["call-number", "lccn"],
    ["PMID", "pmid"],
    ["PMCID", "pmcid"],
    ["annote", "annote"],
  ];
}

function keywordSource(keywords: readonly string[]): string {
  const mark = keywords.some((keyword) => /[,;]/.test(keyword)) ? "; " : ", ";
  return keywords
    .map((keyword) => (/[,;]/.test(keyword) ? `{${latexSource(keyword)}}` : latexSource(keyword)))
    .join(mark);
}

/** Addresses and the like, in which programs expect no escapes; braces would break the field. */
const verbatim = (text: string): string => text.replace(/[{}\\]/g, (sign) => encodeURIComponent(sign));

/** Whether a kept value may be written as it was: its braces are even in every way of counting. */
function isSoundSource(value: string): boolean {
  let depth = 0;
  for (const char of value) {
    if (char === "{") depth++;
    else if (char === "}" && --depth < 0) return false;
  }
  return depth === 0 && !/\\[{}]|\\$|[\r\n]\s*@/.test(value);
}

const isFieldName = (tag: string): boolean =>
  /^[A-Za-z][\w+.:-]*$/.test(tag) && tag !== "coppice" && tag !== "entrytype";

/** The fields of BibTeX and BibLaTeX that hold the record, as far as they have a place for it. */
export function entryFields(record: BibliographicRecord, withOther: boolean): readonly FieldSource[] {
  const { csl } = record;
  const sources: FieldSource[] = [];
  const add = (name: string, value: string | undefined): void => {
    if (value !== undefined) sources.push({ name, value });
  };
  const text = (value: string | undefined): string | undefined =>
    value === undefined ? undefined : latexSource(value);
  add("title", text(csl.title));
  for (const [from, name] of NAMES) {
    const names = csl[from];
    if (names !== undefined) add(name, namesSource(names));
  }
  sources.push(...dateSources(csl.issued));
  const taken = new Set<string>();
  for (const [from, name] of textFields(csl)) {
    const value = csl[from];
    if (value === undefined || taken.has(name)) continue;
    taken.add(name);
    add(name, latexSource(value));
  }
  add(
    "pages",
    csl.page === undefined
      ? undefined
      : latexSource(csl.page.replace(/-+/g, "\u0000")).replaceAll("\u0000", "--"),
  );
  for (const [from, name] of [
    ["event-date", "eventdate"],
    ["original-date", "origdate"],
    ["accessed", "urldate"],
  ] as const) {
    const date = csl[from];
    if (date !== undefined) add(name, text(edtfText(date) ?? date.literal));
  }
  add("doi", csl.DOI === undefined ? undefined : verbatim(csl.DOI));
  add("url", csl.URL === undefined ? undefined : verbatim(csl.URL));
  for (const { database, value } of record.accessions ?? []) {
    const name = [...ACCESSION_DATABASES].find(([, named]) => named === database)?.[0];
    if (database === "arXiv" && !taken.has("eprint")) {
      taken.add("eprint");
      add("eprint", verbatim(value));
      add("eprinttype", "arxiv");
    } else if (name !== undefined && database !== "arXiv") add(name, verbatim(value));
  }
  add("abstract", text(csl.abstract));
  if (record.keywords !== undefined) add("keywords", keywordSource(record.keywords));
  if (record.notes !== undefined) add("note", latexSource(record.notes.join("\n")));
  add("copyright", text(record.copyright));
  add("source", text(record.origin.database));
  if (record.grants?.length === 1) add("funding", latexSource(record.grants[0]!));
  if (record.affiliations !== undefined)
    add("affiliation", record.affiliations.map(({ text: place }) => latexSource(place)).join("; "));
  if (withOther)
    for (const { tag, value } of record.other ?? [])
      if (isFieldName(tag) && isSoundSource(value) && (!FIELD_RULES.has(tag.toLowerCase()) || tag === "file"))
        add(tag, value);
  return sources.filter(({ value }) => value.trim() !== "");
}
