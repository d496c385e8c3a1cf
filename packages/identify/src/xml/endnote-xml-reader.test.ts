import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Anomaly } from "../read/anomaly.ts";
import type { BibliographicRecord } from "../record/bibliographic-record.ts";
import { endnoteXmlReader } from "./endnote-xml-reader.ts";

function read(text: string, size = text.length || 1) {
  const records: BibliographicRecord[] = [];
  const anomalies: Anomaly[] = [];
  const reader = endnoteXmlReader({ record: (r) => records.push(r), anomaly: (a) => anomalies.push(a) }, {});
  for (let i = 0; i < text.length; i += size) reader.push(text.slice(i, i + size));
  reader.end();
  return { records, anomalies };
}

const styled = (text: string) => `<style face="normal" font="default" size="100%">${text}</style>`;
const file = (...records: readonly string[]) =>
  `<?xml version="1.0" encoding="UTF-8" ?><xml><records>${records.join("")}</records></xml>`;
const record = (type: string, inner: string) =>
  `<record><ref-type name="${type}">0</ref-type>${inner}</record>`;
const one = (type: string, inner: string) => read(file(record(type, inner))).records[0]!;

const ARTICLE = `<record><database name="Walks.enl" path="C:\\Walks.enl">Walks.enl</database><source-app name="EndNote" version="20.0">EndNote</source-app><rec-number>7</rec-number><foreign-keys><key app="EN" db-id="abc">7</key></foreign-keys><ref-type name="Journal Article">17</ref-type><contributors><authors><author>${styled("van Testen, A. B., Jr")}</author><author>${styled("WALKS Study Group,")}</author></authors><translated-authors><author>${styled("Gehmann, T.")}</author></translated-authors></contributors><auth-address>${styled("Dept A, Nowhere.&#xD;Dept B, Elsewhere.")}</auth-address><titles><title>${styled("Walking in ")}<style face="italic" font="default" size="100%">Homo ambulans</style>${styled(" and H")}<style face="subscript" font="default" size="100%">2</style>${styled("O &amp; ")}<style face="normal" font="Symbol" size="100%">b</style>${styled("-waves")}</title><secondary-title>${styled("Journal of Invented Walking")}</secondary-title><alt-title>${styled("J Inv Walk")}</alt-title><short-title>${styled("Walking")}</short-title><translated-title>${styled("Gehen")}</translated-title></titles><periodical><full-title>${styled("Journal of Invented Walking")}</full-title><abbr-1>${styled("J. Invent. Walk.")}</abbr-1></periodical><pages>${styled("123\u20139")}</pages><volume>${styled("17")}</volume><number>${styled("8")}</number><edition>${styled("2018/08/30")}</edition><section>${styled("123")}</section><keywords><keyword>${styled("Walking")}</keyword><keyword>${styled("Sleep/*physiology")}</keyword></keywords><dates><year>${styled("2018")}</year><pub-dates><date>${styled("Nov 5")}</date></pub-dates></dates><orig-pub>${styled("First in 1901")}</orig-pub><isbn>${styled("1234-5679")}</isbn><accession-num>${styled("99000001")}</accession-num><call-num>${styled("QA 1")}</call-num><label>${styled("my label")}</label><caption>${styled("a caption")}</caption><abstract>${styled("First line&#xD;second line")}</abstract><notes>${styled("Seen twice")}</notes><research-notes>${styled("To read")}</research-notes><work-type>${styled("Clinical Trial")}</work-type><reviewed-item>${styled("Some item")}</reviewed-item><urls><related-urls><url>${styled("&lt;Go to ISI&gt;://WOS:0001")}</url><url>${styled("https://example.org/walk")}</url></related-urls><pdf-urls><url>internal-pdf://123/walk.pdf</url></pdf-urls></urls><custom1>${styled("a legal note")}</custom1><custom2>${styled("PMC9900001")}</custom2><custom6>${styled("NIHMS1")}</custom6><electronic-resource-num>${styled("https://doi.org/10.1000/walk.2018.1")}</electronic-resource-num><remote-database-name>${styled("Medline")}</remote-database-name><remote-database-provider>${styled("NLM")}</remote-database-provider><language>${styled("eng")}</language><access-date>${styled("2020/01/02")}</access-date><modified-date>${styled("yesterday")}</modified-date></record>`;

describe("endnoteXmlReader", () => {
  it("reads all fields of an article that EndNote wrote", () => {
    const { records, anomalies } = read(file(ARTICLE));
    expect(anomalies).toEqual([]);
    const { csl, ...rest } = records[0]!;
    expect(csl).toMatchObject({
      type: "article-journal",
      author: [{ family: "van Testen", given: "A. B.", suffix: "Jr" }, { literal: "WALKS Study Group" }],
      title: "Walking in <i>Homo ambulans</i> and H<sub>2</sub>O & β-waves",
      "title-short": "Walking",
      "translated-title": "Gehen",
      "container-title": "Journal of Invented Walking",
      "container-title-short": "J Inv Walk",
      page: "123-129",
      volume: "17",
      issue: "8",
      issued: { "date-parts": [[2018, 11, 5]] },
      "available-date": { "date-parts": [[2018, 8, 30]] },
      accessed: { "date-parts": [[2020, 1, 2]] },
      ISSN: "1234-5679",
      DOI: "10.1000/walk.2018.1",
      PMID: "99000001",
      PMCID: "PMC9900001",
      URL: "https://example.org/walk",
      abstract: "First line\nsecond line",
      language: "eng",
      "call-number": "QA 1",
    });
    expect(rest).toMatchObject({
      keywords: ["Walking", "Sleep/*physiology"],
      affiliations: [{ text: "Dept A, Nowhere." }, { text: "Dept B, Elsewhere." }],
      publicationTypes: [{ term: "Clinical Trial" }],
      attachments: ["internal-pdf://123/walk.pdf"],
      links: ["<Go to ISI>://WOS:0001"],
      notes: ["Seen twice", "To read"],
      origin: { format: "endnote-xml", number: 1, line: 1, database: "Medline" },
    });
    for (const [tag, value] of [
      ["rec-number", "7"],
      ["label", "my label"],
      ["caption", "a caption"],
      ["custom1", "a legal note"],
      ["custom6", "NIHMS1"],
      ["orig-pub", "First in 1901"],
      ["modified-date", "yesterday"],
      ["database@path", "C:\\Walks.enl"],
    ])
      expect(rest.other).toContainEqual({ tag, value });
  });

  it("loses no text of an article", () => {
    const held = JSON.stringify(read(file(ARTICLE)).records).replace(/<\/?(?:i|b|sup|sub)>/g, "");
    const texts = ARTICLE.replace(/<[^>]*>/g, "|")
      .split("|")
      .map((part) => part.trim());
    const read_ = new Set([
      "17",
      "2018",
      "Nov 5",
      "2018/08/30",
      "2020/01/02",
      "123\u20139",
      "O &amp;",
      "b",
      "Homo ambulans",
    ]);
    for (const text of texts)
      for (const line of text.replace("&lt;", "<").replace("&gt;", ">").split("&#xD;"))
        if (!read_.has(line))
          for (const part of line.split(", "))
            expect(held).toContain(
              part.replace(/,$/, "").replace("https://doi.org/", "").replaceAll("\\", "\\\\"),
            );
  });

  it("reads Zotero's and Mendeley's files without styles, and laid out ones", () => {
    const { csl } = one(
      "Journal Article",
      `\n  <contributors>\n   <authors>\n    <author>Doe, Jane</author>\n   </authors>\n  </contributors>\n  <titles>\n   <title>
      <style face="normal">A long title that
        the program broke</style>
      <style face="italic"> in lines</style>
     </title><secondary-title>J</secondary-title></titles><number>3</number><issue>3</issue>`,
    );
    expect(csl.author).toEqual([{ family: "Doe", given: "Jane" }]);
    expect(csl.title).toBe("A long title that the program broke<i> in lines</i>");
    expect(csl.issue).toBe("3");
  });

  it.each([
    [
      "Book",
      "<contributors><secondary-authors><author>Ed, A</author></secondary-authors></contributors><titles><secondary-title>Ser</secondary-title></titles><pages>200</pages>",
      { type: "book", "collection-editor": [{ family: "Ed", given: "A" }], "collection-title": "Ser" },
    ],
    [
      "Book Section",
      "<contributors><secondary-authors><author>Ed, A</author></secondary-authors></contributors><titles><secondary-title>Whole</secondary-title></titles><pages>1-5</pages>",
      { type: "chapter", editor: [{ family: "Ed", given: "A" }], "container-title": "Whole", page: "1-5" },
    ],
    [
      "Edited Book",
      "<contributors><authors><author>Ed, A</author></authors></contributors>",
      { type: "book", editor: [{ family: "Ed", given: "A" }] },
    ],
    [
      "Thesis",
      "<publisher>U</publisher><work-type>PhD</work-type>",
      { type: "thesis", publisher: "U", genre: "PhD" },
    ],
    [
      "Report",
      "<pages>32</pages><publisher>Inst</publisher>",
      { type: "report", page: "32", publisher: "Inst" },
    ],
    [
      "Conference Paper",
      "<titles><secondary-title>Conf</secondary-title></titles><pub-location>Town</pub-location>",
      { type: "paper-conference", "event-title": "Conf", "event-place": "Town" },
    ],
    ["Patent", "<isbn>WO1</isbn>", { type: "patent", number: "WO1" }],
    [
      "Web Page",
      "<titles><secondary-title>Site</secondary-title></titles>",
      { type: "webpage", "container-title": "Site" },
    ],
    ["Computer Program", "<edition>2.1</edition>", { type: "software", version: "2.1" }],
    ["Dataset", "", { type: "dataset" }],
    [
      "Newspaper Article",
      "<titles><secondary-title>Daily</secondary-title></titles>",
      { type: "article-newspaper", "container-title": "Daily" },
    ],
  ])("reads the fields of a %s by its type", (type, inner, csl) => {
    expect(one(type, inner).csl).toMatchObject(csl);
  });

  it("goes by the number of the type where it has no name, and says where it knows neither", () => {
    expect(read(file("<record><ref-type>6</ref-type></record>")).records[0]!.csl.type).toBe("book");
    const { records, anomalies } = read(
      file(
        '<record><ref-type name="Odd Thing">99</ref-type></record>',
        "<record><titles><title>T</title></titles></record>",
      ),
    );
    expect(records.map(({ csl }) => csl.type)).toEqual(["document", "document"]);
    expect(anomalies.map(({ code, record: number }) => [code, number])).toEqual([
      ["unknown-type", 1],
      ["no-type", 2],
    ]);
  });

  it("reads names and dates that stand in attributes alone", () => {
    const { csl } = one(
      "Journal Article",
      '<contributors><authors><author last-name="Doe" first-name="Jane" suffix="Jr"/><author corp-name="A Group"/></authors></contributors><dates><year>2001</year><pub-dates><date year="2001" month="3" day="5"/></pub-dates></dates>',
    );
    expect(csl.author).toEqual([{ family: "Doe", given: "Jane", suffix: "Jr" }, { literal: "A Group" }]);
    expect(csl.issued).toEqual({ "date-parts": [[2001, 3, 5]] });
  });

  it("finds numbers of PubMed and Embase in custom fields", () => {
    const { csl, accessions } = one(
      "Journal Article",
      "<custom3>PUBMED 12345678</custom3><custom4>EMBASE 620000001</custom4>",
    );
    expect(csl.PMID).toBe("12345678");
    expect(accessions).toEqual([{ database: "Embase", value: "620000001" }]);
  });

  it("reads the XML of EndNote before version 8", () => {
    const text = `<?xml version="1.0"?><XML><RECORDS><RECORD><REFERENCE_TYPE>17</REFERENCE_TYPE><REFNUM>3</REFNUM>
      <AUTHORS><AUTHOR>Doe, J.</AUTHOR></AUTHORS><YEAR>1999</YEAR><TITLE>Old walks</TITLE><SECONDARY_TITLE>J Old</SECONDARY_TITLE>
      <VOLUME>3</VOLUME><NUMBER>2</NUMBER><PAGES>11-19</PAGES><KEYWORDS><KEYWORD>walk</KEYWORD></KEYWORDS><URL>http://example.org</URL></RECORD></RECORDS></XML>`;
    const { records, anomalies } = read(text);
    expect(anomalies).toEqual([]);
    expect(records[0]).toMatchObject({
      csl: {
        type: "article-journal",
        author: [{ family: "Doe", given: "J." }],
        issued: { "date-parts": [[1999]] },
        title: "Old walks",
        "container-title": "J Old",
        issue: "2",
        page: "11-19",
        URL: "http://example.org",
      },
      keywords: ["walk"],
    });
  });

  it("reads one line of many records, and goes on after a broken one", () => {
    const text = file(ARTICLE, ARTICLE.replace("</titles>", "").replace("</record>", ""), ARTICLE);
    const { records, anomalies } = read(text);
    expect(records).toHaveLength(3);
    expect(records[2]!.csl.DOI).toBe("10.1000/walk.2018.1");
    expect(anomalies.every(({ record: number }) => number === 2)).toBe(true);
  });

  it("is read the same in whatever pieces it comes, whatever is broken in it", () => {
    const base = file(ARTICLE, ARTICLE);
    const mutated = fc
      .tuple(
        fc.nat(base.length),
        fc.nat(20),
        fc.oneof(fc.string({ maxLength: 4 }), fc.constantFrom("<", ">", "</", "&", "<record>")),
      )
      .map(([at, cut, insert]) => base.slice(0, at) + insert + base.slice(at + cut));
    fc.assert(
      fc.property(mutated, fc.integer({ min: 1, max: 300 }), (text, size) => {
        expect(read(text, size)).toEqual(read(text));
      }),
      { numRuns: 100 },
    );
  });
});

const data = new URL("../../../../../shared/data/", import.meta.url);
describe.skipIf(!existsSync(data))("files that programs wrote (they are not part of the repository)", () => {
  const files = [
    ["import/endnote-xml/asysd_zotero_export.xml", 1233],
    ["import/endnote-xml/jabref_EndnoteXmlImporterTestArticle.xml", 1],
    ["import/endnote-xml/jabref_EndnoteXmlImporterTestLabelAndMultiTitle.xml", 3],
    ["import/endnote-xml/sra_respiratory.endnote.xml", 1988],
    ["dedup/copper.endnote.xml.gz", 505],
  ] as const;
  it.each(files)("%s holds %i records", (name, count) => {
    const bytes = readFileSync(new URL(name, data));
    const text = (name.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
    const { records, anomalies } = read(text, 30_000);
    expect(records).toHaveLength(count);
    expect(anomalies).toEqual([]);
    expect(records.filter(({ csl }) => csl.title === undefined)).toEqual([]);
  });
});
