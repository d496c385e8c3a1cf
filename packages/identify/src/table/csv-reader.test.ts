import { existsSync, readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Anomaly } from "../read/anomaly.ts";
import type { BibliographicRecord } from "../record/bibliographic-record.ts";
import { anyRecord, withoutPlace } from "../record/record-arbitrary.ts";
import { csvReaderWith } from "./csv-reader.ts";
import type { TableGuess } from "./guess-columns.ts";
import type { TableOptions } from "./table-records.ts";
import { writeCsv } from "./write-csv.ts";

interface Result {
  readonly records: BibliographicRecord[];
  readonly anomalies: Anomaly[];
}

function read(pieces: string | readonly string[], options: TableOptions = {}): Result {
  const result: Result = { records: [], anomalies: [] };
  const reader = csvReaderWith(options)(
    { record: (record) => result.records.push(record), anomaly: (anomaly) => result.anomalies.push(anomaly) },
    {},
  );
  for (const piece of typeof pieces === "string" ? [pieces] : pieces) reader.push(piece);
  reader.end();
  return result;
}

const codes = ({ anomalies }: Result): string[] => anomalies.map(({ code }) => code);
const first = (text: string): BibliographicRecord => read(text).records[0]!;

function guessOf(text: string): TableGuess {
  let guess: TableGuess | undefined;
  read(text, { onColumns: (found) => (guess = found) });
  return guess!;
}

describe("csvReader", () => {
  it("reads quoted cells with separators, quotation marks and line breaks", () => {
    const result = read(
      'title,authors,year\r\n"A ""b"", c","Sol, Ana; Moon, Eva",2001\r\n"Two\nlines",,2002\r\n',
    );
    expect(result.anomalies).toEqual([]);
    expect(result.records).toEqual([
      {
        csl: {
          type: "document",
          title: 'A "b", c',
          author: [
            { family: "Sol", given: "Ana" },
            { family: "Moon", given: "Eva" },
          ],
          issued: { "date-parts": [[2001]] },
        },
        origin: { format: "csv", number: 1, line: 2 },
      },
      {
        csl: { type: "document", title: "Two lines", issued: { "date-parts": [[2002]] } },
        origin: { format: "csv", number: 2, line: 3 },
      },
    ]);
  });

  it("tells semicolons, tabs and bars from commas, also in texts full of commas", () => {
    for (const sign of [";", "\t", "|"]) {
      const row = ["A, b, c, and d", "Sol A", "2001", "J, K, L"].join(sign);
      const { records } = read(`${["title", "authors", "year", "journal"].join(sign)}\n${row}\n`);
      expect(records[0]!.csl).toMatchObject({ title: "A, b, c, and d", "container-title": "J, K, L" });
    }
    expect(first("sep=;\ntitle;year\nA;2001\n").csl.title).toBe("A");
  });

  it("reads lone carriage returns, and blank lines between rows", () => {
    const { records, anomalies } = read("title,year\rA,2001\r\rB,2002\r");
    expect(records.map(({ csl, origin }) => [csl.title, origin.line])).toEqual([
      ["A", 2],
      ["B", 4],
    ]);
    expect(anomalies).toEqual([]);
  });

  it("keeps every column that it does not use, with its header", () => {
    expect(first("Title,My label,included,year\nA, x ,1,2001\n").other).toEqual([
      { tag: "My label", value: " x " },
      { tag: "included", value: "1" },
    ]);
  });

  it("reports rows with too many or too few cells, and keeps them", () => {
    const result = read("title,year,doi\nA,2001,10.5555/a,more,\nB,2002\nC,2003,\n");
    expect(result.anomalies.map(({ code, line, record }) => [code, line, record])).toEqual([
      ["too-many-cells", 2, 1],
      ["too-few-cells", 3, 2],
    ]);
    expect(result.records.map(({ csl }) => csl.title)).toEqual(["A", "B", "C"]);
    expect(result.records[0]!.other).toEqual([{ tag: "column 4", value: "more" }]);
  });

  it("goes on at the next row after a quotation mark that nobody closed", () => {
    const result = read(
      'title,year,doi\n"A,2001,10.5555/a\n"B",2002,10.5555/b\nC,2003,10.5555/c\n"D,2004,x\n',
    );
    expect(result.records.map(({ csl }) => csl.title)).toEqual(["A,2001,10.5555/a", "B", "C", "D,2004,x"]);
    expect(codes(result).filter((code) => code === "unbalanced-quote").length).toBe(2);
    expect(result.anomalies[0]).toMatchObject({
      code: "unbalanced-quote",
      line: 2,
      column: 1,
      raw: '"A,2001,10.5555/a',
    });
  });

  it("takes a quotation mark inside a quoted cell for text, and says so", () => {
    const result = read('title,year,doi\n"On "so" and so",2001,10.5555/a\n');
    expect(result.records[0]!.csl.title).toBe('On "so" and so');
    expect(result.anomalies).toMatchObject([{ code: "stray-quote", line: 2, column: 5 }]);
  });

  it("passes over lines before the header and headers in the middle", () => {
    const result = read(
      '"About the data: exported on 1 May 2020"\nRank,Publication ID,DOI,Title,Source title,PubYear\n1,pub.1,10.5555/a,A,J,2001\nRank,Publication ID,DOI,Title,Source title,PubYear\n2,pub.2,,B,J,2002\n',
    );
    expect(codes(result)).toEqual(["text-before-header", "repeated-header"]);
    expect(
      result.records.map(({ csl, origin, accessions }) => [csl.title, origin.rank, origin.line, accessions]),
    ).toEqual([
      ["A", 1, 3, [{ database: "Dimensions", value: "pub.1" }]],
      ["B", 2, 5, [{ database: "Dimensions", value: "pub.2" }]],
    ]);
  });

  it("says what it took each column for and why, and can be corrected", () => {
    const text = "Key,Item Type,Publication Title,Abstract Note,Title,Wert\nK1,journalArticle,J,Abs,T,w\n";
    const guess = guessOf(text);
    expect(guess.product).toBe("Zotero");
    expect(guess.columns.map(({ header, field }) => [header, field])).toEqual([
      ["Key", undefined],
      ["Item Type", "type"],
      ["Publication Title", "journal"],
      ["Abstract Note", "abstract"],
      ["Title", "title"],
      ["Wert", undefined],
    ]);
    expect(guess.columns[5]!.reason).toBe("The header is not known; the column is kept as it is.");
    const corrected = read(text, { columns: { wert: "volume", "Abstract Note": null } }).records[0]!;
    expect(corrected.csl).toMatchObject({ volume: "w", "container-title": "J" });
    expect(corrected.csl.abstract).toBeUndefined();
  });

  it("guesses columns without headers that it knows from their cells", () => {
    const title = "A study of invented results in invented people";
    const { records, anomalies } = read(`${title},2001,10.5555/a\n${title} again,2002,10.5555/b\n`);
    expect(anomalies.map(({ code }) => code)).toEqual(["no-header"]);
    expect(records.map(({ csl }) => [csl.title, csl.DOI, csl.issued?.["date-parts"]])).toEqual([
      [title, "10.5555/a", [[2001]]],
      [`${title} again`, "10.5555/b", [[2002]]],
    ]);
  });

  it("reads the columns of Embase, with journal, volume and pages in one", () => {
    expect(
      first(
        'Title,Author Names,Source,Abstract,Emtree Medical Index Terms (Major Focus),Emtree Medical Index Terms,Clinical Trial Numbers,Open URL Link\n"T","Sol A., Moon E.B.",Journal of Invented Results (2014) 3:2 (152-160). Date of Publication: 25 Aug 2014,Abs,"cyst (diagnosis, surgery)","adult, human",ClinicalTrials.gov (NCT00000000),http://x.org/?sid=EMBASE&id=doi:10.5555%2Fa.b&atitle=T\n',
      ),
    ).toMatchObject({
      csl: {
        type: "article-journal",
        author: [
          { family: "Sol", given: "A." },
          { family: "Moon", given: "E.B." },
        ],
        "container-title": "Journal of Invented Results",
        volume: "3",
        issue: "2",
        page: "152-160",
        DOI: "10.5555/a.b",
        issued: { "date-parts": [[2014, 8, 25]] },
      },
      registrations: ["NCT00000000"],
      headings: [
        {
          term: "cyst",
          scheme: "Emtree",
          major: true,
          qualifiers: [
            { term: "diagnosis", major: false },
            { term: "surgery", major: false },
          ],
        },
        { term: "adult", scheme: "Emtree", major: false, qualifiers: [] },
        { term: "human", scheme: "Emtree", major: false, qualifiers: [] },
      ],
    });
  });

  it("reads the columns of PubMed, Scopus, Rayyan, Covidence, Publish or Perish, Python programs and ClinicalTrials.gov", () => {
    expect(
      first(
        'PMID,Title,Authors,Citation,First Author,Journal/Book,Publication Year,Create Date,PMCID,NIHMS ID,DOI\n1234567,T.,"Sol A, Moon EB.",J Inv Res. 2012 Mar 5;3(2):101-9. doi: 10.5555/a.,Sol A,J Inv Res,2012,2012/03/06,PMC123456,,10.5555/a\n',
      ).csl,
    ).toMatchObject({
      author: [
        { family: "Sol", given: "A" },
        { family: "Moon", given: "EB" },
      ],
      volume: "3",
      issue: "2",
      page: "101-109",
      PMID: "1234567",
      PMCID: "PMC123456",
      issued: { "date-parts": [[2012, 3, 5]] },
    });
    expect(
      first(
        'Authors,Author full names,Title,Year,Source title,Volume,Issue,Art. No.,Page start,Page end,DOI,Document Type,Source,EID\n"Sol A.; Moon E.","Sol, Ana (12345678900); Moon, Eva (12345678901)",T,2012,J,3,2,e12,101,109,10.5555/a,Conference paper,Scopus,2-s2.0-1\n',
      ),
    ).toMatchObject({
      csl: {
        type: "paper-conference",
        author: [
          { family: "Sol", given: "Ana" },
          { family: "Moon", given: "Eva" },
        ],
        page: "101-109",
        number: "e12",
      },
      accessions: [{ database: "Scopus", value: "2-s2.0-1" }],
      authorIds: [
        { author: 0, source: "Scopus", value: "12345678900" },
        { author: 1, source: "Scopus", value: "12345678901" },
      ],
      origin: { database: "Scopus" },
    });
    expect(
      first(
        'key,title,year,month,day,journal,authors,pubmed_id\nr-1,T,2012,3,5,J,"Sol, A. and Moon, E.",77\n',
      ).csl,
    ).toMatchObject({
      author: [
        { family: "Sol", given: "A." },
        { family: "Moon", given: "E." },
      ],
      issued: { "date-parts": [[2012, 3, 5]] },
      PMID: "77",
    });
    expect(
      first(
        'Title,Authors,Published Year,Published Month,Journal,Covidence #,Ref\nT,"Sol, A.; Moon, E.",2012,Mar,J,#12,5\n',
      ),
    ).toMatchObject({
      csl: { issued: { "date-parts": [[2012, 3]] } },
      accessions: [{ database: "Covidence", value: "#12" }],
      other: [{ tag: "Ref", value: "5" }],
    });
    expect(
      first(
        'Cites,Authors,Title,Year,Source,Publisher,ArticleURL,GSRank,Type\n3,"A Sol, EB Moon",T,2012,J,P,http://x.org/a,7,PDF\n',
      ),
    ).toMatchObject({
      csl: {
        author: [
          { family: "Sol", given: "A" },
          { family: "Moon", given: "EB" },
        ],
        "container-title": "J",
        URL: "http://x.org/a",
      },
      origin: { rank: 7 },
    });
    expect(
      first(
        `title,type_of_reference,authors,keywords,publication_year,number\nT,JOUR,"['Sol, Ana', ""O'Moon, Eva""]","['a, b', 'c']",2014//,3\n`,
      ),
    ).toMatchObject({
      csl: {
        type: "article-journal",
        author: [
          { family: "Sol", given: "Ana" },
          { family: "O'Moon", given: "Eva" },
        ],
        issue: "3",
        issued: { "date-parts": [[2014]] },
      },
      keywords: ["a, b", "c"],
    });
    expect(
      first(
        "NCT Number,Study Title,Study URL,Study Status,Conditions,Interventions,Start Date,First Posted\nNCT00000000,T,http://x.org,COMPLETED,Cough|Cold,DRUG: x,2001-01,2002-02-03\n",
      ),
    ).toMatchObject({
      csl: { type: "document", title: "T", URL: "http://x.org", issued: { "date-parts": [[2002, 2, 3]] } },
      registrations: ["NCT00000000"],
      keywords: ["Cough", "Cold"],
    });
  });

  it("keeps what contradicts or cannot be read, and says so", () => {
    const result = read("title,year,publication date,doi,pmid\nT,2011,2012-03-05,none such,x1\n");
    expect(result.records[0]!.csl.issued).toEqual({ "date-parts": [[2012, 3, 5]] });
    expect(codes(result).sort()).toEqual(["bad-doi", "year-differs"]);
    expect(result.records[0]!.other).toEqual([
      { tag: "doi", value: "none such" },
      { tag: "pmid", value: "x1" },
      { tag: "year", value: "2011" },
    ]);
  });

  it("gives the same whatever the pieces", () => {
    const text =
      'title,year,doi\r\n"A ""x""\r\nb",2001,10.5555/a\r\n\r\n"B  " ,2002,\r"C "y" z",2003,q\n"D,2004,x\n"E",2005,1\n';
    const whole = read(text);
    expect(whole.records.length).toBe(5);
    expect(read([...text])).toEqual(whole);
  });

  it("never throws, whatever the text, and leaves no word out", () => {
    const part = fc.constantFrom(
      '"',
      '""',
      ",",
      ";",
      "\t",
      "\n",
      "\r\n",
      "\r",
      "title",
      "year",
      "alpha",
      "beta gamma",
      "2001",
      "sep=;",
      " ",
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 40 }), (parts) => {
        const text = parts.join("");
        const result = read(text);
        expect(read(parts)).toEqual(result);
        const kept = JSON.stringify(result);
        const body = text.replace(/^[^\n\r]*/, "");
        for (const word of ["alpha", "beta gamma"])
          if (body.includes(word) && result.records.length > 1) expect(kept).toContain(word);
      }),
      { numRuns: 500 },
    );
  });

  it("takes time in proportion to damaged text", () => {
    for (const piece of ['"a,b,c\n', 'a,"b,c\n', '"', '" x', "a\n", ",", '"\n'])
      expect(read(`title,year,doi\n${piece.repeat(100_000)}`).records.length).toBeGreaterThanOrEqual(0);
  });
});

describe("writeCsv", () => {
  it("writes named columns", () => {
    const text = writeCsv([first('title,authors,year\nT,"Sol, Ana",2001\n')]);
    const [header, row] = text.split("\r\n");
    expect(header!.startsWith("type,title,authors,year,date,journal,")).toBe(true);
    expect(row!.startsWith('document,T,"Sol, Ana",2001,2001,,')).toBe(true);
  });

  it("leaves formulas as they are unless it is told to guard them", () => {
    const record = first("title,year\n=1+1,2001\n");
    expect(writeCsv([record])).toContain(",=1+1,");
    expect(writeCsv([record], { spreadsheetSafe: true })).toContain(",'=1+1,");
  });

  it("gives back every record that can be written", () => {
    fc.assert(
      fc.property(
        fc.array(anyRecord, { maxLength: 3 }),
        fc.constantFrom(",", ";", "\t"),
        (records, separator) => {
          const { records: back } = read(writeCsv(records, { separator: separator as "," }));
          expect(back.map(withoutPlace)).toEqual(records.map(withoutPlace));
        },
      ),
      { numRuns: 300 },
    );
  });
});

const files = new URL("../../../../../shared/data/import/", import.meta.url);

describe("csvReader on files of programs", () => {
  it.skipIf(!existsSync(files))(
    "finds every record (skipped where the reference files are not at hand)",
    () => {
      const manifest = readFileSync(new URL("manifest.csv", files), "utf8");
      for (const name of readdirSync(new URL("csv", files))) {
        const row = manifest.split("\n").find((line) => line.startsWith(`csv/${name},`))!;
        const wanted = Number(/^[^,]*,(?:"[^"]*"|[^,]*),(\d+)/.exec(row)![1]);
        const { records } = read(readFileSync(new URL(`csv/${name}`, files), "utf8").replace(/^\ufeff/, ""));
        expect([name, records.length]).toEqual([name, wanted]);
        expect(records.every(({ csl }) => csl.title !== undefined)).toBe(true);
        expect(read(writeCsv(records)).records.map(withoutPlace)).toEqual(records.map(withoutPlace));
      }
    },
  );
});
