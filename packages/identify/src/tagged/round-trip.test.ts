import { existsSync, readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Anomaly } from "../read/anomaly.ts";
import type { TextReaderFactory } from "../read/text-reader.ts";
import type { BibliographicRecord } from "../record/bibliographic-record.ts";
import { anyRecord, withoutPlace } from "../record/record-arbitrary.ts";
import { nbibReader } from "./nbib-reader.ts";
import { risReader } from "./ris-reader.ts";
import { writeNbib } from "./write-nbib.ts";
import { writeRis } from "./write-ris.ts";

function read(reader: TextReaderFactory, text: string) {
  const records: BibliographicRecord[] = [];
  const anomalies: Anomaly[] = [];
  const reading = reader({ record: (r) => records.push(r), anomaly: (a) => anomalies.push(a) }, {});
  reading.push(text);
  reading.end();
  return { records, anomalies };
}

type Writer = (records: Iterable<BibliographicRecord>) => Iterable<string>;
const formats: readonly (readonly [name: string, reader: TextReaderFactory, writer: Writer])[] = [
  ["ris", risReader, writeRis],
  ["nbib", nbibReader, writeNbib],
];
const shared = new URL("../../../../../shared/data/import/", import.meta.url);

describe.each(formats)("%s written and read again", (name, reader, writer) => {
  it("gives the same records, whatever is in them", () => {
    fc.assert(
      fc.property(fc.array(anyRecord, { minLength: 1, maxLength: 3 }), (records) => {
        const text = [...writer(records)].join("");
        expect(read(reader, text).records.map(withoutPlace)).toEqual(records.map(withoutPlace));
      }),
      { numRuns: 300 },
    );
  });

  it.skipIf(!existsSync(shared))(
    "gives the same records for real files (they are not part of the repository)",
    () => {
      for (const file of readdirSync(new URL(`${name}/`, shared))) {
        const { records } = read(
          reader,
          readFileSync(new URL(`${name}/${file}`, shared), "utf8").replace(/^\uFEFF/, ""),
        );
        const again = read(reader, [...writer(records)].join(""));
        expect(again.records.map(withoutPlace), file).toEqual(records.map(withoutPlace));
      }
    },
  );
});

describe("what others see of a written record", () => {
  const record: BibliographicRecord = {
    csl: {
      type: "article-journal",
      title: "Invented trial of nothing",
      author: [{ family: "van Test", given: "Anna B." }, { literal: "Invented Study Group" }],
      issued: { "date-parts": [[2012, 5, 3]] },
      "container-title": "Journal of Inventions",
      volume: "12",
      issue: "3",
      page: "101-109",
      DOI: "10.1000/invented.1",
      PMID: "99999991",
      abstract: "First paragraph.\nER  - is no end here.",
    },
    headings: [
      { term: "Brain", scheme: "MeSH", major: true, qualifiers: [{ term: "enzymology", major: false }] },
    ],
    registrations: ["NCT00000001"],
    origin: { format: "ris", number: 1, line: 1 },
  };

  it("is plain RIS, with one field of its own", () => {
    const lines = [...writeRis([record])].join("").split("\n");
    expect(lines).toEqual(
      expect.arrayContaining([
        "TY  - JOUR",
        "AU  - van Test, Anna B.",
        "AU  - Invented Study Group",
        "PY  - 2012",
        "DA  - 2012/05/03",
        "T2  - Journal of Inventions",
        "SP  - 101",
        "EP  - 109",
        "DO  - 10.1000/invented.1",
        "KW  - *Brain/enzymology",
      ]),
    );
    expect(lines.filter((line) => line.startsWith("ER"))).toEqual(["ER  - "]);
    expect(lines.filter((line) => line.startsWith("ZC"))).toHaveLength(1);
  });

  it("is plain MEDLINE format", () => {
    const lines = [...writeNbib([record])].join("").split("\n");
    expect(lines).toEqual(
      expect.arrayContaining([
        "PMID- 99999991",
        "FAU - van Test, Anna B.",
        "AU  - van Test AB",
        "CN  - Invented Study Group",
        "DP  - 2012 May 3",
        "LID - 10.1000/invented.1 [doi]",
        "SI  - ClinicalTrials.gov/NCT00000001",
        "MH  - *Brain/enzymology",
      ]),
    );
  });
});
