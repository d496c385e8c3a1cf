/** Lines of one sign again and again, in fields where expressions are tried: readers must come to an end and keep the text. */
import { strToU8 } from "fflate";
import { describe, expect, it } from "vitest";
import type { Anomaly } from "./anomaly.ts";
import { recordReader } from "./record-reader.ts";

const LENGTH = 1 << 16;
const signs = [
  " ",
  "\t",
  "-",
  ",",
  ";",
  "{",
  "<",
  "&",
  "[",
  "(",
  "\\",
  "'",
  "a ",
  "A. ",
  "&#",
  "1-",
  "http://",
  "10.1/",
];

const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

/** Files of two records, of which the first holds the line; an unbalanced brace may take the second of BibTeX along. */
const files = {
  ris: (line: string) =>
    `TY  - JOUR\nAU  - ${line}\nSP  - ${line}\nPY  - ${line}\nUR  - ${line}\nER  - \n\nTY  - JOUR\nTI  - Last\nER  - \n`,
  nbib: (line: string) =>
    `PMID- 1\nOWN - NLM\nFAU - ${line}\nDP  - ${line}\nMH  - ${line}\nAID - ${line}\n\nPMID- 2\nTI  - Last\n`,
  wos: (line: string) =>
    `FN Clarivate\nVR 1.0\nPT J\nAU ${line}\nC1 ${line}\nCR ${line}\nER\n\nPT J\nTI Last\nER\n\nEF\n`,
  refer: (line: string) => `%0 Journal Article\n%A ${line}\n%P ${line}\n%D ${line}\n\n%0 Book\n%T Last\n`,
  refworks: (line: string) =>
    `RT Journal Article\nSR 1\nA1 ${line}\nYR ${line}\nSP ${line}\n\nRT Book\nSR 2\nT1 Last\n`,
  ovid: (line: string) =>
    `<1>\nUI  - 1\nAU  - ${line}\nTI  - ${line}\nSO  - ${line}\nDP  - ${line}\n\n<2>\nUI  - 2\nTI  - Last\n`,
  bibtex: (line: string) => `@article{a, author = {x}}\n@book{b, title = {Last}}\n@comment{${line}}\n`,
  csv: (line: string) =>
    `title,authors,pages,doi\n"${line}","${line}","${line}","${line}"\nLast,"A, B",1,10.5555/a\n`,
  "pubmed-xml": (line: string) =>
    `<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID><Article><Journal><JournalIssue><PubDate><MedlineDate>${escaped(line)}</MedlineDate></PubDate></JournalIssue></Journal><ArticleTitle>One</ArticleTitle><Pagination><MedlinePgn>${escaped(line)}</MedlinePgn></Pagination><AuthorList><Author><CollectiveName>${escaped(line)}</CollectiveName></Author></AuthorList></Article></MedlineCitation></PubmedArticle><PubmedArticle><MedlineCitation><PMID>2</PMID><Article><ArticleTitle>Last</ArticleTitle></Article></MedlineCitation></PubmedArticle></PubmedArticleSet>`,
  "csl-json": (line: string) =>
    JSON.stringify([
      { type: "book", author: [{ family: line, given: line }], page: line, DOI: line, note: `PMID: ${line}` },
      { type: "book", title: "Last" },
    ]),
  "endnote-xml": (line: string) =>
    `<xml><records><record><contributors><authors><author>${escaped(line)}</author></authors></contributors><pages>${escaped(line)}</pages><dates><year>${escaped(line)}</year></dates></record><record><titles><title>Last</title></titles></record></records></xml>`,
};

describe("every reader", () => {
  for (const [format, file] of Object.entries(files))
    it(`of ${format} goes on after lines of ${LENGTH} times the same sign`, () => {
      for (const sign of signs) {
        const titles: (string | undefined)[] = [];
        const anomalies: Anomaly[] = [];
        const reader = recordReader(
          { record: ({ csl }) => titles.push(csl.title), anomaly: (anomaly) => anomalies.push(anomaly) },
          { format: format as keyof typeof files },
        );
        const bytes = strToU8(file(sign.repeat(LENGTH / sign.length)));
        for (let at = 0; at < bytes.length; at += 65_536) reader.push(bytes.subarray(at, at + 65_536));
        reader.end();
        expect([sign, titles.filter((title) => title === "Last")]).toEqual([sign, ["Last"]]);
      }
    }, 120_000);
});
