import type { TextReaderFactory } from "../read/text-reader.ts";
import type { BibliographicRecord, RecordOrigin } from "../record/bibliographic-record.ts";
import type { CslType } from "../record/csl-item.ts";
import { plainText } from "../record/html-text.ts";
import { type Handler, handlerOf, type Target, tagTable } from "./field-targets.ts";
import type { TagSyntax } from "./line-machine.ts";
import { settleDate } from "./publication-date.ts";
import { type Draft, keep, newDraft, oneLine, recordOf, setText } from "./record-draft.ts";
import { settlePages } from "./settle-pages.ts";
import { type Report, type TaggedFields, taggedReader } from "./tagged-reader.ts";

/**
 * Tags of EndNote's import format and of refer and BibIX before it (Lesk 1978; the EndNote manual, "EndNote tags"), without their "%".
 * The meaning is that for a journal article; types change it below.
 */
const TAGS: Readonly<Record<string, Target>> = {
  "!": "title-short",
  "&": "section",
  "(": "other",
  "+": "affiliation",
  "1": "other",
  "6": "number-of-volumes",
  "7": "edition",
  "8": "date",
  "9": "genre",
  "@": "serial",
  A: "author",
  B: "container-title",
  C: "publisher-place",
  D: "date",
  E: "editor",
  F: "other",
  G: "language",
  I: "publisher",
  J: "container-title",
  K: "keywords",
  L: "call-number",
  M: "accession",
  N: "issue",
  O: "note",
  P: "pages",
  Q: "translated-title",
  R: "doi",
  S: "collection-title",
  T: "title",
  U: "url",
  V: "volume",
  W: "archive_location",
  X: "abstract",
  Y: "collection-editor",
  Z: "note",
  "[": "accessed",
  "^": "other",
  "~": "database",
  ">": "attachments",
};

/** Reference types of EndNote (%0), and the tags that mean something else there. */
const TYPES: Readonly<Record<string, readonly [csl: CslType, tags?: Readonly<Record<string, Target>>]>> = {
  "aggregated database": ["dataset"],
  "ancient text": ["classic"],
  artwork: ["graphic", { "9": "medium" }],
  "audiovisual material": ["motion_picture", { "9": "medium" }],
  bill: ["bill", { N: "number" }],
  blog: ["post-weblog"],
  book: ["book", { E: "collection-editor", P: "page-count", S: "collection-title", B: "collection-title" }],
  "book section": ["chapter", { "&": "chapter-number" }],
  case: ["legal_case", { I: "authority", N: "number" }],
  catalog: ["book"],
  "chart or table": ["graphic"],
  "classical work": ["classic"],
  "computer program": ["software", { "7": "version" }],
  "conference paper": ["paper-conference", { B: "event-title", J: "event-title" }],
  "conference proceedings": ["paper-conference", { B: "event-title", C: "event-place" }],
  dataset: ["dataset"],
  dictionary: ["entry-dictionary"],
  "discussion forum": ["post"],
  "edited book": ["book", { A: "editor", E: "collection-editor", P: "page-count", B: "collection-title" }],
  "electronic article": ["article-journal"],
  "electronic book": ["book", { P: "page-count" }],
  "electronic book section": ["chapter"],
  encyclopedia: ["entry-encyclopedia"],
  equation: ["figure"],
  figure: ["figure"],
  "film or broadcast": ["motion_picture", { A: "director", "9": "medium" }],
  generic: ["document"],
  "government document": ["report", { "@": "number" }],
  grant: ["document"],
  hearing: ["hearing"],
  interview: ["interview", { E: "interviewer" }],
  "journal article": ["article-journal"],
  "legal rule or regulation": ["regulation"],
  "magazine article": ["article-magazine"],
  manuscript: ["manuscript"],
  map: ["map", { "9": "genre" }],
  "multimedia application": ["software"],
  music: ["song"],
  "newspaper article": ["article-newspaper"],
  "online database": ["dataset"],
  "online multimedia": ["motion_picture"],
  pamphlet: ["pamphlet"],
  patent: ["patent", { "@": "number", N: "call-number", C: "publisher-place", I: "authority" }],
  podcast: ["broadcast"],
  "personal communication": ["personal_communication", { E: "recipient" }],
  "press release": ["article-newspaper"],
  report: ["report", { "@": "number", E: "collection-editor", B: "collection-title" }],
  serial: ["periodical"],
  "social media": ["post"],
  standard: ["standard", { "@": "number" }],
  statute: ["legislation", { N: "number" }],
  "television episode": ["broadcast"],
  thesis: ["thesis", { "9": "genre", B: "section", P: "page-count", Y: "contributor", E: "contributor" }],
  "unpublished work": ["manuscript"],
  "web page": ["webpage"],
};

/** "%A Name": a per cent sign, one character, a blank. */
const SYNTAX: TagSyntax = {
  joint: "\n",
  continues: () => true,
  tagAt(text, from, to) {
    if (to - from < 2 || text.charCodeAt(from) !== 37) return 0;
    const code = text.charCodeAt(from + 1);
    if (
      code <= 32 ||
      code > 126 ||
      (to - from > 2 && text.charCodeAt(from + 2) !== 32 && text.charCodeAt(from + 2) !== 9)
    )
      return 0;
    return 2 + 64 * 2;
  },
};

const tables = new Map<CslType | "", ReadonlyMap<string, Handler>>();
function tableOf(type: string, csl: CslType): ReadonlyMap<string, Handler> {
  const key = type as CslType;
  let table = tables.get(key);
  if (table === undefined) {
    table = tagTable(TAGS, csl.startsWith("article") ? { "9": "publication-type" } : {}, TYPES[type]?.[1]);
    tables.set(key, table);
  }
  return table;
}

/** The type without %0, by what refer's own programs go by: a journal, a book about it, a publisher, or none. */
function guessedType(tags: readonly string[]): string {
  if (tags.includes("%J")) return "journal article";
  if (tags.includes("%B"))
    return tags.includes("%V") || tags.includes("%N") ? "journal article" : "book section";
  if (tags.includes("%R") && !tags.includes("%I")) return "report";
  return tags.includes("%I") ? "book" : "generic";
}

function title(draft: Draft, value: string, tag: string): void {
  if (draft.csl["container-title"] === undefined) setText(draft, "container-title", value, tag);
  else if (draft.csl["container-title"] !== plainText(oneLine(value))) {
    // Two journals: the second is the same one in another language or in full.
    keep(draft, tag, value);
  }
}

function build(
  { tags, values, lines }: TaggedFields,
  origin: RecordOrigin,
  report: Report,
): BibliographicRecord {
  const typeAt = tags.indexOf("%0");
  const named = typeAt === -1 ? guessedType(tags) : values[typeAt]!.toLowerCase().trim();
  const known = TYPES[named];
  const draft = newDraft(known?.[0] ?? "document", origin, report);
  if (typeAt === -1)
    report("no-type", `The record has no type (%0); it was read as ${draft.csl.type}.`, lines[0]!);
  else if (known === undefined) {
    report(
      "unknown-type",
      `"${values[typeAt]!.slice(0, 80)}" is no type of EndNote; the record was read as ${draft.csl.type}.`,
      lines[typeAt]!,
      values[typeAt]!,
    );
    keep(draft, "%0", values[typeAt]!);
  }
  const table = tableOf(named, draft.csl.type);
  const container = handlerOf("container-title");
  for (let i = 0; i < tags.length; i++) {
    const tag = tags[i]!;
    const value = values[i]!;
    if (value === "" || i === typeAt) continue;
    const handler = table.get(tag.slice(1));
    if (handler === undefined) keep(draft, tag, value);
    else if (handler === container) title(draft, value, tag);
    else if (tag === "%R" && !value.includes("10.")) keep(draft, tag, value);
    else handler(draft, value, tag, lines[i]!);
  }
  settlePages(draft);
  settleDate(draft);
  return recordOf(draft);
}

/** Reads EndNote's tagged format (.enw) and refer: records part at an empty line, or at a second %0 or %T. */
export const referReader: TextReaderFactory = taggedReader({
  format: "refer",
  syntax: () => SYNTAX,
  begins: (tag, _value, open, afterBlank) =>
    tag === "%0"
      ? open.includes("%0") || afterBlank
      : afterBlank && (tag === open[0] || !open.includes("%0") || tag === "%T"),
  closes: () => false,
  isFrameLine: () => false,
  build,
});
