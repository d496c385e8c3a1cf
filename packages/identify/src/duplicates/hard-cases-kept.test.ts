import { describe, it } from "vitest";
import { bare, check, paper } from "./hard-case.fixture.ts";
import { keptCases } from "./hard-cases-kept.fixture.ts";

describe("hard cases that stay apart", () => {
  for (const [says, a, b, want] of keptCases) it(says, () => check(a, b, want));

  it("keeps a preprint and its article, and relates them", () => {
    check(
      paper,
      { ...bare, journal: "bioRxiv", doi: "10.1101/2013.05.01.123456", abstract: paper.abstract! },
      { flag: "preprint-and-article" },
    );
  });
});
