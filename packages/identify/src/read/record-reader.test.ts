import fc from "fast-check";
import { gzipSync, strToU8, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import type { BibliographicRecord } from "../record/bibliographic-record.ts";
import type { Anomaly } from "./anomaly.ts";
import { type RecordReaderOptions, recordReader } from "./record-reader.ts";

function read(bytes: Uint8Array, options: RecordReaderOptions = {}, step = bytes.length || 1) {
  const records: BibliographicRecord[] = [];
  const anomalies: Anomaly[] = [];
  const reader = recordReader(
    { record: (record) => records.push(record), anomaly: (anomaly) => anomalies.push(anomaly) },
    options,
  );
  for (let at = 0; at < bytes.length; at += step) reader.push(bytes.subarray(at, at + step));
  return { files: reader.end(), records, anomalies };
}

const small = {
  ris: "TY  - JOUR\r\nAU  - Doe, Jane\r\nTI  - An invented trial\r\nPY  - 1999\r\nER  - \r\n",
  nbib: "PMID- 1\nOWN - NLM\nTI  - An invented trial\nFAU - Doe, Jane\nDP  - 1999 Mar\n\n",
  "pubmed-xml":
    '<?xml version="1.0"?><PubmedArticleSet><PubmedArticle><MedlineCitation><PMID Version="1">1</PMID><Article><ArticleTitle>An invented trial</ArticleTitle></Article></MedlineCitation></PubmedArticle></PubmedArticleSet>',
  "endnote-xml":
    '<?xml version="1.0"?><xml><records><record><ref-type name="Journal Article">17</ref-type><titles><title>An invented trial</title></titles></record></records></xml>',
  refer: "%0 Journal Article\n%A Doe, Jane\n%T An invented trial\n%D 1999\n\n",
  refworks: "RT Journal Article\nSR Electronic(1)\nID 1\nA1 Doe,Jane\nT1 An invented trial\nYR 1999\n\n",
  wos: "FN Clarivate Analytics Web of Science\nVR 1.0\nPT J\nAU Doe, J\nTI An invented trial\nPY 1999\nER\n\nEF\n",
  ovid: "<1>\nAuthor\n  Doe J.\nTitle\n  An invented trial\n",
  bibtex: "@article{doe, author = {Doe, Jane}, title = {An invented trial}, year = 1999}\n",
  "csl-json": '[{"id":"doe","type":"article-journal","title":"An invented trial"}]',
  csv: 'title,authors,year\nAn invented trial,"Doe, Jane",1999\n',
} as const;

describe("recordReader", () => {
  it.each(Object.entries(small))("finds out that a file is %s, and reads it", (format, text) => {
    const { files, records } = read(strToU8(text), { file: "a.txt" }, 5);
    expect(files).toMatchObject([{ file: "a.txt", format, encoding: "utf-8", records: 1 }]);
    expect(records[0]?.csl.title).toBe("An invented trial");
    expect(records[0]?.origin).toMatchObject({ format, file: "a.txt", number: 1 });
  });

  it("reads the members of a zip one by one, and what gzip holds", () => {
    const packed = zipSync({
      "one.txt": strToU8(small.ris),
      "two.xml": strToU8(small["pubmed-xml"]),
      "three.md": strToU8("# Notes"),
    });
    const { files, anomalies } = read(packed, { file: "all.zip" }, 64);
    expect(files).toMatchObject([
      { file: "all.zip/one.txt", format: "ris", records: 1, anomalies: {} },
      { file: "all.zip/two.xml", format: "pubmed-xml", records: 1 },
      { file: "all.zip/three.md", format: null, records: 0, anomalies: { "unknown-format": 1 } },
    ]);
    expect(anomalies.map(({ code }) => code)).toEqual(["unknown-format"]);
    expect(read(gzipSync(strToU8(small.nbib))).files).toMatchObject([{ format: "nbib", records: 1 }]);
  });

  it("reads an archive that is cut off as far as it goes, and says so", () => {
    const packed = gzipSync(
      strToU8(
        Array.from({ length: 3000 }, (_, i) => small.ris.replace("trial", `trial ${i * 7919}`)).join(""),
      ),
    );
    const { files, records } = read(packed.subarray(0, packed.length / 2), {}, 1000);
    expect(files).toMatchObject([{ format: "ris", anomalies: { "broken-archive": 1 } }]);
    expect(records.length).toBeGreaterThan(500);
  });

  it("says what an empty file and one without a format are", () => {
    expect(read(new Uint8Array(0)).anomalies).toMatchObject([{ code: "empty-file" }]);
    expect(read(strToU8("Dear colleague,\nplease find it attached.\n")).anomalies).toMatchObject([
      { code: "unknown-format", raw: "Dear colleague,\nplease find it attached.\n" },
    ]);
  });

  it("counts the records that a file holds beside those that were read, and no rubbish between them", () => {
    const items =
      '[{"type":"book","title":"A"}, null, {"type":"book","title":"B"},{"colour":"red"},{"type":"bo';
    const counts = (text: string) => {
      const [summary] = read(strToU8(text)).files;
      return [summary?.recordsInFile, summary?.records];
    };
    expect(counts(items)).toEqual([4, 2]);
    expect(
      counts('[{"type":"book","title":"A"},{"type":"book",title:"B"},{"type":"book","title":"C"}]'),
    ).toEqual([3, 2]);
    expect(counts('{"studies":[{"protocolSection":{}},{"protocol":{}}]}')).toEqual([2, 1]);
    expect(counts(`rubbish\n${small.ris}rubbish\n${small.ris.slice(0, 20)}`)).toEqual([2, 2]);
    expect(counts(`${small["pubmed-xml"].slice(0, -60)}`)).toEqual([1, 1]);
    expect(counts(`rubbish\n${small.bibtex}rubbish ${small.bibtex.slice(0, 30)}`)).toEqual([2, 2]);
    for (const text of Object.values(small)) expect(counts(text)).toEqual([1, 1]);
  });

  it("says of a workbook without rows that no record is in it, and of one that unpacks without end that it was left out", () => {
    const workbook = (sheet: Uint8Array) =>
      zipSync({
        "[Content_Types].xml": strToU8("<Types/>"),
        "xl/workbook.xml": strToU8("<workbook/>"),
        "xl/worksheets/sheet1.xml": sheet,
      });
    const codes = (sheet: Uint8Array) => read(workbook(sheet), {}, 1 << 20).files[0]?.anomalies;
    expect(codes(strToU8("<worksheet/>"))).toEqual({ "no-records": 1 });
    expect(codes(new Uint8Array(101_000_000))).toEqual({ "part-too-large": 1 });
  });

  it("says of an archive that holds nothing but folders and hidden files that it is empty", () => {
    const packed = zipSync({ "__MACOSX/._a.ris": strToU8(small.ris), ".hidden": strToU8("x") });
    expect(read(packed).files).toMatchObject([{ records: 0, anomalies: { "empty-archive": 1 } }]);
  });

  it("reads a file as the format that it is told", () => {
    expect(read(strToU8("TI  - An invented trial\nAB  - x\n"), { format: "ris" }).files).toMatchObject([
      { format: "ris", records: 1 },
    ]);
  });

  it("never fails on damaged files, reads them the same however they are cut, and keeps quiet about none", () => {
    const texts = Object.values(small).map((text) => strToU8(text.repeat(3)));
    fc.assert(
      fc.property(
        fc.constantFrom(...texts),
        fc.array(fc.tuple(fc.nat(1000), fc.nat(255)), { maxLength: 6 }),
        fc.nat(1000),
        fc.integer({ min: 1, max: 300 }),
        (bytes, changes, start, step) => {
          const damaged = bytes.slice(start % (bytes.length - 1));
          for (const [at, value] of changes) damaged[at % damaged.length] = value;
          const whole = read(damaged);
          expect(whole.records.length + whole.anomalies.length).toBeGreaterThan(0);
          const cut = read(damaged, {}, step);
          expect(cut.records).toEqual(whole.records);
          expect(cut.anomalies).toEqual(whole.anomalies);
        },
      ),
      { numRuns: 400 },
    );
  });

  it("never fails on any bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 500 }), (bytes) => {
        const { files, records, anomalies } = read(bytes, {}, 64);
        expect(files.length).toBeGreaterThan(0);
        expect(records.length + anomalies.length).toBeGreaterThan(0);
      }),
    );
  });
});
