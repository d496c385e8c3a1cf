import { describe, it } from "vitest";
import type { Cited } from "./cited.ts";
import { bare, check, type HardCase, meeting, paper, text } from "./hard-case.ts";

const cases: readonly HardCase[] = [
  [
    "keeps a conference abstract and the full paper with its title, and relates them",
    paper,
    { ...bare, ...meeting, year: 2013 },
    { flag: "abstract-and-paper" },
  ],
  [
    "keeps an abstract and a paper in one journal, and relates them",
    paper,
    {
      ...paper,
      doi: undefined,
      volume: "60",
      issue: "Suppl 2",
      pages: "A129",
      year: 2013,
      abstract: meeting.abstract,
    } as Cited,
    { flag: "abstract-and-paper" },
  ],
  [
    "keeps one abstract in the supplements of two journals, and relates them",
    { ...bare, ...meeting },
    { ...bare, ...meeting, journal: "Annals of Invented Diabetology", volume: "55", pages: "S334" },
    { flag: "other-journal" },
  ],
  [
    "keeps one text in two journals",
    { ...bare, volume: "33", pages: "207-213" },
    { ...bare, journal: "Ohio State Invented Medical Journal", volume: "82", pages: "505-512" },
    { flag: "other-journal" },
  ],
  [
    "keeps commentaries under one title by others on other pages",
    {
      title: "Commentary on: Lavender oil can occasion restful legs",
      authors: "Hale, W.",
      year: 2006,
      journal: "Psychoinvention",
      volume: "187",
      pages: "284-286",
    },
    {
      title: "Commentary on: Lavender oil can occasion restful legs",
      authors: "Kleef, H.",
      year: 2006,
      journal: "Psychoinvention",
      volume: "187",
      pages: "287-288",
    },
    "keep",
  ],
  [
    "keeps letters under one heading that share volume and page",
    { ...paper, doi: undefined, abstract: undefined, pages: "1511", authors: "Edgeley, M. M." } as Cited,
    { ...paper, doi: undefined, abstract: undefined, pages: "1511", authors: "Ferrant, S." } as Cited,
    "keep",
  ],
  [
    "keeps a dissertation and the article from it, and relates them",
    paper,
    { ...bare, type: "thesis", journal: "Dissertation Abstracts International", pages: "4012" },
    { flag: "thesis-and-article" },
  ],
  [
    "keeps versions of a Cochrane review, and relates them",
    {
      ...bare,
      journal: "Cochrane Database of Systematic Reviews",
      doi: "10.1002/14651858.CD001234.pub2",
      year: 2010,
    },
    {
      ...bare,
      journal: "Cochrane Database of Systematic Reviews",
      doi: "10.1002/14651858.CD001234.pub3",
      year: 2014,
    },
    { flag: "cochrane-versions" },
  ],
  [
    "keeps entries of two registries, and relates them",
    {
      title: paper.title!,
      authors: "Nct,",
      year: 2012,
      journal: "https://clinicaltrials.gov/show/NCT01234567",
    },
    { title: paper.title!, year: 2012, journal: "http://www.isrctn.com/ISRCTN12345678" },
    { flag: "registry-entries" },
  ],
  [
    "keeps a registry's entry and the report of the trial, and relates them",
    {
      title: paper.title!,
      authors: "Nct,",
      year: 2012,
      journal: "https://clinicaltrials.gov/show/NCT01234567",
    },
    { ...paper, registrations: ["NCT01234567"] },
    { flag: "registry-entry-and-report" },
  ],
  [
    "keeps an erratum, and relates it",
    paper,
    { ...bare, title: `Erratum: ${paper.title}`, volume: "62", pages: "11" },
    { flag: "erratum" },
  ],
  [
    "keeps a correction whose title ends with it, though journal, year and last page agree",
    { ...bare, volume: "61", pages: "123-129" },
    {
      ...bare,
      title: `${paper.title}: Correction to Quillfeather et al. (2014)`,
      volume: "61",
      pages: "129",
    },
    { flag: "erratum" },
  ],
  [
    "keeps Web of Science's correction, and relates it",
    paper,
    { ...bare, title: `${paper.title} (vol 61, pg 123, 2014)`, volume: "62", pages: "310" },
    { flag: "erratum" },
  ],
  [
    "keeps the notice of a retraction, and relates it",
    paper,
    { ...bare, title: `Retraction: ${paper.title}`, volume: "63", pages: "1" },
    { flag: "retraction" },
  ],
  [
    "keeps a reply, and relates it",
    paper,
    { ...bare, title: `${paper.title} - Reply`, authors: "Olt, R.", volume: "61", pages: "130" },
    { flag: "reply" },
  ],
  [
    "keeps a comment, and relates it",
    paper,
    { ...bare, title: `Comment on: ${paper.title}`, authors: "Olt, R.", volume: "61", pages: "131" },
    { flag: "comment" },
  ],
  [
    "keeps part I and part II, and relates them",
    {
      ...bare,
      title: "Linden bark in fever: Part I: design and first results",
      volume: "54",
      pages: "1726-1733",
    },
    {
      ...bare,
      title: "Linden bark in fever: Part II: design and first results",
      volume: "54",
      pages: "1734-1741",
    },
    { flag: "parts" },
  ],
  [
    "asks about another year where neither volume, page, identifier nor abstract is common",
    { ...paper, doi: undefined } as Cited,
    { ...bare, year: 2013 },
    "review",
  ],
  [
    "keeps two Cyrillic titles apart",
    { ...bare, title: "Влияние лаванды на беспокойные ноги", volume: "3", pages: "10" },
    { ...bare, title: "Липовая кора при лихорадке у детей", volume: "3", pages: "90" },
    "keep",
  ],
  [
    "asks about two DOIs where nothing else is known",
    { ...bare, doi: "10.5555/one" },
    { ...bare, doi: "10.5555/two" },
    "review",
  ],
  [
    "keeps texts with the DOI of their issue",
    { ...bare, doi: "10.5555/issue", title: "Mossin inhibits the growth of ferns in the dark", pages: "S12" },
    { ...bare, doi: "10.5555/issue", title: "Lindenol and sleep in nurses on night duty", pages: "S90" },
    "keep",
  ],
  [
    "asks about a record without title",
    { ...paper, doi: undefined } as Cited,
    { ...paper, doi: undefined, title: undefined, abstract: undefined } as Cited,
    "review",
  ],
  [
    "keeps editorials of one issue",
    {
      title: "Editorial",
      authors: "Snod, R.",
      year: 2001,
      journal: "Invented Systems",
      volume: "26",
      pages: "3-4",
    },
    {
      title: "Editorial",
      authors: "Snod, R.",
      year: 2001,
      journal: "Invented Systems",
      volume: "26",
      pages: "113-114",
    },
    "keep",
  ],
  [
    "does not take two editorials without pages for one",
    { title: "Editorial", authors: "Snod, R.", year: 2001, journal: "Invented Systems" },
    { title: "Editorial", authors: "Snod, Richard", year: 2001, journal: "Invented Systems" },
    "review",
  ],
  [
    "keeps the introduction of a yearly minitrack",
    { ...bare, title: "Introduction to the minitrack on lavender", year: 2003 },
    { ...bare, title: "Introduction to the minitrack on lavender", year: 2006 },
    "keep",
  ],
  [
    "keeps a book and its chapter, and relates them",
    { title: paper.title!, authors: paper.authors!, year: 2014, type: "book" },
    { ...bare, type: "chapter", journal: "Invented handbook", pages: "10-30" },
    { flag: "book-and-chapter" },
  ],
  [
    "keeps two texts of one group on one page",
    { ...bare, ...meeting, title: "Mossin inhibits the growth of prostate cells" },
    {
      ...bare,
      ...meeting,
      title: "Mossin inhibits the growth of breast cells",
      abstract: text("mossin"),
    },
    "keep",
  ],
  [
    "keeps type 1 and type 2",
    { ...bare, title: "Lavender in adults with diabetes of type 1 and restless legs", volume: "2" },
    { ...bare, title: "Lavender in adults with diabetes of type 2 and restless legs", volume: "2" },
    "keep",
  ],
  [
    "keeps hyper and hypo",
    { ...bare, title: "Lavender in hyperglycemia of the newborn", pages: "1-4", volume: "3" },
    { ...bare, title: "Lavender in hypoglycemia of the newborn", pages: "5-9", volume: "3" },
    "keep",
  ],
];

describe("hard cases that stay apart", () => {
  for (const [says, a, b, want] of cases) it(says, () => check(a, b, want));

  it("keeps a preprint and its article, and relates them", () => {
    check(
      paper,
      { ...bare, journal: "bioRxiv", doi: "10.1101/2013.05.01.123456", abstract: paper.abstract! },
      { flag: "preprint-and-article" },
    );
  });
});
