/** A citation in the terms of CSL-JSON 1.0.2 (Citation Style Language, schema csl-data.json): names and meanings are the schema's. */

export type CslType =
  | "article"
  | "article-journal"
  | "article-magazine"
  | "article-newspaper"
  | "bill"
  | "book"
  | "broadcast"
  | "chapter"
  | "classic"
  | "collection"
  | "dataset"
  | "document"
  | "entry"
  | "entry-dictionary"
  | "entry-encyclopedia"
  | "event"
  | "figure"
  | "graphic"
  | "hearing"
  | "interview"
  | "legal_case"
  | "legislation"
  | "manuscript"
  | "map"
  | "motion_picture"
  | "musical_score"
  | "pamphlet"
  | "paper-conference"
  | "patent"
  | "performance"
  | "periodical"
  | "personal_communication"
  | "post"
  | "post-weblog"
  | "regulation"
  | "report"
  | "review"
  | "review-book"
  | "software"
  | "song"
  | "speech"
  | "standard"
  | "thesis"
  | "treaty"
  | "webpage";

/** A person by parts, or a group or undivided name as `literal`. */
export interface CslName {
  readonly family?: string;
  readonly given?: string;
  readonly suffix?: string;
  readonly "non-dropping-particle"?: string;
  readonly literal?: string;
}

/** Year, month 1-12, day: as much of it as is known. */
export type CslDateParts =
  | readonly [year: number]
  | readonly [year: number, month: number]
  | readonly [year: number, month: number, day: number];

/** A date, a range of two, or words that are no date. */
export interface CslDate {
  readonly "date-parts"?: readonly [CslDateParts] | readonly [CslDateParts, CslDateParts];
  /** 1 spring, 2 summer, 3 autumn, 4 winter. */
  readonly season?: number;
  /** The date as the file wrote it, where the parts do not say all of it. */
  readonly literal?: string;
}

export type CslNameField =
  | "author"
  | "collection-editor"
  | "composer"
  | "container-author"
  | "contributor"
  | "director"
  | "editor"
  | "illustrator"
  | "interviewer"
  | "performer"
  | "producer"
  | "recipient"
  | "reviewed-author"
  | "script-writer"
  | "series-creator"
  | "translator";

export type CslDateField =
  | "issued"
  | "accessed"
  | "event-date"
  | "original-date"
  | "submitted"
  | "available-date";

export type CslTextField =
  | "abstract"
  | "annote"
  | "archive"
  | "archive_location"
  | "archive-place"
  | "authority"
  | "call-number"
  | "chapter-number"
  /** The key by which documents cite the entry (BibTeX, Better BibTeX). */
  | "citation-key"
  | "collection-number"
  | "collection-title"
  | "container-title"
  | "container-title-short"
  | "dimensions"
  | "DOI"
  | "edition"
  | "event-place"
  | "event-title"
  | "genre"
  | "ISBN"
  | "ISSN"
  | "issue"
  | "jurisdiction"
  | "keyword"
  | "language"
  | "medium"
  | "note"
  | "number"
  | "number-of-pages"
  | "number-of-volumes"
  | "original-title"
  | "page"
  | "page-first"
  | "part-number"
  | "PMCID"
  | "PMID"
  | "publisher"
  | "publisher-place"
  | "references"
  | "reviewed-title"
  | "scale"
  | "section"
  | "source"
  | "status"
  | "supplement-number"
  | "title"
  | "title-short"
  | "translated-title"
  | "URL"
  | "version"
  | "volume"
  | "volume-title";

/** Absent is absent: no field is an empty string or an empty list. */
export type CslItem = { readonly type: CslType } & {
  readonly [field in CslTextField]?: string;
} & { readonly [field in CslNameField]?: readonly CslName[] } & {
  readonly [field in CslDateField]?: CslDate;
};
