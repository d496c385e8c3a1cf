/**
 * What each field's agreement or disagreement counts. The weights are in the spirit of Fellegi and Sunter (1969, A theory for record
 * linkage, JASA 64:1183-1210): about the binary logarithm of how much more often the agreement is seen between copies of one
 * publication than between two publications of one field of medicine. They are set by hand, once, from what the fields mean, and not
 * fitted to any labelled set.
 */
export interface FieldAgreement {
  readonly field: ComparedField;
  readonly agreement: string;
  readonly weight: number;
}

export type ComparedField =
  | "title"
  | "authors"
  | "year"
  | "journal"
  | "volume"
  | "issue"
  | "pages"
  | "doi"
  | "pmid"
  | "registration"
  | "abstract";

const levels = <Name extends string>(
  field: ComparedField,
  weights: Readonly<Record<Name, number>>,
): Readonly<Record<Name, FieldAgreement>> =>
  Object.fromEntries(
    Object.entries<number>(weights).map(([agreement, weight]) => [agreement, { field, agreement, weight }]),
  ) as Record<Name, FieldAgreement>;

export const TITLE = levels("title", {
  same: 10,
  /** Spelling, typing errors, scanning errors. */
  spelling: 8.5,
  /** One of the two lacks the subtitle. */
  subtitle: 6,
  /** One of the two lacks some words. */
  part: 4,
  /** Some words are others. */
  similar: 2,
  /** Same, but of two words or fewer. */
  short: 7,
  /** Same, but a title that several texts bear: "Eculizumab", "Treasurer's message". */
  recurring: 5,
  /** No title of its own: "Editorial". */
  generic: 2.5,
  /** One is a translation, so that the words cannot agree. */
  translation: 0,
  loose: -4,
  different: -8,
  missing: 0,
});

export const AUTHORS = levels("authors", {
  same: 5,
  /** One author in both, and the initial agrees or is unknown. */
  one: 4,
  some: 2,
  /** One author in both, with another initial. */
  initial: -3,
  different: -9,
  missing: 0,
});

export const YEAR = levels("year", { same: 1.5, next: 0, near: -3, different: -6, missing: 0 });

export const JOURNAL = levels("journal", {
  same: 3,
  /** Two names that this library uses for one journal. */
  alias: 2.5,
  partial: 0,
  /** The names do not agree, but the volume and the pages do: another name of the journal. */
  "other-name": -2,
  different: -6,
  missing: 0,
});

export const VOLUME = levels("volume", { same: 3, different: -4, missing: 0 });

export const ISSUE = levels("issue", { same: 1, different: -1, missing: 0 });

export const PAGES = levels("pages", {
  /** First and last of three pages or more. */
  whole: 7,
  /** First and last of two pages. */
  range: 6,
  start: 5,
  /** Page 1 is where many texts begin. */
  "start-at-one": 2,
  overlap: 1,
  /** An article number against printed pages, or pages that a spreadsheet made a date of. */
  unclear: 0,
  different: -6,
  missing: 0,
});

export const DOI = levels("doi", { same: 8, different: -4, missing: 0 });

export const PMID = levels("pmid", { same: 12, different: -8, missing: 0 });

export const REGISTRATION = levels("registration", { same: 10, different: -4, missing: 0 });

export const ABSTRACT = levels("abstract", { same: 5, similar: 0, different: -5, missing: 0 });

/** What each field weighs at its worst. */
export const WORST: Readonly<Record<ComparedField, number>> = {
  title: TITLE.different.weight,
  authors: AUTHORS.different.weight,
  year: YEAR.different.weight,
  journal: JOURNAL.different.weight,
  volume: VOLUME.different.weight,
  issue: ISSUE.different.weight,
  pages: PAGES.different.weight,
  doi: DOI.different.weight,
  pmid: PMID.different.weight,
  registration: REGISTRATION.different.weight,
  abstract: ABSTRACT.different.weight,
};

/** From here on two records are one publication, unless something refuses it. */
export const SAME_PUBLICATION = 14;
/** From here on a person is asked. */
export const DOUBT = 9;
