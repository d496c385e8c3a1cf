import { describe, it } from "vitest";
import { bare, check, paper } from "./hard-case.fixture.ts";
import { mergedCases } from "./hard-cases-merged.fixture.ts";

describe("hard cases that are one publication", () => {
  for (const [says, a, b, want] of mergedCases) it(says, () => check(a, b, want));

  it("merges a preprint and its article where that is asked for", () => {
    const preprint = { ...bare, doi: "10.1101/2013.05.01.123456", abstract: paper.abstract! };
    check({ ...paper, journal: "Journal of Imaginary Neurology" }, preprint, "merge", { preprints: "merge" });
  });

  it("merges versions of a Cochrane review where that is asked for", () => {
    const review = { ...bare, journal: "Cochrane Database of Systematic Reviews" };
    const options = { cochraneVersions: "merge" } as const;
    check(
      { ...review, doi: "10.1002/14651858.CD001234.pub2", abstract: paper.abstract! },
      { ...review, doi: "10.1002/14651858.CD001234.pub3", abstract: paper.abstract! },
      "merge",
      options,
    );
  });
});
