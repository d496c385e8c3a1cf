import type { TextReaderFactory } from "../read/text-reader.ts";
import type { BibliographicRecord, RecordOrigin } from "../record/bibliographic-record.ts";
import type { CslNameField, CslType } from "../record/csl-item.ts";
import { dateFrom } from "../record/date.ts";
import { plainText } from "../record/html-text.ts";
import { doiFrom } from "../record/identifiers.ts";
import { nameFrom } from "../record/person-name.ts";
import { type Handler, handlerOf, tagTable } from "./field-targets.ts";
import type { TagSyntax } from "./line-machine.ts";
import { isShortOf } from "./nbib-reader.ts";
import { settleDate } from "./publication-date.ts";
import { addName, append, type Draft, keep, newDraft, oneLine, recordOf, setText } from "./record-draft.ts";
import { settlePages } from "./settle-pages.ts";
import { type Report, type TaggedFields, taggedReader } from "./tagged-reader.ts";
import { WOS_TAGS } from "./wos-tags.ts";

const isUpper = (code: number): boolean => code >= 65 && code <= 90;
const isDigit = (code: number): boolean => code >= 48 && code <= 57;

/** Two letters, a blank, the value; further lines are set in by three blanks. */
const SYNTAX: TagSyntax = {
  joint: "\n",
  // Some programs lose the blanks before further lines.
  continues: () => true,
  tagAt(text, from, to) {
    if (to - from < 2 || !isUpper(text.charCodeAt(from))) return 0;
    const second = text.charCodeAt(from + 1);
    if (!isUpper(second) && !isDigit(second)) return 0;
    return to - from === 2 || text.charCodeAt(from + 2) === 32 ? 2 + 64 * 2 : 0;
  },
};

/** One name a line, or several with semicolons as MEDLINE has them; "Stillman, Andrew N. (a@b.edu)" without the address. */
function names(field: CslNameField): Handler {
  return (draft, value, tag) => {
    for (const line of plainText(value).split(/[\n;]/)) {
      const whole = line.trim();
      const open = whole.endsWith(")") ? whole.lastIndexOf("(") : -1;
      const text =
        open === -1 || !/^\([^()]*@[^()]*\)$/.test(whole.slice(open)) ? whole : whole.slice(0, open).trim();
      if (text !== whole) keep(draft, tag, whole);
      if (text !== "") addName(draft, field, nameFrom(text));
    }
  };
}

/** Addresses, one after the other; a line that does not end with a point goes on in the next. */
function addresses(draft: Draft, value: string): void {
  let open = "";
  const close = (): void => {
    if (open !== "") append(draft, "affiliations", { text: open });
    open = "";
  };
  for (const line of plainText(value).split("\n")) {
    if (line.startsWith("[") || (open.endsWith(".") && !open.endsWith(" St."))) close();
    open = open === "" ? line : `${open} ${line}`;
  }
  close();
}

const letters = (text: string): string => text.toLowerCase().replace(/[^\p{L}\d]/gu, "");

/** "Stillman, Andrew/L-6080-2019; ...": identifiers by the names of their authors. */
function authorIds(source: string): Handler {
  return (draft, value, tag) => {
    for (const part of oneLine(value).split(";")) {
      const slash = part.lastIndexOf("/");
      const id = part.slice(slash + 1).trim();
      if (slash === -1 || id === "") {
        if (part.trim() !== "") keep(draft, tag, part.trim());
        continue;
      }
      const name = letters(part.slice(0, slash));
      const author = (draft.csl.author ?? []).findIndex(
        ({ family = "", given = "", literal = "" }) =>
          name !== "" && letters(family + given + literal).startsWith(name),
      );
      if (author === -1) keep(draft, tag, part.trim());
      else append(draft, "authorIds", { author, source, value: id });
    }
  };
}

/** Cited references, one a line. */
function citations(draft: Draft, value: string): void {
  for (const line of value.split("\n")) {
    const doi = doiFrom(line);
    append(
      draft,
      "relations",
      doi === undefined ? { kind: "cites", citation: line } : { kind: "cites", citation: line, doi },
    );
  }
}

/** Short names beside the full ones say nothing more, unless they are others. */
function keepOtherNames(draft: Draft, field: CslNameField, value: string, tag: string): void {
  const known = draft.csl[field] ?? [];
  const short = value.split(/[\n;]/).filter((line) => line.trim() !== "");
  if (short.length !== known.length || !short.every((line, i) => isShortOf(line, known[i]!)))
    keep(draft, tag, value);
}

function dated(field: "event-date" | "available-date"): Handler {
  return (draft, value, tag) => {
    const date = dateFrom(oneLine(value));
    if (date === null || draft.csl[field] !== undefined) keep(draft, tag, value);
    else draft.csl[field] = date;
  };
}

const OWN: Readonly<Record<string, Handler>> = {
  C1: addresses,
  CA: (draft, value) => {
    for (const line of plainText(value).split(/[\n;]/))
      if (line.trim() !== "") addName(draft, "author", { literal: line.trim() });
  },
  CR: citations,
  CY: dated("event-date"),
  EA: dated("available-date"),
  FU: (draft, value) => {
    for (const part of plainText(oneLine(value)).split(";"))
      if (part.trim() !== "") append(draft, "grants", part.trim());
  },
  J9: (draft, value, tag) => {
    if (draft.csl["container-title-short"] === undefined) setText(draft, "container-title-short", value, tag);
    else keep(draft, tag, value);
  },
  OI: authorIds("ORCID"),
  RI: authorIds("ResearcherID"),
  UT: (draft, value) => {
    const colon = value.indexOf(":");
    append(draft, "accessions", colon === -1 ? { value } : { database: value.slice(0, colon), value });
  },
};
const HANDLERS = new Map<string, Handler>([...tagTable(WOS_TAGS), ...Object.entries(OWN)]);
const PATENT = new Map<string, Handler>([...HANDLERS, ["PN", handlerOf("number")]]);

/** Full names where they are, else the short ones; an article's first, a book's after. */
const AUTHORS: readonly (readonly [full: string, short: string, field: CslNameField])[] = [
  ["AF", "AU", "author"],
  ["BF", "BA", "container-author"],
];
const EARLY = new Set(["PT", "SO", "GP", "AF", "AU", "BF", "BA"]);
const AFTER = new Set(["J9", "OI", "RI"]);

function typeOf(publication: string, kinds: string): CslType {
  if (publication === "P") return "patent";
  const meeting = /proceedings paper|conference|meeting abstract/i.test(kinds) && !/^article/i.test(kinds);
  if (publication === "C" || (meeting && publication !== "J")) return "paper-conference";
  if (publication === "B" || publication === "S")
    return /chapter|article|review|editorial/i.test(kinds) ? "chapter" : "book";
  return "article-journal";
}

function build(
  fields: TaggedFields,
  origin: RecordOrigin,
  report: Report,
  frame: ReadonlyMap<string, string>,
): BibliographicRecord {
  const { tags, values, lines } = fields;
  const first = (tag: string): string => values[tags.indexOf(tag)] ?? "";
  const publication = first("PT");
  if (publication === "")
    report("no-type", "The record has no type (PT); it was read as a journal article.", lines[0]!);
  const draft = newDraft(typeOf(publication, first("DT")), origin, report);
  if (publication.length > 1) keep(draft, "PT", publication);
  const source = frame.get("FN");
  if (source !== undefined && source !== "") {
    draft.csl.source = source;
    draft.database = source;
  }
  const handlers = draft.csl.type === "patent" ? PATENT : HANDLERS;
  for (const [full, short, field] of AUTHORS) {
    const tag = tags.includes(full) ? full : short;
    for (let i = 0; i < tags.length; i++)
      if (tags[i] === tag) names(field)(draft, values[i]!, tag, lines[i]!);
    for (let i = 0; i < tags.length; i++)
      if (tags[i] === short && tag === full) keepOtherNames(draft, field, values[i]!, short);
  }
  const title = draft.csl.type === "book" && first("TI") === "" ? "title" : "container-title";
  for (let i = 0; i < tags.length; i++) {
    if (tags[i] === "SO") setText(draft, title, values[i]!, "SO");
    if (tags[i] === "GP" && draft.csl.author === undefined) OWN["CA"]!(draft, values[i]!, "GP", lines[i]!);
    else if (tags[i] === "GP") keep(draft, "GP", values[i]!);
  }
  for (const after of [false, true])
    for (let i = 0; i < tags.length; i++) {
      const tag = tags[i]!;
      const value = values[i]!;
      if (value === "" || EARLY.has(tag) || AFTER.has(tag) !== after) continue;
      const handler = handlers.get(tag);
      if (handler === undefined) keep(draft, tag, value);
      // Keywords and other running text are broken at the width of the page.
      else
        handler(draft, tag === "C1" || tag === "CA" || tag === "CR" ? value : oneLine(value), tag, lines[i]!);
    }
  settlePages(draft);
  settleDate(draft);
  return recordOf(draft);
}

/** Reads what the Web of Science writes as plain text or for reference managers (.ciw, .isi, .txt). */
export const wosReader: TextReaderFactory = taggedReader({
  format: "wos",
  syntax: () => SYNTAX,
  begins: (tag, _value, open) => tag === "PT" && open.includes("PT"),
  closes: (tag) => tag === "ER",
  frames: (tag) => tag === "FN" || tag === "VR" || tag === "EF",
  isFrameLine: (text) => /^\ufeff?(?:EF|FN .*)?$/.test(text),
  build,
});
