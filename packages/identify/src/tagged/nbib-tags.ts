import type { RelationKind } from "../record/bibliographic-record.ts";
import type { Target } from "./field-targets.ts";

/**
 * Tags of NLM's MEDLINE format (pubmed.ncbi.nlm.nih.gov/help/#pubmed-format, "MEDLINE/PubMed Data Element (Field) Descriptions") that
 * go straight into a field. Those with a meaning of their own are in nbib-reader.ts; those in neither list stay as they stand.
 */
export const NBIB_TAGS: Readonly<Record<string, Target>> = {
  AB: "abstract",
  CI: "copyright",
  CP: "chapter-number",
  CTI: "collection-title",
  DP: "date",
  EN: "edition",
  GR: "grant",
  IP: "issue",
  IS: "serial",
  ISBN: "serial",
  ISSN: "serial",
  JT: "container-title",
  PB: "publisher",
  PG: "pages",
  PMC: "pmcid",
  PMID: "pmid",
  PT: "publication-type",
  TA: "container-title-short",
  TI: "title",
  TT: "original-title",
  URLF: "url",
  VI: "volume",
  VTI: "volume-title",
};

/** Comments, corrections and their kin: tags by twos, "in" and "of". */
export const NBIB_RELATIONS: Readonly<Record<string, RelationKind>> = {
  CIN: "comment-in",
  CON: "comment-on",
  CRF: "corrected-and-republished-from",
  CRI: "corrected-and-republished-in",
  DDIN: "dataset",
  DRIN: "dataset",
  ECF: "expression-of-concern-for",
  ECI: "expression-of-concern-in",
  EFR: "erratum-for",
  EIN: "erratum-in",
  ORI: "original-report-in",
  PRIN: "retraction-in",
  PROF: "retraction-of",
  RIN: "retraction-in",
  ROF: "retraction-of",
  RPF: "republished-from",
  RPI: "republished-in",
  RRF: "retracted-and-republished-from",
  RRI: "retracted-and-republished-in",
  SPIN: "summary-for-patients-in",
  UIN: "update-in",
  UOF: "update-of",
};

/** What the kind alone does not say. */
export const NBIB_RELATION_NOTES: Readonly<Record<string, string>> = {
  DDIN: "described in",
  DRIN: "use reported in",
  PRIN: "partial",
  PROF: "partial",
};

/**
 * Dates in the life of the record, by the names that PubMed's XML gives them where it has one: EDAT and MHDA are its dates `pubmed` and
 * `medline`, CRDT is its date `entrez`.
 */
export const NBIB_HISTORY: Readonly<Record<string, string>> = {
  CRDT: "entrez",
  CTDT: "contribution",
  DA: "entered",
  DCOM: "completed",
  DRDT: "book-revised",
  EDAT: "pubmed",
  LR: "last-revised",
  MHDA: "medline",
  PMCR: "pmc-release",
};
