import { describe, expect, it } from "vitest";
import { type Cited, cited } from "./cited.ts";
import { deduplicate } from "./deduplicate.ts";
import type { DeduplicateOptions, PublicationLink } from "./duplicate-cluster.ts";

type Want = "merge" | "keep" | "review" | { readonly flag: PublicationLink["kind"] };

const text = (subject: string): string =>
  `Background: ${subject} has long been thought to matter in the care of adults, and trials were small. Methods: we enrolled ` +
  `patients at nine sites and followed them for a year; outcomes were read by two people who did not know the arm. Results: of those ` +
  `enrolled most finished, and the mean of the first outcome moved by ${subject.length} points with ${subject}. Conclusions: ${subject} deserves a larger trial.`;

const ABSTRACT =
  "Aim: to see in a pilot whether drops of lavender before bed calm the legs. Design: open, one ward, eleven nurses on duty by day. " +
  "Findings so far: eight slept longer, two stopped for the smell, one moved away. We plan a comparison with placebo drops next spring.";

/** All of it invented: no such papers exist. */
const paper: Cited = {
  title: "Lavender oil for restless legs in adults with iron deficiency: a randomised trial",
  authors: "Quillfeather, Anna B.; Mosswood, Peter; Tarnbrook, Ida",
  year: 2014,
  journal: "Journal of Imaginary Neurology",
  volume: "61",
  issue: "4",
  pages: "123-129",
  doi: "10.5555/jin.2014.0123",
  abstract: text("lavender oil"),
};
const bare: Cited = { title: paper.title!, authors: paper.authors!, year: 2014, journal: paper.journal! };
const meeting = {
  journal: "Annals of Imaginary Medicine",
  volume: "12",
  issue: "Suppl 1",
  pages: "S34",
  abstract: ABSTRACT,
};

function outcome(a: Cited, b: Cited, options?: DeduplicateOptions) {
  const result = deduplicate(
    [
      { id: "a", record: cited(a) },
      { id: "b", record: cited(b) },
    ],
    options,
  );
  if (!result.ok) throw new Error(result.problems[0]!.message);
  return result;
}

function check(a: Cited, b: Cited, want: Want, options?: DeduplicateOptions): void {
  for (const [one, other] of [
    [a, b],
    [b, a],
  ] as const) {
    const { clusters, relations, review } = outcome(one, other, options);
    if (want === "merge") expect(clusters).toHaveLength(1);
    else expect(clusters).toHaveLength(2);
    if (want === "review") expect(review).toHaveLength(1);
    if (want === "keep") expect(review).toEqual([]);
    if (typeof want === "object") expect(relations.map(({ kind }) => kind)).toEqual([want.flag]);
  }
}

const cases: readonly (readonly [says: string, a: Cited, b: Cited, want: Want])[] = [
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
    "merges an article that a database marks as retracted in its title",
    paper,
    { ...paper, title: `RETRACTED ARTICLE: ${paper.title}` },
    "merge",
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
    "merges a copy that dropped the number of its part, where volume and page are the same",
    {
      ...bare,
      title: "Imaginary drugs of our time. Part 2. Narcotics and other inventions",
      volume: "33",
      pages: "207-210",
    },
    {
      ...bare,
      title: "Imaginary drugs of our time. Narcotics and other inventions",
      volume: "33",
      pages: "207-10",
    },
    "merge",
  ],
  [
    "merges ahead of print and issue by the DOI",
    paper,
    { ...bare, year: 2013, doi: paper.doi!, pages: "1-NA" },
    "merge",
  ],
  [
    "merges ahead of print and issue by the abstract",
    { ...paper, doi: undefined } as Cited,
    { ...bare, year: 2013, abstract: paper.abstract! },
    "merge",
  ],
  [
    "asks about another year where neither volume, page, identifier nor abstract is common",
    { ...paper, doi: undefined } as Cited,
    { ...bare, year: 2013 },
    "review",
  ],
  [
    "merges online first of the year before",
    paper,
    { ...paper, year: 2013, doi: undefined, abstract: undefined } as Cited,
    "merge",
  ],
  [
    "merges an article number and printed pages",
    { ...bare, pages: "c1804" },
    { ...bare, pages: "1014" },
    "merge",
  ],
  [
    "merges e12724 and pages 1-6 of the article in itself",
    { ...bare, volume: "5", pages: "e12724" },
    { ...bare, volume: "5", pages: "1-6" },
    "merge",
  ],
  [
    "merges pages that a spreadsheet made a date of",
    { ...bare, volume: "264", pages: "01-Oct" },
    { ...bare, volume: "264", pages: "1-10" },
    "merge",
  ],
  [
    "merges a discussion behind the pages",
    { ...bare, volume: "44", pages: "106-11; discussion 111" },
    { ...bare, volume: "44", pages: "106-111" },
    "merge",
  ],
  [
    "merges a conference in the field of the volume",
    { ...bare, volume: "31 (Supplement 1)", pages: "82" },
    { ...bare, volume: "1)", pages: "82" },
    "merge",
  ],
  [
    "merges a journal and its abbreviation",
    paper,
    { ...paper, doi: undefined, journal: "J. Imag. Neurol." } as Cited,
    "merge",
  ],
  [
    "merges a journal with its place",
    paper,
    { ...paper, doi: undefined, journal: "Journal of imaginary neurology (Amsterdam, Netherlands)" } as Cited,
    "merge",
  ],
  [
    "merges a translated title in brackets on journal, volume, first page and authors",
    {
      ...bare,
      title: "[The bark of the linden as a remedy]",
      journal: "Nervenerfindung",
      volume: "65",
      pages: "198-201",
    },
    {
      ...bare,
      title: "Linden bark, a new medicine",
      journal: "Nervenerfindung",
      volume: "65",
      pages: "198-201",
    },
    "merge",
  ],
  [
    "merges a title with its language behind it",
    paper,
    { ...paper, doi: undefined, title: `${paper.title}. [Chinese]` } as Cited,
    "merge",
  ],
  [
    "merges a title with the count of its references",
    paper,
    { ...paper, doi: undefined, title: `${paper.title}. [Review] [33 refs]` } as Cited,
    "merge",
  ],
  [
    "merges a scanned title on its numbers",
    {
      ...bare,
      title: "Comparison of lavendin with lavender, mosscaline and linden",
      volume: "3",
      pages: "219-223",
    },
    {
      ...bare,
      title: "Comparison of lavendjn with lavender, mkscalink and linden",
      journal: "J Imag Neurol (Berl.)",
      volume: "3",
      pages: "219-23",
    },
    "merge",
  ],
  [
    "merges capitals, a full stop, curly dashes and an ampersand",
    paper,
    { ...paper, doi: undefined, title: `${paper.title!.toUpperCase()}.` } as Cited,
    "merge",
  ],
  [
    "merges markup and Greek letters",
    { ...bare, title: "Effects of Δ<sup>9</sup>-lindenol &amp; β-mossin on the H<inf>2</inf> response" },
    { ...bare, title: "Effects of DELTA9-lindenol and beta-mossin on the H2 response" },
    "merge",
  ],
  [
    "merges authors in every style",
    paper,
    { ...paper, doi: undefined, authors: "Quillfeather AB; Mosswood P; Tarnbrook I" } as Cited,
    "merge",
  ],
  [
    "merges authors without accents, and with ae for ä",
    { ...bare, authors: "Müßig, Jörg; Kröller-Schön, Änne" },
    { ...bare, authors: "Muessig, J.; Kroeller-Schoen, A." },
    "merge",
  ],
  [
    "merges Cyrillic titles, and never takes them for empty",
    { ...bare, title: "Влияние лаванды на беспокойные ноги у взрослых", authors: "Иванова, А." },
    { ...bare, title: "Влияние лаванды на беспокойные ноги у взрослых.", authors: "Иванова, Анна" },
    "merge",
  ],
  [
    "keeps two Cyrillic titles apart",
    { ...bare, title: "Влияние лаванды на беспокойные ноги", volume: "3", pages: "10" },
    { ...bare, title: "Липовая кора при лихорадке у детей", volume: "3", pages: "90" },
    "keep",
  ],
  [
    "merges Chinese titles",
    { ...bare, title: "薰衣草油治疗成人不宁腿综合征的随机试验" },
    { ...bare, title: "薰衣草油治疗成人不宁腿综合征的随机试验。" },
    "merge",
  ],
  [
    "merges a DOI as address, escaped and in capitals",
    { ...paper, doi: "10.5555/0013-4694(69)90108-4" },
    {
      ...bare,
      doi: "http://dx.doi.org/10.5555/0013-4694%2869%2990108-4 and http://dx.doi.org/10.5555/0013-4694%2869%2990108-4",
    },
    "merge",
  ],
  [
    "merges two DOIs of one article where volume and page agree",
    paper,
    { ...paper, doi: "10.5555/other.99" },
    "merge",
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
    "merges without DOI, abstract and authors",
    { ...bare, authors: undefined, volume: "61", pages: "123-9" } as Cited,
    { ...paper, doi: undefined } as Cited,
    "merge",
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
  ["merges the same source twice", paper, paper, "merge"],
  ["merges identical records with little in them", { title: paper.title! }, { title: paper.title! }, "merge"],
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

describe("hard cases", () => {
  for (const [says, a, b, want] of cases) it(says, () => check(a, b, want));

  it("keeps a preprint and its article, and relates them", () => {
    check(
      paper,
      { ...bare, journal: "bioRxiv", doi: "10.1101/2013.05.01.123456", abstract: paper.abstract! },
      { flag: "preprint-and-article" },
    );
  });

  it("merges a preprint and its article where that is asked for", () => {
    const preprint = { ...bare, doi: "10.1101/2013.05.01.123456", abstract: paper.abstract! };
    check({ ...paper, journal: "Journal of Imaginary Neurology" }, preprint, "merge", { preprints: "merge" });
  });

  it("merges versions of a Cochrane review where that is asked for", () => {
    const review = { ...bare, journal: "Cochrane Database of Systematic Reviews" };
    const options = { cochraneVersions: "merge" } as const;
    check(
      { ...review, doi: "10.1002/14651858.CD001234.pub2", abstract: paper.abstract! },
      { ...review, doi: "10.1002/14651858.CD001234.pub3", abstract: paper.abstract! },
      "merge",
      options,
    );
  });
});
