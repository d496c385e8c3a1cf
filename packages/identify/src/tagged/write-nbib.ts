import type { BibliographicRecord, RelationKind } from "../record/bibliographic-record.ts";
import type { CslDate, CslName } from "../record/csl-item.ts";
import { nameText } from "../record/person-name.ts";
import { headingText, relationText, substanceText } from "./medline-fields.ts";
import { NBIB_CARRIED_TAG, nbibRecord } from "./nbib-reader.ts";
import { NBIB_HISTORY, NBIB_RELATION_NOTES, NBIB_RELATIONS } from "./nbib-tags.ts";
import { WrittenFields } from "./written-fields.ts";

const RELATION_TAGS = new Map<RelationKind, string>(
  Object.entries(NBIB_RELATIONS)
    .filter(([tag]) => NBIB_RELATION_NOTES[tag] === undefined)
    .map(([tag, kind]) => [kind, tag]),
);
const HISTORY_TAGS = new Map<string, string>(
  Object.entries(NBIB_HISTORY).map(([tag, status]) => [status, tag]),
);
const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
const OTHER_TAG =
  /^(?!PMID|ZC|FAU|AU|DP|IS|ISSN|PG|AID|LID|BTI|TI|PT|OWN|OID)[A-Z][A-Z0-9]{1,3}$|^(?:OWN|OID)$/;

/** "2012 Mar 5", "2012 Mar-Apr", "2012 Winter". */
function dateWords(date: CslDate | undefined): string | undefined {
  const [from, to] = date?.["date-parts"] ?? [];
  if (from === undefined) return undefined;
  const words = from.map((part, i) => (i === 1 ? (MONTHS[part - 1] ?? "") : String(part))).join(" ");
  if (date?.season !== undefined)
    return `${words} ${["", "Spring", "Summer", "Autumn", "Winter"][date.season] ?? ""}`;
  if (to === undefined) return words;
  const last = to.map((part, i) => (i === 1 ? (MONTHS[part - 1] ?? "") : String(part)));
  return from[0] === to[0] && from.length === 2 ? `${words}-${last[1]}` : `${words}-${last.join(" ")}`;
}

/** "2012/03/05". */
function dateNumbers(date: CslDate | undefined): string | undefined {
  const [from] = date?.["date-parts"] ?? [];
  return date?.literal ?? from?.map((part, i) => String(part).padStart(i === 0 ? 4 : 2, "0")).join("/");
}

const compact = (date: CslDate | undefined): string | undefined => dateNumbers(date)?.replaceAll("/", "");

/** "Smith JA": the surname and the initials of the other names. */
function shortName({ family = "", given = "", suffix }: CslName): string {
  const initials = given
    .split(/[\s.-]+/)
    .map((word) => word.slice(0, 1).toUpperCase())
    .join("");
  return [family, initials, suffix].filter(Boolean).join(" ");
}

function authorLines(fields: WrittenFields, record: BibliographicRecord): void {
  const of = (author: number | undefined): void => {
    for (const id of record.authorIds ?? [])
      if (id.author === author) fields.add("AUID", `${id.source}: ${id.value}`);
    for (const place of record.affiliations ?? []) if (place.author === author) fields.add("AD", place.text);
  };
  of(undefined);
  for (const [index, name] of (record.csl.author ?? []).entries()) {
    if (name.literal !== undefined) fields.add("CN", name.literal);
    else {
      fields.add("FAU", nameText(name));
      fields.add("AU", shortName(name));
    }
    of(index);
  }
  for (const name of record.csl.editor ?? []) fields.add("FED", nameText(name));
  for (const name of record.csl.contributor ?? []) fields.add("FIR", nameText(name));
}

function oneRecord(record: BibliographicRecord): string {
  const { csl } = record;
  const book = csl.type === "book" || csl.type === "chapter";
  const fields = new WrittenFields((tag, lines) => `${tag.padEnd(4)}- ${lines.join("\n      ")}\n`, " ");
  fields.addAlways("PMID", csl.PMID ?? "");
  for (const { tag, value } of record.other ?? []) if (tag === "OWN" || tag === "OID") fields.add(tag, value);
  fields.add("STAT", record.status);
  for (const { status, date } of record.history ?? []) {
    const tag = HISTORY_TAGS.get(status);
    if (tag === undefined) fields.add("PHST", `${dateNumbers(date) ?? ""} [${status}]`);
    else fields.add(tag, /^(?:LR|DA|DCOM|PMCR)$/.test(tag) ? compact(date) : dateNumbers(date));
  }
  for (const number of csl.ISSN?.split(", ") ?? []) fields.add("IS", number);
  for (const number of csl.ISBN?.split(", ") ?? []) fields.add("ISBN", number);
  fields.add("VI", csl.volume);
  fields.add("IP", csl.issue);
  fields.add("DP", dateWords(csl.issued));
  fields.add("TI", csl.type === "book" ? undefined : csl.title);
  if (book) fields.add("BTI", csl.type === "book" ? csl.title : csl["container-title"]);
  fields.add("VTI", csl["volume-title"]);
  fields.add("CTI", csl["collection-title"]);
  fields.add("CP", csl["chapter-number"]);
  fields.add("EN", csl.edition);
  fields.add("PB", csl.publisher);
  fields.add("PG", csl.page);
  fields.add("LID", csl.DOI === undefined ? undefined : `${csl.DOI} [doi]`);
  fields.add("AB", csl.abstract);
  fields.add("CI", record.copyright);
  for (const { text, language } of record.otherAbstracts ?? []) {
    fields.add("OAB", text);
    fields.add("OABL", language);
  }
  authorLines(fields, record);
  for (const language of csl.language?.split(", ") ?? []) fields.add("LA", language);
  for (const { database, value } of record.accessions ?? [])
    if (database === "mid") fields.add("MID", value);
    else if (database === undefined) fields.add("OID", value);
    else if (/^(?:pii|bookaccession)$/.test(database)) fields.add("AID", `${value} [${database}]`);
    else fields.add("SI", `${database}/${value}`);
  for (const number of record.registrations ?? [])
    fields.add("SI", number.startsWith("NCT") ? `ClinicalTrials.gov/${number}` : number);
  for (const grant of record.grants ?? []) fields.add("GR", grant);
  for (const { term } of record.publicationTypes ?? []) fields.add("PT", term);
  if (csl.type === "article" && record.publicationTypes?.some(({ term }) => term === "Preprint") !== true)
    fields.add("PT", "Preprint");
  fields.add("DEP", compact(csl["available-date"]));
  fields.add("TT", csl["original-title"]);
  fields.add("PL", record.country ?? csl["publisher-place"]);
  fields.add("TA", csl["container-title-short"]);
  if (!book) fields.add("JT", csl["container-title"]);
  fields.add("JID", record.journalId);
  for (const substance of record.substances ?? []) fields.add("RN", substanceText(substance));
  for (const heading of record.headings ?? []) fields.add("MH", headingText(heading));
  fields.add("PMC", csl.PMCID);
  for (const word of record.keywords ?? []) fields.add("OT", word);
  for (const relation of record.relations ?? []) {
    const tag = RELATION_TAGS.get(relation.kind);
    if (tag !== undefined) fields.add(tag, relationText(relation));
  }
  fields.add("URLF", csl.URL);
  for (const { tag, value } of record.other ?? [])
    if (OTHER_TAG.test(tag) && tag !== "OWN" && tag !== "OID") fields.add(tag, value);
  return `${fields.finish(record, nbibRecord, NBIB_CARRIED_TAG)}\n`;
}

/**
 * Writes PubMed's MEDLINE format, a record at a time. What its tags do not say stands in one field more, ZC, as JSON, and `nbibReader`
 * makes the same records of the text again.
 */
export function* writeNbib(records: Iterable<BibliographicRecord>): Generator<string> {
  for (const record of records) yield oneRecord(record);
}
