import { strToU8 } from "fflate";
import { describe, expect, it } from "vitest";
import type { BibliographicRecord } from "../record/bibliographic-record.ts";
import type { Anomaly } from "./anomaly.ts";
import { recordReader } from "./record-reader.ts";

const parts = {
  ris: "TY  - JOUR\nTI  - One\nER  - \n",
  nbib: "PMID- 12\nOWN - NLM\nTI  - Two\nFAU - Doe, Jane\n",
  bibtex: "@article{three,\n  title = {Three}\n}\n",
  xml: '<?xml version="1.0"?>\n<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID><Article><ArticleTitle>Four</ArticleTitle></Article></MedlineCitation></PubmedArticle></PubmedArticleSet>\n',
};

function read(text: string, step: number) {
  const records: BibliographicRecord[] = [];
  const anomalies: Anomaly[] = [];
  const reader = recordReader({ record: (r) => records.push(r), anomaly: (a) => anomalies.push(a) });
  const bytes = strToU8(text);
  for (let at = 0; at < bytes.length; at += step) reader.push(bytes.subarray(at, at + step));
  reader.end();
  return { records, anomalies };
}

describe("a file that was joined from exports of several formats", () => {
  it("is read part by part, with places in terms of the whole, however it is cut", () => {
    const text = [parts.ris, parts.nbib, parts.bibtex, parts.xml].join("\n");
    for (const step of [1, 7, 1000]) {
      const { records, anomalies } = read(text, step);
      expect(records.map(({ csl }) => csl.title)).toEqual(["One", "Two", "Three", "Four"]);
      expect(records.map(({ origin }) => [origin.format, origin.number, origin.line])).toEqual([
        ["ris", 1, 1],
        ["nbib", 2, 5],
        ["bibtex", 3, 10],
        ["pubmed-xml", 4, 15],
      ]);
      expect(anomalies.map(({ code, line }) => [code, line])).toEqual([
        ["mixed-formats", 5],
        ["mixed-formats", 10],
        ["mixed-formats", 14],
      ]);
    }
  });

  it("is not seen where a text only mentions another format's mark", () => {
    const text =
      "TY  - JOUR\nTI  - One\nAB  - The marks\nPMID- and @article{ are not records here.\nER  - \n";
    expect(read(text, 3)).toMatchObject({ records: [{ origin: { format: "ris" } }] });
    expect(read(text, 3).anomalies.map(({ code }) => code)).not.toContain("mixed-formats");
  });
});
