import type { CslDateField, CslNameField, CslTextField } from "../record/csl-item.ts";

/** How a field is read: as LaTeX with styles, as LaTeX without, as it stands, as names, as a date, or by a rule of its own. */
export type FieldRule =
  | { readonly kind: "rich"; readonly to: CslTextField }
  | { readonly kind: "plain"; readonly to: CslTextField }
  | { readonly kind: "verbatim"; readonly to: CslTextField }
  | { readonly kind: "names"; readonly to: CslNameField }
  | { readonly kind: "date"; readonly to: CslDateField }
  | { readonly kind: "special"; readonly rule: SpecialRule };

export type SpecialRule =
  | "subtitle"
  | "booktitle"
  | "year"
  | "month"
  | "day"
  | "date"
  | "number"
  | "issue-title"
  | "place"
  | "institution"
  | "pages"
  | "doi"
  | "url"
  | "pmid"
  | "pmcid"
  | "issn"
  | "eprint"
  | "eprint-type"
  | "editor-type"
  | "abstract"
  | "keywords"
  | "note"
  | "file"
  | "copyright"
  | "publication-type"
  | "database"
  | "grant"
  | "affiliation"
  | "accession"
  | "how-published"
  | "carried";

const RICH: readonly (readonly [CslTextField, string])[] = [
  ["title", "title"],
  ["container-title", "journal journaltitle fjournal"],
  ["collection-title", "series"],
  ["title-short", "shorttitle short-title"],
  ["original-title", "origtitle original-title original_title"],
  ["event-title", "eventtitle conference conf-name conference_name"],
];

const PLAIN: readonly (readonly [CslTextField, string])[] = [
  [
    "container-title-short",
    "shortjournal journal-iso journaliso abbrev_source_title journalabbr journal_abbreviation abbreviated_source_title",
  ],
  ["volume", "volume"],
  ["number-of-volumes", "volumes"],
  ["number-of-pages", "pagetotal numpages totalpages"],
  ["edition", "edition"],
  ["chapter-number", "chapter"],
  ["part-number", "part"],
  ["version", "version"],
  ["publisher", "publisher"],
  ["event-place", "venue conference_location conf-loc"],
  ["genre", "type"],
  ["ISBN", "isbn"],
  ["language", "language"],
  ["call-number", "lccn callnumber call-number"],
  ["status", "pubstate"],
  ["annote", "annote annotation"],
];

const NAMES: readonly (readonly [CslNameField, string])[] = [
  ["author", "author authors"],
  ["editor", "editor editors"],
  ["translator", "translator"],
  ["container-author", "bookauthor"],
  ["director", "director"],
  ["composer", "composer"],
  ["illustrator", "illustrator"],
  ["interviewer", "interviewer"],
  ["series-creator", "serieseditor"],
];

const DATES: readonly (readonly [CslDateField, string])[] = [
  ["accessed", "urldate lastchecked lastvisited accessed accessdate dateaccessed date-accessed"],
  ["event-date", "eventdate conference_date"],
  ["original-date", "origdate"],
  ["available-date", "earlyaccessdate early-access-date"],
];

const SPECIAL: readonly (readonly [SpecialRule, string])[] = [
  ["subtitle", "subtitle"],
  ["booktitle", "booktitle book-title"],
  ["year", "year"],
  ["month", "month"],
  ["day", "day"],
  ["date", "date"],
  ["number", "number articleno article-number articlenumber art_number eid"],
  ["issue-title", "issue"],
  ["place", "address location"],
  ["institution", "institution school organization organisation"],
  ["pages", "pages"],
  ["doi", "doi"],
  ["url", "url"],
  ["pmid", "pmid pubmed_id pubmedid"],
  ["pmcid", "pmcid pmc"],
  ["issn", "issn eissn e-issn"],
  ["eprint", "eprint"],
  ["eprint-type", "eprinttype archiveprefix"],
  ["editor-type", "editortype"],
  ["abstract", "abstract"],
  ["keywords", "keywords keyword author_keywords keywords-plus index_keywords"],
  ["note", "note"],
  ["file", "file pdf"],
  ["copyright", "copyright rights"],
  ["publication-type", "document_type document-type"],
  ["database", "source"],
  ["grant", "funding funding_details funding-acknowledgement"],
  ["affiliation", "affiliation affiliations"],
  ["accession", "unique-id mrnumber zblnumber zmnumber acmid arxivid ads_id"],
  ["how-published", "howpublished"],
  ["carried", "coppice"],
];

/**
 * Fields of BibTeX, BibLaTeX (manual, section 2.2) and of exporters (Zotero, Mendeley, JabRef, Scopus, Web of Science, ACM, IEEE,
 * EBSCO), by their names in small letters. A field that is not here is kept as it is.
 */
export const FIELD_RULES: ReadonlyMap<string, FieldRule> = new Map<string, FieldRule>([
  ...RICH.flatMap(([to, names]) =>
    names.split(" ").map((name): [string, FieldRule] => [name, { kind: "rich", to }]),
  ),
  ...PLAIN.flatMap(([to, names]) =>
    names.split(" ").map((name): [string, FieldRule] => [name, { kind: "plain", to }]),
  ),
  ...NAMES.flatMap(([to, names]) =>
    names.split(" ").map((name): [string, FieldRule] => [name, { kind: "names", to }]),
  ),
  ...DATES.flatMap(([to, names]) =>
    names.split(" ").map((name): [string, FieldRule] => [name, { kind: "date", to }]),
  ),
  ...SPECIAL.flatMap(([rule, names]) =>
    names.split(" ").map((name): [string, FieldRule] => [name, { kind: "special", rule }]),
  ),
]);

/** Databases whose numbers stand in a field of their own. */
export const ACCESSION_DATABASES: ReadonlyMap<string, string> = new Map([
  ["unique-id", "Web of Science"],
  ["mrnumber", "Mathematical Reviews"],
  ["zblnumber", "zbMATH"],
  ["zmnumber", "zbMATH"],
  ["acmid", "ACM Digital Library"],
  ["arxivid", "arXiv"],
  ["ads_id", "ADS"],
]);
