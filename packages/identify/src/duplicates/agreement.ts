import { type AbstractAgreement, compareSketches } from "./abstract-sketch.ts";
import { type AuthorAgreement, compareAuthors } from "./author-agreement.ts";
import { type ComparisonRecord, type ComparisonTable, sketchOf } from "./comparison-record.ts";
import type { JournalVerdict } from "./journal-aliases.ts";
import { comparePages, type PageAgreement, startsAlike } from "./page-numbers.ts";
import { compareTitles, type TitleAgreement } from "./title-agreement.ts";

/** How the fields of two records stand to each other, before anything is weighed. */
export interface Agreement {
  readonly title: TitleAgreement;
  readonly authors: AuthorAgreement;
  /** Years apart; undefined where one is unknown. */
  readonly years: number | undefined;
  readonly journal: JournalVerdict;
  readonly volume: "same" | "different" | "missing";
  readonly issue: "same" | "different" | "missing";
  readonly pages: PageAgreement | "missing";
  readonly doi: "same" | "different" | "missing";
  readonly pmid: "same" | "different" | "missing";
  readonly registration: "same" | "different" | "missing";
  readonly abstract: AbstractAgreement;
}

/** What the comparison of two records needs beside them. */
export interface Surroundings {
  readonly table: ComparisonTable;
  readonly compareJournals: (a: ComparisonRecord, b: ComparisonRecord) => JournalVerdict;
  /** Prints of titles that several texts by other authors bear. */
  readonly recurring: ReadonlySet<number>;
  /** DOIs of issues and books that stand on several texts: they identify none. */
  readonly sharedDois: ReadonlySet<string>;
  readonly preprints: "merge" | "keep";
  readonly cochraneVersions: "merge" | "keep";
}

const values = <Value>(a: Value | undefined, b: Value | undefined): "same" | "different" | "missing" =>
  a === undefined || b === undefined ? "missing" : a === b ? "same" : "different";

function lists(a: readonly string[], b: readonly string[]): "same" | "different" | "missing" {
  if (a.length === 0 || b.length === 0) return "missing";
  return a.some((value) => b.includes(value)) ? "same" : "different";
}

function compareDois(
  a: readonly string[],
  b: readonly string[],
  shared: ReadonlySet<string>,
): "same" | "different" | "missing" {
  const verdict = lists(a, b);
  const own = (dois: readonly string[]) => dois.some((doi) => !shared.has(doi));
  if (verdict === "same") return a.some((doi) => b.includes(doi) && !shared.has(doi)) ? "same" : "missing";
  return own(a) && own(b) ? verdict : "missing";
}

/**
 * Compares all fields, the cheap ones first. Undefined where neither title nor numbers can make them one publication: most pairs that
 * share a key end here, unless all fields are asked for.
 */
export function compareRecords(
  a: ComparisonRecord,
  b: ComparisonRecord,
  around: Surroundings,
  all = false,
): Agreement | undefined {
  const { table } = around;
  const doi = compareDois(a.dois, b.dois, around.sharedDois);
  const pmid = values(a.pmid, b.pmid);
  const registration =
    a.kind === "registry-entry" && b.kind === "registry-entry"
      ? lists(a.registrations, b.registrations)
      : "missing";
  const pages = a.pages === undefined || b.pages === undefined ? "missing" : comparePages(a.pages, b.pages);
  const numbered = startsAlike(pages) || doi === "same" || pmid === "same" || registration === "same";
  const authors = compareAuthors(a, b, table.familyNames);
  if (!all && authors === "different" && !numbered && a.marks === b.marks) return undefined;
  const title = compareTitles(a, b, table.titleWords);
  const alike =
    title.level === "same" ||
    title.level === "spelling" ||
    title.level === "part" ||
    title.level === "similar";
  if (!all && !alike && !numbered) return undefined;
  if (!all && !alike && authors === "different" && pmid !== "same" && registration !== "same")
    return undefined;
  const volume = values(a.volume, b.volume);
  // One title, one author at least, one volume and first page: the abstract can add nothing, and is not read.
  const settled =
    title.level === "same" && authors !== "different" && volume === "same" && startsAlike(pages);
  return {
    title,
    authors,
    years: a.year === undefined || b.year === undefined ? undefined : Math.abs(a.year - b.year),
    journal: around.compareJournals(a, b),
    volume,
    issue: values(a.issue, b.issue),
    pages,
    doi,
    pmid,
    registration,
    abstract:
      settled || (authors === "different" && !numbered)
        ? "missing"
        : compareSketches(sketchOf(a), sketchOf(b)),
  };
}
