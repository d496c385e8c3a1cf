import { describe, expect, it } from "vitest";
import { type Cited, cited } from "./cited.fixture.ts";
import { deduplicate } from "./deduplicate.ts";
import { explainLink, explainRefusal, explainRelation, splitters } from "./explain.ts";

const paper: Cited = {
  title: "Lavender oil for restless legs in adults",
  authors: "Quillfeather, Anna",
  year: 2014,
  journal: "Journal of Imaginary Neurology",
  volume: "61",
  pages: "123-129",
};

function compare(a: Cited, b: Cited) {
  const [x, y] = [cited(a), cited(b)];
  const result = deduplicate([
    { id: "a", record: x },
    { id: "b", record: y },
  ]);
  if (!result.ok) throw new Error("the ids are different");
  return { ...result, x, y };
}

describe("explainLink", () => {
  it("names what agrees, with the values that are written differently, and what would split", () => {
    const { clusters, x, y } = compare(
      { ...paper, title: "[Lavender for legs that do not rest]" },
      { ...paper, journal: "J Imag Neurol", pages: "123-9" },
    );
    const [link] = clusters[0]!.links;
    expect(explainLink(link!, x, y)).toBe(
      "The titles differ as a title and its translation do (“[Lavender for legs that do not rest]”, “Lavender oil for restless legs in adults”); " +
        "the author is the same; the year is the same; the journal is the same (“Journal of Imaginary Neurology”, “J Imag Neurol”); " +
        "the volume is the same; first and last page are the same (“123-129”, “123-9”). " +
        "They would be split by other authors or a year far off or another journal or another volume or another first page.",
    );
    expect(splitters(link!)).toEqual(["authors", "year", "journal", "volume", "pages"]);
  });

  it("says who linked what the machine did not", () => {
    const link = { a: "a", b: "b", score: 0, fields: [] } as const;
    expect(explainLink({ ...link, by: "person" })).toBe("A person decided that they are the same.");
    expect(explainLink({ ...link, by: "library" })).toBe("They were in one cluster of the library before.");
    expect(explainLink({ ...link, by: "copy" })).toBe("The records are the same in every field.");
  });
});

describe("explainRefusal", () => {
  it("says what keeps two records apart, what agrees and what does not", () => {
    const { review, x, y } = compare(paper, { ...paper, pages: "210-215" });
    expect(explainRefusal(review[0]!, x, y)).toBe(
      "The pages differ. The titles are the same; the author is the same; the year is the same; the journal is the same; " +
        "the volume is the same; but the pages differ (“123-129”, “210-215”).",
    );
  });
});

describe("explainRelation", () => {
  it("says how two publications belong together", () => {
    const { relations } = compare(paper, {
      ...paper,
      title: `Erratum: ${paper.title}`,
      volume: "62",
      pages: "9",
    });
    expect(relations.map(explainRelation)).toEqual(["One is an erratum."]);
  });
});
