import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { firstDay, isPartialDate, lastDay } from "./partial-date.ts";

describe("a partial date", () => {
  it("is a year, a month or a day that the calendar has", () => {
    for (const date of ["2001", "2001-05", "2001-05-17", "2000-02-29", "2004-02-29"])
      expect(isPartialDate(date), date).toBe(true);
    for (const date of [
      "",
      "01",
      "2001-00",
      "2001-13",
      "2001-02-29",
      "1900-02-29",
      "2001-04-31",
      "2001-5-1",
      "2001-05-17T00:00",
      "May 2001",
    ])
      expect(isPartialDate(date), date).toBe(false);
  });

  it("means any day from its first to its last", () => {
    expect([firstDay("2003"), lastDay("2003")]).toEqual(["2003-01-01", "2003-12-31"]);
    expect([firstDay("2004-02"), lastDay("2004-02")]).toEqual(["2004-02-01", "2004-02-29"]);
    expect([firstDay("2003-07-09"), lastDay("2003-07-09")]).toEqual(["2003-07-09", "2003-07-09"]);
  });

  it("has a last day after which its month or year is over", () => {
    const day = fc.date({ min: new Date("1900-01-01"), max: new Date("2100-01-01"), noInvalidDate: true });
    const property = fc.property(day, fc.constantFrom(4, 7, 10), (date, length) => {
      const partial = date.toISOString().slice(0, length);
      const next = new Date(`${lastDay(partial)}T00:00:00Z`);
      expect(next.toISOString().slice(0, length)).toBe(partial);
      next.setUTCDate(next.getUTCDate() + 1);
      expect(next.toISOString().slice(0, length)).not.toBe(partial);
      expect(firstDay(partial) <= lastDay(partial)).toBe(true);
    });
    fc.assert(property);
  });
});
