import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { BibliographicRecord } from "../record/bibliographic-record.ts";
import { anyRecord } from "../record/record-arbitrary.ts";
import { fullRecordText } from "./full-record.ts";
import { wrapText } from "./wrap-text.ts";

const trial: BibliographicRecord = {
  csl: {
    type: "article-journal",
    title: "Effects of CO<sub>2</sub> on <i>E. coli</i>: an invented randomized trial in ten rooms",
    "original-title": "Wirkungen",
    author: [
      { family: "Sol", given: "Ana M" },
      { family: "Berg", given: "Hans", "non-dropping-particle": "van den", suffix: "Jr" },
      { literal: "TEN ROOMS Group" },
    ],
    "container-title": "Journal of Invented Results",
    "container-title-short": "J Inv Res",
    issued: { "date-parts": [[2012, 3, 7]] },
    "available-date": { "date-parts": [[2011, 12]] },
    volume: "3",
    issue: "2",
    page: "101-109",
    DOI: "10.5555/jir.12",
    PMID: "1234567",
    language: "eng",
    ISSN: "1234-5679",
    abstract: "BACKGROUND: Nothing was known.\nRESULTS: Nothing was found.",
    URL: "https://example.org/a/very/long/address/that/does/not/fit/into/the/line/at/all/but/stays/whole",
  },
  registrations: ["NCT00000000"],
  abstractSections: [
    { label: "BACKGROUND", text: "Nothing was known." },
    {
      label: "RESULTS",
      text: "Nothing was found, whatever was tried, in any of the ten rooms of the building.",
    },
  ],
  affiliations: [
    { author: 0, text: "Institute of Rooms, Town." },
    { author: 1, text: "Hospital, Village." },
    { author: 1, text: "Institute of Rooms, Town." },
  ],
  authorIds: [{ author: 0, source: "ORCID", value: "0000-0000-0000-0001" }],
  headings: [
    {
      term: "Carbon Dioxide",
      scheme: "MeSH",
      major: false,
      qualifiers: [
        { term: "adverse effects", major: true },
        { term: "blood", major: false },
      ],
    },
    { term: "Escherichia coli", scheme: "MeSH", major: true, qualifiers: [] },
  ],
  publicationTypes: [{ term: "Randomized Controlled Trial" }],
  substances: [{ name: "Carbon Dioxide", registryNumber: "142M471B3J" }],
  relations: [
    { kind: "comment-in", citation: "J Inv Res. 2012 Jun;3(4):400.", pmid: "1234568" },
    { kind: "erratum-in", citation: "J Inv Res. 2013;4(1):1." },
  ],
  keywords: ["rooms", "air"],
  other: [{ tag: "XX", value: "kept" }],
  origin: { format: "nbib", file: "search.nbib", number: 4, line: 120, database: "PubMed", rank: 4 },
};

describe("fullRecordText", () => {
  it("sets a record out as PubMed's abstract page does", () => {
    expect(fullRecordText(trial, { width: 64 })).toBe(
      `J Inv Res. 2012 Mar 7;3(2):101-109. doi: 10.5555/jir.12. Epub
2011 Dec.

Effects of CO\u2082 on E. coli: an invented randomized trial in ten
rooms

[Original title: Wirkungen]

Ana M Sol(1), Hans van den Berg Jr(2)(1), TEN ROOMS Group

Author information
  (1) Institute of Rooms, Town.
  (2) Hospital, Village.
  Ana M Sol: ORCID 0000-0000-0000-0001

Abstract
  BACKGROUND: Nothing was known.

  RESULTS: Nothing was found, whatever was tried, in any of the
  ten rooms of the building.

Keywords
  rooms; air

MeSH terms
  Carbon Dioxide / adverse effects* / blood
  Escherichia coli*

Publication types
  Randomized Controlled Trial

Substances
  Carbon Dioxide (142M471B3J)

Comment in
  J Inv Res. 2012 Jun;3(4):400. PMID: 1234568

Erratum in
  J Inv Res. 2013;4(1):1.

Identifiers
  PMID: 1234567   DOI: 10.5555/jir.12
  Registration: NCT00000000

Links
  https://example.org/a/very/long/address/that/does/not/fit/into/the/line/at/all/but/stays/whole

Details
  Published in: Journal of Invented Results
  ISSN: 1234-5679
  Language: eng

Other fields
  XX: kept

Read from
  search.nbib, record 4, line 120, nbib
  Database: PubMed
  Rank in the search: 4
`.replace("PMID: 1234567   DOI", "PMID: 1234567 DOI"),
    );
  });

  it("cites chapters, books and records without anything", () => {
    const page = (csl: BibliographicRecord["csl"]): string =>
      fullRecordText({ csl, origin: { format: "ris", number: 1, line: 1 } }).split("\n\n")[0]!;
    expect(
      page({
        type: "chapter",
        title: "T",
        "container-title": "Whole",
        publisher: "P",
        "publisher-place": "Town",
        issued: { "date-parts": [[2001]] },
        page: "1-9",
      }),
    ).toBe("In: Whole. Town: P; 2001. p. 1-9.");
    expect(
      page({
        type: "thesis",
        title: "T",
        genre: "PhD thesis",
        publisher: "U",
        issued: { literal: "in press" },
      }),
    ).toBe("[PhD thesis] U; in press.");
    expect(page({ type: "document" })).toBe("[No title]");
  });

  it("lets no control character of a record reach the terminal", () => {
    const page = fullRecordText({
      csl: { type: "book", title: "A\u001b[31mred\u0007\u202eB" },
      other: [{ tag: "x\u0000", value: "\u009b2J" }],
      origin: { format: "ris", number: 1, line: 1 },
    });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is looked for.
    expect(page).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
    expect(page).toContain("A [31mred B");
  });

  it("shows every text of any record", () => {
    const textsOf = (value: unknown): string[] =>
      typeof value === "string"
        ? [value]
        : typeof value === "object" && value !== null
          ? Object.entries(value)
              .filter(([key]) => key !== "ui" && key !== "scheme" && key !== "category" && key !== "kind")
              .flatMap(([, part]) => textsOf(part))
          : [];
    const words = (text: string): string[] => text.match(/[A-Za-z]{4,}/g) ?? [];
    fc.assert(
      fc.property(anyRecord, fc.integer({ min: 1, max: 120 }), (record, width) => {
        const page = fullRecordText(record, { width }).toLowerCase();
        const { type: _type, ...csl } = record.csl;
        const { abstract: _abstract, ...plain } = csl;
        const shown = record.abstractSections === undefined ? csl : plain;
        for (const word of words(textsOf({ ...record, csl: shown }).join(" | ")))
          expect(page).toContain(word.toLowerCase());
      }),
      { numRuns: 200 },
    );
  });
});

describe("wrapText", () => {
  it("breaks at blanks, keeps long words whole, and counts wide letters twice", () => {
    expect(wrapText("one two three", 8)).toEqual(["one two", "three"]);
    expect(wrapText("a https://example.org/long b", 8, "  ")).toEqual([
      "  a",
      "  https://example.org/long",
      "  b",
    ]);
    expect(wrapText("\u4e2d\u6587\u6807\u9898\u6587", 6)).toEqual(["\u4e2d\u6587\u6807", "\u9898\u6587"]);
    expect(wrapText("e\u0301e\u0301 x", 4)).toEqual(["e\u0301e\u0301 x"]);
  });
});
