import { describe, expect, it } from "vitest";
import { pagesBetween, pagesFrom } from "./page-range.ts";

describe("pagesFrom", () => {
  it("writes ranges in full with a hyphen", () => {
    expect(pagesFrom("123-9")).toBe("123-129");
    expect(pagesFrom("123\u2013129")).toBe("123-129");
    expect(pagesFrom("123 - 129")).toBe("123-129");
    expect(pagesFrom("1342--1350")).toBe("1342-1350");
    expect(pagesFrom("S101-8")).toBe("S101-S108");
    expect(pagesFrom("S101-S108")).toBe("S101-S108");
    expect(pagesFrom("pp. 12-24")).toBe("12-24");
  });

  it("reads each range of a list", () => {
    expect(pagesFrom("106-11; discussion 111-2")).toBe("106-111; discussion 111-112");
    expect(pagesFrom("94-98,93")).toBe("94-98,93");
  });

  it("leaves what is no range", () => {
    expect(pagesFrom("e12724")).toBe("e12724");
    expect(pagesFrom("iii-xii")).toBe("iii-xii");
    expect(pagesFrom("S1080-6032(22)00139-9")).toBe("S1080-6032(22)00139-9");
    expect(pagesFrom("129-3")).toBe("129-3");
    expect(pagesFrom("105-")).toBe("105");
  });

  it("takes words for no pages as absent", () => {
    for (const text of ["No Pagination Specified", "(no pagination)", "[no page number]", "N/A", " "])
      expect(pagesFrom(text)).toBeUndefined();
  });

  it("is idempotent", () => {
    for (const text of ["123-9", "S101-8", "106-11; discussion 111-2", "94-98,93"])
      expect(pagesFrom(pagesFrom(text)!)).toBe(pagesFrom(text));
  });
});

describe("pagesBetween", () => {
  it("joins the first and the last page", () => {
    expect(pagesBetween("1434", "52")).toBe("1434-1452");
    expect(pagesBetween("67-76", undefined)).toBe("67-76");
    expect(pagesBetween("67-76", "76")).toBe("67-76");
    expect(pagesBetween("67", undefined)).toBe("67");
    expect(pagesBetween(undefined, "76")).toBe("76");
    expect(pagesBetween("No Pagination Specified", undefined)).toBeUndefined();
  });
});
