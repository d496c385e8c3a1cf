import { describe, expect, it } from "vitest";
import type { Anomaly } from "../read/anomaly.ts";
import type { BibliographicRecord } from "../record/bibliographic-record.ts";
import { wosReader } from "./wos-reader.ts";

function read(text: string) {
  const records: BibliographicRecord[] = [];
  const anomalies: Anomaly[] = [];
  const reader = wosReader(
    { record: (record) => records.push(record), anomaly: (anomaly) => anomalies.push(anomaly) },
    {},
  );
  reader.push(text);
  reader.end();
  return { records, anomalies };
}

describe("records of the Web of Science", () => {
  it("have the fields of the Core Collection", () => {
    const { records, anomalies } = read(`FN Clarivate Analytics Web of Science
VR 1.0
PT J
AU van Test, AB
   Example, C
AF van Test, Anna B.
   Example, Carl
CA Invented Study Grp
TI An invented trial of
   nothing at all
SO JOURNAL OF INVENTIONS
LA English
DT Article; Proceedings Paper
DE invention; nothing at
   all
ID NOTHINGNESS
AB The first line of the abstract
   and its second.
C1 [van Test, Anna B.] First Univ, Dept Invent, Town,
   Nowhere.
   [Example, Carl] Second Univ, Town, Nowhere.
RI van Test, Anna/A-0000-2012
OI Example, Carl/0000-0000-0000-0001
FU Nobody [1]; Somebody [2]
CR Author A, 2001, J INVENT, V1, P2, DOI 10.1000/old.1
   Author B, 2002, J INVENT, V2, P3
SN 1234-567X
EI 1234-5678
J9 J INVENT
JI J. Invent.
PD MAR-APR
PY 2012
VL 12
IS 3
BP 101
EP 109
DI 10.1000/inv.1
PM 99999991
TC 5
UT WOS:000000000000001
ER

EF
`);
    expect(anomalies).toEqual([]);
    expect(records).toEqual([
      {
        csl: {
          type: "article-journal",
          source: "Clarivate Analytics Web of Science",
          author: [
            { family: "van Test", given: "Anna B." },
            { family: "Example", given: "Carl" },
            { literal: "Invented Study Grp" },
          ],
          "container-title": "JOURNAL OF INVENTIONS",
          title: "An invented trial of nothing at all",
          language: "English",
          abstract: "The first line of the abstract and its second.",
          ISSN: "1234-567X, 1234-5678",
          "container-title-short": "J. Invent.",
          volume: "12",
          issue: "3",
          page: "101-109",
          DOI: "10.1000/inv.1",
          PMID: "99999991",
          issued: {
            "date-parts": [
              [2012, 3],
              [2012, 4],
            ],
          },
        },
        publicationTypes: [{ term: "Article" }, { term: "Proceedings Paper" }],
        keywords: ["invention", "nothing at all", "NOTHINGNESS"],
        affiliations: [
          { text: "[van Test, Anna B.] First Univ, Dept Invent, Town, Nowhere." },
          { text: "[Example, Carl] Second Univ, Town, Nowhere." },
        ],
        authorIds: [
          { author: 1, source: "ORCID", value: "0000-0000-0000-0001" },
          { author: 0, source: "ResearcherID", value: "A-0000-2012" },
        ].reverse(),
        grants: ["Nobody [1]", "Somebody [2]"],
        relations: [
          {
            kind: "cites",
            citation: "Author A, 2001, J INVENT, V1, P2, DOI 10.1000/old.1",
            doi: "10.1000/old.1",
          },
          { kind: "cites", citation: "Author B, 2002, J INVENT, V2, P3" },
        ],
        accessions: [{ database: "WOS", value: "WOS:000000000000001" }],
        other: [
          { tag: "TC", value: "5" },
          { tag: "J9", value: "J INVENT" },
        ],
        origin: { format: "wos", number: 1, line: 3, database: "Clarivate Analytics Web of Science" },
      },
    ]);
  });

  it("have the fields of MEDLINE, Zoological Record and BIOSIS on the same platform", () => {
    const { records } = read(`PT J
AU Test, Anna B; Example, Carl
TI One
PS 2457-71
PD 2006 May-Jun
PY 2006
UT MEDLINE:99999991
ER
PT J
AN ZOOR00000000000001
AU Test, Anna B. (anna@x.example)
BD Land zones; Ecology
ER
PT P
AU Test, Anna B.
PN US 00000001
PC USA
MC Equipment
ER
EF`);
    expect(records.map(({ csl }) => csl)).toMatchObject([
      {
        author: [
          { family: "Test", given: "Anna B" },
          { family: "Example", given: "Carl" },
        ],
        page: "2457-2471",
        issued: {
          "date-parts": [
            [2006, 5],
            [2006, 6],
          ],
        },
      },
      { author: [{ family: "Test", given: "Anna B." }] },
      { type: "patent", number: "US 00000001", jurisdiction: "USA" },
    ]);
    expect(records[1]).toMatchObject({
      keywords: ["Land zones", "Ecology"],
      accessions: [{ value: "ZOOR00000000000001" }],
      other: [{ tag: "AU", value: "Test, Anna B. (anna@x.example)" }],
    });
  });

  it("know chapters, books and proceedings", () => {
    const type = (...lines: string[]) => read(`${lines.join("\n")}\nER\n`).records[0]!.csl.type;
    expect(type("PT B", "DT Article; Book Chapter")).toBe("chapter");
    expect(type("PT B", "DT Book")).toBe("book");
    expect(type("PT S", "DT Proceedings Paper")).toBe("paper-conference");
    expect(type("PT C", "TI x")).toBe("paper-conference");
    expect(type("PT J", "DT Meeting Abstract")).toBe("article-journal");
  });

  it("go on in lines that lost their blanks, and end without ER", () => {
    const { records, anomalies } = read("PT J\nTI An invented trial of\nnothing at all\nPT J\nTI Two\n");
    expect(records.map(({ csl }) => csl.title)).toEqual(["An invented trial of nothing at all", "Two"]);
    expect(anomalies).toEqual([]);
  });
});
