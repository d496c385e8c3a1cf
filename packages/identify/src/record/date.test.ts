import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CslDate } from "./csl-item.ts";
import { dateFrom } from "./date.ts";

const parts = (...all: number[][]) => ({ "date-parts": all });

describe("dateFrom", () => {
  it.each<[string, object]>([
    ["2012", parts([2012])],
    ["2012//", parts([2012])],
    ["2012///", parts([2012])],
    ["2012/05//", parts([2012, 5])],
    ["2012/05/12/", parts([2012, 5, 12])],
    ["2020/05//undefined", parts([2020, 5])],
    ["2012-05-12", parts([2012, 5, 12])],
    ["2012-05-12T00:00:00Z", parts([2012, 5, 12])],
    ["2012.5.1", parts([2012, 5, 1])],
    ["20120512", parts([2012, 5, 12])],
    ["2012 May 12", parts([2012, 5, 12])],
    ["2012 Mar", parts([2012, 3])],
    ["12 March 2012", parts([2012, 3, 12])],
    ["March 12, 2012", parts([2012, 3, 12])],
    ["March 12th, 2012", parts([2012, 3, 12])],
    ["DEC 2009", parts([2009, 12])],
    ["Sept 2009", parts([2009, 9])],
    ["13/05/2012", parts([2012, 5, 13])],
    ["05/13/2012", parts([2012, 5, 13])],
    ["2012 Mar-Apr", parts([2012, 3], [2012, 4])],
    ["2010 January/February", parts([2010, 1], [2010, 2])],
    ["2012///Mar-Apr", parts([2012, 3], [2012, 4])],
    ["2011 Dec-2012 Jan", parts([2011, 12], [2012, 1])],
    ["2000 Dec 31-2001 Jan 6", parts([2000, 12, 31], [2001, 1, 6])],
    ["15-18 May 2012", parts([2012, 5, 15], [2012, 5, 18])],
    ["1998 Nov 15-30", parts([1998, 11, 15], [1998, 11, 30])],
    ["2012-2013", parts([2012], [2013])],
    ["2012-13", parts([2012], [2013])],
    ["2012 Winter", { "date-parts": [[2012]], season: 4 }],
    ["SPR 2011", { "date-parts": [[2011]], season: 1 }],
    ["2012///Fall", { "date-parts": [[2012]], season: 3 }],
  ])("reads %s", (text, date) => {
    expect(dateFrom(text)).toEqual(date);
  });

  it("keeps the words where the parts do not say all of them", () => {
    expect(dateFrom("12/05/2012")).toEqual({ "date-parts": [[2012]], literal: "12/05/2012" });
    expect(dateFrom("2012 1st Quarter")).toEqual({ "date-parts": [[2012]], literal: "2012 1st Quarter" });
    expect(dateFrom("2012/03/12 06:30")).toEqual({
      "date-parts": [[2012, 3, 12]],
      literal: "2012/03/12 06:30",
    });
    expect(dateFrom("2012/02/31")).toEqual({ "date-parts": [[2012]], literal: "2012/02/31" });
  });

  it("takes the year from elsewhere", () => {
    expect(dateFrom("DEC 15", 2012)).toEqual(parts([2012, 12, 15]));
    expect(dateFrom("NOV-DEC", 2012)).toEqual(parts([2012, 11], [2012, 12]));
    expect(dateFrom("DEC 15")).toBeNull();
  });

  it("knows what is no date", () => {
    for (const text of ["", "undefined", "n.d.", "In press", "0000 Year", "faulty_year", "Articles"])
      expect(dateFrom(text)).toBeNull();
  });

  it("gives only days that months have, for any text", () => {
    const token = fc.oneof(
      fc.nat(2100).map(String),
      fc.constantFrom("-", "/", " ", "May", "Winter", ", "),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(token, { maxLength: 8 }), (tokens) => {
        const date: CslDate | null = dateFrom(tokens.join(""));
        for (const [year, month = 1, day = 1] of date?.["date-parts"] ?? [])
          expect(year >= 1000 && month >= 1 && month <= 12 && day >= 1 && day <= 31).toBe(true);
      }),
    );
  });
});
