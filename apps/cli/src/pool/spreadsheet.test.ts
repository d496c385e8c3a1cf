import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { numberCell } from "./number-cell.ts";
import { readSpreadsheet, type Separator } from "./spreadsheet.ts";

const texts = (sheet: ReturnType<typeof readSpreadsheet>) =>
  sheet.rows.map((row) => row.map((cell) => cell.text));

describe("readSpreadsheet", () => {
  test.each([
    ["commas", "a,b\n1,2\n", ","],
    ["semicolons", "a;b\n1,5;2\n", ";"],
    ["tabs", "a\tb\n1,5\t2\n", "\t"],
  ])("finds %s to be the separator", (_, text, separator) => {
    const sheet = readSpreadsheet(text, "x.csv");
    expect(sheet.separator).toBe(separator);
    expect(sheet.header.map((cell) => cell.text)).toEqual(["a", "b"]);
    expect(texts(sheet)).toEqual([[text.includes("1,5") ? "1,5" : "1", "2"]]);
  });

  test("passes over a byte order mark, blank lines, and ends of lines of every kind", () => {
    const sheet = readSpreadsheet("\ufeffa,b\r\n\r\n1,2\r3,4\n,\n5,6", "x.csv");
    expect(sheet.header[0]!.text).toBe("a");
    expect(texts(sheet)).toEqual([
      ["1", "2"],
      ["3", "4"],
      ["5", "6"],
    ]);
    expect(sheet.problems).toEqual([]);
  });

  test("keeps separators, quotes and line ends inside quoted cells, and counts lines past them", () => {
    const sheet = readSpreadsheet('study,n\n"Smith, ""the"" elder\nand son",4\nB,5\n', "x.csv");
    expect(texts(sheet)).toEqual([
      ['Smith, "the" elder\nand son', "4"],
      ["B", "5"],
    ]);
    expect(sheet.rows[1]![1]).toEqual({ text: "5", line: 4, column: 3 });
  });

  test("fills a short row with empty cells, and names the place of one cell too many", () => {
    const sheet = readSpreadsheet("a,b,c\n1\n1,2,3,4\n1,2,3,,\n", "x.csv");
    expect(texts(sheet)).toEqual([
      ["1", "", ""],
      ["1", "2", "3"],
    ]);
    expect(sheet.problems).toMatchObject([
      { code: "too-many-cells", severity: "error", where: { file: "x.csv", line: 3, column: 7 } },
    ]);
  });

  test("leaves out rows with broken quotes and says where they are", () => {
    const unclosed = readSpreadsheet('a,b\n1,2\n3,"4\n5,6\n', "x.csv");
    expect(texts(unclosed)).toEqual([["1", "2"]]);
    expect(unclosed.problems).toMatchObject([{ code: "quote-not-closed", where: { line: 3, column: 3 } }]);
    const after = readSpreadsheet('a,b\n"3"x,4\n5,6\n', "x.csv");
    expect(texts(after)).toEqual([["5", "6"]]);
    expect(after.problems).toMatchObject([{ code: "text-after-quote", where: { line: 2, column: 4 } }]);
  });

  test("reads back whatever was written by the rules of RFC 4180", () => {
    const cell = fc.string({ unit: "grapheme" }).map((text) => text.replace(/[\r\n\0\ufeff]/g, " ").trim());
    const row = fc
      .array(cell, { minLength: 2, maxLength: 2 })
      .filter((cells) => cells.some((text) => text !== ""));
    const separator = fc.constantFrom<Separator>(",", ";", "\t");
    fc.assert(
      fc.property(
        fc.array(row, { maxLength: 6 }),
        separator,
        fc.constantFrom("\n", "\r\n", "\r"),
        (rows, sign, end) => {
          const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
          const written = [["first", "second"], ...rows]
            .map((cells) => cells.map(quoted).join(sign))
            .join(end);
          const sheet = readSpreadsheet(written, "x.csv");
          expect(sheet.problems).toEqual([]);
          expect(texts(sheet)).toEqual(rows);
        },
      ),
    );
  });

  test("never throws, and gives every row as many cells as the header", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary" }),
        fc.array(fc.constantFrom('"', ",", ";", "\n", "\r", "a", "1")),
        (text, signs) => {
          for (const each of [text, signs.join("")]) {
            const sheet = readSpreadsheet(each, "x.csv");
            for (const row of sheet.rows) expect(row).toHaveLength(sheet.header.length);
          }
        },
      ),
    );
  });
});

describe("numberCell", () => {
  const value = (text: string, separator: Separator = ",") => {
    const read = numberCell(text, separator);
    return read.kind === "number" ? read.value : read.kind;
  };

  test("reads numbers in the ways spreadsheets write them", () => {
    expect(["12", " 1.5 ", "-.5", "−3", "1e-3", "+4"].map((text) => value(text))).toEqual([
      12, 1.5, -0.5, -3, 0.001, 4,
    ]);
    expect(["1,5", "-0,25", "1.5"].map((text) => value(text, ";"))).toEqual([1.5, -0.25, 1.5]);
  });

  test("takes the usual words for a missing value", () => {
    for (const text of ["", "NA", "n/a", ".", "-", "NaN", "not reported"])
      expect(value(text)).toBe("missing");
  });

  test("refuses what could be two numbers, with the remedy", () => {
    expect(numberCell("1,234", ",")).toMatchObject({
      kind: "bad",
      reason: expect.stringContaining("write thousands without it"),
    });
    expect(numberCell("1.234,5", ";")).toMatchObject({ kind: "bad" });
    expect(numberCell("45%", ",")).toMatchObject({
      kind: "bad",
      reason: expect.stringContaining("percentage"),
    });
    expect(numberCell("<0.01", ",")).toMatchObject({ kind: "bad", reason: expect.stringContaining("bound") });
    expect(numberCell("1e999", ",")).toMatchObject({ kind: "bad" });
  });
});
