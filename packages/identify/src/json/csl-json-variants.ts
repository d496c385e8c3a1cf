import type { CslDateField, CslNameField, CslTextField, CslType } from "../record/csl-item.ts";

const words = <T extends string>(text: string): ReadonlySet<T> => new Set(text.split(/\s+/) as T[]);

/** Types of CSL 1.0.2 (csl-data.json). */
export const CSL_TYPES: ReadonlySet<string> = words<CslType>(
  `article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection dataset document entry
  entry-dictionary entry-encyclopedia event figure graphic hearing interview legal_case legislation manuscript map motion_picture
  musical_score pamphlet paper-conference patent performance periodical personal_communication post post-weblog regulation report review
  review-book software song speech standard thesis treaty webpage`,
);

/** Types that programs write in place of CSL's: Zotero's own, Crossref's, and those of CSL before 1.0.2 and of BibTeX. */
export const OTHER_TYPES: ReadonlyMap<string, CslType> = new Map<string, CslType>([
  ["article-article", "article-journal"],
  ["audioRecording", "song"],
  ["blogPost", "post-weblog"],
  ["book-chapter", "chapter"],
  ["bookSection", "chapter"],
  ["computerProgram", "software"],
  ["conferencePaper", "paper-conference"],
  ["dissertation", "thesis"],
  ["edited-book", "book"],
  ["encyclopediaArticle", "entry-encyclopedia"],
  ["figure", "figure"],
  ["generic", "document"],
  ["inproceedings", "paper-conference"],
  ["journal", "periodical"],
  ["journal-article", "article-journal"],
  ["journalArticle", "article-journal"],
  ["legal_legislation", "legislation"],
  ["magazineArticle", "article-magazine"],
  ["misc", "document"],
  ["monograph", "book"],
  ["newspaperArticle", "article-newspaper"],
  ["peer-review", "review"],
  ["phdthesis", "thesis"],
  ["posted-content", "article"],
  ["preprint", "article"],
  ["proceedings-article", "paper-conference"],
  ["reference-book", "book"],
  ["reference-entry", "entry"],
  ["techreport", "report"],
]);

/** Text fields of the model. `keyword` and `note` go to lists of their own. */
export const TEXT_FIELDS: ReadonlySet<string> = words<CslTextField>(
  `abstract annote archive archive_location archive-place authority call-number chapter-number citation-key collection-number
  collection-title container-title container-title-short dimensions edition event-place event-title genre ISBN ISSN issue jurisdiction
  language medium number number-of-pages number-of-volumes original-title page page-first part-number PMCID PMID publisher
  publisher-place references reviewed-title scale section source status supplement-number title title-short translated-title URL version
  volume volume-title`,
);

export const NAME_FIELDS: ReadonlySet<string> = words<CslNameField>(
  `author collection-editor composer container-author contributor director editor illustrator interviewer performer producer recipient
  reviewed-author script-writer series-creator translator`,
);

export const DATE_FIELDS: ReadonlySet<string> = words<CslDateField>(
  "issued accessed event-date original-date submitted available-date",
);

/** Names of fields in CSL before 1.0.2, in citeproc-js, and with careless writers. */
export const FIELD_ALIASES: ReadonlyMap<string, string> = new Map([
  ["epub-date", "available-date"],
  ["journalAbbreviation", "container-title-short"],
  ["shortTitle", "title-short"],
  ["short-title", "title-short"],
  ["event", "event-title"],
  ["archive-location", "archive_location"],
  ["doi", "DOI"],
  ["url", "URL"],
  ["issn", "ISSN"],
  ["isbn", "ISBN"],
  ["pmid", "PMID"],
  ["pmcid", "PMCID"],
  ["citation-label", "citation-key"],
  ["citekey", "citation-key"],
  ["editorial-director", "editor"],
  ["original-author", "container-author"],
]);
