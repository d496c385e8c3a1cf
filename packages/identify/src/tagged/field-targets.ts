import type { CslNameField, CslTextField } from "../record/csl-item.ts";
import { dateFrom } from "../record/date.ts";
import { decodeEntities, plainText, richText } from "../record/html-text.ts";
import {
  doisIn,
  pmcidFrom,
  pmidFrom,
  registrationsIn,
  saysMoreThanDois,
  saysMoreThanRegistrations,
} from "../record/identifiers.ts";
import { pagesFrom } from "../record/page-range.ts";
import { addName, addParagraph, append, type Draft, keep, oneLine, setText } from "./record-draft.ts";
import { serialNumbersIn } from "./serial-numbers.ts";
import { namesIn } from "./written-names.ts";

/** Puts the value of one field into the draft. */
export type Handler = (draft: Draft, value: string, tag: string, line: number) => void;

const short = (value: string): string => (value.length > 80 ? `${value.slice(0, 80)}…` : value);

function doi(draft: Draft, value: string, tag: string, line: number): void {
  const [first, ...others] = doisIn(value);
  if (first === undefined) {
    keep(draft, tag, value);
    draft.report("bad-doi", `"${short(value)}" (${tag}) is no DOI; it was kept as it stands.`, line, value);
    return;
  }
  if (draft.csl.DOI === undefined) draft.csl.DOI = first;
  else if (draft.csl.DOI.toLowerCase() !== first.toLowerCase()) others.unshift(first);
  for (const other of others) append(draft, "links", `https://doi.org/${other}`);
  if (saysMoreThanDois(value)) keep(draft, tag, value);
  if (others.length > 0)
    draft.report(
      "several-dois",
      `The record has more than one DOI: ${draft.csl.DOI} was taken, ${short(others.join(", "))} kept as a link.`,
      line,
      value,
    );
}

function url(draft: Draft, value: string): void {
  for (const part of decodeEntities(value).split("\n")) {
    const address = part.trim();
    if (address === "") continue;
    if (draft.csl.URL === undefined) draft.csl.URL = address;
    else if (draft.csl.URL !== address && draft.record.links?.includes(address) !== true)
      append(draft, "links", address);
  }
}

const addNumbers = (before: string | undefined, numbers: readonly string[]): string => {
  const all = before === undefined ? [] : before.split(", ");
  for (const number of numbers) if (!all.includes(number)) all.push(number);
  return all.join(", ");
};

function serial(draft: Draft, value: string, tag: string): void {
  const text = plainText(oneLine(value));
  const { issn, isbn, more } = serialNumbersIn(text);
  if (issn.length > 0) draft.csl.ISSN = addNumbers(draft.csl.ISSN, issn);
  if (isbn.length > 0) draft.csl.ISBN = addNumbers(draft.csl.ISBN, isbn);
  if (issn.length + isbn.length === 0) {
    const field =
      draft.csl.type.startsWith("article") || draft.csl.type.startsWith("review") ? "ISSN" : "ISBN";
    setText(draft, field, value, tag);
  } else if (more) keep(draft, tag, value);
}

function keywords(draft: Draft, value: string): void {
  const text = plainText(value);
  if (!text.includes(";") && !text.includes("\n")) {
    if (text !== "") append(draft, "keywords", text);
    return;
  }
  for (const part of text.split(/[\n;]/)) {
    const word = part.trim();
    if (word !== "") append(draft, "keywords", word);
  }
}

const listed =
  (field: "links" | "attachments"): Handler =>
  (draft, value) => {
    for (const part of value.split("\n"))
      if (part.trim() !== "") append(draft, field, decodeEntities(part.trim()));
  };

function accession(draft: Draft, value: string, tag: string): void {
  const text = plainText(oneLine(value));
  const labelled = /^(?:pmid|medline|pubmed)\b/i.test(text) ? pmidFrom(text) : undefined;
  if (labelled !== undefined && draft.csl.PMID === undefined) draft.csl.PMID = labelled;
  else if (draft.record.accessions?.some((known) => known.value === text) !== true)
    append(draft, "accessions", { value: text });
  else keep(draft, tag, value);
}

function pmid(draft: Draft, value: string, tag: string): void {
  const number = pmidFrom(value);
  if (number === undefined) keep(draft, tag, value);
  else setText(draft, "PMID", number, tag);
}

function pmcid(draft: Draft, value: string, tag: string): void {
  const number = pmcidFrom(value);
  if (number !== undefined) setText(draft, "PMCID", number, tag);
  if (number === undefined || value.replace(/\.\d+$/, "").length > number.length) keep(draft, tag, value);
}

/** A number of pages, or pages where the value is a range or has letters. */
function pageCount(draft: Draft, value: string, tag: string): void {
  const text = plainText(oneLine(value));
  if (/^\d+(?: ?pp?\.?| pages?)?$|^[A-Za-z ]+$/.test(text)) setText(draft, "number-of-pages", value, tag);
  else SPECIAL["first-page"](draft, value, tag);
}

const SPECIAL = {
  doi,
  url,
  serial,
  keywords,
  accession,
  pmid,
  pmcid,
  "page-count": pageCount,
  "first-page": (draft, value, tag) => {
    if (draft.firstPage === undefined) draft.firstPage = plainText(oneLine(value));
    else if (draft.firstPage !== value) keep(draft, tag, value);
  },
  "last-page": (draft, value, tag) => {
    if (draft.lastPage === undefined) draft.lastPage = plainText(oneLine(value));
    else if (draft.lastPage !== value) keep(draft, tag, value);
  },
  pages: (draft, value, tag) => {
    const text = pagesFrom(plainText(oneLine(value)));
    if (text !== undefined) setText(draft, "page", text, tag);
  },
  date: (draft, value, tag, line) => draft.dates.push({ tag, value: oneLine(value), line }),
  accessed: (draft, value, tag, line) => {
    const date = dateFrom(oneLine(value));
    if (date !== null && draft.csl.accessed === undefined) draft.csl.accessed = date;
    else if (date !== null) keep(draft, tag, value);
    else {
      keep(draft, tag, value);
      draft.report(
        "bad-date",
        `"${short(value)}" (${tag}) is no date; it was kept as it stands.`,
        line,
        value,
      );
    }
  },
  note: (draft, value) => {
    const text = richText(value);
    if (text !== "") append(draft, "notes", text);
  },
  affiliation: (draft, value) => {
    for (const part of plainText(value).split("\n"))
      if (part.trim() !== "") append(draft, "affiliations", { text: part.trim() });
  },
  "publication-type": (draft, value) => {
    for (const part of plainText(value).split(/[\n;]/))
      if (part.trim() !== "") append(draft, "publicationTypes", { term: part.trim() });
  },
  database: (draft, value, tag) => {
    setText(draft, "archive", value, tag);
    draft.database ??= draft.csl.archive;
  },
  copyright: (draft, value, tag) => {
    if (draft.record.copyright === undefined) draft.record.copyright = plainText(oneLine(value));
    else keep(draft, tag, value);
  },
  country: (draft, value, tag) => {
    if (draft.record.country === undefined) draft.record.country = plainText(oneLine(value));
    else keep(draft, tag, value);
  },
  grant: (draft, value) => {
    for (const part of plainText(value).split("\n"))
      if (part.trim() !== "") append(draft, "grants", part.trim());
  },
  registration: (draft, value, tag) => {
    const numbers = registrationsIn(value);
    for (const number of numbers)
      if (draft.record.registrations?.includes(number) !== true) append(draft, "registrations", number);
    if (numbers.length === 0 || saysMoreThanRegistrations(value)) keep(draft, tag, value);
  },
  attachments: listed("attachments"),
  links: listed("links"),
  abstract: (draft, value) => addParagraph(draft, "abstract", value),
  other: (draft, value, tag) => keep(draft, tag, value),
} satisfies Readonly<Record<string, Handler>>;

/** Where a field goes: a field of CSL, or one of the targets above that take more than setting a text. */
export type Target = keyof typeof SPECIAL | Exclude<CslTextField, "abstract"> | CslNameField;

const NAMES: ReadonlySet<string> = new Set<CslNameField>([
  "author",
  "collection-editor",
  "composer",
  "container-author",
  "contributor",
  "director",
  "editor",
  "illustrator",
  "interviewer",
  "performer",
  "producer",
  "recipient",
  "reviewed-author",
  "script-writer",
  "series-creator",
  "translator",
]);

const handlers = new Map<string, Handler>(Object.entries(SPECIAL));

/** The handler of a target, made once. */
export function handlerOf(target: Target): Handler {
  const known = handlers.get(target);
  if (known !== undefined) return known;
  const handler: Handler = NAMES.has(target)
    ? (draft, value) => {
        for (const name of namesIn(value)) addName(draft, target as CslNameField, name);
      }
    : (draft, value, tag) => setText(draft, target as CslTextField, value, tag);
  handlers.set(target, handler);
  return handler;
}

/** A table of tags, read from lines such as "AU author, TI title". */
export function tagTable(
  ...lists: readonly (Readonly<Record<string, Target>> | undefined)[]
): ReadonlyMap<string, Handler> {
  const table = new Map<string, Handler>();
  for (const list of lists)
    for (const [tag, target] of Object.entries(list ?? {})) table.set(tag, handlerOf(target));
  return table;
}
