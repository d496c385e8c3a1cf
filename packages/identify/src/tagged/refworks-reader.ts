import type { TextReaderFactory } from "../read/text-reader.ts";
import type { BibliographicRecord, RecordOrigin } from "../record/bibliographic-record.ts";
import type { CslType } from "../record/csl-item.ts";
import { plainText } from "../record/html-text.ts";
import { type Target, tagTable } from "./field-targets.ts";
import type { TagSyntax } from "./line-machine.ts";
import { settleDate } from "./publication-date.ts";
import { keep, newDraft, recordOf } from "./record-draft.ts";
import { settlePages } from "./settle-pages.ts";
import { type Report, type TaggedFields, taggedReader } from "./tagged-reader.ts";

/** Tags of RefWorks' tagged format (RefWorks help, "Tagged format"). */
const TAGS: Readonly<Record<string, Target>> = {
  A1: "author",
  A2: "editor",
  A3: "collection-editor",
  A4: "contributor",
  A5: "translator",
  A6: "contributor",
  AB: "abstract",
  AD: "affiliation",
  AN: "accession",
  AV: "archive_location",
  CN: "call-number",
  CR: "other",
  DB: "archive",
  DO: "doi",
  DS: "source",
  ED: "edition",
  FD: "date",
  IS: "issue",
  JF: "container-title",
  JO: "container-title-short",
  K1: "keywords",
  LA: "language",
  LK: "links",
  NO: "note",
  OP: "last-page",
  PB: "publisher",
  PMCID: "pmcid",
  PMID: "pmid",
  PP: "publisher-place",
  RD: "accessed",
  SN: "serial",
  SP: "first-page",
  ST: "title-short",
  T1: "title",
  T2: "container-title",
  T3: "collection-title",
  UL: "url",
  U1: "other",
  VO: "volume",
  WP: "other",
  WT: "container-title",
  YR: "date",
};
const BOOK: Readonly<Record<string, Target>> = { A2: "editor", T2: "collection-title", SP: "page-count" };

const TYPES: Readonly<Record<string, readonly [csl: CslType, tags?: Readonly<Record<string, Target>>]>> = {
  abstract: ["article-journal"],
  artwork: ["graphic"],
  "bills/resolutions": ["bill"],
  "book, edited": ["book", { ...BOOK, A1: "editor", A2: "collection-editor" }],
  "book, section": ["chapter"],
  "book, whole": ["book", BOOK],
  "case/court decisions": ["legal_case"],
  "computer program": ["software"],
  "conference proceedings": ["paper-conference", { T2: "event-title" }],
  "dissertation/thesis": ["thesis", { SP: "page-count" }],
  "dissertation/thesis, unpublished": ["thesis", { SP: "page-count" }],
  generic: ["document"],
  grant: ["document"],
  hearing: ["hearing"],
  journal: ["article-journal"],
  "journal article": ["article-journal"],
  "journal, electronic": ["article-journal"],
  "laws/statutes": ["legislation"],
  "magazine article": ["article-magazine"],
  map: ["map"],
  monograph: ["book", BOOK],
  "motion picture": ["motion_picture"],
  "music score": ["musical_score"],
  "newspaper article": ["article-newspaper"],
  "online discussion forum/blogs": ["post-weblog"],
  patent: ["patent", { SN: "number" }],
  "personal communication": ["personal_communication"],
  report: ["report"],
  "sound recording": ["song"],
  "unpublished material": ["manuscript"],
  "video/dvd": ["motion_picture"],
  "web page": ["webpage"],
};

const isUpper = (code: number): boolean => code >= 65 && code <= 90;
const isDigit = (code: number): boolean => code >= 48 && code <= 57;
const KNOWN = new Set([
  ...Object.keys(TAGS),
  "RT",
  "SR",
  "ID",
  "CL",
  "OL",
  "SF",
  "U2",
  "U3",
  "U4",
  "U5",
  "U6",
  "U7",
  "U8",
  "U9",
]);

/** Two characters, a blank, the value. Only known tags are, for further lines are not set in. */
const SYNTAX: TagSyntax = {
  joint: "\n",
  continues: () => true,
  tagAt(text, from, to) {
    if (to - from < 2 || !isUpper(text.charCodeAt(from))) return 0;
    let length = 1;
    while (
      length < 6 &&
      from + length < to &&
      (isUpper(text.charCodeAt(from + length)) || isDigit(text.charCodeAt(from + length)))
    )
      length += 1;
    if (from + length < to && text.charCodeAt(from + length) !== 32) return 0;
    return length >= 2 && KNOWN.has(text.slice(from, from + length)) ? length + 64 * length : 0;
  },
};

function build(
  { tags, values, lines }: TaggedFields,
  origin: RecordOrigin,
  report: Report,
): BibliographicRecord {
  const typeAt = tags.indexOf("RT");
  const named = typeAt === -1 ? "" : plainText(values[typeAt]!).toLowerCase();
  const known = TYPES[named];
  const draft = newDraft(
    known?.[0] ?? (typeAt === -1 && tags.includes("JF") ? "article-journal" : "document"),
    origin,
    report,
  );
  if (typeAt === -1)
    report("no-type", `The record has no type (RT); it was read as ${draft.csl.type}.`, lines[0]!);
  else if (known === undefined) {
    report(
      "unknown-type",
      `"${values[typeAt]!.slice(0, 80)}" is no type of RefWorks; the record was read as ${draft.csl.type}.`,
      lines[typeAt]!,
      values[typeAt]!,
    );
    keep(draft, "RT", values[typeAt]!);
  }
  const table = tagTable(TAGS, known?.[1]);
  for (let i = 0; i < tags.length; i++) {
    const tag = tags[i]!;
    const value = values[i]!;
    if (value === "" || i === typeAt) continue;
    const handler = table.get(tag);
    if (handler === undefined) keep(draft, tag, value);
    else handler(draft, value, tag, lines[i]!);
  }
  settlePages(draft);
  settleDate(draft);
  return recordOf(draft);
}

/** Reads RefWorks' tagged format: a record begins at RT. */
export const refworksReader: TextReaderFactory = taggedReader({
  format: "refworks",
  syntax: () => SYNTAX,
  begins: (tag, _value, open, afterBlank) => tag === "RT" && (open.includes("RT") || afterBlank),
  closes: () => false,
  isFrameLine: () => false,
  build,
});
