import type { TextReaderFactory } from "../read/text-reader.ts";
import { dateFrom } from "../record/date.ts";
import { pmidFrom, registrationsIn } from "../record/identifiers.ts";
import { pagesBetween } from "../record/page-range.ts";
import { type Handler, type Target, tagTable } from "../tagged/field-targets.ts";
import { settleDate } from "../tagged/publication-date.ts";
import { append, type Draft, keep } from "../tagged/record-draft.ts";
import { RIS_TAGS } from "../tagged/ris-tags.ts";
import { RIS_TYPES } from "../tagged/ris-types.ts";
import { ENDNOTE_GROUPS, ENDNOTE_TAGS, OLD_NAMES } from "./endnote-tags.ts";
import { styledTextOf } from "./endnote-text.ts";
import { risTypeOf } from "./endnote-types.ts";
import { attributeOf, innerXml, type XmlElement } from "./xml-element.ts";
import { createXmlRecords } from "./xml-records.ts";

/** What EndNote has in other fields than the RIS that others write. */
const ENDNOTE_OWN: Readonly<Record<string, Target>> = { M1: "number", SP: "pages", OP: "other", C6: "other" };

/** In a journal article `number` is the issue, `section` the first page and `custom2` the number of PubMed Central. */
const ARTICLE: Readonly<Record<string, Target>> = {
  M1: "issue",
  M3: "publication-type",
  SE: "first-page",
  ET: "other",
  C7: "number",
};

const tables = new Map<string, ReadonlyMap<string, Handler>>();

function tableOf(ris: string): ReadonlyMap<string, Handler> {
  let table = tables.get(ris);
  if (table === undefined) {
    const type = RIS_TYPES[ris];
    const isArticle = type?.csl.startsWith("article") === true;
    table = tagTable(
      RIS_TAGS,
      ENDNOTE_OWN,
      isArticle ? ARTICLE : {},
      type?.tags,
      isArticle ? { M3: "publication-type" } : {},
    );
    tables.set(ris, table);
  }
  return table;
}

interface Field {
  readonly path: string;
  readonly text: string;
  readonly element: XmlElement;
}

const modernName = (name: string): string => name.toLowerCase().replaceAll("_", "-");

/** What an author or a date says in attributes alone, as EndNote's DTD allows. */
function attributesAsText(element: XmlElement): string {
  const all = (...names: readonly string[]): readonly string[] =>
    names.map((name) => attributeOf(element, name)).filter((value) => value !== undefined);
  const of = (...names: readonly string[]): string => all(...names).join(" ");
  if (element.name === "date") return all("year", "month", "day").join("/");
  const last = of("last-name");
  if (last === "") return of("corp-name");
  return [last, of("first-name", "middle-initial") || of("initials"), of("suffix")]
    .filter(Boolean)
    .join(", ");
}

const fieldOf = (path: string, element: XmlElement): Field => {
  const text = styledTextOf(element);
  return { path, text: text === "" && element.attributes !== "" ? attributesAsText(element) : text, element };
};

/** All fields of a record, in their order; groups and lists taken apart. */
function fieldsOf(record: XmlElement): readonly Field[] {
  const isOld = record.name === "RECORD";
  const fields: Field[] = [];
  const visit = (parent: XmlElement, prefix: string): void => {
    for (const element of parent.children) {
      const name = isOld ? modernName(element.name) : element.name;
      const path = isOld && prefix === "" ? (OLD_NAMES[name] ?? name) : prefix + name;
      if (ENDNOTE_GROUPS.has(path)) visit(element, `${path}/`);
      else if (/(?:^|\/)(?:[a-z]+-)?authors$/.test(path) || (isOld && path === "keywords"))
        for (const child of element.children) fields.push(fieldOf(path, child));
      else fields.push(fieldOf(path, element));
    }
  };
  visit(record, "");
  return fields;
}

function typeOf(draft: Draft, fields: readonly Field[], record: XmlElement): string {
  const field = fields.find(({ path }) => path === "ref-type");
  if (field === undefined) {
    draft.report("no-type", "The record has no reference type and was read as a generic one.", record.line);
    return "GEN";
  }
  const name = attributeOf(field.element, "name") ?? (/^\d+$/.test(field.text) ? "" : field.text);
  const ris = risTypeOf(name, field.text);
  if (ris !== undefined) return ris;
  draft.report(
    "unknown-type",
    `"${name || field.text}" is no reference type of EndNote; the record was read as a generic one.`,
    field.element.line,
  );
  keep(draft, "ref-type", name === "" ? field.text : `${name} ${field.text}`.trim());
  return "GEN";
}

/** Elements whose attributes say nothing that their text does not. */
const PLAIN = new Set(["database", "source-app", "foreign-keys"]);

/** Fields of EndNote's own library and those without a place: as they are. */
function keepField(draft: Draft, { path, text, element }: Field): void {
  const attributes = PLAIN.has(path) ? "" : element.attributes.trimEnd();
  const value = element.children.some(({ name }) => name !== "style") ? innerXml(element) : text;
  if (value !== "") keep(draft, path + attributes, value);
  const folder = path === "database" ? attributeOf(element, "path") : undefined;
  if (folder !== undefined && folder !== text) keep(draft, "database@path", folder);
}

function settle(draft: Draft): void {
  const { csl } = draft;
  settleDate(draft);
  const pages = pagesBetween(draft.firstPage, draft.lastPage);
  if (pages !== undefined && csl.page === undefined) csl.page = pages;
  else if (pages !== undefined && csl.page?.startsWith(pages) !== true) keep(draft, "section", pages);
  const from = `${draft.database ?? ""} ${csl.source ?? ""}`;
  if (csl.PMID === undefined && /pubmed|medline|\bnlm\b/i.test(from)) {
    const accession = draft.record.accessions?.find(({ value }) => /^[1-9]\d{5,8}$/.test(value));
    if (accession !== undefined && !/embase/i.test(from)) csl.PMID = accession.value;
  }
  for (const { value } of draft.record.accessions ?? [])
    for (const number of registrationsIn(value))
      if (number === value && draft.record.registrations?.includes(number) !== true)
        append(draft, "registrations", number);
}

/** Embase and CENTRAL put numbers of other databases into custom fields: "PUBMED 12345678", "EMBASE 620000000". */
function customNumber(draft: Draft, path: string, text: string): boolean {
  if (!path.startsWith("custom")) return false;
  const embase = /^embase (\d{6,12})$/i.exec(text);
  if (embase !== null) {
    append(draft, "accessions", { database: "Embase", value: embase[1]! });
    return true;
  }
  if (draft.csl.PMID !== undefined) return false;
  const isEmbases = path === "custom5" && /^\d{6,8}$/.test(text);
  const pmid = isEmbases || /^(?:pubmed|pmid)/i.test(text) ? pmidFrom(text) : undefined;
  if (pmid !== undefined) draft.csl.PMID = pmid;
  return pmid !== undefined;
}

/** EndNote's edition of an article is the date on which it was first online. */
function electronicDate(draft: Draft, path: string, text: string): boolean {
  if (path !== "edition" || draft.csl.type !== "article-journal" || !/\d{4}/.test(text)) return false;
  const date = dateFrom(text);
  if (date === null || date.literal !== undefined || draft.csl["available-date"] !== undefined) return false;
  draft.csl["available-date"] = date;
  return true;
}

const ADDRESS = /^<go to /i;

/** The name of the periodical says nothing new where the title of the journal is there, and is no series of a book. */
function isRepeated(draft: Draft, path: string, text: string): boolean {
  const { csl } = draft;
  return (
    path.startsWith("periodical/") &&
    [
      csl["container-title"],
      csl["collection-title"],
      csl["event-title"],
      csl["container-title-short"],
    ].includes(text)
  );
}

function readRecord(draft: Draft, record: XmlElement): void {
  const fields = fieldsOf(record);
  const ris = typeOf(draft, fields, record);
  draft.csl.type = RIS_TYPES[ris]?.csl ?? "document";
  const table = tableOf(ris);
  for (const field of fields) {
    const { path, text, element } = field;
    if (path === "ref-type" || isRepeated(draft, path, text)) continue;
    if (customNumber(draft, path, text) || electronicDate(draft, path, text)) continue;
    const tag = ENDNOTE_TAGS[path];
    const handler = tag === undefined ? undefined : table.get(tag);
    if (handler === undefined || text === "") keepField(draft, field);
    else if (tag === "UR" && ADDRESS.test(text)) append(draft, "links", text);
    else handler(draft, text, path, element.line);
  }
  settle(draft);
}

/**
 * Reads EndNote's XML as EndNote writes it (all in one line, with `<style>` runs), as Zotero, Mendeley, Bookends and Papers do, and as
 * EndNote wrote it before version 8 (RECORDS, REFERENCE_TYPE). What the model has no place for, and the number of the record in its library,
 * stay in `other` under the element's name.
 */
export const endnoteXmlReader: TextReaderFactory = (sink, options) =>
  createXmlRecords(sink, options, {
    format: "endnote-xml",
    type: "document",
    xml: {
      isInline: (name) => name === "style",
      records: new Set(["record", "RECORD"]),
      frames: new Set(["xml", "records", "XML", "RECORDS"]),
    },
    read: readRecord,
  });
