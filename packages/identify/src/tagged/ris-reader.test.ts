import { describe, expect, it } from "vitest";
import type { Anomaly } from "../read/anomaly.ts";
import type { BibliographicRecord } from "../record/bibliographic-record.ts";
import { risReader } from "./ris-reader.ts";
import { RIS_TYPES } from "./ris-types.ts";

function read(text: string) {
  const records: BibliographicRecord[] = [];
  const anomalies: Anomaly[] = [];
  const reader = risReader(
    { record: (record) => records.push(record), anomaly: (anomaly) => anomalies.push(anomaly) },
    { file: "some.ris" },
  );
  reader.push(text);
  reader.end();
  return { records, anomalies, codes: anomalies.map(({ code }) => code) };
}
const one = (...lines: string[]): BibliographicRecord => {
  const { records } = read(`${lines.join("\n")}\nER  - \n`);
  expect(records).toHaveLength(1);
  return records[0]!;
};

describe("records of RIS", () => {
  it("are found with every line end, spacing, and place of ER", () => {
    const record = ["TY  - JOUR", "TI  - An invented title", "VL  - 3", "ER  - ", ""];
    for (const end of ["\n", "\r\n", "\r"]) {
      const { records, codes } = read([...record, ...record].join(end));
      expect(records.map(({ csl }) => csl)).toEqual(
        Array(2).fill({ type: "article-journal", title: "An invented title", volume: "3" }),
      );
      expect(codes).toEqual([]);
    }
    for (const text of [
      "TY  -JOUR\nTI  -An invented title\nER  -",
      "TY - JOUR\nTI - An invented title\nER - ",
      "\n\nTY  - JOUR\n\nTI  - An invented\n      title\n\nER  -\nER  -\n",
      "12. \nTY  - JOUR\nTI  - An invented title\n\n13. \n",
      "  TY  - JOUR\n  TI  - An invented title\n  ER  - \n",
      "ty  - jour\nti  - An invented title\ner  - \n",
      "TY  \u2013 JOUR\nTI  \u2013 An invented title\nER  \u2013\n",
    ])
      expect(read(text).records.map(({ csl }) => csl.title)).toEqual(["An invented title"]);
  });

  it("may be set otherwise than those before them in the file", () => {
    const { records, codes } = read(
      "TY  - JOUR\nTI  - One\nER  - \n\nTY - CHAP\nTI - Two\nER - \n\nty  - book\nti  - Three\ner  - \nTY  - JOUR\nTI  - Four\nAB  - TI - no tag\nER  - \n",
    );
    expect(records.map(({ csl }) => csl.title)).toEqual(["One", "Two", "Three", "Four"]);
    expect(records[3]!.csl.abstract).toBe("TI - no tag");
    expect(codes).toEqual([]);
  });

  it("begin at TY behind the byte-order mark of a file that was put behind another", () => {
    expect(read("TY  - JOUR\nTI  - A\nER  - \n\ufeffTY  - JOUR\nTI  - B\nER  - \n").records).toHaveLength(2);
  });

  it("are numbered, and know their file and line", () => {
    const { records } = read("\nTY  - JOUR\nTI  - A\nER  - \nTY  - BOOK\nTI  - B\nER  - \n");
    expect(records.map(({ origin }) => origin)).toEqual([
      { format: "ris", number: 1, line: 2, file: "some.ris" },
      { format: "ris", number: 2, line: 5, file: "some.ris" },
    ]);
  });

  it("are read without TY, and with TY in the middle", () => {
    const { records, codes } = read("AU  - A, B\nTI  - One\nVL  - 1\nJO  - J\nER  - \n\nTI  - Two\nER  - \n");
    expect(records.map(({ csl }) => [csl.type, csl.title])).toEqual([
      ["article-journal", "One"],
      ["document", "Two"],
    ]);
    expect(codes).toEqual(["no-type", "no-type"]);
    expect(one("TI  - Middle", "TY  - BOOK", "PB  - Press").csl).toEqual({
      type: "book",
      title: "Middle",
      publisher: "Press",
    });
  });

  it("end where the next begins, when ER is missing", () => {
    expect(read("TY  - JOUR\nTI  - A\nTY  - JOUR\nTI  - B\n").records.map(({ csl }) => csl.title)).toEqual([
      "A",
      "B",
    ]);
  });

  it("do not end at text that looks like a tag", () => {
    const abstract = one(
      "TY  - JOUR",
      "AB  - The first line,",
      "ER visits and",
      "AB - test results, and",
      "  TI  - nothing",
    ).csl.abstract;
    expect(abstract).toBe("The first line,\nER visits and\nAB - test results, and\nTI  - nothing");
  });

  it("leave what belongs to no record to an anomaly, but not what vendors write between records", () => {
    const { records, anomalies } = read(
      "Provider: Some Provider\nDatabase: Some Database\n\n1. \nTY  - JOUR\nTI  - A\nER  - \n\nLink to the Ovid Full Text or citation: https://x.example/\n\nWhat is this?\n",
    );
    expect(records).toHaveLength(1);
    expect(anomalies).toEqual([
      {
        code: "text-outside-record",
        message: '"What is this?" belongs to no record and was left out.',
        line: 11,
        raw: "What is this?",
      },
    ]);
  });

  it("have a type of CSL for each type of RIS, and say when they have none", () => {
    for (const type of Object.keys(RIS_TYPES))
      expect(read(`TY  - ${type}\nTI  - A\nER  - `).codes).toEqual([]);
    const { records, codes } = read("TY  - NONSENSE\nTI  - A\nER  - ");
    expect(records[0]!.csl.type).toBe("document");
    expect(records[0]!.other).toEqual([{ tag: "TY", value: "NONSENSE" }]);
    expect(codes).toEqual(["unknown-type"]);
  });
});

describe("fields of RIS", () => {
  it("make an article as EndNote, Zotero and Scopus write it", () => {
    const record = one(
      "TY  - JOUR",
      "AU  - van Test, Anna B.",
      "AU  - Example, C., Jr",
      "AU  - Invented Study Group",
      "TI  - CO<sub>2</sub> &amp; x",
      "T2  - Journal of Inventions",
      "J2  - J Invent",
      "VL  - 12",
      "IS  - 3",
      "SP  - 101",
      "EP  - 9",
      "PY  - 2012",
      "DA  - 2012/05/03/",
      "SN  - 1234-567X (Print)",
      "DO  - https://doi.org/10.1000/inv.1",
      "UR  - https://x.example/1",
      "UR  - https://x.example/2",
      "AB  - First.",
      "N2  - Second.",
      "KW  - one; two",
      "KW  - three",
      "LA  - English",
      "AD  - Some University",
      "N1  - A note",
      "DB  - Scopus",
      "AN  - 123",
      "M3  - Review",
      "C7  - e55",
      "ID  - 7",
    );
    expect(record).toEqual({
      csl: {
        type: "article-journal",
        author: [
          { family: "van Test", given: "Anna B." },
          { family: "Example", given: "C.", suffix: "Jr" },
          { literal: "Invented Study Group" },
        ],
        title: "CO<sub>2</sub> & x",
        "container-title": "Journal of Inventions",
        "container-title-short": "J Invent",
        volume: "12",
        issue: "3",
        page: "101-109",
        issued: { "date-parts": [[2012, 5, 3]] },
        ISSN: "1234-567X",
        DOI: "10.1000/inv.1",
        URL: "https://x.example/1",
        abstract: "First.\nSecond.",
        language: "English",
        archive: "Scopus",
        number: "e55",
      },
      keywords: ["one", "two", "three"],
      affiliations: [{ text: "Some University" }],
      notes: ["A note"],
      links: ["https://x.example/2"],
      accessions: [{ value: "123" }],
      publicationTypes: [{ term: "Review" }],
      other: [
        { tag: "SN", value: "1234-567X (Print)" },
        { tag: "ID", value: "7" },
      ],
      origin: { format: "ris", number: 1, line: 1, file: "some.ris", database: "Scopus" },
    });
  });

  it("find the journal in each of its fields", () => {
    expect(one("TY  - JOUR", "JF  - Full Name", "JO  - F N").csl).toMatchObject({
      "container-title": "Full Name",
      "container-title-short": "F N",
    });
    expect(one("TY  - JOUR", "JO  - Only Name").csl).toMatchObject({ "container-title": "Only Name" });
    expect(one("TY  - JOUR", "JO  - J.Inv.").csl).toMatchObject({
      "container-title": "J.Inv.",
      "container-title-short": "J.Inv.",
    });
    expect(one("TY  - CHAP", "TI  - Part", "BT  - Whole").csl).toMatchObject({
      title: "Part",
      "container-title": "Whole",
    });
    expect(one("TY  - BOOK", "BT  - Whole").csl).toMatchObject({ title: "Whole" });
  });

  it("settle the date from several fields", () => {
    const issued = (...lines: string[]) => one("TY  - JOUR", ...lines).csl.issued;
    expect(issued("Y1  - 1988//")).toEqual({ "date-parts": [[1988]] });
    expect(issued("PY  - 2012", "DA  - DEC 15")).toEqual({ "date-parts": [[2012, 12, 15]] });
    expect(issued("DA  - MAY", "PY  - 2012")).toEqual({ "date-parts": [[2012, 5]] });
    expect(issued("PY  - 2020", "Y1  - 4-8 Aug. 2020")).toEqual({
      "date-parts": [
        [2020, 8, 4],
        [2020, 8, 8],
      ],
    });
    expect(issued("DA  - 2020/05//undefined")).toEqual({ "date-parts": [[2020, 5]] });
    expect(issued("PY  - faulty year")).toEqual({ literal: "faulty year" });
    expect(read("TY  - JOUR\nPY  - faulty year\nER  - ").codes).toEqual(["bad-date"]);
    expect(one("TY  - JOUR", "PY  - 2012", "DA  - 2013/01/02").other).toEqual([
      { tag: "DA", value: "2013/01/02" },
    ]);
  });

  it("find identifiers where vendors put them", () => {
    expect(one("TY  - JOUR", "M3  - doi:10.1000/x.1").csl.DOI).toBe("10.1000/x.1");
    expect(one("TY  - JOUR", "UR  - http://dx.doi.org/10.1000%2Fx.1").csl.DOI).toBe("10.1000/x.1");
    expect(one("TY  - JOUR", "N1  - 10.1000/x.1").csl.DOI).toBe("10.1000/x.1");
    expect(one("TY  - JOUR", "N1  - cites 10.1000/x.1").csl.DOI).toBeUndefined();
    expect(one("TY  - JOUR", "PMID  - 12345678").csl.PMID).toBe("12345678");
    expect(one("TY  - JOUR", "AN  - PMID: 12345678").csl.PMID).toBe("12345678");
    expect(one("TY  - JOUR", "AN  - 12345678", "DP  - NLM").csl.PMID).toBe("12345678");
    expect(one("TY  - JOUR", "AN  - 12345678", "DB  - Scopus").csl.PMID).toBeUndefined();
    expect(one("TY  - JOUR", "C2  - PMC1234567").csl.PMCID).toBe("PMC1234567");
    const { records, codes } = read("TY  - JOUR\nDO  - 10.1000/a and 10.1000/b\nER  - ");
    expect(records[0]).toMatchObject({ csl: { DOI: "10.1000/a" }, links: ["https://doi.org/10.1000/b"] });
    expect(codes).toEqual(["several-dois"]);
  });

  it("read Embase's names and numbers", () => {
    const record = one(
      "TY  - JOUR",
      "A1  - Test R.",
      "A1  - Example D.G.",
      "U2  - L12345678",
      "DB  - Embase",
      "C5  - 12345678",
      "LK  - https://sfx.example/",
    );
    expect(record.csl.author).toEqual([
      { family: "Test", given: "R." },
      { family: "Example", given: "D.G." },
    ]);
    expect(record).toMatchObject({
      csl: { PMID: "12345678" },
      accessions: [{ value: "L12345678" }],
      links: ["https://sfx.example/"],
    });
  });

  it("read what CENTRAL has of PubMed and of registries", () => {
    expect(one("TY  - JOUR", "AN  - CN-00000001", "C3  - PUBMED 12345678", "JO  - J Inv")).toMatchObject({
      csl: { PMID: "12345678" },
      accessions: [{ value: "CN-00000001" }],
    });
    expect(
      one(
        "TY  - JOUR",
        "AU  - NCT00000001,",
        "JO  - https://clinicaltrials.gov/show/NCT00000001",
        "UR  - https://x.example/",
      ).registrations,
    ).toEqual(["NCT00000001"]);
  });

  it("read IEEE's names, and other names without comma as they stand", () => {
    expect(one("TY  - CONF", "AU  - A. B. Author-One", "AU  - World Health Organization").csl.author).toEqual(
      [{ family: "Author-One", given: "A. B." }, { literal: "World Health Organization" }],
    );
  });

  it("keep Ovid's abbreviation of the journal that stands after ER", () => {
    const { records, codes } = read(
      "TY  - JOUR\nT1  - A\nER  -\nNL  - J Inv\n\n2.\nTY  - JOUR\nT1  - B\nER  -\n",
    );
    expect(records.map(({ other }) => other)).toEqual([[{ tag: "NL", value: "J Inv" }], undefined]);
    expect(codes).toEqual([]);
  });

  it("take the fields that ProCite writes as notes", () => {
    expect(
      one(
        "TY  - CHAP",
        "N1  - Record ID: 1",
        "T1  - Part",
        "VL  - 2nd ed.",
        "N1  - Volume ID: 4",
        "N1  - Call Number: QL 12",
        "N1  - Notes: Good",
      ),
    ).toMatchObject({
      csl: { title: "Part", edition: "2nd ed.", volume: "4", "call-number": "QL 12" },
      notes: ["Good"],
    });
  });

  it("keep a field that is not what this program carries in it", () => {
    const { records, codes } = read('TY  - JOUR\nTI  - A\nZC  - {"set":{"csl":1}}\nER  - ');
    expect(records[0]!.other).toEqual([{ tag: "ZC", value: '{"set":{"csl":1}}' }]);
    expect(codes).toEqual(["bad-carried-fields"]);
  });
});
