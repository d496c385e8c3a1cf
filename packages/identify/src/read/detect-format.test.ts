import { existsSync, readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { byteDecoder } from "../bytes/byte-decoder.ts";
import { detectFormat } from "./detect-format.ts";

const beginnings = {
  ris: [
    "TY  - JOUR\nTI  - A\nER  - \n",
    "\r\n\r\n1. \r\nTY  - JOUR\r\n",
    "AU  - Smith, J\nT1  - A title\nER  - \n",
    "TY - JOUR\nAU - B\n",
  ],
  nbib: ["PMID- 123\nOWN - NLM\nTI  - A title\n", "\n\nPMID-123\nTI  - x\n"],
  "pubmed-xml": [
    '<?xml version="1.0"?>\n<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD" "x.dtd">\n<PubmedArticleSet><PubmedArticle>',
    "<MedlineCitationSet><MedlineCitation>",
  ],
  "endnote-xml": ["<xml><records><record><database", '<?xml version="1.0" encoding="UTF-8"?><xml><records>'],
  "ictrp-xml": ["<Trials_downloaded_from_ICTRP><Trial>"],
  refer: ["%0 Journal Article\n%A Smith, Journal\n%T Title\n", "%T A title\n%0 Book\n"],
  refworks: ["RT Journal Article\nSR Electronic(1)\nID 2\nA1 Doe,J\nT1 x\n"],
  wos: [
    "FN Clarivate Analytics Web of Science\nVR 1.0\nPT J\nAU A\n",
    "PT J\nAU Doe, J\nTI x\nSO J\nER\n\nEF\n",
  ],
  ovid: ["<1>\nAuthor\n  Doe J.\nTitle\n  x\n", "<3. >\nVN  - Ovid Technologies\nDB  - BIOSIS\n"],
  bibtex: ["% a comment\n@article{key,\n title={x}}\n", "@STRING{a = {b}}\n@book(k, title = a)\n"],
  "csl-json": ['[{"type":"book"}]', '{ "id": 1, "type": "article-journal" }'],
  "clinicaltrials-json": ['{"studies":[{"protocolSection":{"identificationModule":{}}}]}'],
  csv: [
    "Title,Authors,Year\nA,B,2000\n",
    '"PMID";"Title"\n1;x\n',
    "title\tabstract\nx\ty\n",
    "Key\tItem Title\n",
  ],
} as const;

describe("detectFormat", () => {
  it.each(Object.entries(beginnings))("knows %s by its first lines", (format, texts) => {
    for (const text of texts) expect([text, detectFormat(text)]).toEqual([text, format]);
  });

  it("knows no format in prose, in rubbish and in nothing", () => {
    for (const text of [
      "",
      " \n\n",
      "Dear all, please find the file.\nBest, A\n",
      "\u0001\u0002\u0003",
      "<html><body>",
    ])
      expect(detectFormat(text)).toBeNull();
  });

  it("says something of any text", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect([null, ...Object.keys(beginnings)]).toContain(detectFormat(text));
      }),
    );
  });

  const data = new URL("../../../../../shared/data/import/", import.meta.url);
  const folders = {
    bibtex: "bibtex",
    csv: "csv",
    "endnote-xml": "endnote-xml",
    nbib: "nbib",
    "ovid-tagged": "ovid",
    "pubmed-xml": "pubmed-xml",
    "refer-enw": "refer",
    ris: "ris",
    "wos-tagged": "wos",
  };
  it.skipIf(!existsSync(data))(
    "knows every real file (skipped where the reference data are not there)",
    () => {
      for (const [folder, format] of Object.entries(folders)) {
        for (const name of readdirSync(new URL(`${folder}/`, data))) {
          const decoder = byteDecoder();
          const text = decoder.push(readFileSync(new URL(`${folder}/${name}`, data))) + decoder.end();
          expect([name, detectFormat(text)]).toEqual([name, format]);
        }
      }
    },
  );
});
