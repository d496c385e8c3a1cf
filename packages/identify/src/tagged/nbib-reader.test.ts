import { describe, expect, it } from "vitest";
import type { Anomaly } from "../read/anomaly.ts";
import type { BibliographicRecord } from "../record/bibliographic-record.ts";
import { nbibReader } from "./nbib-reader.ts";
import { NBIB_RELATIONS } from "./nbib-tags.ts";

function read(text: string) {
  const records: BibliographicRecord[] = [];
  const anomalies: Anomaly[] = [];
  const reader = nbibReader(
    { record: (record) => records.push(record), anomaly: (anomaly) => anomalies.push(anomaly) },
    {},
  );
  reader.push(text);
  reader.end();
  return { records, anomalies };
}

const article = `
PMID- 99999991
OWN - NLM
STAT- MEDLINE
DCOM- 20130102
LR  - 20200715
IS  - 1234-567X (Electronic)
IS  - 1234-5678 (Linking)
VI  - 12
IP  - 3
DP  - 2012 Mar-Apr
TI  - An invented trial of
      nothing at all.
PG  - 101-9
LID - 10.1000/inv.1 [doi]
LID - S0000-0000(12)00001-1 [pii]
AB  - BACKGROUND: None. METHODS: None
      whatever.
CI  - Copyright (c) 2012 Nobody.
FAU - van Test, Anna B
AU  - van Test AB
AUID- ORCID: 0000-0000-0000-0001
AD  - First University.
AD  - Second University.
FAU - Example, Carl Jr
AU  - Example C Jr
AD  - Third University.
CN  - Invented Study Group
LA  - eng
LA  - fre
SI  - ClinicalTrials.gov/NCT00000001
SI  - GENBANK/XX000001
GR  - R01 XX000001/XX/NCI NIH HHS/United States
PT  - Journal Article
PT  - Randomized Controlled Trial
DEP - 20120201
TT  - Ein erfundener Versuch.
PL  - Nowhere
TA  - J Invent
JT  - Journal of inventions
JID - 0000001
RN  - 0 (Inventions)
RN  - EC 1.1.1.1 (Inventase)
MH  - *Brain/drug effects/*enzymology
MH  - Humans
OT  - *invention
OT  - nothing
CIN - J Invent. 2012 May;12(4):200. PMID: 99999992
EIN - J Invent. 2012 Jun;12(5):300. doi: 10.1000/inv.2
OAB - Un essai.
OABL- fre
EDAT- 2012/03/05 06:00
PHST- 2012/01/01 00:00 [received]
PHST- 2012/03/05 06:00 [pubmed]
PMC - PMC9999991
MID - NIHMS1
PST - ppublish
SO  - J Invent. 2012 Mar-Apr;12(3):101-9.
`;

describe("records of PubMed's MEDLINE format", () => {
  it("have each field of NLM's description", () => {
    const { records, anomalies } = read(article);
    expect(anomalies).toEqual([]);
    expect(records).toEqual([
      {
        csl: {
          type: "article-journal",
          PMID: "99999991",
          ISSN: "1234-567X, 1234-5678",
          volume: "12",
          issue: "3",
          title: "An invented trial of nothing at all.",
          page: "101-109",
          DOI: "10.1000/inv.1",
          abstract: "BACKGROUND: None. METHODS: None whatever.",
          author: [
            { family: "van Test", given: "Anna B" },
            { family: "Example", given: "Carl Jr" },
            { literal: "Invented Study Group" },
          ],
          language: "eng, fre",
          "available-date": { "date-parts": [[2012, 2, 1]] },
          "original-title": "Ein erfundener Versuch.",
          "container-title-short": "J Invent",
          "container-title": "Journal of inventions",
          PMCID: "PMC9999991",
          issued: {
            "date-parts": [
              [2012, 3],
              [2012, 4],
            ],
          },
        },
        other: [
          { tag: "OWN", value: "NLM" },
          { tag: "IS", value: "1234-567X (Electronic)" },
          { tag: "IS", value: "1234-5678 (Linking)" },
          { tag: "PST", value: "ppublish" },
          { tag: "SO", value: "J Invent. 2012 Mar-Apr;12(3):101-9." },
        ],
        status: "MEDLINE",
        history: [
          { status: "completed", date: { "date-parts": [[2013, 1, 2]] } },
          { status: "last-revised", date: { "date-parts": [[2020, 7, 15]] } },
          { status: "pubmed", date: { "date-parts": [[2012, 3, 5]], literal: "2012/03/05 06:00" } },
          { status: "received", date: { "date-parts": [[2012, 1, 1]] } },
        ],
        accessions: [
          { database: "pii", value: "S0000-0000(12)00001-1" },
          { database: "GENBANK", value: "XX000001" },
          { database: "mid", value: "NIHMS1" },
        ],
        copyright: "Copyright (c) 2012 Nobody.",
        authorIds: [{ author: 0, source: "ORCID", value: "0000-0000-0000-0001" }],
        affiliations: [
          { author: 0, text: "First University." },
          { author: 0, text: "Second University." },
          { author: 1, text: "Third University." },
        ],
        registrations: ["NCT00000001"],
        grants: ["R01 XX000001/XX/NCI NIH HHS/United States"],
        publicationTypes: [{ term: "Journal Article" }, { term: "Randomized Controlled Trial" }],
        country: "Nowhere",
        journalId: "0000001",
        substances: [{ name: "Inventions" }, { name: "Inventase", registryNumber: "EC 1.1.1.1" }],
        headings: [
          {
            term: "Brain",
            scheme: "MeSH",
            major: true,
            qualifiers: [
              { term: "drug effects", major: false },
              { term: "enzymology", major: true },
            ],
          },
          { term: "Humans", scheme: "MeSH", major: false, qualifiers: [] },
        ],
        keywords: ["invention", "nothing"],
        relations: [
          { kind: "comment-in", citation: "J Invent. 2012 May;12(4):200.", pmid: "99999992" },
          {
            kind: "erratum-in",
            citation: "J Invent. 2012 Jun;12(5):300. doi: 10.1000/inv.2",
            doi: "10.1000/inv.2",
          },
        ],
        otherAbstracts: [{ text: "Un essai.", language: "fre" }],
        origin: { format: "nbib", number: 1, line: 2 },
      },
    ]);
  });

  it("part at PMID, and at an empty line where they have none", () => {
    expect(read(`${article}${article}`).records).toHaveLength(2);
    expect(read("PMID- 1\nTI  - A\nPMID- 2\nTI  - B").records.map(({ csl }) => csl.PMID)).toEqual(["1", "2"]);
    expect(read("PMID- 1\n\nTI  - A\n\nOT  - x").records).toHaveLength(1);
    expect(read("OWN - ERIC\nTI  - A\n\nOWN - ERIC\nTI  - B").records.map(({ csl }) => csl.title)).toEqual([
      "A",
      "B",
    ]);
  });

  it("take short names where there are no full ones", () => {
    expect(read("PMID- 1\nAU  - van Test AB\nAU  - Invented, Carl\nAU  - et al.").records[0]!).toMatchObject({
      csl: {
        author: [
          { family: "van Test", given: "AB" },
          { family: "Invented", given: "Carl" },
        ],
      },
      other: [{ tag: "AU", value: "et al." }],
    });
  });

  it("know books, chapters, preprints and reports of ERIC", () => {
    expect(read("PMID- 1\nBTI - A Book\nPB  - Press\nPL  - Town").records[0]!.csl).toEqual({
      type: "book",
      PMID: "1",
      title: "A Book",
      publisher: "Press",
      "publisher-place": "Town",
    });
    expect(read("PMID- 1\nBTI - A Book\nTI  - A Part").records[0]!.csl).toMatchObject({
      type: "chapter",
      title: "A Part",
      "container-title": "A Book",
    });
    expect(read("PMID- 1\nTI  - A\nPT  - Preprint").records[0]!.csl.type).toBe("article");
    expect(read("OWN - ERIC\nTI  - A\nJT  - Some Office\nOID - ED000001").records[0]!.csl).toMatchObject({
      type: "report",
      publisher: "Some Office",
    });
  });

  it("have all kinds of comments and corrections", () => {
    for (const [tag, kind] of Object.entries(NBIB_RELATIONS))
      expect(read(`PMID- 1\n${tag.padEnd(4)}- J Invent. 2012;1:2. PMID: 7`).records[0]!.relations).toEqual([
        expect.objectContaining({ kind, citation: "J Invent. 2012;1:2.", pmid: "7" }),
      ]);
  });
});
