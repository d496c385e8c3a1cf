import { describe, expect, it } from "vitest";
import { comparePages, pageNumbers } from "./page-numbers.ts";

const compare = (a: string, b: string) => comparePages(pageNumbers(a)!, pageNumbers(b)!);

describe("pageNumbers", () => {
  it("reads shortened, lettered and decorated pages", () => {
    expect(pageNumbers("123-9")).toEqual({ kind: "pages", letters: "", first: 123, last: 129 });
    expect(pageNumbers("S34")).toEqual({ kind: "pages", letters: "s", first: 34, last: 34 });
    expect(pageNumbers("509a-510a")).toEqual({ kind: "pages", letters: "/a", first: 509, last: 510 });
    expect(pageNumbers("106-11; discussion 111")).toMatchObject({ first: 106, last: 111 });
    expect(pageNumbers("pp. 083")).toMatchObject({ first: 83 });
    expect(pageNumbers("123\u201012")).toMatchObject({ first: 123 });
  });

  it("takes article numbers for locators", () => {
    for (const text of ["e12724", "c1804", "a1754", "24770", "CD001234"])
      expect(pageNumbers(text)?.kind).toBe("locator");
    expect(pageNumbers("A1754")?.kind).toBe("pages");
  });

  it("knows the dates that a spreadsheet makes of pages", () => {
    expect(pageNumbers("01-Oct")).toMatchObject({ kind: "date", first: 1, last: 10 });
    expect(pageNumbers("Nov-19")).toMatchObject({ kind: "date", first: 19, last: 11 });
  });

  it("finds no pages where there are none", () => {
    for (const text of ["(no pagination)", "No Pagination Specified", "", "n/a", "in press"])
      expect(pageNumbers(text)).toBeUndefined();
  });
});

describe("comparePages", () => {
  it("tells whole ranges, starts, overlaps and differences apart", () => {
    expect(compare("123-9", "123-129")).toBe("whole");
    expect(compare("212-213", "212-3")).toBe("range");
    expect(compare("123", "123-129")).toBe("start");
    expect(compare("e23", "23")).toBe("start");
    expect(compare("2297-2108", "2097-2108")).toBe("overlap");
    expect(compare("284-286", "287-288")).toBe("different");
    expect(compare("S31", "A31")).toBe("different");
  });

  it("holds numbers of different kinds against nothing", () => {
    expect(compare("e12724", "1-6")).toBe("unclear");
    expect(compare("1-9", "515-523")).toBe("unclear");
    expect(compare("08-Aug", "1188-1192")).toBe("unclear");
  });

  it("takes a date for the pages that it can have been", () => {
    expect(compare("01-Oct", "1-10")).toBe("start");
    expect(compare("11-Sep", "Nov-19")).toBe("start");
  });

  it("does not depend on the order", () => {
    const texts = ["1-9", "123-9", "S34", "e10", "08-Aug", "129", "34", "2297-2108"];
    for (const a of texts) for (const b of texts) expect(compare(a, b)).toBe(compare(b, a));
  });
});
