import { describe, expect, it } from "vitest";
import { cited } from "./cited.fixture.ts";
import { type ComparisonTable, comparisonReader } from "./comparison-record.ts";
import { compareTitles } from "./title-agreement.ts";
import { marksApart, romanNumber } from "./title-marks.ts";

function tableOf(...titles: readonly string[]): ComparisonTable {
  const reader = comparisonReader();
  for (const title of titles) reader.add(cited({ title }));
  return reader.table(titles.map((_, place) => place));
}

function level(a: string, b: string): string {
  const { records, titleWords } = tableOf(a, b);
  const found = compareTitles(records[0]!, records[1]!, titleWords).level;
  expect(compareTitles(records[1]!, records[0]!, titleWords).level).toBe(found);
  return found;
}

describe("compareTitles", () => {
  it.each([
    ["Effects of Δ9-lindenol on legs", "Effects of DELTA9-lindenol on legs."],
    ["Lavender & moss: a trial", "LAVENDER AND MOSS - A TRIAL"],
    ["Haematology of ferns", "Hematology of ferns"],
    ["Drug-induced sleep in moss", "Druginduced sleep in moss"],
    ["Lavender (XXXIV). Comparison with fern", "Lavender (34). Comparison with fern"],
    [
      "Sleep in ferns. [Erratum appears in J Imag Neurol. 2009 Jun;3(2):24 Note: Moss, P [added]]",
      "Sleep in ferns",
    ],
    [
      "Vom Schlaf der Farne im Garten [The sleep of ferns in winter gardens]",
      "The sleep of ferns in winter gardens",
    ],
    ["Effects on Apoe<sup>-/-</sup> moss", "Effects on Apoe-/- moss"],
  ])("takes %s and %s for the same", (a, b) => expect(level(a, b)).toBe("same"));

  it.each([
    [
      "Comparative effects of lavender oil and moss on volunteers",
      "Comparaative effects of lavender oil and moss on volunters",
    ],
    ["Treatment of pleural effusion with moss", "Treatment of pleural effusions with moss"],
  ])("sees a spelling in %s and %s", (a, b) => expect(level(a, b)).toBe("spelling"));

  it("does not take opposites, numbers and other drugs for spellings", () => {
    expect(level("Lavender in hyperglycemia of newborns", "Lavender in hypoglycemia of newborns")).not.toBe(
      "spelling",
    );
    expect(level("Lavender in stage 2 moss disease", "Lavender in stage 3 moss disease")).not.toBe(
      "spelling",
    );
    expect(
      level("Lindenol inhibits prostate cells in moss", "Lindenol inhibits breast cells in moss"),
    ).not.toBe("spelling");
  });

  it("sees that a subtitle is missing", () =>
    expect(
      level("Lavender and the legs of nurses: a randomised trial", "Lavender and the legs of nurses"),
    ).toBe("part"));
});

describe("titleMarks", () => {
  const marks = (title: string) => tableOf(title).records[0]!.marks;
  const apart = (title: string) => marksApart(marks(title), 0);

  it.each([
    ["Erratum: Lavender and legs", "erratum"],
    ["Correction to: Lavender and legs", "erratum"],
    ["Lavender and legs (vol 61, pg 123, 2014)", "erratum"],
    ["Retraction notice to Lavender and legs", "retraction"],
    ["Expression of concern: Lavender and legs", "concern"],
    ["Lavender and legs - Reply", "reply"],
    ["Lavender and legs AUTHORS REPLY", "reply"],
    ["Reply to: Lavender and legs", "reply"],
    ["Commentary on: Lavender and legs", "comment"],
    ["Lavender and legs Editorial Comment", "comment"],
    ["Lavender and legs: study protocol", "protocol"],
  ])("sees in %s: %s", (title, mark) => expect(apart(title)).toContain(mark));

  it.each([
    "Correction of scoliosis with lavender",
    "Retraction of the upper lid in ferns",
    "Response to lavender in nurses at night",
    "Lavender and legs [Comment in J Imag Neurol. 2014;3:2]",
    "A protocol-driven ward for moss",
    "Discussion groups for nurses",
    "RETRACTED ARTICLE: Lavender and legs",
  ])("sees nothing in %s", (title) => expect(apart(title)).toEqual([]));
});

describe("romanNumber", () => {
  it("reads Roman numbers below ninety and nothing else", () => {
    expect(["i", "iv", "ix", "xxxiv", "l", "lxxxviii"].map(romanNumber)).toEqual([1, 4, 9, 34, 50, 88]);
    expect(["iiii", "vx", "mix", "", "vivid"].map(romanNumber)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});
