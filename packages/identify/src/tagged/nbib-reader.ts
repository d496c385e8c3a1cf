import type { TextReaderFactory } from "../read/text-reader.ts";
import type { BibliographicRecord, RecordOrigin } from "../record/bibliographic-record.ts";
import { withCarriedFields } from "../record/carried-fields.ts";
import type { CslName, CslType } from "../record/csl-item.ts";
import { dateFrom } from "../record/date.ts";
import { doiFrom, registrationsIn, saysMoreThanRegistrations } from "../record/identifiers.ts";
import { nameFrom } from "../record/person-name.ts";
import { type Handler, handlerOf, tagTable } from "./field-targets.ts";
import type { TagSyntax } from "./line-machine.ts";
import { headingFrom, relationFrom, substanceFrom } from "./medline-fields.ts";
import { NBIB_HISTORY, NBIB_RELATION_NOTES, NBIB_RELATIONS, NBIB_TAGS } from "./nbib-tags.ts";
import { settleDate } from "./publication-date.ts";
import { addName, append, type Draft, keep, newDraft, recordOf, setText } from "./record-draft.ts";
import { type Report, type TaggedFields, taggedReader } from "./tagged-reader.ts";

/** The tag under which the writer keeps what the format has no tag for. */
export const NBIB_CARRIED_TAG = "ZC";

const isUpperOrDigit = (code: number): boolean => (code >= 65 && code <= 90) || (code >= 48 && code <= 57);

/** Tags take four places, then a hyphen and a blank; further lines are set in by six blanks. */
function nbibSyntax(): TagSyntax {
  return {
    joint: " ",
    continues: (text, from) => text.charCodeAt(from) !== 60,
    tagAt(text, from, to) {
      if (to - from < 5 || !isUpperOrDigit(text.charCodeAt(from))) return 0;
      // ERIC writes "ISSN - 1234-567X".
      const dash = text.charCodeAt(from + 4) === 45 ? 4 : text.charCodeAt(from + 5) === 45 ? 5 : 0;
      if (dash === 0 || (from + dash + 1 < to && text.charCodeAt(from + dash + 1) !== 32)) return 0;
      let length = 1;
      while (length < 4 && isUpperOrDigit(text.charCodeAt(from + length))) length += 1;
      for (let i = length; i < dash; i++) if (text.charCodeAt(from + i) !== 32) return 0;
      return length < 2 || from + dash >= to ? 0 : length + 64 * (dash + 1);
    },
  };
}

const lastAuthor = (draft: Draft): number => (draft.csl.author?.length ?? 0) - 1;

/** "10.1000/x [doi]", "S0000-0000(12)00001-1 [pii]": an identifier and its kind. */
function articleId(draft: Draft, value: string, tag: string, line: number): void {
  const open = value.lastIndexOf(" [");
  const kind = open === -1 || !value.endsWith("]") ? "" : value.slice(open + 2, -1);
  const id = open === -1 ? value : value.slice(0, open);
  if (kind === "doi") {
    handlerOf("doi")(draft, id, tag, line);
  } else if (kind !== "" && id !== "") {
    if (draft.record.accessions?.some((known) => known.value === id) !== true)
      append(draft, "accessions", { database: kind, value: id });
  } else if (/^https?:/i.test(value)) {
    const doi = /\bdoi\.org\//i.test(value) ? doiFrom(value) : undefined;
    if (doi !== undefined) handlerOf("doi")(draft, value, tag, line);
    else handlerOf("url")(draft, value, tag, line);
  } else keep(draft, tag, value);
}

/** "ClinicalTrials.gov/NCT00000419": a bank of data and the number in it. */
function secondarySource(draft: Draft, value: string): void {
  const slash = value.indexOf("/");
  const number = value.slice(slash + 1);
  const [registration] = registrationsIn(value);
  if (registration !== undefined) {
    if (draft.record.registrations?.includes(registration) !== true)
      append(draft, "registrations", registration);
    if (saysMoreThanRegistrations(value)) keep(draft, "SI", value);
  } else
    append(
      draft,
      "accessions",
      slash < 1 || number === "" ? { value } : { database: value.slice(0, slash), value: number },
    );
}

function historyDate(
  draft: Draft,
  status: string,
  value: string,
  tag: string,
  line: number,
  written = value,
): void {
  const date = dateFrom(written);
  if (date === null) {
    keep(draft, tag, value);
    draft.report(
      "bad-date",
      `"${value.slice(0, 80)}" (${tag}) is no date; it was kept as it is written.`,
      line,
      value,
    );
  } else append(draft, "history", { status, date });
}

/** EDAT, MHDA and CRDT stand again among the lines PHST. */
function isKnown({ record }: Draft, status: string, written: string): boolean {
  const known = record.history?.find((entry) => entry.status === status);
  if (known === undefined) return false;
  if (known.date.literal !== undefined) return known.date.literal === written;
  return JSON.stringify(known.date) === JSON.stringify(dateFrom(written));
}

const OWN: Readonly<Record<string, Handler>> = {
  AD: (draft, value) => {
    const author = lastAuthor(draft);
    append(draft, "affiliations", author < 0 ? { text: value } : { author, text: value });
  },
  AID: articleId,
  LID: articleId,
  AUID: (draft, value, tag) => {
    const colon = value.indexOf(": ");
    const author = lastAuthor(draft);
    if (author < 0 || colon === -1) keep(draft, tag, value);
    else append(draft, "authorIds", { author, source: value.slice(0, colon), value: value.slice(colon + 2) });
  },
  BTI: (draft, value, tag) => {
    // A record of a whole book has its title only here.
    setText(draft, draft.csl.type === "book" ? "title" : "container-title", value, tag);
  },
  CN: (draft, value) => addName(draft, "author", { literal: value }),
  DEP: (draft, value, tag, line) => {
    const date = dateFrom(value);
    if (date === null || draft.csl["available-date"] !== undefined)
      historyDate(draft, "epublish", value, tag, line);
    else draft.csl["available-date"] = date;
  },
  FAU: (draft, value) => addName(draft, "author", nameFrom(value)),
  FED: (draft, value) => addName(draft, "editor", nameFrom(value)),
  FIR: (draft, value) => addName(draft, "contributor", nameFrom(value)),
  JID: (draft, value, tag) => {
    if (draft.record.journalId === undefined) draft.record.journalId = value;
    else keep(draft, tag, value);
  },
  LA: (draft, value) => {
    const { language } = draft.csl;
    draft.csl.language = language === undefined ? value : `${language}, ${value}`;
  },
  MH: (draft, value, tag) => {
    const heading = headingFrom(value);
    if (heading.term === "" || heading.qualifiers.some(({ term }) => term === "")) keep(draft, tag, value);
    else append(draft, "headings", heading);
  },
  MID: (draft, value) => append(draft, "accessions", { database: "mid", value }),
  NM: (draft, value) => append(draft, "substances", { name: value }),
  OAB: (draft, value) => append(draft, "otherAbstracts", { text: value }),
  OABL: (draft, value, tag) => {
    const last = draft.record.otherAbstracts?.at(-1);
    if (last === undefined || last.language !== undefined) keep(draft, tag, value);
    else draft.record.otherAbstracts!.splice(-1, 1, { ...last, language: value });
  },
  OID: (draft, value) => append(draft, "accessions", { value }),
  OT: (draft, value) =>
    append(draft, "keywords", value.startsWith("*") && value.length > 1 ? value.slice(1) : value),
  PHST: (draft, value, tag, line) => {
    const open = value.lastIndexOf(" [");
    if (open === -1 || !value.endsWith("]")) keep(draft, tag, value);
    else if (!isKnown(draft, value.slice(open + 2, -1), value.slice(0, open)))
      historyDate(draft, value.slice(open + 2, -1), value, tag, line, value.slice(0, open));
  },
  PL: (draft, value, tag, line) => {
    // The country of a journal, the place of a book.
    if (draft.csl.type.startsWith("article")) handlerOf("country")(draft, value, tag, line);
    else setText(draft, "publisher-place", value, tag);
  },
  RN: (draft, value) => append(draft, "substances", substanceFrom(value)),
  SI: secondarySource,
  STAT: (draft, value, tag) => {
    if (draft.record.status === undefined) draft.record.status = value;
    else keep(draft, tag, value);
  },
};

function table(): Map<string, Handler> {
  const all = new Map<string, Handler>([...tagTable(NBIB_TAGS), ...Object.entries(OWN)]);
  for (const [tag, kind] of Object.entries(NBIB_RELATIONS))
    all.set(tag, (draft, value) =>
      append(draft, "relations", relationFrom(kind, value, NBIB_RELATION_NOTES[tag])),
    );
  for (const [tag, status] of Object.entries(NBIB_HISTORY))
    all.set(tag, (draft, value, _tag, line) => historyDate(draft, status, value, tag, line));
  return all;
}
const HANDLERS = table();

/** Names in short and in full stand by twos: the full one is taken, the short one where it stands alone. */
const SHORT_NAMES = new Map<string, readonly [full: string, field: "author" | "editor" | "contributor"]>([
  ["AU", ["FAU", "author"]],
  ["ED", ["FED", "editor"]],
  ["IR", ["FIR", "contributor"]],
]);

const letters = (text: string): string => text.toLowerCase().replace(/[^\p{L}\d]/gu, "");

/** Whether a name with initials is the one in full before it: the surname begins both, and few letters follow. */
export function isShortOf(short: string, { family = "", literal = "", suffix = "" }: CslName): boolean {
  // Most are the surname, a blank and initials.
  if (family !== "" && short.length - family.length <= 6 && short.startsWith(family)) return true;
  const name = letters(family === "" ? literal : family);
  const whole = letters(short);
  return name !== "" && whole.startsWith(name) && whole.length - name.length <= 6 + letters(suffix).length;
}

function typeOf({ tags, values }: TaggedFields): CslType {
  if (tags.includes("BTI")) {
    const title = tags.indexOf("TI");
    return title === -1 || values[title] === "" ? "book" : "chapter";
  }
  const kind = (name: string): boolean => tags.some((tag, i) => tag === "PT" && values[i] === name);
  if (kind("Preprint")) return "article";
  if (values[tags.indexOf("OWN")] === "ERIC" && values[tags.indexOf("OID")]?.startsWith("ED") === true)
    return "report";
  return "article-journal";
}

/** The record that fields of the MEDLINE format make. */
export function nbibRecord(fields: TaggedFields, origin: RecordOrigin, report: Report): BibliographicRecord {
  const { tags, values, lines } = fields;
  const draft = newDraft(typeOf(fields), origin, report);
  let carried: string | undefined;
  let before = "";
  for (let i = 0; i < tags.length; i++) {
    const tag = tags[i]!;
    const value = values[i]!;
    if (value === "") continue;
    const handler = HANDLERS.get(tag);
    const short = handler === undefined ? SHORT_NAMES.get(tag) : undefined;
    if (handler !== undefined) handler(draft, value, tag, lines[i]!);
    else if (short !== undefined) {
      const full = before === short[0] ? draft.csl[short[1]]?.at(-1) : undefined;
      if (full !== undefined && !isShortOf(value, full)) keep(draft, tag, value);
      else if (full === undefined) {
        if (/^et al\.?$/i.test(value)) keep(draft, tag, value);
        else addName(draft, short[1], nameFrom(value, "initials-last"));
      }
    } else if (tag === NBIB_CARRIED_TAG && carried === undefined) carried = value;
    else keep(draft, tag, value);
    before = tag;
  }
  settleDate(draft);
  if (
    draft.csl.type === "report" &&
    draft.csl.publisher === undefined &&
    draft.csl["container-title"] !== undefined
  ) {
    draft.csl.publisher = draft.csl["container-title"];
    delete draft.csl["container-title"];
  }
  const record = recordOf(draft);
  if (carried === undefined) return record;
  const whole = withCarriedFields(record, carried);
  if (whole !== null) return whole;
  report(
    "bad-carried-fields",
    `The field ${NBIB_CARRIED_TAG} is not what this program writes; it was kept as it stands.`,
    lines[0]!,
    carried,
  );
  return { ...record, other: [...(record.other ?? []), { tag: NBIB_CARRIED_TAG, value: carried }] };
}

/** Reads PubMed's MEDLINE format (.nbib), also as ERIC writes it. */
export const nbibReader: TextReaderFactory = taggedReader({
  format: "nbib",
  syntax: nbibSyntax,
  begins: (tag, _value, open, afterBlank) =>
    tag === "PMID"
      ? afterBlank || open.includes("PMID")
      : afterBlank && (tag === open[0] || !open.includes("PMID")),
  closes: () => false,
  isFrameLine: (text) => /^(?:<\/?pre>|\d+:)$/i.test(text),
  build: nbibRecord,
});
