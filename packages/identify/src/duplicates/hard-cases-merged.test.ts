import { describe, it } from "vitest";
import type { Cited } from "./cited.ts";
import { bare, check, type HardCase, paper } from "./hard-case.ts";

const cases: readonly HardCase[] = [
  [
    "merges an article that a database marks as retracted in its title",
    paper,
    { ...paper, title: `RETRACTED ARTICLE: ${paper.title}` },
    "merge",
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
    "merges without DOI, abstract and authors",
    { ...bare, authors: undefined, volume: "61", pages: "123-9" } as Cited,
    { ...paper, doi: undefined } as Cited,
    "merge",
  ],
  ["merges the same source twice", paper, paper, "merge"],
  ["merges identical records with little in them", { title: paper.title! }, { title: paper.title! }, "merge"],
];

describe("hard cases that are one publication", () => {
  for (const [says, a, b, want] of cases) it(says, () => check(a, b, want));

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
