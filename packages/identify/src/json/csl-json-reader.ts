import type { TextReaderFactory } from "../read/text-reader.ts";
import type { BibliographicRecord, RecordOrigin } from "../record/bibliographic-record.ts";
import { withCarriedFields } from "../record/carried-fields.ts";
import type { CslDateField, CslNameField, CslTextField, CslType } from "../record/csl-item.ts";
import { plainText, richText } from "../record/html-text.ts";
import { doiFrom, pmcidFrom, pmidFrom } from "../record/identifiers.ts";
import { pagesFrom } from "../record/page-range.ts";
import { addName, append, type Draft, keep, newDraft, recordOf } from "../tagged/record-draft.ts";
import type { Report } from "../tagged/tagged-reader.ts";
import { dateOf, dateRest, nameOf } from "./csl-json-values.ts";
import {
  CSL_TYPES,
  DATE_FIELDS,
  FIELD_ALIASES,
  NAME_FIELDS,
  OTHER_TYPES,
  TEXT_FIELDS,
} from "./csl-json-variants.ts";
import { isObject, type JsonObject, objectsAt, pruned, takeText } from "./json-object.ts";
import { createJsonRecords } from "./json-records.ts";

const asText = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));

/** Texts that may hold markup. */
const RICH: ReadonlySet<string> = new Set(
  "abstract annote original-title reviewed-title title title-short translated-title volume-title".split(" "),
);
const VERBATIM: ReadonlySet<string> = new Set(["URL", "citation-key", "PMID", "PMCID"]);

function typeOf(draft: Draft, value: unknown, line: number): CslType {
  const type = typeof value === "string" ? value.trim() : "";
  if (CSL_TYPES.has(type)) return type as CslType;
  const known = OTHER_TYPES.get(type);
  if (known !== undefined) return known;
  if (type === "") draft.report("no-type", "The item has no type and was read as a document.", line);
  else {
    keep(draft, "type", type);
    draft.report(
      "unknown-type",
      `"${type.slice(0, 80)}" is no type of CSL; the item was read as a document.`,
      line,
      type,
    );
  }
  return "document";
}

/** Texts, and the lists of texts that Crossref has in their place. */
function textsOf(value: unknown): readonly string[] {
  const list = Array.isArray(value) ? value : [value];
  const texts = list.filter((item) => typeof item === "string" || typeof item === "number").map(String);
  return texts.length === list.length ? texts.map((text) => text.trim()).filter((text) => text !== "") : [];
}

function readText(draft: Draft, field: CslTextField, key: string, value: unknown): void {
  const texts = textsOf(value);
  const [first, ...others] = field === "ISSN" || field === "ISBN" ? [textsOf(value).join(", ")] : texts;
  if (first === undefined || first === "") {
    if (pruned(value) !== undefined && value !== "") keep(draft, key, asText(value));
    return;
  }
  const text = VERBATIM.has(field) ? first : RICH.has(field) ? richText(first) : plainText(first);
  const read = field === "page" ? (pagesFrom(text) ?? text) : text;
  if (draft.csl[field] === undefined) draft.csl[field] = read;
  else if (draft.csl[field] !== read) keep(draft, key, first);
  for (const other of others) keep(draft, key, other);
}

function readDoi(draft: Draft, key: string, value: unknown, line: number): void {
  for (const text of textsOf(value)) {
    const doi = doiFrom(text);
    if (doi !== undefined && draft.csl.DOI === undefined) draft.csl.DOI = doi;
    else {
      keep(draft, key, text);
      if (doi === undefined)
        draft.report("bad-doi", `"${text.slice(0, 80)}" is no DOI; it was kept as it stands.`, line, text);
    }
  }
}

/** What Crossref says of an author beside the name. */
function readPerson(draft: Draft, rest: JsonObject, index: number): void {
  const orcid = takeText(rest, "ORCID");
  if (orcid !== undefined)
    append(draft, "authorIds", {
      author: index,
      source: "ORCID",
      value: orcid.replace(/^https?:\/\/orcid\.org\//, ""),
    });
  for (const place of objectsAt(rest, "affiliation")) {
    const name = takeText(place, "name");
    if (name !== undefined) append(draft, "affiliations", { author: index, text: name });
  }
}

function readNames(draft: Draft, field: CslNameField, key: string, value: unknown, line: number): void {
  for (const item of Array.isArray(value) ? value : [value]) {
    const before = pruned(item);
    if (before === undefined) continue;
    const read = nameOf(item);
    if (read === null) {
      keep(draft, key, asText(before));
      draft.report(
        "bad-name",
        `"${asText(before).slice(0, 80)}" (${key}) is no name; it was kept as it stands.`,
        line,
        asText(before),
      );
      continue;
    }
    addName(draft, field, read.name);
    if (field === "author") readPerson(draft, read.rest, draft.csl.author!.length - 1);
    const rest = pruned(read.rest);
    if (rest !== undefined) keep(draft, `${key}[${draft.csl[field]!.length - 1}]`, asText(rest));
  }
}

function readDate(draft: Draft, field: CslDateField, key: string, value: unknown, line: number): void {
  const rest = pruned(dateRest(value));
  const before = asText(value);
  const date = dateOf(value);
  if (date === null || draft.csl[field] !== undefined) {
    if (pruned(value) === undefined || value === "") return;
    keep(draft, key, before);
    if (date === null)
      draft.report(
        "bad-date",
        `"${before.slice(0, 80)}" (${key}) is no date; it was kept as it stands.`,
        line,
        before,
      );
    return;
  }
  draft.csl[field] = date;
  if (rest !== undefined) keep(draft, `${key}@`, asText(rest));
  if (date["date-parts"] === undefined)
    draft.report(
      "bad-date",
      `"${date.literal}" (${key}) is no date; its words were kept.`,
      line,
      date.literal,
    );
}

/** A line of a note that is a field: Zotero and others write so what CSL had no field for. */
const NOTE_LINE = /^\s*(?:\{:)?(PMID|PMCID|DOI|Citation Key)\s*:\s*([^}]+?)\}?\s*$/i;

function noteLine(draft: Draft, line: string): boolean {
  const match = NOTE_LINE.exec(line);
  if (match === null) return false;
  const value = match[2]!;
  const { csl } = draft;
  switch (match[1]!.toUpperCase()) {
    case "PMID": {
      const pmid = pmidFrom(value);
      if (pmid === undefined || (csl.PMID !== undefined && csl.PMID !== pmid)) return false;
      csl.PMID = pmid;
      return true;
    }
    case "PMCID": {
      const pmcid = pmcidFrom(value);
      if (pmcid === undefined || (csl.PMCID !== undefined && csl.PMCID !== pmcid)) return false;
      csl.PMCID = pmcid;
      return true;
    }
    case "DOI": {
      const doi = doiFrom(value);
      if (doi === undefined || (csl.DOI !== undefined && csl.DOI !== doi)) return false;
      csl.DOI = doi;
      return true;
    }
    default:
      if (csl["citation-key"] !== undefined) return false;
      csl["citation-key"] = value;
      return true;
  }
}

function readNote(draft: Draft, value: string): void {
  const rest = value
    .split("\n")
    .filter((line) => !noteLine(draft, line))
    .join("\n")
    .trim();
  if (rest !== "") append(draft, "notes", richText(rest));
}

function readKeywords(draft: Draft, value: unknown): void {
  for (const text of textsOf(value))
    for (const part of plainText(text).split(text.includes(";") ? ";" : ",")) {
      const word = part.trim();
      if (word !== "" && draft.record.keywords?.includes(word) !== true) append(draft, "keywords", word);
    }
}

/** The identifier that the writer gives an item, which therefore need not be kept. */
export function givenId({ csl }: Pick<BibliographicRecord, "csl">, number: number): string {
  if (csl["citation-key"] !== undefined) return csl["citation-key"];
  if (csl.PMID !== undefined) return `pmid:${csl.PMID}`;
  return csl.DOI === undefined ? `item-${number}` : `doi:${csl.DOI}`;
}

/** Our part of `custom`, which other programs leave alone. */
export const CARRIED_KEY = "coppice";

function readCustom(draft: Draft, value: unknown): string | undefined {
  if (!isObject(value)) {
    if (pruned(value) !== undefined) keep(draft, "custom", asText(value));
    return undefined;
  }
  const { [CARRIED_KEY]: carried, ...others } = value;
  if (Object.keys(others).length > 0) keep(draft, "custom", JSON.stringify(others));
  return carried === undefined ? undefined : JSON.stringify(carried);
}

function readField(draft: Draft, key: string, value: unknown, line: number): void {
  const field = FIELD_ALIASES.get(key) ?? key;
  if (field === "DOI") readDoi(draft, key, value, line);
  else if (TEXT_FIELDS.has(field)) readText(draft, field as CslTextField, key, value);
  else if (NAME_FIELDS.has(field)) readNames(draft, field as CslNameField, key, value, line);
  else if (DATE_FIELDS.has(field)) readDate(draft, field as CslDateField, key, value, line);
  else if (field === "keyword") readKeywords(draft, value);
  else if (pruned(value) !== undefined && value !== "") keep(draft, key, asText(value));
}

/** Makes the record of an item. The item is used up. */
export function cslJsonRecord(item: JsonObject, origin: RecordOrigin, report: Report): BibliographicRecord {
  const draft = newDraft("document", origin, report);
  draft.csl.type = typeOf(draft, item["type"], origin.line);
  let carried: string | undefined;
  for (const [key, value] of Object.entries(item)) {
    if (key === "type" || key === "id" || (key === "note" && typeof value === "string")) continue;
    if (key === "custom") carried = readCustom(draft, value);
    else readField(draft, key, value, origin.line);
  }
  // The lines of a note give way to fields.
  if (typeof item["note"] === "string") readNote(draft, item["note"]);
  const id = takeText(item, "id");
  if (id !== undefined && id !== givenId(draft as { csl: BibliographicRecord["csl"] }, origin.number))
    keep(draft, "id", id);
  const record = recordOf(draft);
  if (carried === undefined) return record;
  const whole = withCarriedFields(record, carried);
  if (whole !== null) return whole;
  report(
    "bad-carried-fields",
    `custom.${CARRIED_KEY} is not what this program writes; it was kept as it stands.`,
    origin.line,
    carried,
  );
  return { ...record, other: [...(record.other ?? []), { tag: `custom.${CARRIED_KEY}`, value: carried }] };
}

/**
 * Reads CSL-JSON (csl-data.json 1.0.2): a list, one item, an item a line, or a list under `items` or `references`; also as Zotero, Mendeley,
 * Pandoc and Crossref write it. Keys that the model has no place for stay in `other`, with values that are no texts as JSON.
 */
export const cslJsonReader: TextReaderFactory = (sink, options) =>
  createJsonRecords(sink, options, {
    format: "csl-json",
    lists: ["items", "references"],
    isRecord: (object) =>
      ["type", "title", "author", "DOI", "issued"].some((key) => Object.hasOwn(object, key)) &&
      !Array.isArray(object["items"]),
    read: cslJsonRecord,
  });
