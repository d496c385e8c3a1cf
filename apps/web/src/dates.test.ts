import { describe, expect, test } from "vitest";
import { dateInSentence, dateWords, readTypedDate, shortDate } from "./date-words.ts";
import { clampDate, dateAt, stepBack, stepForward } from "./stepping.ts";

describe("dates in words", () => {
  test("are written as a reader would say them", () => {
    expect(dateWords("2003-12-31")).toBe("31 December 2003");
    expect(dateInSentence("2003-12-31")).toBe("the last day of 2003");
    expect(dateInSentence("2012-03-27")).toBe("27 March 2012");
    expect(shortDate("2026-11-24")).toBe("24 Nov 2026");
  });

  test.each([
    ["2003", "2003-12-31"],
    ["2004-02", "2004-02-29"],
    ["2003-12-31", "2003-12-31"],
    ["December 2003", "2003-12-31"],
    [" 1 feb 2008 ", "2008-02-01"],
    ["31 December 2003", "2003-12-31"],
  ])("are read from %j", (typed, date) => {
    expect(readTypedDate(typed)).toBe(date);
  });

  test.each(["", "soon", "31 February 2003", "ma 2003", "2003-13"])(
    "are refused where %j is none",
    (typed) => {
      expect(readTypedDate(typed)).toBeUndefined();
    },
  );
});

describe("stepping", () => {
  const dates = ["1993-12-31", "1996-08-31", "1996-08-31", "2008-01-31"];

  test("goes from trial to trial, past trials of one day together, and stops at the ends", () => {
    expect(stepForward(dates, "1993-12-31", "2026-11-24")).toBe("1996-08-31");
    expect(stepForward(dates, "1996-08-31", "2026-11-24")).toBe("2008-01-31");
    expect(stepForward(dates, "2008-01-31", "2026-11-24")).toBe("2026-11-24");
    expect(stepBack(dates, "2008-01-31", "1985-01-01")).toBe("1996-08-31");
    expect(stepBack(dates, "1993-12-31", "1985-01-01")).toBe("1985-01-01");
  });

  test("finds the day under the pointer, never outside the axis", () => {
    expect(dateAt(0.5, "2000-01-01", "2000-01-03")).toBe("2000-01-02");
    expect(dateAt(-1, "2000-01-01", "2000-01-03")).toBe("2000-01-01");
    expect(dateAt(7, "2000-01-01", "2000-01-03")).toBe("2000-01-03");
    expect(clampDate("2030-01-01", "1985-01-01", "2026-11-24")).toBe("2026-11-24");
  });
});
