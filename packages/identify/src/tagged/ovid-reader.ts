import type { TextReaderFactory } from "../read/text-reader.ts";
import type { BibliographicRecord, RecordOrigin, SubjectHeading } from "../record/bibliographic-record.ts";
import type { CslType } from "../record/csl-item.ts";
import { plainText } from "../record/html-text.ts";
import { pmidFrom, registrationsIn, saysMoreThanRegistrations } from "../record/identifiers.ts";
import { pagesFrom } from "../record/page-range.ts";
import { type Handler, handlerOf, tagTable } from "./field-targets.ts";
import type { TagSyntax } from "./line-machine.ts";
import { substanceFrom } from "./medline-fields.ts";
import { ovidEditors, ovidNames } from "./ovid-names.ts";
import { type OvidSource, ovidSourceFrom } from "./ovid-source.ts";
import { OVID_NAMES, OVID_TAGS } from "./ovid-tags.ts";
import { settleDate } from "./publication-date.ts";
import { addName, append, type Draft, keep, newDraft, oneLine, recordOf, setText } from "./record-draft.ts";
import { settlePages } from "./settle-pages.ts";
import { type Report, type TaggedFields, taggedReader } from "./tagged-reader.ts";

const isUpper = (code: number): boolean => code >= 65 && code <= 90;
const isDigit = (code: number): boolean => code >= 48 && code <= 57;

const isNumber = (text: string, from: number, to: number): boolean =>
  to - from < 20 && /^<\d+\s*\.?\s*>\s*$/.test(text.slice(from, to));

/** "<12. >" begins a record; then "AU  - Smith, J" or the name of a field in a line of its own and its value set in below. */
function ovidSyntax(): TagSyntax {
  let named: boolean | undefined;
  const short = (text: string, from: number, to: number): number => {
    if (to - from < 3 || !isUpper(text.charCodeAt(from))) return 0;
    const second = text.charCodeAt(from + 1);
    if (!isUpper(second) && !isDigit(second)) return 0;
    let dash = from + 2;
    while (dash < to && dash < from + 5 && text.charCodeAt(dash) === 32) dash += 1;
    if (
      dash === from + 2 ||
      text.charCodeAt(dash) !== 45 ||
      (dash + 1 < to && text.charCodeAt(dash + 1) !== 32)
    )
      return 0;
    return 2 + 64 * (dash + 1 - from);
  };
  return {
    joint: "\n",
    continues: () => true,
    tagAt(text, from, to) {
      const first = text.charCodeAt(from);
      if (first === 60 && isDigit(text.charCodeAt(from + 1)) && isNumber(text, from, to)) {
        named = undefined;
        return 1 + 64;
      }
      if (first <= 32) return 0;
      const hit = named === true ? 0 : short(text, from, to);
      if (hit > 0) named = false;
      if (hit > 0 || named === false) return hit;
      let end = to;
      while (end > from && text.charCodeAt(end - 1) === 32) end -= 1;
      if (end - from > 60 || !isUpper(first)) return 0;
      named = true;
      return end - from + 64 * (to - from);
    },
  };
}

/** "*Brain/de [Drug Effects]", "Adult", "*cognitive ability": a heading with the names of its qualifiers. */
function heading(text: string, scheme: SubjectHeading["scheme"]): SubjectHeading {
  const major = text.startsWith("*");
  const [term = "", ...rest] = (major ? text.slice(1) : text).split("/");
  const inner = /^\*?[a-z]{2}(?:, ?\*?[a-z]{2})* \[([^\]]*)\]$/.exec(rest.join("/"));
  const names = inner === null ? rest : inner[1]!.split(/,\s*/);
  const qualifiers = names.map((name) => ({
    term: name.replace(/^\*/, "").trim(),
    major: name.trim().startsWith("*"),
  }));
  return {
    term: term.trim(),
    scheme,
    major,
    qualifiers: qualifiers.filter((qualifier) => qualifier.term !== ""),
  };
}

function headings(scheme: SubjectHeading["scheme"]): Handler {
  return (draft, value, tag) => {
    for (const line of plainText(value).split("\n")) {
      const found = heading(line.trim().replace(/\.$/, ""), scheme);
      if (found.term !== "") append(draft, "headings", found);
      else if (line.trim() !== "") keep(draft, tag, line.trim());
    }
  };
}

function keywords(draft: Draft, value: string): void {
  const separator = value.includes(";") || value.includes("\n") ? /[;\n]/ : /,/;
  for (const part of plainText(value).split(separator)) {
    const word = part.trim().replace(/\.$/, "");
    if (word !== "") append(draft, "keywords", word);
  }
}

function people(draft: Draft, value: string, tag: string): void {
  const names = ovidNames(value);
  for (const { name, editor } of names) addName(draft, editor || tag === "ED" ? "editor" : "author", name);
  const written = value.split(/[\n;]/).filter((part) => part.trim() !== "").length;
  if (names.length < written || names.some(({ shortened }) => shortened)) keep(draft, tag, value);
}

/** "Routledge/Taylor & Francis Group; US", "ISiEZH SO RAN, Novosibirsk". */
function publisher(draft: Draft, value: string, tag: string): void {
  const text = plainText(oneLine(value));
  const comma = text.lastIndexOf(", ");
  if (tag === "PB" && comma > 0 && draft.csl["publisher-place"] === undefined) {
    setText(draft, "publisher", text.slice(0, comma), tag);
    setText(draft, "publisher-place", text.slice(comma + 2), tag);
  } else setText(draft, draft.csl.type === "thesis" ? "archive" : "publisher", text, tag);
}

/** Ovid ends the values of some databases with a point that is not theirs, and puts the kind of article in brackets behind titles. */
const withoutPoint = (text: string): string => (/[^.]\.$/.test(text) ? text.slice(0, -1) : text);

function title(draft: Draft, value: string, tag: string): void {
  const text = oneLine(value).trim();
  const kind =
    /\[(?:Article|Review|Editorial|Letter|Miscellaneous|References|Report|Note|News|Abstract)\]\.?$/i.exec(
      text,
    );
  if (kind !== null) keep(draft, `${tag} kind`, kind[0]);
  const bare = kind === null ? text : text.slice(0, kind.index).trim();
  setText(draft, "title", /^\[.*\.\]$/.test(bare) ? bare : withoutPoint(bare), tag);
}

const MEDLINE = headings("MeSH");
const OTHER = headings("other");
const EMTREE = headings("Emtree");

const OWN: Readonly<Record<string, Handler>> = {
  AN: (draft, value, tag, line) => {
    const text = withoutPoint(oneLine(value));
    const pmid = /medline/i.test(draft.database ?? "") ? pmidFrom(text) : undefined;
    if (pmid === undefined) handlerOf("accession")(draft, text, tag, line);
    else setText(draft, "PMID", pmid, tag);
  },
  AU: people,
  ED: people,
  BT: (draft, value, tag, line) => source(draft, value, tag, line),
  CT: (draft, value, tag) => {
    // A chapter's own title makes the other one that of its book.
    const whole = draft.csl.title;
    if (whole !== undefined && draft.csl["container-title"] === undefined)
      draft.csl["container-title"] = whole;
    else if (whole !== undefined) keep(draft, "TI", whole);
    draft.csl.type = "chapter";
    draft.csl.title = withoutPoint(plainText(oneLine(value)));
    if (draft.csl.title === "") keep(draft, tag, value);
  },
  DE: OTHER,
  DP: (draft, value, tag, line) => handlerOf("date")(draft, value, tag, line),
  DT: (draft, value, tag, line) => handlerOf("publication-type")(draft, value.replaceAll(".", ""), tag, line),
  EH: EMTREE,
  ID: keywords,
  KW: keywords,
  MH: (draft, value, tag, line) => {
    (/psyc/i.test(draft.database ?? "") ? OTHER : MEDLINE)(draft, value, tag, line);
  },
  NJ: (draft, value, tag) => setText(draft, "container-title", value, tag),
  PB: publisher,
  PT: (draft, value, tag, line) => handlerOf("publication-type")(draft, value.replace(/^-$/, ""), tag, line),
  PU: publisher,
  PI: publisher,
  RN: (draft, value) => {
    for (const line of value.split("\n"))
      append(draft, "substances", substanceFrom(line.trim().replace(/\.$/, "")));
  },
  SH: (draft, value, tag, line) =>
    (/embase/i.test(draft.database ?? "") ? EMTREE : OTHER)(draft, value, tag, line),
  SI: (draft, value, tag) => {
    const numbers = registrationsIn(value);
    for (const number of numbers) append(draft, "registrations", number);
    if (numbers.length === 0 || saysMoreThanRegistrations(value)) keep(draft, tag, value);
  },
  ST: (draft, value, tag) => {
    if (draft.record.status === undefined && !value.includes("\n")) draft.record.status = value;
    else keep(draft, tag, value);
  },
  TI: title,
  UI: (draft, value, tag, line) => {
    const pmid = /medline/i.test(draft.database ?? "medline") ? pmidFrom(value) : undefined;
    if (pmid === undefined) handlerOf("accession")(draft, value, tag, line);
    else setText(draft, "PMID", pmid, tag);
  },
};
const HANDLERS = new Map<string, Handler>([...tagTable(OVID_TAGS), ...Object.entries(OWN)]);

/** Puts the parts of the source line where no field of their own has them. */
function source(draft: Draft, value: string, tag: string, line: number): void {
  const { csl } = draft;
  const text = plainText(value);
  const found: OvidSource | null = ovidSourceFrom(text);
  keep(draft, tag, value);
  if (found === null) {
    const name = withoutPoint(oneLine(text).trim());
    if (csl["container-title"] === undefined && name !== "" && !/\d{4}/.test(name))
      csl["container-title"] = name;
    else if (csl["container-title"] === undefined)
      draft.report(
        "unread-source",
        `The source "${name.slice(0, 80)}" has none of Ovid's forms; it was kept as it stands.`,
        line,
        value,
      );
    return;
  }
  if (found.journal !== undefined) csl["container-title"] ??= found.journal;
  if (found.book !== undefined) {
    // Only a part has a title beside that of its book.
    const field = csl.title === undefined && csl.type !== "chapter" ? "title" : "container-title";
    csl[field] ??= withoutPoint(found.book);
  }
  if (found.volume !== undefined) csl.volume ??= found.volume;
  if (found.issue !== undefined) csl.issue ??= found.issue;
  const pages = found.pages === undefined ? undefined : pagesFrom(found.pages);
  if (pages !== undefined) csl.page ??= pages;
  if (found.date !== undefined) draft.dates.push({ tag, value: found.date, line });
  if (found.place !== undefined) csl["publisher-place"] ??= found.place;
  if (found.publisher !== undefined) csl.publisher ??= found.publisher;
  if (found.pageCount !== undefined && csl.type === "book") csl["number-of-pages"] ??= found.pageCount;
  if (csl.editor === undefined && found.editors !== undefined)
    for (const name of ovidEditors(found.editors)) addName(draft, "editor", name);
}

const KINDS: readonly (readonly [kind: RegExp, type: CslType])[] = [
  [/dissertation|thesis/i, "thesis"],
  [/chapter/i, "chapter"],
  [/\bbook\b/i, "book"],
  [/conference paper|meeting paper|proceedings/i, "paper-conference"],
  [/patent/i, "patent"],
  [/\breport\b(?!s? of)/i, "report"],
];

function typeOf(tags: readonly string[], values: readonly string[]): CslType {
  const kinds = tags.map((tag, i) => (tag === "PT" || tag === "DT" ? values[i]! : "")).join("\n");
  for (const [kind, type] of KINDS)
    if (kind.test(kinds) && !/journal article|case report/i.test(kinds)) return type;
  return tags.includes("BT") ? "chapter" : "article-journal";
}

const LATE = new Set(["BT", "CT", "SO"]);

function build(fields: TaggedFields, origin: RecordOrigin, report: Report): BibliographicRecord {
  const { values, lines } = fields;
  const tags = fields.tags.map((tag) =>
    tag.length > 2 ? (OVID_NAMES[tag.toLowerCase().replace(/[:.]$/, "")] ?? tag) : tag,
  );
  const draft = newDraft(typeOf(tags, values), origin, report);
  const database = tags.indexOf("DB");
  if (database !== -1) {
    draft.database = plainText(oneLine(values[database]!));
    draft.csl.source = draft.database;
  }
  const full = tags.includes("FA") ? "FA" : "AU";
  for (let i = 0; i < tags.length; i++) {
    const tag = tags[i]!;
    const value = values[i]!;
    if (value === "" && tag.length > 2) keep(draft, tag, value);
    if (value === "" || tag === "<" || i === database || LATE.has(tag)) {
      if (tag === "<" && value.includes("\n")) keep(draft, "<", value.slice(value.indexOf("\n") + 1));
      continue;
    }
    const handler = tag === "FA" ? people : HANDLERS.get(tag);
    if (handler === undefined || (tag === "AU" && full === "FA")) keep(draft, tag, value);
    else handler(draft, value, tag, lines[i]!);
  }
  for (let i = 0; i < tags.length; i++)
    if (LATE.has(tags[i]!) && values[i] !== "")
      (tags[i] === "SO" ? source : OWN[tags[i]!]!)(draft, values[i]!, tags[i]!, lines[i]!);
  // The year alone comes last: it adds nothing to a source that has the date.
  for (let i = 0; i < tags.length; i++)
    if (tags[i] === "YR") draft.dates.push({ tag: "YR", value: values[i]!, line: lines[i]! });
  if (draft.csl.type === "thesis" && draft.csl.publisher === undefined) {
    // "Smith, Ann B.: University of Invention": the institution of the author is the one that the thesis was handed in at.
    const institution = draft.record.affiliations?.[0]?.text;
    const colon = institution?.indexOf(": ") ?? -1;
    if (institution !== undefined && colon !== -1) draft.csl.publisher = institution.slice(colon + 2);
  }
  settlePages(draft);
  settleDate(draft);
  const record = recordOf(draft);
  const rank = /^\d+/.exec(values[0] ?? "")?.[0];
  return tags[0] !== "<" || rank === undefined
    ? record
    : { ...record, origin: { ...record.origin, rank: Number(rank) } };
}

/** Reads Ovid's own export formats: with two letters before each field ("AU  - ") or with the names of fields. */
export const ovidReader: TextReaderFactory = taggedReader({
  format: "ovid",
  syntax: ovidSyntax,
  begins: (tag) => tag === "<",
  closes: () => false,
  isFrameLine: (text) => /^\ufeff?$/.test(text),
  build,
});
