import { doisIn, pmcidFrom, pmidFrom } from "../record/identifiers.ts";
import { pagesFrom } from "../record/page-range.ts";
import type { RecordDraft } from "../record/record-draft.ts";
import { serialNumbersIn } from "../tagged/serial-numbers.ts";
import type { EntryField } from "./entry-fields.ts";
import { ACCESSION_DATABASES, type SpecialRule } from "./field-table.ts";
import { type FieldReport, plainLatex, verbatimLatex } from "./field-text.ts";
import { filePaths } from "./file-field.ts";
import { latexText } from "./latex-text.ts";

interface Found {
  readonly field: EntryField;
  readonly text: string;
}

/** Fields whose place depends on others. */
export interface Waiting {
  subtitle?: string;
  readonly places: Found[];
  readonly institutions: Found[];
  readonly dates: (Found & { readonly rule: SpecialRule })[];
  number?: Found;
  issueTitle?: Found;
  eprint?: Found;
  eprintType?: string;
  carried?: EntryField;
}

/** Read; not read, since the record has another value; or left to be kept as it is written. */
export type Taken = boolean | "keep";

type Macros = ReadonlyMap<string, string>;

/** Keywords between semicolons, or else between commas, outside of braces. */
function keywordsIn(value: string, macros: Macros): readonly string[] {
  const pieces: string[] = [];
  const mark = value.includes(";") ? ";" : ",";
  let depth = 0;
  let from = 0;
  for (let index = 0; index < value.length; index++) {
    const char = value[index]!;
    if (char === "\\") index++;
    else if (char === "{") depth++;
    else if (char === "}") depth--;
    else if (char === mark && depth <= 0) {
      pieces.push(value.slice(from, index));
      from = index + 1;
    }
  }
  pieces.push(value.slice(from));
  return pieces.map((piece) => plainLatex(piece, macros)).filter((piece) => piece !== "");
}

function readDoi(draft: RecordDraft, field: EntryField, report: FieldReport): boolean {
  const text = verbatimLatex(field.value);
  if (text === "") return true;
  const found = doisIn(text);
  const first = found[0];
  if (first === undefined) {
    report("bad-doi", `"${text}" is no DOI; it was kept as it is.`, field);
    draft.addOther(field.name, field.value);
    return true;
  }
  if (found.length > 1) {
    report("several-dois", `"${text}" holds ${found.length} DOIs; the first was taken.`, field);
    draft.addOther(field.name, field.value);
  }
  return draft.setText("DOI", first);
}

function readUrl(draft: RecordDraft, value: string): boolean {
  const url = verbatimLatex(value);
  if (!draft.setText("URL", url) && !draft.includes("links", url)) draft.add("links", url);
  return true;
}

const PMID_IN_NOTE = /^(?:.*[\s;,])?PMID:? *(\d{1,9})\b/s;

function readNote(draft: RecordDraft, text: string): boolean {
  if (text === "") return true;
  const pmid = PMID_IN_NOTE.exec(text)?.[1];
  if (pmid !== undefined) draft.setText("PMID", pmid);
  if (/PMCID:? *PMC/.test(text)) draft.setText("PMCID", pmcidFrom(text.slice(text.indexOf("PMCID"))));
  draft.add("notes", text);
  return true;
}

/** A number of arXiv, PubMed or another archive; of PubMed it is the record's own. */
export function settleEprint(draft: RecordDraft, { eprint, eprintType = "" }: Waiting): void {
  if (eprint === undefined || eprint.text === "") return;
  const { text } = eprint;
  if (/^pub ?med$/i.test(eprintType)) {
    const pmid = pmidFrom(text);
    if (pmid === undefined || !draft.setText("PMID", pmid))
      draft.addOther(eprint.field.name, eprint.field.value);
    return;
  }
  const isArxiv =
    /^arxiv$/i.test(eprintType) || (eprintType === "" && /^(?:arxiv:)?\d{4}\.\d{4,5}(?:v\d+)?$/i.test(text));
  draft.addAccession(text, isArxiv ? "arXiv" : eprintType === "" ? undefined : eprintType);
}

/** 12345 or PMC12345. */
function readNumber(draft: RecordDraft, to: "PMID" | "PMCID", text: string): Taken {
  const number = to === "PMID" ? pmidFrom(text) : pmcidFrom(/^\d+$/.test(text) ? `PMC${text}` : text);
  return number === undefined ? "keep" : draft.setText(to, number);
}

/** ISSNs of the print and of the electronic edition stand together. */
function readIssn(draft: RecordDraft, text: string): Taken {
  const { issn, isbn, more } = serialNumbersIn(text);
  const numbers = more || isbn.length > 0 || issn.length === 0 ? [text] : issn;
  const before = draft.text("ISSN");
  const all = before === undefined ? [] : before.split(", ");
  for (const number of numbers) if (number !== "" && !all.includes(number)) all.push(number);
  if (all.length > 0) draft.replaceText("ISSN", all.join(", "));
  return true;
}

/** Reads a field that needs more than its place. */
export function readSpecial(
  draft: RecordDraft,
  rule: SpecialRule,
  field: EntryField,
  waiting: Waiting,
  macros: Macros,
  report: FieldReport,
): Taken {
  const value = field.value;
  const plain = (): string => plainLatex(value, macros);
  switch (rule) {
    case "subtitle":
      if (waiting.subtitle !== undefined) return false;
      waiting.subtitle = latexText(value, macros) || undefined;
      return true;
    case "booktitle": {
      const title = latexText(value, macros);
      const isBook = draft.type === "book" && title === draft.text("title");
      return isBook || draft.setText("container-title", title);
    }
    case "year":
    case "month":
    case "day":
    case "date": {
      const text = rule === "date" ? verbatimLatex(value) : plain().replaceAll("\u00a0", " ");
      if (waiting.dates.some((found) => found.rule === rule && found.text === text)) return true;
      waiting.dates.push({ rule, field, text });
      return true;
    }
    case "number": {
      if (field.name.toLowerCase() !== "number") return draft.setText("number", plain());
      if (waiting.number !== undefined) return false;
      waiting.number = { field, text: plain() };
      return true;
    }
    case "issue-title":
      if (waiting.issueTitle !== undefined) return false;
      waiting.issueTitle = { field, text: plain() };
      return true;
    case "place":
      waiting.places.push({ field, text: plain() });
      return true;
    case "institution":
      waiting.institutions.push({ field, text: plain() });
      return true;
    case "pages": {
      const text = plain();
      const pages = pagesFrom(text);
      if (text === "") return true;
      return pages === undefined ? "keep" : draft.setText("page", pages);
    }
    case "doi":
      return readDoi(draft, field, report);
    case "url":
      return readUrl(draft, value);
    case "pmid":
      return readNumber(draft, "PMID", plain());
    case "pmcid":
      return readNumber(draft, "PMCID", plain());
    case "issn":
      return readIssn(draft, plain());
    case "eprint":
      if (waiting.eprint !== undefined) return false;
      waiting.eprint = { field, text: verbatimLatex(value) };
      return true;
    case "eprint-type":
      if (waiting.eprintType !== undefined) return false;
      waiting.eprintType = plain();
      return true;
    case "editor-type":
      return /^editor$/i.test(value.trim()) || "keep";
    case "abstract": {
      const text = latexText(value, macros);
      if (!draft.setText("abstract", text)) draft.add("otherAbstracts", { text });
      return true;
    }
    case "keywords":
      for (const keyword of keywordsIn(value, macros))
        if (!draft.includes("keywords", keyword)) draft.add("keywords", keyword);
      return true;
    case "note":
      return readNote(draft, latexText(value, macros));
    case "file": {
      const paths = filePaths(value);
      for (const path of paths) draft.add("attachments", path);
      // Titles and types of the files have no place in the model.
      return value.trim() === "" || (paths.length === 1 && paths[0] === value) || "keep";
    }
    case "copyright":
      if (draft.copyright !== undefined) return false;
      draft.copyright = plain();
      return true;
    case "publication-type": {
      const term = plain();
      if (term !== "") draft.add("publicationTypes", { term });
      return true;
    }
    case "database":
      if (draft.database !== undefined) return false;
      draft.database = plain() || undefined;
      return true;
    case "grant":
      draft.add("grants", plain());
      return true;
    case "affiliation":
      for (const piece of value.split(/;|[\r\n]+/)) {
        const text = plainLatex(piece, macros);
        if (text !== "") draft.add("affiliations", { text });
      }
      return true;
    case "accession":
      draft.addAccession(verbatimLatex(value), ACCESSION_DATABASES.get(field.name.toLowerCase()));
      return true;
    case "how-published": {
      if (/^\s*\\url\s*\{[^{}]*\}\s*$/.test(value)) return readUrl(draft, value);
      return draft.setText("medium", plain());
    }
    case "carried":
      if (waiting.carried !== undefined) return false;
      waiting.carried = field;
      return true;
  }
}
