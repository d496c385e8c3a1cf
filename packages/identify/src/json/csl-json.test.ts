import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Anomaly } from "../read/anomaly.ts";
import type { BibliographicRecord } from "../record/bibliographic-record.ts";
import { anyRecord, withoutPlace } from "../record/record-arbitrary.ts";
import { cslJsonReader } from "./csl-json-reader.ts";
import { writeCslJson } from "./write-csl-json.ts";

function read(text: string, size = text.length || 1) {
  const records: BibliographicRecord[] = [];
  const anomalies: Anomaly[] = [];
  const reader = cslJsonReader({ record: (r) => records.push(r), anomaly: (a) => anomalies.push(a) }, {});
  for (let i = 0; i < text.length; i += size) reader.push(text.slice(i, i + size));
  reader.end();
  return { records, anomalies };
}

const one = (item: unknown) => read(JSON.stringify([item])).records[0]!;
const written = (records: readonly BibliographicRecord[], lines = false) =>
  [...writeCslJson(records, { lines })].join("");

describe("cslJsonReader", () => {
  it("reads names, dates, identifiers and texts of an item", () => {
    const { csl } = one({
      id: "a1",
      type: "article-journal",
      title: "Caf&eacute;s and <i>calm</i>",
      author: [
        { family: "Berg", given: "Jan", "non-dropping-particle": "van den" },
        { literal: "Society of Invented Trials" },
        { family: "Beethoven", given: "Ludwig", "dropping-particle": "van" },
      ],
      issued: { "date-parts": [["2012", "03", 5]] },
      "container-title": "Journal of Examples",
      page: "123\u20139",
      DOI: "https://doi.org/10.1000/XYZ",
      volume: 12,
    });
    expect(csl).toEqual({
      type: "article-journal",
      title: "Cafés and <i>calm</i>",
      author: [
        { family: "Berg", given: "Jan", "non-dropping-particle": "van den" },
        { literal: "Society of Invented Trials" },
        { family: "Beethoven", given: "Ludwig van" },
      ],
      issued: { "date-parts": [[2012, 3, 5]] },
      "container-title": "Journal of Examples",
      page: "123-129",
      DOI: "10.1000/XYZ",
      volume: "12",
    });
  });

  it("takes PMID, PMCID and citation key out of the lines of a note and leaves the rest", () => {
    const { csl, notes } = one({
      type: "book",
      note: "PMID: 12345678\nSeen twice\nPMCID: PMC99\nCitation Key: doe2012",
    });
    expect(csl.PMID).toBe("12345678");
    expect(csl.PMCID).toBeUndefined();
    expect(csl["citation-key"]).toBe("doe2012");
    expect(notes).toEqual(["Seen twice\nPMCID: PMC99"]);
  });

  it("reads the older names that Zotero, Mendeley and Crossref write", () => {
    const record = one({
      type: "journal-article",
      journalAbbreviation: "J Ex",
      shortTitle: "Short",
      title: ["First", "Second"],
      ISSN: ["1234-5678", "8765-4321"],
      issued: { raw: "2012 Mar" },
      author: [
        {
          given: "A",
          family: "B",
          ORCID: "http://orcid.org/0000-0001-2345-6789",
          affiliation: [{ name: "Nowhere" }],
          sequence: "first",
        },
      ],
    });
    expect(record.csl).toMatchObject({
      type: "article-journal",
      "container-title-short": "J Ex",
      "title-short": "Short",
      title: "First",
      ISSN: "1234-5678, 8765-4321",
      issued: { "date-parts": [[2012, 3]] },
    });
    expect(record.authorIds).toEqual([{ author: 0, source: "ORCID", value: "0000-0001-2345-6789" }]);
    expect(record.affiliations).toEqual([{ author: 0, text: "Nowhere" }]);
    expect(record.other).toContainEqual({ tag: "title", value: "Second" });
    expect(record.other).toContainEqual({ tag: "author[0]", value: '{"sequence":"first"}' });
  });

  it("reads months beyond twelve and words as seasons", () => {
    expect(one({ type: "book", issued: { "date-parts": [[2012, 21]] } }).csl.issued).toEqual({
      "date-parts": [[2012]],
      season: 1,
    });
    expect(one({ type: "book", issued: { "date-parts": [[2012]], season: "Winter" } }).csl.issued).toEqual({
      "date-parts": [[2012]],
      season: 4,
    });
  });

  it("keeps unknown keys and writes them again as they were", () => {
    const item = {
      id: "x",
      type: "book",
      title: "T",
      "my-key": { a: [1, 2] },
      categories: ["c"],
      custom: { other: true },
    };
    const { records } = read(JSON.stringify([item]));
    expect(JSON.parse(written(records))).toEqual([item]);
  });

  it("reads a list, one item, items by lines and a list under a key alike", () => {
    const items = [
      { id: "item-1", type: "book", title: "A" },
      { id: "item-2", type: "book", title: "B" },
    ];
    const titles = (text: string) => read(text).records.map(({ csl }) => csl.title);
    expect(titles(JSON.stringify(items))).toEqual(["A", "B"]);
    expect(titles(items.map((item) => JSON.stringify(item)).join("\n"))).toEqual(["A", "B"]);
    expect(titles(JSON.stringify({ references: items }, null, 2))).toEqual(["A", "B"]);
    expect(titles(JSON.stringify(items[0]))).toEqual(["A"]);
  });

  it("gives the line on which each item begins", () => {
    const { records } = read('[\n{"type":"book"},\n\n{"type":"book"}\n]');
    expect(records.map(({ origin }) => origin.line)).toEqual([2, 4]);
  });

  it("loses one item where one is broken, with its text", () => {
    const text = '[{"type":"book","title":"A"},{"type":"book","title":"B",{"type":"book","title":"C"}]';
    const { records, anomalies } = read(text);
    expect(records.map(({ csl }) => csl.title)).toEqual(["A", "C"]);
    expect(anomalies).toMatchObject([{ code: "bad-json", raw: '{"type":"book","title":"B",' }]);
  });

  it("reads the whole items of a file that is cut off", () => {
    const text = JSON.stringify(
      [1, 2, 3].map((n) => ({ type: "book", title: `T${n}`, abstract: "x".repeat(50) })),
    );
    const { records, anomalies } = read(text.slice(0, -40));
    expect(records.map(({ csl }) => csl.title)).toEqual(["T1", "T2"]);
    expect(anomalies).toHaveLength(1);
    expect(anomalies[0]!.raw).toContain("T3");
  });

  it("says what is no item, no type, no date, no DOI and no name", () => {
    const { anomalies } = read(
      '[{"a":1}, 7, {"type":"x","issued":{"date-parts":[["may"]]},"DOI":"none","author":[5]}]',
    );
    expect(anomalies.map(({ code }) => code).sort()).toEqual([
      "bad-date",
      "bad-doi",
      "bad-json",
      "bad-name",
      "not-a-record",
      "unknown-type",
    ]);
  });
});

describe("writeCslJson and cslJsonReader", () => {
  it("are inverse on all records of the model", () => {
    fc.assert(
      fc.property(fc.array(anyRecord, { maxLength: 3 }), fc.boolean(), (records, lines) => {
        const { records: again, anomalies } = read(written(records, lines));
        expect(again.map(withoutPlace)).toEqual(records.map(withoutPlace));
        expect(anomalies.filter(({ code }) => code === "bad-json")).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it("write an empty list for no records", () => {
    expect(JSON.parse(written([]))).toEqual([]);
  });
});

describe("any text", () => {
  const small = JSON.stringify(
    [
      { id: "1", type: "book", title: 'A \\ "quoted" [title] {here}' },
      { id: "2", type: "chapter", author: [{ family: "X" }], issued: { "date-parts": [[2001]] } },
      { id: "3", type: "webpage", URL: "https://example.org" },
    ],
    null,
    1,
  );
  const mutated = fc
    .tuple(
      fc.nat(small.length),
      fc.nat(6),
      fc.oneof(fc.string({ maxLength: 5 }), fc.constantFrom("{", "}", "[", "]", '"', "\\", ",", "\n")),
    )
    .map(([at, cut, insert]) => small.slice(0, at) + insert + small.slice(at + cut));

  it("is read the same in whatever pieces it comes", () => {
    fc.assert(
      fc.property(fc.oneof(mutated, fc.string()), fc.integer({ min: 1, max: 40 }), (text, size) => {
        expect(read(text, size)).toEqual(read(text));
      }),
    );
  });

  it("is read the same in pieces where it is long, whole or broken", () => {
    const items = Array.from({ length: 1500 }, (_, n) => ({
      id: `i${n}`,
      type: "book",
      title: `Title ${n} "{[,]}" ${"\\".repeat(n % 4)}`,
    }));
    const list = JSON.stringify(items, null, 2);
    const page = JSON.stringify({ total: 1500, items, next: "x" });
    const broken = list.replace(/\}/g, (brace, at: number) => (at % 97 === 0 ? "" : brace));
    for (const text of [list, page, broken]) {
      const whole = read(text);
      if (text !== broken) expect(whole.records).toHaveLength(1500);
      for (const size of [977, 65_536, 70_001]) expect(read(text, size)).toEqual(whole);
    }
  });

  it("never makes the reader throw, and every letter of it is in a record or an anomaly", () => {
    fc.assert(
      fc.property(mutated, (text) => {
        const { records, anomalies } = read(text);
        const held = JSON.stringify(records) + anomalies.map(({ raw }) => raw ?? "").join("");
        for (const word of ["quoted", "2001", "example.org"])
          if (text.includes(word)) expect(held).toContain(word);
      }),
      { numRuns: 200 },
    );
  });

  it("takes no more than a linear time where nothing closes", () => {
    for (const text of [
      '{"type":'.repeat(50_000),
      '[{"'.repeat(50_000),
      '"\\'.repeat(100_000),
      "[".repeat(100_000),
    ])
      expect(read(text, 4096).records).toEqual([]);
  });
});
