/** Why two records that look alike are not merged. */
export type Refusal =
  | "decided-different"
  | "different-pmid"
  | "registry-entries"
  | "registry-entry-and-report"
  | "cochrane-versions"
  | "preprint-and-article"
  | "thesis-and-article"
  | "book-and-chapter"
  | "erratum"
  | "retraction"
  | "concern"
  | "reply"
  | "comment"
  | "protocol"
  | "summary"
  | "parts"
  | "numbers-in-titles"
  | "other-authors"
  | "abstract-and-paper"
  | "other-journal"
  | "other-pages"
  | "other-volume"
  | "other-text"
  | "one-page"
  | "untitled"
  | "little-known"
  | "two-of-library";

/** Refusals that a person may well lift: the pair is shown for review when the rest agrees. */
const DOUBTFUL: ReadonlySet<Refusal> = new Set([
  "abstract-and-paper",
  "other-journal",
  "other-pages",
  "other-volume",
  "other-text",
  "one-page",
  "untitled",
  "little-known",
  "numbers-in-titles",
  "different-pmid",
  "two-of-library",
]);

export const isDoubtful = (refusal: Refusal): boolean => DOUBTFUL.has(refusal);
