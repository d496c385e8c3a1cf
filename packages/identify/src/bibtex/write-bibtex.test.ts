import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { BibliographicRecord } from "../record/bibliographic-record.ts";
import { anyRecord, withoutPlace } from "../record/record-arbitrary.ts";
import { bibtexReader } from "./bibtex-reader.ts";
import { writeBibtex } from "./write-bibtex.ts";

function read(text: string): BibliographicRecord[] {
  const records: BibliographicRecord[] = [];
  const reader = bibtexReader({ record: (record) => records.push(record), anomaly: () => {} }, {});
  reader.push(text);
  reader.end();
  return records;
}

const trial: BibliographicRecord = {
  csl: {
    type: "article-journal",
    "citation-key": "sol2012",
    title: "Effects of {x} on 50 % of H<sub>2</sub>O: <i>in vivo</i>",
    author: [
      { family: "Sol", given: "Ana" },
      { family: "Berg", given: "Hans", "non-dropping-particle": "van den" },
      { literal: "Sun & Moon Group" },
    ],
    "container-title": "Journal of Invented Results",
    volume: "3",
    issue: "2",
    page: "101-109",
    DOI: "10.5555/12_3",
    issued: { "date-parts": [[2012, 3, 7]] },
  },
  keywords: ["water", "salt"],
  origin: { format: "bibtex", number: 1, line: 1 },
};

describe("writeBibtex", () => {
  it("writes what BibTeX programs read", () => {
    expect(writeBibtex([trial])).toBe(
      [
        "@article{sol2012,",
        "  title = {Effects of \\textbraceleft{}x\\textbraceright{} on 50 \\% of H\\textsubscript{2}O: \\textit{in vivo}},",
        "  author = {Sol, Ana and van den Berg, Hans and {Sun \\& Moon Group}},",
        "  year = {2012},",
        "  month = mar,",
        "  day = {7},",
        "  journal = {Journal of Invented Results},",
        "  volume = {3},",
        "  number = {2},",
        "  pages = {101--109},",
        "  doi = {10.5555/12_3},",
        "  keywords = {water, salt}",
        "}",
        "",
      ].join("\n"),
    );
  });

  it("carries what BibTeX has no place for in one field", () => {
    const record: BibliographicRecord = {
      ...trial,
      headings: [
        { term: "Water", scheme: "MeSH", major: true, qualifiers: [{ term: "analysis {x}", major: false }] },
      ],
      registrations: ["NCT00000000"],
    };
    const text = writeBibtex([record]);
    expect(text).toContain('"registrations":["NCT00000000"]}}}');
    expect(read(text).map(withoutPlace)).toEqual([withoutPlace(record)]);
  });

  it("makes keys that differ and are not kept", () => {
    const { "citation-key": _key, ...csl } = trial.csl;
    const text = writeBibtex([
      { ...trial, csl },
      { ...trial, csl },
    ]);
    expect(text.match(/@article\{[^,]*/g)).toEqual([
      "@article{coppice:sol2012effects",
      "@article{coppice:sol2012effects-2",
    ]);
    expect(read(text).map(({ csl: item }) => item["citation-key"])).toEqual([undefined, undefined]);
  });

  it("does not carry anything for an ordinary record that was read from BibTeX", () => {
    const source = `@inbook{k1, title={T}, author={Sol, Ana}, booktitle={B}, year={2001}, publisher={P}, address={Q}, owner={x_{1}}, url={https://example.org/a_b}}`;
    const text = writeBibtex(read(source));
    expect(text).not.toContain("coppice");
    expect(text).toContain("@inbook{k1,");
    expect(text).toContain("  owner = {x_{1}}");
    expect(read(text).map(withoutPlace)).toEqual(read(source).map(withoutPlace));
  });

  it("gives back every record that can be written", () => {
    fc.assert(
      fc.property(fc.array(anyRecord, { maxLength: 3 }), (records) => {
        expect(read(writeBibtex(records)).map(withoutPlace)).toEqual(records.map(withoutPlace));
      }),
      { numRuns: 300 },
    );
  });
});
