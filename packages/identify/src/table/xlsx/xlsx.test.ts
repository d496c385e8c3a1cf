import fc from "fast-check";
import { strToU8, unzipSync, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import type { Anomaly } from "../../read/anomaly.ts";
import type { BibliographicRecord } from "../../record/bibliographic-record.ts";
import { anyRecord, withoutPlace } from "../../record/record-arbitrary.ts";
import { columnName, columnOf, dateText, decodeCell, encodeCell, numberText } from "./cell-text.ts";
import { readXlsx } from "./read-xlsx.ts";
import { writeXlsx } from "./write-xlsx.ts";

interface Result {
  readonly records: BibliographicRecord[];
  readonly anomalies: Anomaly[];
}

function read(bytes: Uint8Array): Result {
  const result: Result = { records: [], anomalies: [] };
  readXlsx(bytes, {
    record: (record) => result.records.push(record),
    anomaly: (anomaly) => result.anomalies.push(anomaly),
  });
  return result;
}

/** A workbook as Excel sets it out, with these sheets. */
function workbook(
  sheets: Readonly<Record<string, string>>,
  more: Readonly<Record<string, string>> = {},
): Uint8Array {
  const names = Object.keys(sheets);
  const files: Record<string, string> = {
    "xl/workbook.xml": `<workbook xmlns:r="r"><workbookPr/><sheets>${names.map((name, index) => `<sheet name="${name}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`).join("")}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships>${names.map((_, index) => `<Relationship Id="rId${index + 1}" Type="t" Target="worksheets/sheet${index + 1}.xml"/>`).join("")}</Relationships>`,
    ...more,
  };
  names.forEach((name, index) => {
    files[`xl/worksheets/sheet${index + 1}.xml`] =
      `<worksheet><sheetData>${sheets[name]}</sheetData></worksheet>`;
  });
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));
}

describe("readXlsx", () => {
  it("reads shared and inline strings, runs, numbers, dates by their style, and rows with gaps", () => {
    const bytes = workbook(
      {
        Sheet1:
          '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="inlineStr"><is><t>Publication date</t></is></c><c r="E1" t="str"><v>Volume</v></c></row>' +
          '<row r="3"><c r="A3" t="s"><v>2</v></c><c r="B3"><v>2012</v></c><c r="C3" s="1"><v>40975</v></c><c r="E3"><v>12.300000000000001</v></c></row>' +
          '<row><c t="inlineStr"><is><t>Next</t></is></c><c><v>2013</v></c></row>',
      },
      {
        "xl/sharedStrings.xml":
          '<sst><si><t>Title</t></si><si><r><rPr><b/></rPr><t>Ye</t></r><r><t>ar</t></r></si><si><r><t xml:space="preserve">On </t></r><r><rPr><i/></rPr><t>E. coli</t></r><r><t xml:space="preserve"> &amp; H</t></r><r><rPr><vertAlign val="subscript"/></rPr><t>2</t></r><r><t>O_x000D_</t></r><rPh sb="0" eb="1"><t>xx</t></rPh></si></sst>',
        "xl/styles.xml":
          '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>',
      },
    );
    const { records, anomalies } = read(bytes);
    expect(anomalies).toEqual([]);
    expect(records.map(({ csl, origin }) => [csl, origin])).toEqual([
      [
        {
          type: "article-journal",
          title: "On <i>E. coli</i> & H<sub>2</sub>O",
          volume: "12.3",
          issued: { "date-parts": [[2012, 3, 7]] },
        },
        { format: "xlsx", number: 1, line: 3 },
      ],
      [
        { type: "document", title: "Next", issued: { "date-parts": [[2013]] } },
        { format: "xlsx", number: 2, line: 4 },
      ],
    ]);
  });

  it("takes the first sheet with a header that it knows, and names the others", () => {
    const cell = (text: string): string => `<c t="inlineStr"><is><t>${text}</t></is></c>`;
    const { records, anomalies } = read(
      workbook({
        Notes: `<row>${cell("Search of 1 May")}</row>`,
        Empty: "",
        Data: `<row>${cell("Title")}${cell("DOI")}</row><row>${cell("T")}${cell("10.5555/a")}</row>`,
        More: `<row>${cell("Title")}${cell("DOI")}</row><row>${cell("U")}</row><row>${cell("V")}</row>`,
      }),
    );
    expect(records.map(({ csl }) => [csl.title, csl.DOI])).toEqual([["T", "10.5555/a"]]);
    expect(anomalies.map(({ code, message, recordsNotRead }) => [code, message, recordsNotRead])).toEqual([
      [
        "other-sheet",
        'Sheet "Notes" with 1 rows was not read; save it as a file of its own to bring it in.',
        undefined,
      ],
      [
        "other-sheet",
        'Sheet "More" with 3 rows was not read; save it as a file of its own to bring it in.',
        2,
      ],
    ]);
  });

  it("says of bytes that are no workbook what to do", () => {
    for (const bytes of [
      new Uint8Array(),
      strToU8("title,year\nA,2001"),
      zipSync({ a: strToU8("b") }),
      workbook({ A: "" }).slice(0, 200),
    ])
      expect(read(bytes)).toEqual({
        records: [],
        anomalies: [
          {
            code: "bad-workbook",
            message: "The file is no workbook that can be read; save it again as .xlsx or .csv.",
            line: 1,
          },
        ],
      });
  });

  it("does not unpack a part that says it is too large", () => {
    const bomb = workbook({ A: "<row/>" });
    const view = new DataView(bomb.buffer, bomb.byteOffset, bomb.byteLength);
    // The size of every part in the directory at the end of the zip.
    for (let at = 0; at + 30 < bomb.length; at++)
      if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 0xffff_fff0, true);
    expect(read(bomb).anomalies.map(({ code }) => code)).toEqual([
      "part-too-large",
      "part-too-large",
      "part-too-large",
      "bad-workbook",
    ]);
  });

  it("does not follow references out of all bounds", () => {
    const cell = (reference: string, text: string): string =>
      `<c r="${reference}" t="inlineStr"><is><t>${text}</t></is></c>`;
    const { records } = read(
      workbook({
        A: `<row>${cell("A1", "Title")}${cell("B1", "Year")}</row><row>${cell("A2", "T")}${cell("XFC2", "far")}${cell("XFD2", "away")}</row>`,
      }),
    );
    expect(records[0]!.other).toEqual([{ tag: "column 1001", value: "far; away" }]);
  });

  it("never throws on damaged workbooks", () => {
    const sound = writeXlsx([
      { csl: { type: "book", title: "T" }, origin: { format: "csv", number: 1, line: 1 } },
    ]);
    fc.assert(
      fc.property(fc.nat(sound.length - 1), fc.nat(255), (at, byte) => {
        const damaged = sound.slice();
        damaged[at] = byte;
        const { records, anomalies } = read(damaged);
        expect(records.length + anomalies.length).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 200 },
    );
  });
});

describe("writeXlsx", () => {
  it("writes the parts that a workbook needs, the same bytes for the same records", () => {
    const records: BibliographicRecord[] = [
      { csl: { type: "book", title: "A & <b>" }, origin: { format: "csv", number: 1, line: 1 } },
    ];
    const bytes = writeXlsx(records);
    expect(Object.keys(unzipSync(bytes))).toEqual([
      "[Content_Types].xml",
      "_rels/.rels",
      "xl/workbook.xml",
      "xl/_rels/workbook.xml.rels",
      "xl/worksheets/sheet1.xml",
    ]);
    expect(writeXlsx(records)).toEqual(bytes);
    const sheet = new TextDecoder().decode(unzipSync(bytes)["xl/worksheets/sheet1.xml"]);
    expect(sheet).toContain(
      '<c r="B2" t="inlineStr"><is><t xml:space="preserve">A &amp; &lt;b&gt;</t></is></c>',
    );
  });

  it("gives back every record that can be written, also with texts longer than a cell", () => {
    const long: BibliographicRecord = {
      csl: { type: "book", title: "T", abstract: `${"a\ud83d\ude00".repeat(30_000)}` },
      origin: { format: "csv", number: 1, line: 1 },
    };
    expect(read(writeXlsx([long])).records.map(withoutPlace)).toEqual([withoutPlace(long)]);
    fc.assert(
      fc.property(fc.array(anyRecord, { maxLength: 3 }), (records) => {
        expect(read(writeXlsx(records)).records.map(withoutPlace)).toEqual(records.map(withoutPlace));
      }),
      { numRuns: 200 },
    );
  });
});

describe("cells", () => {
  it("are named by letters", () => {
    for (const [column, name] of [
      [0, "A"],
      [25, "Z"],
      [26, "AA"],
      [701, "ZZ"],
      [702, "AAA"],
    ] as const) {
      expect(columnName(column)).toBe(name);
      expect(columnOf(`${name}12`)).toBe(column);
    }
    expect(columnOf("12")).toBeUndefined();
    expect(columnOf("ABCDEF1")).toBeUndefined();
  });

  it("hold dates as days since the end of 1899 or since 1904", () => {
    expect(["1", "59", "61", "40975", "40975.5", "0.25"].map((days) => dateText(days, false))).toEqual([
      "1900-01-01",
      "1900-02-28",
      "1900-03-01",
      "2012-03-07",
      "2012-03-07 12:00:00",
      "06:00:00",
    ]);
    expect(dateText("0", true)).toBe("1904-01-01");
    expect(dateText("x", false)).toBe("x");
  });

  it("hold numbers of fifteen digits", () => {
    expect(["2012", "12.300000000000001", "1E-3", "1.5E+16", "007", "x"].map(numberText)).toEqual([
      "2012",
      "12.3",
      "0.001",
      "15000000000000000",
      "007",
      "x",
    ]);
  });

  it("hold any text", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.constantFrom("_x000D_", "a\u0000b", "_x005F_x000D_", "\r\n", "_x", "<&>")),
        (text) => {
          const xml = encodeCell(text);
          expect(
            decodeCell(xml.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&")),
          ).toBe(text);
        },
      ),
    );
  });
});
