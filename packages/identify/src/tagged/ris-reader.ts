import type { TextReaderFactory } from "../read/text-reader.ts";
import type { BibliographicRecord, RecordOrigin } from "../record/bibliographic-record.ts";
import { withCarriedFields } from "../record/carried-fields.ts";
import type { CslType } from "../record/csl-item.ts";
import { decodeEntities, plainText } from "../record/html-text.ts";
import { doiFrom, doisIn, pmidFrom, registrationsIn } from "../record/identifiers.ts";
import { type Handler, handlerOf, tagTable } from "./field-targets.ts";
import { settleDate } from "./publication-date.ts";
import { append, type Draft, keep, newDraft, oneLine, recordOf, setText } from "./record-draft.ts";
import { isProCite, proCiteNote } from "./ris-procite.ts";
import { risSyntax } from "./ris-syntax.ts";
import { RIS_TAGS } from "./ris-tags.ts";
import { RIS_TYPES } from "./ris-types.ts";
import { settlePages } from "./settle-pages.ts";
import { type Report, type TaggedFields, taggedReader } from "./tagged-reader.ts";

/** The tag under which the writer keeps what RIS has no tag for. */
export const CARRIED_TAG = "ZC";

/** Control-Z, with which programs for DOS end a file. */
const END_OF_FILE = 26;

/** What vendors write between records. */
const FRAME =
  /^(?:\d+\. ?|<\d+\. ?>|Record #?\d+(?: of \d+)?|Provider: .*|Database: .*|Content: ?.*|Link to the (?:Ovid|External) .*|http[^ ]+|\ufeff|[-=*_]{3,})$/;

interface Meaning {
  readonly csl: CslType;
  readonly table: ReadonlyMap<string, Handler>;
}

const meanings = new Map<string, Meaning>();
function meaningOf(type: string): Meaning {
  let meaning = meanings.get(type);
  if (meaning === undefined) {
    const known = RIS_TYPES[type];
    meaning = { csl: known?.csl ?? "document", table: tagTable(RIS_TAGS, known?.tags) };
    meanings.set(type, meaning);
  }
  return meaning;
}

/** JO and SO are the journal's full name with some vendors and its abbreviation with others; JF or T2 beside it decides. */
function journalName(draft: Draft, value: string, tag: string): void {
  const name = plainText(oneLine(value));
  if (name === "") return;
  const full = draft.csl["container-title"];
  if (full === undefined) {
    draft.csl["container-title"] = name;
    if (name.endsWith(".")) setText(draft, "container-title-short", value, tag);
  } else if (full !== name) setText(draft, "container-title-short", value, tag);
}

/** M3 is the kind of work, and with APA's databases the DOI. */
function kindOfWork(draft: Draft, value: string, tag: string, line: number): void {
  const doi = value.includes("10.") ? doiFrom(value) : undefined;
  if (doi !== undefined) handlerOf("doi")(draft, value, tag, line);
  else if (draft.csl.type.startsWith("article") || draft.csl.type === "paper-conference")
    handlerOf("publication-type")(draft, value, tag, line);
  else setText(draft, "genre", value, tag);
}

/** M1 of articles is the issue with some and anything with others. */
function issueOrOther(draft: Draft, value: string, tag: string): void {
  if (draft.csl.issue === undefined && /^(?:no\.? ?)?[A-Z]?\d{1,5}[A-Z]?(?:[-/.]\d{1,5})?$/i.test(value))
    setText(draft, "issue", value, tag);
  else keep(draft, tag, value);
}

const LATE = new Set(["JO", "SO", "M1", "M3", "U2", "C3", "C5", "ID"]);
const DOI_PLACES = new Set([
  "UR",
  "L2",
  "L3",
  "LK",
  "N1",
  "AN",
  "M1",
  "M3",
  "ID",
  "U1",
  "U2",
  "U3",
  "U4",
  "U5",
]);

function late(draft: Draft, meaning: Meaning, tag: string, value: string, line: number): void {
  const handler = meaning.table.get(tag);
  if (tag === "JO" || tag === "SO") journalName(draft, value, tag);
  else if (tag === "M3" && handler === undefined) kindOfWork(draft, value, tag, line);
  else if (tag === "M1" && (handler === undefined || meaning.csl === "article-journal"))
    issueOrOther(draft, value, tag);
  else if (tag === "C3" && draft.csl.PMID === undefined && /^PUBMED \d{1,8}$/i.test(value))
    setText(draft, "PMID", value.slice(7), tag);
  else if (tag === "U2" && /^L\d{6,}$/.test(value)) append(draft, "accessions", { value });
  else if (
    tag === "C5" &&
    handler === undefined &&
    /^\d{6,8}$/.test(value) &&
    /embase/i.test(draft.database ?? "")
  )
    setText(draft, "PMID", value, tag);
  else if (tag === "ID" && /^\d{4}-\d{5}-\d{3}$/.test(value)) handlerOf("accession")(draft, value, tag, line);
  else if (handler === undefined) keep(draft, tag, value);
  else handler(draft, value, tag, line);
}

/** Addresses of trial registries, whose records databases export with the address as URL or as journal. */
const REGISTRIES = ["clinicaltrials.gov", "trialsearch", "isrctn", "anzctr", "chictr", "drks", "ctri.nic.in"];

function findRegistrations(draft: Draft): void {
  const { csl } = draft;
  for (const address of [csl.URL, csl["container-title"]]) {
    if (address?.startsWith("http") !== true) continue;
    const lower = address.toLowerCase();
    if (!REGISTRIES.some((registry) => lower.includes(registry))) continue;
    for (const number of registrationsIn(address))
      if (draft.record.registrations?.includes(number) !== true) append(draft, "registrations", number);
  }
}

/** Identifiers that stand in other fields, where their own has none. */
function findIdentifiers(draft: Draft, { tags, values }: TaggedFields): void {
  const { csl } = draft;
  if (csl.DOI === undefined)
    for (let i = 0; i < tags.length; i++) {
      const value = values[i]!;
      if (!value.includes("10.") || !DOI_PLACES.has(tags[i]!)) continue;
      const bare = decodeEntities(value);
      // A note may cite others: its DOI counts only where it is all that the note says.
      const sole = /^(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:? ?)?10\.\d{4,9}\/\S+$/i.test(bare);
      const resolver = /^https?:\/\/(?:dx\.)?doi\.org\//i.test(bare);
      if (!sole && !resolver) continue;
      const [doi] = doisIn(bare);
      if (doi !== undefined) {
        csl.DOI = doi;
        break;
      }
    }
  if (
    csl.PMID === undefined &&
    /pubmed|medline|^nlm$/i.test(`${draft.database ?? ""} ${csl.source ?? ""}`.trim())
  ) {
    const accession = draft.record.accessions?.find(({ value }) => /^\d{6,8}$/.test(value));
    const number = accession === undefined ? undefined : pmidFrom(accession.value);
    if (number !== undefined) csl.PMID = number;
  }
}

/** A volume of something that has a name: what databases export without type, or as GEN, are articles then. */
const looksLikeArticle = (tags: readonly string[]): boolean =>
  tags.includes("VL") && ["JO", "JF", "JA", "J2", "T2", "SO"].some((tag) => tags.includes(tag));

/** The record that fields of RIS make. */
export function risRecord(fields: TaggedFields, origin: RecordOrigin, report: Report): BibliographicRecord {
  const { tags, values, lines } = fields;
  const typeAt = tags.indexOf("TY");
  const code = typeAt === -1 ? "" : values[typeAt]!.toUpperCase();
  const meaning = meaningOf(
    typeAt === -1 || code === "GEN" ? (looksLikeArticle(tags) ? "JOUR" : "GEN") : code,
  );
  const draft = newDraft(meaning.csl, origin, report);
  if (typeAt === -1)
    report("no-type", `The record has no type (TY); it was read as ${meaning.csl}.`, lines[0]!);
  else if (RIS_TYPES[code] === undefined) {
    report(
      "unknown-type",
      `"${values[typeAt]!.slice(0, 80)}" is no type of RIS; the record was read as ${meaning.csl}.`,
      lines[typeAt]!,
      values[typeAt]!,
    );
    keep(draft, "TY", values[typeAt]!);
  }
  let carried: string | undefined;
  const proCite = isProCite(tags, values);
  let anyLate = false;
  for (let i = 0; i < tags.length; i++) {
    const tag = tags[i]!;
    const value = values[i]!;
    if (value === "" || i === typeAt) continue;
    if (LATE.has(tag)) {
      anyLate = true;
      continue;
    }
    if (tag === CARRIED_TAG && carried === undefined && value.startsWith("{")) carried = value;
    else {
      const handler = meaning.table.get(tag);
      if (proCite && tag === "N1" && proCiteNote(draft, value, lines[i]!)) continue;
      if (handler === undefined) keep(draft, tag, value);
      else handler(draft, value, tag, lines[i]!);
    }
  }
  for (let i = 0; anyLate && i < tags.length; i++)
    if (values[i] !== "" && LATE.has(tags[i]!)) late(draft, meaning, tags[i]!, values[i]!, lines[i]!);
  settlePages(draft);
  settleDate(draft);
  findIdentifiers(draft, fields);
  findRegistrations(draft);
  const record = recordOf(draft);
  if (carried === undefined) return record;
  const whole = withCarriedFields(record, carried);
  if (whole !== null) return whole;
  report(
    "bad-carried-fields",
    `The field ${CARRIED_TAG} is not what this program writes; it was kept as it stands.`,
    lines[0]!,
    carried,
  );
  return { ...record, other: [...(record.other ?? []), { tag: CARRIED_TAG, value: carried }] };
}

/**
 * Reads RIS in the dialects of databases and reference managers. A record begins at TY and ends at ER; without TY, what stands between
 * two ER is a record.
 */
export const risReader: TextReaderFactory = taggedReader({
  format: "ris",
  syntax: risSyntax,
  begins: (tag, _value, open, afterBlank) => tag === "TY" && (open.includes("TY") || afterBlank),
  closes: (tag) => tag === "ER",
  // Ovid puts the journal's abbreviation (NL) after the end of some records.
  trails: (tag) => tag === "NL",
  isFrameLine: (text) => text.charCodeAt(0) === END_OF_FILE || FRAME.test(text),
  build: risRecord,
});
