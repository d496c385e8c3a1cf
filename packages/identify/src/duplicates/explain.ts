import type { CslItem } from "../record/csl-item.ts";
import type { DuplicateLink, PublicationLink, ReviewPair } from "./duplicate-cluster.ts";
import { type ComparedField, type FieldAgreement, SAME_PUBLICATION, WORST } from "./weights.ts";

/** What each agreement says, without the values. */
const WORDS: Readonly<Record<ComparedField, Readonly<Record<string, string>>>> = {
  title: {
    same: "the titles are the same",
    spelling: "the titles agree but for spelling",
    subtitle: "the titles agree but for a subtitle that one of them lacks",
    part: "one title has words that the other lacks",
    similar: "the titles have most words in common",
    short: "the titles are the same, but short",
    recurring: "the titles are the same, but several texts bear this one",
    generic: "the titles are the same, but say nothing of the text",
    translation: "the titles differ as a title and its translation do",
    loose: "the titles have some words in common",
    different: "the titles differ",
  },
  authors: {
    same: "the authors agree",
    one: "the author is the same",
    some: "some of the authors agree",
    initial: "the family name is the same with another initial",
    different: "the authors are others",
  },
  year: {
    same: "the year is the same",
    next: "the years follow each other, as online and in print",
    near: "the years are two apart",
    different: "the years are far apart",
  },
  journal: {
    same: "the journal is the same",
    alias: "the journal goes by both names in this library",
    partial: "one name of the journal goes on where the other ends",
    "other-name": "the names of the journal differ, but its volume and pages agree",
    different: "the journals differ",
  },
  volume: { same: "the volume is the same", different: "the volumes differ" },
  issue: { same: "the issue is the same", different: "the issues differ" },
  pages: {
    whole: "first and last page are the same",
    range: "first and last page are the same",
    start: "the first page is the same",
    "start-at-one": "both begin on page 1, as many texts do",
    overlap: "the pages overlap",
    unclear: "the pages are numbers of different kinds",
    different: "the pages differ",
  },
  doi: { same: "the DOI is the same", different: "the DOIs differ" },
  pmid: { same: "the PubMed number is the same", different: "the PubMed numbers differ" },
  registration: { same: "the registration is the same", different: "the registrations differ" },
  abstract: {
    same: "the abstracts are the same text",
    similar: "the abstracts have much text in common",
    different: "the abstracts are different texts",
  },
};

const REFUSALS: Readonly<Record<PublicationLink["kind"], string>> = {
  "different-pmid": "PubMed has two numbers for them, and volume and page do not show that they are one",
  "different-doi": "they have two DOIs, and volume and page do not show that they are one",
  "registry-entries": "they are entries of two registrations",
  "registry-entry-and-report": "one is a registry's entry and the other a report",
  "cochrane-versions": "they are two versions of a Cochrane review",
  "preprint-and-article": "one is a preprint and the other the article",
  "thesis-and-article": "one is a thesis",
  "book-and-chapter": "one is a book and the other a chapter",
  erratum: "one is an erratum",
  retraction: "one is the notice of a retraction",
  concern: "one is an expression of concern",
  reply: "one is a reply",
  comment: "one is a comment",
  protocol: "one is a protocol",
  summary: "one is a summary for patients",
  parts: "the titles name different parts",
  "numbers-in-titles": "the titles differ in a number",
  "other-authors": "the authors are others: texts under one heading",
  "abstract-and-paper": "one is an abstract of a meeting and the other a paper, for all that can be seen",
  "other-journal": "the journals differ, and nothing shows that they are names of one",
  "other-pages": "the pages differ",
  "other-volume": "the volumes differ",
  "other-text": "the abstracts are different texts",
  "one-page": "two texts of one group can stand on one page",
  untitled: "one has no title",
  "little-known": "too little is known to be sure",
  "two-of-library": "they belong to two clusters of the library, which stay as they are",
  "comment-or-correction": "the database links them",
  "one-registration": "they report one registered trial",
};

/** What an explanation quotes of a record. */
export interface CitedRecord {
  readonly csl: Pick<
    CslItem,
    "title" | "issued" | "container-title" | "volume" | "issue" | "page" | "number" | "DOI" | "PMID"
  >;
}

const value = (field: ComparedField, { csl }: CitedRecord): string | undefined => {
  switch (field) {
    case "title":
      return csl.title;
    case "year":
      return csl.issued?.["date-parts"]?.[0]?.[0]?.toString();
    case "journal":
      return csl["container-title"];
    case "volume":
      return csl.volume;
    case "issue":
      return csl.issue;
    case "pages":
      return csl.page ?? csl.number;
    case "doi":
      return csl.DOI;
    case "pmid":
      return csl.PMID;
    default:
      return undefined;
  }
};

function phrase({ field, agreement }: FieldAgreement, a?: CitedRecord, b?: CitedRecord): string {
  const words = WORDS[field][agreement] ?? `${field}: ${agreement}`;
  const x = a === undefined ? undefined : value(field, a);
  const y = b === undefined ? undefined : value(field, b);
  if (x === undefined || y === undefined || x === y) return words;
  return `${words} (“${x}”, “${y}”)`;
}

/**
 * Fields that hold a link together: if one of them turned out to differ, the sum would no longer do. Undefined for links that the
 * machine did not make.
 */
export function splitters(
  link: Pick<DuplicateLink, "fields" | "score" | "by">,
): readonly ComparedField[] | undefined {
  if (link.by !== "machine") return undefined;
  return link.fields
    .filter(({ field, weight }) => weight > 0 && link.score - weight + WORST[field] < SAME_PUBLICATION)
    .map(({ field }) => field);
}

const NAMES: Readonly<Record<ComparedField, string>> = {
  title: "another title",
  authors: "other authors",
  year: "a year far off",
  journal: "another journal",
  volume: "another volume",
  issue: "another issue",
  pages: "another first page",
  doi: "another DOI",
  pmid: "another PubMed number",
  registration: "another registration",
  abstract: "another abstract",
};

const sentence = (text: string): string => `${text[0]!.toUpperCase()}${text.slice(1)}.`;

/**
 * Says in one or two sentences why two records are one publication, and what would split them; with the two records, in the link's
 * order, their values where they are written differently.
 */
export function explainLink(link: DuplicateLink, a?: CitedRecord, b?: CitedRecord): string {
  if (link.by === "person") return "A person decided that they are the same.";
  if (link.by === "library") return "They were in one cluster of the library before.";
  if (link.by === "copy") return "The records are the same in every field.";
  const held = splitters(link) ?? [];
  const splits =
    held.length === 0
      ? "No single field would split them."
      : `They would be split by ${held.map((field) => NAMES[field]).join(" or ")}.`;
  return `${sentence(link.fields.map((field) => phrase(field, a, b)).join("; "))} ${splits}`;
}

/** Says why two records that look alike were not merged, or are asked about, with what agrees. */
export function explainRefusal(
  pair: Pick<ReviewPair, "fields" | "refusal">,
  a?: CitedRecord,
  b?: CitedRecord,
): string {
  const agree = pair.fields.filter(({ weight }) => weight > 0).map((field) => phrase(field, a, b));
  const against = pair.fields.filter(({ weight }) => weight < 0).map((field) => phrase(field, a, b));
  const why = pair.refusal === undefined ? "what agrees is not enough to be sure" : REFUSALS[pair.refusal];
  const parts = [agree.join("; "), against.length === 0 ? "" : `but ${against.join("; ")}`].filter(
    (part) => part !== "",
  );
  return `${sentence(why)}${parts.length === 0 ? "" : ` ${sentence(parts.join("; "))}`}`;
}

/** Says how two publications that are not copies belong together. */
export const explainRelation = ({ kind }: PublicationLink): string => sentence(REFUSALS[kind]);
