import type { CslDateField, CslTextField } from "../record/csl-item.ts";
import { dateFrom } from "../record/date.ts";
import { doiFrom, doisIn, pmcidFrom, pmidFrom, registrationsIn } from "../record/identifiers.ts";
import type { RecordDraft } from "../record/record-draft.ts";
import { headingFrom } from "../tagged/medline-fields.ts";
import { serialNumbersIn } from "../tagged/serial-numbers.ts";
import { namesInCell } from "./author-list.ts";
import { itemsInCell, oneLine, paragraphs, plainLine, termsInCell } from "./cell-text.ts";
import type { ColumnField } from "./column-names.ts";
import { type Cell, type RowDraft, shortened } from "./row-draft.ts";

/** Fields that are text of one line and nothing else. */
const PLAIN: Partial<Readonly<Record<ColumnField, CslTextField>>> = {
  "call-number": "call-number",
  "citation-key": "citation-key",
  "collection-number": "collection-number",
  "conference-place": "event-place",
  "journal-short": "container-title-short",
  "number-of-pages": "number-of-pages",
  "number-of-volumes": "number-of-volumes",
  "article-number": "number",
  edition: "edition",
  genre: "genre",
  issue: "issue",
  language: "language",
  number: "number",
  place: "publisher-place",
  publisher: "publisher",
  status: "status",
  version: "version",
  volume: "volume",
};

const RICH: Partial<Readonly<Record<ColumnField, CslTextField>>> = {
  title: "title",
  journal: "container-title",
  "book-title": "container-title",
  series: "collection-title",
  conference: "event-title",
  "original-title": "original-title",
  "title-short": "title-short",
};

/** "cyst (diagnosis, surgery)": an Emtree term with its subheadings. */
const EMTREE = /^(.*?)\s*\(([^()]*)\)$/s;

function addEmtree(draft: RecordDraft, cell: string, major: boolean): void {
  for (const item of termsInCell(cell)) {
    const match = EMTREE.exec(item);
    const term = match === null || match[1] === "" ? item : match[1]!;
    const qualifiers =
      match === null || match[1] === "" ? [] : match[2]!.split(/,\s*/).filter((name) => name !== "");
    draft.add("headings", {
      term,
      scheme: "Emtree",
      major,
      qualifiers: qualifiers.map((name) => ({ term: name, major: false })),
    });
  }
}

function readLink(row: RowDraft, field: "links" | "url", cell: Cell): void {
  const draft = row.draft;
  for (const address of cell.text.split(/[\s;|]+(?=https?:|www\.)|\s+/)) {
    if (address === "") continue;
    // An OpenURL, as Embase gives it, names the article: "...&id=doi:10.5555%2Fx&...".
    const openUrl = /[?&](?:rft_)?id=(?:info:)?doi[:/]([^&]+)/i.exec(address);
    if (openUrl !== null && !row.hasDoiColumn) draft.setText("DOI", doiFrom(openUrl[1]!));
    if (field === "url" && draft.text("URL") === undefined) draft.setText("URL", address);
    else if (draft.text("URL") !== address && !draft.includes("links", address)) draft.add("links", address);
  }
}

function readSerial(row: RowDraft, field: "issn" | "isbn", cell: Cell): void {
  const { issn, isbn, more } = serialNumbersIn(cell.text);
  const draft = row.draft;
  // Scopus and spreadsheets write 20552076 and 423134 for 0042-3134.
  const join = (to: "ISSN" | "ISBN", numbers: readonly string[]): void => {
    const before = draft.text(to)?.split(", ") ?? [];
    const all = [...before, ...numbers.filter((number) => !before.includes(number))];
    if (all.length > 0) draft.replaceText(to, all.join(", "));
  };
  join("ISSN", issn);
  join("ISBN", isbn);
  if (more || issn.length + isbn.length === 0)
    if (
      issn.length + isbn.length > 0 ||
      !draft.setText(field === "issn" ? "ISSN" : "ISBN", plainLine(cell.text))
    )
      row.keep(cell);
}

function readRegistrations(row: RowDraft, cell: Cell): void {
  const found = registrationsIn(cell.text);
  for (const number of found)
    if (!row.draft.includes("registrations", number)) row.draft.add("registrations", number);
  if (found.length === 0) row.keep(cell);
}

function readDoi(row: RowDraft, cell: Cell): void {
  const found = doisIn(cell.text);
  if (found.length === 0) {
    row.report(
      "bad-doi",
      `"${shortened(cell.text)}" is no DOI; it was kept as it is.`,
      cell.index,
      cell.text,
    );
    row.keep(cell);
  } else if (found.length > 1) {
    row.report(
      "several-dois",
      `"${shortened(cell.text)}" holds ${found.length} DOIs; the first was taken.`,
      cell.index,
      cell.text,
    );
    row.keep(cell);
  }
  if (found[0] !== undefined) row.set("DOI", found[0], cell);
}

/** Zotero's field for what it has no place for: "PMID: 12345", "PMCID: PMC12345", "DOI: 10..." and words. */
function readExtra(row: RowDraft, cell: Cell): void {
  const draft = row.draft;
  const pmid = /\bPMID: ?(\d{1,9})\b/.exec(cell.text)?.[1];
  const pmcid = /\bPMCID: ?(PMC\d+)\b/.exec(cell.text)?.[1];
  draft.setText("PMID", pmid);
  draft.setText("PMCID", pmcid);
  if (draft.text("DOI") === undefined && /\bDOI: ?10\./i.test(cell.text))
    draft.setText("DOI", doiFrom(cell.text));
  draft.add("notes", paragraphs(cell.text));
}

function readDate(row: RowDraft, field: CslDateField, cell: Cell): void {
  const text = plainLine(cell.text);
  const date = dateFrom(text) ?? { literal: text };
  if (!row.draft.setDate(field, date)) row.keep(cell);
}

/** Reads a cell into the field of its column; cells whose meaning depends on others wait in `row.cells`. */
export function takeCell(row: RowDraft, field: ColumnField, cell: Cell): void {
  const draft = row.draft;
  const plain = PLAIN[field];
  const rich = RICH[field];
  if (plain !== undefined) {
    row.set(plain, plainLine(cell.text), cell);
    return;
  }
  if (rich !== undefined) {
    row.set(rich, oneLine(cell.text), cell);
    return;
  }
  if (field.startsWith("accession:")) {
    const database = field.slice("accession:".length);
    draft.addAccession(plainLine(cell.text), database === "" ? undefined : database);
    return;
  }
  switch (field) {
    case "abstract":
      if (/^\[no abstract available\]\.?$/i.test(cell.text.trim())) row.keep(cell);
      else row.set("abstract", paragraphs(cell.text), cell);
      break;
    case "editors":
      draft.addNames("editor", namesInCell(cell.text));
      break;
    case "translators":
      draft.addNames("translator", namesInCell(cell.text));
      break;
    case "keywords":
      for (const term of termsInCell(cell.text))
        if (!draft.includes("keywords", term)) draft.add("keywords", term);
      break;
    case "mesh":
      for (const term of itemsInCell(cell.text)) draft.add("headings", headingFrom(term));
      break;
    case "emtree":
    case "emtree-major":
      addEmtree(draft, cell.text, field === "emtree-major");
      break;
    case "publication-type":
      for (const term of termsInCell(cell.text)) draft.add("publicationTypes", { term });
      row.cells.set(field, cell);
      break;
    case "affiliations":
      for (const text of itemsInCell(cell.text)) draft.add("affiliations", { text });
      break;
    case "grants":
      for (const text of itemsInCell(cell.text)) draft.add("grants", text);
      break;
    case "notes":
      draft.add("notes", paragraphs(cell.text));
      break;
    case "attachments":
      for (const path of cell.text.split(/;\s*/)) draft.add("attachments", path.trim());
      break;
    case "copyright":
      if (draft.copyright === undefined) draft.copyright = plainLine(cell.text);
      else row.keep(cell);
      break;
    case "country":
      if (draft.country === undefined) draft.country = plainLine(cell.text);
      else row.keep(cell);
      break;
    case "database":
      if (draft.database === undefined) draft.database = plainLine(cell.text);
      else row.keep(cell);
      break;
    case "links":
    case "url":
      readLink(row, field, cell);
      break;
    case "issn":
    case "isbn":
      readSerial(row, field, cell);
      break;
    case "registrations":
      readRegistrations(row, cell);
      break;
    case "extra":
      readExtra(row, cell);
      break;
    case "doi":
      readDoi(row, cell);
      break;
    case "pmid":
      row.set("PMID", pmidFrom(plainLine(cell.text).replace(/\.0$/, "")), cell);
      break;
    case "pmcid":
      row.set("PMCID", pmcidFrom(cell.text), cell);
      break;
    case "access-date":
      readDate(row, "accessed", cell);
      break;
    case "conference-date":
      readDate(row, "event-date", cell);
      break;
    case "carried": {
      // A workbook parts a long text over several cells.
      const before = row.cells.get(field);
      row.cells.set(field, before === undefined ? cell : { ...before, text: before.text + cell.text });
      break;
    }
    default:
      // Dates, pages, authors, types: what they mean depends on other cells.
      if (row.cells.has(field)) row.keep(cell);
      else row.cells.set(field, cell);
  }
}
