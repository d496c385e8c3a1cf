import { expect, it } from "vitest";
import { foundCurves } from "./found-curve.ts";
import { agreedOn, undone, voted } from "./votes.fixture.ts";

const rules = { stage: "title-abstract" } as const;

it("of one reviewer rises with each include or maybe in force, in the order of the votes", () => {
  const entries = [
    voted("ana", "1", "include"),
    voted("ana", "2", "exclude"),
    voted("ana", "3", "include"),
    undone("ana", "3"),
    voted("ana", "4", "maybe"),
    voted("ana", "2", "include"),
  ];
  expect(foundCurves(entries, rules)).toEqual([{ reviewer: "ana", found: [1, 2, 3] }]);
});

it("of several has all together first, with what is included in the end or still may be", () => {
  const entries = [
    voted("ana", "1", "include"),
    voted("ben", "1", "exclude"),
    voted("ana", "2", "include"),
    voted("ben", "2", "include"),
    voted("ben", "3", "include"),
    voted("model", "9", "include", { machine: true }),
    agreedOn("1", "exclude"),
  ];
  expect(foundCurves(entries, rules)).toEqual([
    { found: [0, 1, 2] },
    { reviewer: "ana", found: [1, 2] },
    { reviewer: "ben", found: [0, 1, 2] },
  ]);
});

it("without a vote there is none", () => {
  expect(foundCurves([], rules)).toEqual([]);
});
