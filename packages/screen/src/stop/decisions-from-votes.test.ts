import { expect, it } from "vitest";
import type { VoteEntry } from "../people/vote.ts";
import { decisionsFromVotes } from "./decisions-from-votes.ts";

const at = "2026-11-24T10:00:00Z";
const stage = "title-abstract";
const vote = (record: string, reviewer: string, decision: "include" | "exclude"): VoteEntry => ({
  kind: "vote",
  record,
  stage,
  at,
  reviewer,
  decision,
});

it("a record counts from its second vote on, where two are needed, and as the consensus says where they differ", () => {
  const entries: readonly VoteEntry[] = [
    vote("1", "ana", "exclude"),
    vote("2", "ana", "include"),
    vote("2", "ben", "include"),
    vote("3", "ana", "include"),
    vote("3", "ben", "exclude"),
    vote("1", "ben", "exclude"),
    { kind: "consensus", record: "3", stage, at, decision: "include", by: ["ana", "ben"] },
    vote("4", "ana", "exclude"),
    { ...vote("5", "ana", "exclude"), stage: "full-text" },
  ];
  expect(decisionsFromVotes(entries, { stage, needed: 2 })).toEqual({
    decisions: [
      { id: "2", relevant: true },
      { id: "1", relevant: false },
      { id: "3", relevant: true },
    ],
    undecided: ["4"],
  });
});

it("a decision that is changed keeps its place, and one that is withdrawn is none", () => {
  const entries: readonly VoteEntry[] = [
    vote("1", "ana", "exclude"),
    vote("2", "ana", "exclude"),
    vote("3", "ana", "include"),
    vote("1", "ana", "include"),
    { kind: "withdrawal", record: "2", stage, at, reviewer: "ana" },
  ];
  expect(decisionsFromVotes(entries, { stage, needed: 1 })).toEqual({
    decisions: [
      { id: "1", relevant: true },
      { id: "3", relevant: true },
    ],
    undecided: [],
  });
});
