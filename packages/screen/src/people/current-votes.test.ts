import { expect, it } from "vitest";
import { currentVotes } from "./current-votes.ts";
import type { Decision, VoteEntry } from "./vote.ts";

const at = "2026-03-01T09:00:00Z";
const stage = "title-abstract" as const;
const by = (reviewer: string, record: string, decision: Decision): VoteEntry => ({
  kind: "vote",
  reviewer,
  record,
  stage,
  decision,
  at,
});
const undo = (reviewer: string, record: string): VoteEntry => ({
  kind: "withdrawal",
  reviewer,
  record,
  stage,
  at,
});
const agreed = (record: string): VoteEntry => ({
  kind: "consensus",
  record,
  stage,
  decision: "include",
  by: ["cy"],
  at,
});
const inForce = (entries: readonly VoteEntry[], record: string): readonly string[] | undefined =>
  currentVotes(entries, stage)
    .get(record)
    ?.votes.map(({ reviewer, decision }) => `${reviewer} ${decision}`);

it("a later vote of the same reviewer on the same record supersedes the earlier, by the order of the lines", () => {
  const entries = [
    by("ana", "1", "include"),
    by("ben", "1", "exclude"),
    { ...by("ana", "1", "maybe"), at: "2020-01-01T00:00:00Z" },
  ];
  expect(inForce(entries, "1")).toEqual(["ana maybe", "ben exclude"]);
});

it("an undone vote is none until the next, and other stages are apart", () => {
  const entries = [by("ana", "1", "include"), undo("ana", "1")];
  expect(inForce(entries, "1")).toBeUndefined();
  expect(inForce([...entries, by("ana", "1", "exclude")], "1")).toEqual(["ana exclude"]);
  expect(inForce([by("ana", "1", "include"), { ...undo("ana", "1"), stage: "full-text" }], "1")).toEqual([
    "ana include",
  ]);
});

it("a consensus stands beside the votes, and says when they changed after it", () => {
  const entries = [by("ana", "1", "include"), by("ben", "1", "exclude"), agreed("1")];
  expect(currentVotes(entries, stage).get("1")).toMatchObject({ consensus: { by: ["cy"] }, votes: [{}, {}] });
  expect(currentVotes(entries, stage).get("1")!.changedSinceConsensus).toBeUndefined();
  const changed = [...entries, undo("ben", "1")];
  expect(currentVotes(changed, stage).get("1")!.changedSinceConsensus).toBe(true);
  expect(currentVotes([...changed, agreed("1")], stage).get("1")!.changedSinceConsensus).toBeUndefined();
});

it("a machine's vote is kept apart from people's and does not unsettle a consensus", () => {
  const machine: VoteEntry = { ...by("model", "1", "include"), machine: true } as VoteEntry;
  const current = currentVotes([by("ana", "1", "exclude"), agreed("1"), machine], stage).get("1")!;
  expect(current.votes.map(({ reviewer }) => reviewer)).toEqual(["ana"]);
  expect(current.machines.map(({ reviewer }) => reviewer)).toEqual(["model"]);
  expect(current.changedSinceConsensus).toBeUndefined();
});
