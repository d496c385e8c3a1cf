import type { BibliographicRecord } from "../record/bibliographic-record.ts";
import type { CslDateField, CslNameField, CslTextField, CslType } from "../record/csl-item.ts";
import { nameText } from "../record/person-name.ts";
import type { Target } from "./field-targets.ts";
import { headingText } from "./medline-fields.ts";
import { CARRIED_TAG, risRecord } from "./ris-reader.ts";
import { RIS_TAGS } from "./ris-tags.ts";
import { RIS_TYPES } from "./ris-types.ts";
import { WrittenFields } from "./written-fields.ts";

/** The type of RIS for each type of CSL; GEN for the others. */
const CODES: Partial<Readonly<Record<CslType, string>>> = {
  article: "UNPB",
  "article-journal": "JOUR",
  "article-magazine": "MGZN",
  "article-newspaper": "NEWS",
  bill: "BILL",
  book: "BOOK",
  broadcast: "POD",
  chapter: "CHAP",
  classic: "CLSWK",
  dataset: "DATA",
  "entry-dictionary": "DICT",
  "entry-encyclopedia": "ENCYC",
  figure: "FIGURE",
  graphic: "ART",
  hearing: "HEAR",
  interview: "INTV",
  legal_case: "CASE",
  legislation: "STAT",
  manuscript: "MANSCPT",
  map: "MAP",
  motion_picture: "MPCT",
  pamphlet: "PAMP",
  "paper-conference": "CONF",
  patent: "PAT",
  periodical: "JFULL",
  personal_communication: "PCOMM",
  "post-weblog": "BLOG",
  post: "BLOG",
  report: "RPRT",
  review: "JOUR",
  "review-book": "JOUR",
  software: "COMP",
  song: "MUSIC",
  speech: "SLIDE",
  standard: "STAND",
  thesis: "THES",
  webpage: "ELEC",
};

/** Of several tags for one thing the one that most programs read. */
const ORDER =
  "TI AU ED A2 A3 A4 T2 C3 T3 J2 PY VL IS M1 SP ET NV CY PB SN C7 C2 DO UR LA KW AB N1 ST TT AN DB DP CN SE SV M3 C1 C4 C5 C6 OP RI".split(
    " ",
  );

const inverses = new Map<string, ReadonlyMap<Target, string>>();
function tagsOf(code: string): ReadonlyMap<Target, string> {
  let inverse = inverses.get(code);
  if (inverse === undefined) {
    const tags: Readonly<Record<string, Target>> = { ...RIS_TAGS, ...RIS_TYPES[code]?.tags };
    const map = new Map<Target, string>();
    for (const tag of ORDER) {
      const target = tags[tag];
      if (target !== undefined && !map.has(target)) map.set(target, tag);
    }
    inverse = map;
    inverses.set(code, inverse);
  }
  return inverse;
}

const NAMES: readonly CslNameField[] = [
  "author",
  "editor",
  "collection-editor",
  "translator",
  "contributor",
  "composer",
  "director",
  "producer",
  "performer",
  "illustrator",
  "interviewer",
  "recipient",
  "container-author",
  "reviewed-author",
  "script-writer",
  "series-creator",
];
const TEXTS: readonly CslTextField[] = [
  "title",
  "title-short",
  "translated-title",
  "container-title",
  "container-title-short",
  "collection-title",
  "event-title",
  "volume-title",
  "reviewed-title",
  "volume",
  "issue",
  "number",
  "collection-number",
  "chapter-number",
  "part-number",
  "edition",
  "version",
  "number-of-volumes",
  "section",
  "publisher",
  "publisher-place",
  "event-place",
  "authority",
  "jurisdiction",
  "genre",
  "medium",
  "dimensions",
  "scale",
  "status",
  "references",
  "call-number",
  "archive_location",
  "source",
  "language",
];
const OTHER_TAG = /^(?!TY|ER|ZC|PY|Y1|DA|SP|EP|SN|ID)[A-Z][A-Z0-9]$/;

function dateLines(
  fields: WrittenFields,
  record: BibliographicRecord,
  tags: ReadonlyMap<Target, string>,
): void {
  const written = (field: CslDateField): string | undefined => {
    const parts = record.csl[field]?.["date-parts"]?.[0];
    return parts === undefined || parts[0] < 1000
      ? undefined
      : [String(parts[0]), ...parts.slice(1).map((part) => String(part).padStart(2, "0"))].join("/");
  };
  const issued = written("issued");
  fields.add("PY", issued?.slice(0, 4));
  if (issued !== undefined && issued.length > 4 && tags.get("date") === "PY" && record.csl.type !== "report")
    fields.add("DA", issued);
  fields.add("Y2", written("accessed"));
}

function pageLines(fields: WrittenFields, page: string | undefined): void {
  const hyphen = page?.indexOf("-") ?? -1;
  if (page === undefined || hyphen <= 0 || page.includes("-", hyphen + 1) || /[,;]/.test(page))
    fields.add("SP", page);
  else {
    fields.add("SP", page.slice(0, hyphen));
    fields.add("EP", page.slice(hyphen + 1));
  }
}

function oneRecord(record: BibliographicRecord): string {
  const { csl } = record;
  const code = CODES[csl.type] ?? "GEN";
  const tags = tagsOf(code);
  const article = csl.type.startsWith("article") || csl.type === "paper-conference";
  const fields = new WrittenFields((tag, lines) => `${tag}  - ${lines.join("\n      ")}\n`, "\n");
  fields.add("TY", code);
  for (const field of NAMES) {
    const tag = tags.get(field);
    if (tag !== undefined) for (const name of csl[field] ?? []) fields.add(tag, nameText(name));
  }
  for (const field of TEXTS) {
    const tag = tags.get(field as Target);
    if (tag !== undefined && tag !== "M3") fields.add(tag, csl[field]);
  }
  dateLines(fields, record, tags);
  pageLines(fields, csl.page);
  for (const number of [csl.ISSN, csl.ISBN]) if (tags.get("serial") === "SN") fields.add("SN", number);
  fields.add("DO", csl.DOI);
  fields.add("UR", csl.URL);
  fields.add("PM", csl.PMID);
  if (tags.get("pmcid") !== undefined) fields.add(tags.get("pmcid")!, csl.PMCID);
  fields.add("AB", csl.abstract);
  for (const word of record.keywords ?? []) fields.add("KW", word);
  // Other programs have no place for headings but among the keywords.
  for (const heading of record.headings ?? []) fields.add("KW", headingText(heading));
  for (const { text } of record.affiliations ?? []) fields.add("AD", text);
  for (const note of record.notes ?? []) fields.add("N1", note);
  for (const link of record.links ?? []) fields.add("L2", link);
  for (const file of record.attachments ?? []) fields.add("L1", file);
  for (const grant of record.grants ?? []) fields.add("FU", grant);
  fields.add("DB", csl.archive ?? record.origin.database);
  for (const { value } of record.accessions ?? []) fields.add("AN", value);
  if (article) for (const { term } of record.publicationTypes ?? []) fields.add("M3", term);
  else fields.add("M3", csl.genre);
  for (const { tag, value } of record.other ?? []) if (OTHER_TAG.test(tag)) fields.add(tag, value);
  return `${fields.finish(record, risRecord, CARRIED_TAG)}ER  - \n\n`;
}

/**
 * Writes RIS, a record at a time. What the tags of RIS do not say stands in one field more, ZC, as JSON: other programs pass it over,
 * and `risReader` makes the same records of the text again.
 */
export function* writeRis(records: Iterable<BibliographicRecord>): Generator<string> {
  for (const record of records) yield oneRecord(record);
}
