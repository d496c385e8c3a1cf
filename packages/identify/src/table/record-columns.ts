import type { BibliographicRecord } from "../record/bibliographic-record.ts";
import { carriedFields } from "../record/carried-fields.ts";
import type { CslDate, CslName, CslTextField } from "../record/csl-item.ts";
import { nameText } from "../record/person-name.ts";
import { headingText } from "../tagged/medline-fields.ts";
import { guessColumns } from "./guess-columns.ts";
import { recordFromRow } from "./row-record.ts";

interface Column {
  readonly header: string;
  readonly cell: (record: BibliographicRecord) => string | undefined;
}

const csl =
  (field: CslTextField) =>
  ({ csl: item }: BibliographicRecord): string | undefined =>
    item[field];

const names = (list: readonly CslName[] | undefined): string | undefined => list?.map(nameText).join("; ");

const pad = (part: number, digits: number): string => String(part).padStart(digits, "0");

/** 2012-03-07, 2012-03, 2012/2013; words where it has no parts or says more than they do. */
function dateText(date: CslDate | undefined): string | undefined {
  if (date === undefined) return undefined;
  if (date.literal !== undefined) return date.literal;
  const parts = date["date-parts"];
  if (parts === undefined) return undefined;
  const season =
    date.season === undefined ? "" : ` ${["Spring", "Summer", "Autumn", "Winter"][date.season - 1] ?? ""}`;
  return (
    parts
      .map(([year, month, day]) =>
        [pad(year, 4), ...[month, day].flatMap((part) => (part === undefined ? [] : [pad(part, 2)]))].join(
          "-",
        ),
      )
      .join("/") + season
  );
}

/**
 * The columns that `writeCsv` and `writeXlsx` write, in this order, with the headers under which other programs look for them. Lists
 * are parted by "; ". The last column, `coppice`, holds as JSON what the others have no place for, so that reading gives the same
 * records; where another column has been edited since, take the record out of it.
 */
const COLUMNS: readonly Column[] = [
  { header: "type", cell: ({ csl: item }) => item.type },
  { header: "title", cell: csl("title") },
  { header: "authors", cell: ({ csl: item }) => names(item.author) },
  { header: "year", cell: ({ csl: item }) => item.issued?.["date-parts"]?.[0][0]?.toString() },
  { header: "date", cell: ({ csl: item }) => dateText(item.issued) },
  { header: "journal", cell: csl("container-title") },
  { header: "journal abbreviation", cell: csl("container-title-short") },
  { header: "volume", cell: csl("volume") },
  { header: "issue", cell: csl("issue") },
  { header: "pages", cell: csl("page") },
  { header: "article number", cell: csl("number") },
  { header: "doi", cell: csl("DOI") },
  { header: "pmid", cell: csl("PMID") },
  { header: "pmcid", cell: csl("PMCID") },
  { header: "url", cell: csl("URL") },
  { header: "abstract", cell: csl("abstract") },
  { header: "keywords", cell: ({ keywords }) => keywords?.join("; ") },
  {
    header: "mesh terms",
    cell: ({ headings }) =>
      headings
        ?.filter(({ scheme }) => scheme === "MeSH")
        .map(headingText)
        .join("; "),
  },
  {
    header: "publication type",
    cell: ({ publicationTypes }) => publicationTypes?.map(({ term }) => term).join("; "),
  },
  { header: "registrations", cell: ({ registrations }) => registrations?.join("; ") },
  { header: "language", cell: csl("language") },
  { header: "editors", cell: ({ csl: item }) => names(item.editor) },
  { header: "series", cell: csl("collection-title") },
  { header: "edition", cell: csl("edition") },
  { header: "publisher", cell: csl("publisher") },
  { header: "place", cell: csl("publisher-place") },
  { header: "country", cell: ({ country }) => country },
  { header: "issn", cell: csl("ISSN") },
  { header: "isbn", cell: csl("ISBN") },
  {
    header: "accession number",
    cell: ({ accessions }) => (accessions?.length === 1 ? accessions[0]!.value : undefined),
  },
  { header: "notes", cell: ({ notes }) => (notes?.length === 1 ? notes[0] : undefined) },
  { header: "database", cell: ({ origin }) => origin.database },
  { header: "citation key", cell: csl("citation-key") },
];

export const RECORD_HEADERS: readonly string[] = [...COLUMNS.map(({ header }) => header), "coppice"];

const GUESS = guessColumns(RECORD_HEADERS, []).columns;

/**
 * The cells of a record under `RECORD_HEADERS`; an empty cell is "".
 * @param longest characters that a cell may hold; a longer text is left to the last column, which may be of any length
 */
export function recordCells(
  record: BibliographicRecord,
  longest = Number.POSITIVE_INFINITY,
): readonly string[] {
  const cells = COLUMNS.map(({ cell }) => {
    const text = cell(record) ?? "";
    return text.length > longest ? "" : text;
  });
  const found = recordFromRow(cells, GUESS, { format: "csv", number: 1, line: 1 }, () => {});
  return [...cells, carriedFields(record, found) ?? ""];
}
