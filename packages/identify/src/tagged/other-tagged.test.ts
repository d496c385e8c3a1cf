import { describe, expect, it } from "vitest";
import type { Anomaly } from "../read/anomaly.ts";
import type { TextReaderFactory } from "../read/text-reader.ts";
import type { BibliographicRecord } from "../record/bibliographic-record.ts";
import { ovidReader } from "./ovid-reader.ts";
import { ovidSourceFrom } from "./ovid-source.ts";
import { referReader } from "./refer-reader.ts";
import { refworksReader } from "./refworks-reader.ts";

function read(factory: TextReaderFactory, text: string) {
  const records: BibliographicRecord[] = [];
  const anomalies: Anomaly[] = [];
  const reader = factory(
    { record: (record) => records.push(record), anomaly: (anomaly) => anomalies.push(anomaly) },
    {},
  );
  reader.push(text);
  reader.end();
  return { records, codes: anomalies.map(({ code }) => code) };
}

describe("EndNote's tagged format", () => {
  it("has the fields of EndNote", () => {
    const { records, codes } = read(
      referReader,
      "%0 Journal Article\n%A Test, Anna B.\n%A Example, Carl\n%D 2012\n%8 March 5, 2012\n%T An invented\n   title\n%J J Invent\n%V 12\n%N 3\n%P 101-9\n%@ 1234-567X\n%R 10.1000/inv.1\n%U https://x.example/\n%K one\ntwo\n%X Abstract.\n%Z Note\n%+ Some University\n%G English\n%M 123\n",
    );
    expect(codes).toEqual([]);
    expect(records[0]).toMatchObject({
      csl: {
        type: "article-journal",
        author: [
          { family: "Test", given: "Anna B." },
          { family: "Example", given: "Carl" },
        ],
        title: "An invented title",
        "container-title": "J Invent",
        volume: "12",
        issue: "3",
        page: "101-109",
        ISSN: "1234-567X",
        DOI: "10.1000/inv.1",
        URL: "https://x.example/",
        issued: { "date-parts": [[2012, 3, 5]] },
        abstract: "Abstract.",
        language: "English",
      },
      keywords: ["one", "two"],
      notes: ["Note"],
      affiliations: [{ text: "Some University" }],
      accessions: [{ value: "123" }],
    });
  });

  it("knows its types, and parts records at empty lines whether they have one or not", () => {
    const types = ["Book", "Book Section", "Thesis", "Conference Proceedings", "Web Page", "Report"];
    const { records } = read(referReader, types.map((type) => `%0 ${type}\n%T x\n`).join("\n"));
    expect(records.map(({ csl }) => csl.type)).toEqual([
      "book",
      "chapter",
      "thesis",
      "paper-conference",
      "webpage",
      "report",
    ]);
    const unnamed = read(
      referReader,
      "%T One\n%J J\n%V 1\n\n%T Two\n%I Press\n\n\n%T Three\n%0 Journal Article\n",
    );
    expect(unnamed.records.map(({ csl }) => [csl.title, csl.type])).toEqual([
      ["One", "article-journal"],
      ["Two", "book"],
      ["Three", "article-journal"],
    ]);
    expect(unnamed.codes).toEqual(["no-type", "no-type"]);
    expect(read(referReader, "%0 Book\n%T A\n%0 Book\n%T B").records).toHaveLength(2);
  });
});

describe("RefWorks' tagged format", () => {
  it("has the fields of RefWorks", () => {
    const { records, codes } = read(
      refworksReader,
      "RT Journal Article\nSR Electronic(1)\nID 7\nA1 Test,Anna B.\nT1 An invented title\nJF Journal of Inventions\nYR 2012\nFD Mar\nVO 12\nIS 3\nSP 101\nOP 109\nK1 one\nAB The abstract goes\non in a second line.\nSN 1234-567X\nDO 10.1000/inv.1\nUL https://x.example/\n\nRT Book, Section\nT1 Part\nT2 Whole\nA2 Editor, E.\n",
    );
    expect(codes).toEqual([]);
    expect(records.map(({ csl }) => csl)).toEqual([
      {
        type: "article-journal",
        author: [{ family: "Test", given: "Anna B." }],
        title: "An invented title",
        "container-title": "Journal of Inventions",
        volume: "12",
        issue: "3",
        page: "101-109",
        issued: { "date-parts": [[2012, 3]] },
        abstract: "The abstract goes\non in a second line.",
        ISSN: "1234-567X",
        DOI: "10.1000/inv.1",
        URL: "https://x.example/",
      },
      {
        type: "chapter",
        title: "Part",
        "container-title": "Whole",
        editor: [{ family: "Editor", given: "E." }],
      },
    ]);
  });
});

describe("Ovid's tagged formats", () => {
  const expected = {
    csl: {
      type: "article-journal",
      author: [
        { family: "Test", given: "AB" },
        { family: "Example", given: "Carl" },
      ],
      title: "An invented trial",
      "container-title": "Journal of Inventions",
      volume: "12",
      issue: "3",
      page: "101-109",
      issued: { "date-parts": [[2012, 3]] },
      DOI: "10.1000/inv.1",
      PMID: "99999991",
      source: "Ovid MEDLINE(R)",
    },
    headings: [
      { term: "Brain", scheme: "MeSH", major: true, qualifiers: [{ term: "Drug Effects", major: false }] },
    ],
    registrations: ["NCT00000001"],
    origin: { format: "ovid", rank: 7, database: "Ovid MEDLINE(R)" },
  };

  it("are read with two letters before each field", () => {
    const { records, codes } = read(
      ovidReader,
      "<7. >\nVN  - Ovid Technologies\nDB  - Ovid MEDLINE(R)\nUI  - 99999991\nAU  - Test AB\nAU  - Example, Carl PhD 1,2\nTI  - An invented trial. [Review]\nSO  - Journal of Inventions. 12(3):101-9, 2012 Mar.\nMH  - *Brain/de [Drug Effects]\nSI  - ClinicalTrials.gov/NCT00000001\nDO  - 10.1000/inv.1\nYR  - 2012\n\n<8. >\nTI  - Two\n",
    );
    expect(codes).toEqual([]);
    expect(records).toHaveLength(2);
    expect(records[0]).toMatchObject(expected);
  });

  it("are read with the names of the fields", () => {
    const { records, codes } = read(
      ovidReader,
      "<7>\nUnique Identifier\n  99999991\nDatabase\n  Ovid MEDLINE(R)\nAuthor\n  Test AB;  Example, Carl PhD 1,2\nTitle\n  An invented\n  trial.\nSource\n  Journal of Inventions. 12(3):101-9, 2012 Mar.\nMeSH Subject Headings\n  *Brain/de [Drug Effects]\nClinical Trial Number\n  NCT00000001\nDigital Object Identifier\n  10.1000/inv.1\nSomething Else\n  kept\n<8>\nTitle\n  Two\n",
    );
    expect(codes).toEqual([]);
    expect(records).toHaveLength(2);
    expect(records[0]).toMatchObject(expected);
    expect(records[0]!.other).toContainEqual({ tag: "Something Else", value: "kept" });
  });

  it.each([
    [
      "Journal of Inventions. 12(3):101-9, 2012 Mar 5.",
      { journal: "Journal of Inventions", volume: "12", issue: "3", pages: "101-9", date: "2012 Mar 5" },
    ],
    [
      "J Invent. 12:e101, November 15, 2012.",
      { journal: "J Invent", volume: "12", pages: "e101", date: "November 15, 2012" },
    ],
    [
      "J Invent March/April 2012;12(3):101-109",
      { journal: "J Invent", volume: "12", issue: "3", pages: "101-109", date: "March/April 2012" },
    ],
    [
      "J Invent. Vol.75(2-A(E)),2014, pp. 1-9.",
      { journal: "J Invent", volume: "75", issue: "2-A(E)", pages: "1-9", date: "2014" },
    ],
    [
      "J Invent. 12 (3) (pp 101-109), 2012. Date of Publication: 04 Mar 2012.",
      { journal: "J Invent", volume: "12", issue: "3", pages: "101-109", date: "04 Mar 2012" },
    ],
    [
      "J Invent. 1288(3), Nov. 16, 2004.",
      { journal: "J Invent", volume: "1288", issue: "3", date: "Nov. 16, 2004" },
    ],
    [
      "Test, A. [Ed]; Example, C. [Ed]. (2012). A book of inventions: All of them. (pp. 11-31). xvii, 254 pp. Town, NY, US: Press; US.",
      {
        editors: "Test, A. [Ed]; Example, C. [Ed]",
        book: "A book of inventions: All of them",
        pages: "11-31",
        pageCount: "254",
        place: "Town, NY, US",
        publisher: "Press; US",
        date: "2012",
      },
    ],
    [
      "Test, A. [Editor], Example, C. [Editor]. A book of inventions.:371-397, 2004.",
      {
        editors: "Test, A. [Editor], Example, C. [Editor]",
        book: "A book of inventions",
        pages: "371-397",
        date: "2004",
      },
    ],
  ])("split the source line %s", (line, source) => {
    expect(ovidSourceFrom(line)).toEqual(source);
  });

  it("leave a source of another form as it stands, and are quick about it", () => {
    expect(ovidSourceFrom("nothing like it")).toBeNull();
    for (const sign of ["a ", "(1)", "1:", "2012 ", "[Ed] ", ". ", "Mar "]) ovidSourceFrom(sign.repeat(150));
    expect(ovidSourceFrom("x ".repeat(10_000))).toBeNull();
    const { records, codes } = read(
      ovidReader,
      "<1>\nTitle\n  A\nSource\n  Something of 2012 without form\n",
    );
    expect(records[0]!.other).toContainEqual({ tag: "SO", value: "Something of 2012 without form" });
    expect(codes).toEqual(["unread-source"]);
  });
});
