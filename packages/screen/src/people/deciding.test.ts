/** Votes to decisions: status, conflicts, blindness, reasons, progress. */
import { describe, expect, it } from "vitest";
import { blindVotes } from "./blind-votes.ts";
import { conflictsIn } from "./conflicts.ts";
import { currentVotes } from "./current-votes.ts";
import { exclusionReason } from "./exclusion-reason.ts";
import { machineObjections } from "./machine-objections.ts";
import { screenedState } from "./progress.ts";
import { recordStatus } from "./record-status.ts";
import { labelOf, labelSeenBy } from "./screening-labels.ts";
import type { ScreeningRules } from "./screening-rules.ts";
import { visibleVotes } from "./visible-votes.ts";
import type { VoteEntry } from "./vote.ts";
import { agreedOn, undone, voted } from "./votes.fixture.ts";

const titles: ScreeningRules = { stage: "title-abstract" };
const full: ScreeningRules = { stage: "full-text", reasons: ["population", "design"] };

const statusOf = (entries: readonly VoteEntry[], rules = titles) =>
  recordStatus("1", currentVotes(entries, rules.stage).get("1"), rules);

describe("where a record stands", () => {
  it("is unscreened, waits for the second vote, then is agreed or in conflict", () => {
    const ana = voted("ana", "1", "include");
    expect(statusOf([])).toEqual({ kind: "unscreened" });
    expect(statusOf([ana])).toEqual({ kind: "waiting", votes: 1, needed: 2 });
    expect(statusOf([ana, voted("ben", "1", "include")])).toEqual({ kind: "agreed", decision: "include" });
    expect(statusOf([ana, voted("ben", "1", "exclude")])).toEqual({ kind: "conflict", about: "decision" });
  });

  it("one vote is enough where one is needed, and a third that differs is a conflict all the same", () => {
    const one = { ...titles, needed: (record: string) => (record === "1" ? 1 : 2) };
    expect(statusOf([voted("ana", "1", "exclude")], one)).toMatchObject({
      kind: "agreed",
      decision: "exclude",
    });
    expect(statusOf([voted("ana", "1", "exclude"), voted("ben", "1", "include")], one)).toMatchObject({
      kind: "conflict",
    });
  });

  it("maybe goes on to the full text, where it has to be settled", () => {
    const maybe = [voted("ana", "1", "maybe"), voted("ben", "1", "include")];
    expect(statusOf(maybe)).toEqual({ kind: "agreed", decision: "include" });
    expect(statusOf([voted("ana", "1", "maybe"), voted("ben", "1", "exclude")])).toMatchObject({
      kind: "conflict",
    });
    expect(statusOf(maybe, { ...titles, maybe: "open" })).toEqual({ kind: "conflict", about: "maybe" });
    const atFull = maybe.map((entry) => ({ ...entry, stage: "full-text" as const }));
    expect(statusOf(atFull, full)).toEqual({ kind: "conflict", about: "maybe" });
  });

  it("a consensus settles it, and the votes stand unchanged beside it", () => {
    const entries = [
      voted("ana", "1", "include"),
      voted("ben", "1", "exclude"),
      agreedOn("1", "exclude", "design"),
    ];
    expect(statusOf(entries)).toEqual({ kind: "settled", decision: "exclude", reason: "design", by: ["cy"] });
    expect(
      currentVotes(entries, "title-abstract")
        .get("1")!
        .votes.map(({ decision }) => decision),
    ).toEqual(["include", "exclude"]);
    expect(statusOf([...entries, voted("ben", "1", "include")])).toMatchObject({ changedSince: true });
  });

  it("two who exclude for different reasons are in conflict at full text, not by title", () => {
    const out = (reviewer: string, reason: string, stage: "full-text" | "title-abstract") =>
      voted(reviewer, "1", "exclude", { reason, stage });
    const at = (stage: "full-text" | "title-abstract") => [
      out("ana", "design", stage),
      out("ben", "population", stage),
    ];
    expect(statusOf(at("full-text"), full)).toEqual({ kind: "conflict", about: "reason" });
    expect(statusOf(at("title-abstract"), { ...titles, reasons: full.reasons! })).toEqual({
      kind: "agreed",
      decision: "exclude",
      reason: "population",
    });
  });
});

describe("the reason to exclude", () => {
  it("is the first that applies in the protocol's order, criteria that are not met included", () => {
    const vote = {
      decision: "exclude",
      reason: "language",
      criteria: { design: "no", population: "no", dose: "yes" },
    } as const;
    expect(exclusionReason(vote, ["population", "design", "language"])).toBe("population");
    expect(exclusionReason(vote, ["design"])).toBe("design");
    expect(exclusionReason(vote)).toBe("language");
    expect(exclusionReason({ ...vote, decision: "include" })).toBeUndefined();
  });
});

describe("blindness", () => {
  const [ana, ben] = [voted("ana", "1", "include"), voted("ben", "1", "exclude")];
  const model = voted("model", "1", "include", { machine: true });
  const seenBy = (entries: readonly VoteEntry[], viewer: string) => {
    const { own, others, machines, blind } = visibleVotes(
      currentVotes(entries, "title-abstract").get("1")!,
      viewer,
      2,
    );
    return { own: own?.decision, others: others.length, machines: machines.length, blind };
  };

  it("nobody sees another's vote, nor the machine's, until all votes exist", () => {
    expect(seenBy([model, ana], "ana")).toEqual({ own: "include", others: 0, machines: 0, blind: true });
    expect(seenBy([model, ana], "ben")).toEqual({ own: undefined, others: 0, machines: 0, blind: true });
    expect(seenBy([model, ana, ben], "ben")).toEqual({
      own: "exclude",
      others: 1,
      machines: 1,
      blind: false,
    });
    expect(seenBy([ana], "ana")).toEqual({ own: "include", others: 0, machines: 0, blind: false });
  });

  it("a vote that is withdrawn blinds the record again", () => {
    expect(seenBy([ana, ben, undone("ben", "1")], "ana")).toMatchObject({ others: 0 });
  });

  it("a vote changed after the others could be seen does not count as agreement, and is told", () => {
    const { byRecord, notBlind } = blindVotes([ana, ben, voted("ben", "1", "include")], titles);
    expect(byRecord.get("1")!.map(({ decision }) => decision)).toEqual(["include", "exclude"]);
    expect(notBlind).toBe(1);
    const before = blindVotes([voted("ana", "1", "exclude"), ana, ben], titles);
    expect(before.byRecord.get("1")!.map(({ decision }) => decision)).toEqual(["include", "exclude"]);
    expect(before.notBlind).toBe(0);
  });

  it("a label seen by one reviewer tells nothing of votes that are blind", () => {
    const one = currentVotes([ana], "title-abstract").get("1")!;
    expect([labelOf(one), labelSeenBy(one, "ana", 2), labelSeenBy(one, "ben", 2)]).toEqual([
      true,
      true,
      undefined,
    ]);
    const both = currentVotes([ana, ben], "title-abstract").get("1")!;
    expect(labelSeenBy(both, "ben", 2)).toBe(true);
    const settled = currentVotes([ana, ben, agreedOn("1", "exclude")], "title-abstract").get("1")!;
    expect(labelSeenBy(settled, "ben", 2)).toBe(false);
  });

  it("a machine teaches nothing and decides nothing, and its objection is told when people agreed", () => {
    const alone = currentVotes([model], "title-abstract");
    expect(labelOf(alone.get("1")!)).toBeUndefined();
    expect(recordStatus("1", alone.get("1"), titles)).toEqual({ kind: "unscreened" });
    const agreed = currentVotes(
      [model, voted("ana", "1", "exclude"), voted("ben", "1", "exclude")],
      "title-abstract",
    );
    expect(machineObjections(agreed, titles)).toEqual([{ record: "1", machine: "model", people: "exclude" }]);
    expect(machineObjections(currentVotes([model, ana], "title-abstract"), titles)).toEqual([]);
  });
});

describe("progress and conflicts", () => {
  const entries = [
    voted("ana", "1", "include"),
    voted("ben", "1", "exclude"),
    voted("ana", "2", "exclude", { reason: "design" }),
    voted("ben", "2", "exclude"),
    voted("ana", "3", "maybe"),
    voted("ana", "4", "exclude"),
    voted("ben", "4", "include"),
    agreedOn("4", "exclude", "population"),
    voted("ana", "old", "include"),
  ];

  it("every record is counted once, and what is not among the records is told", () => {
    const { progress } = screenedState(entries, ["1", "2", "3", "4", "5"], titles);
    expect(progress).toEqual({
      records: 5,
      unscreened: 1,
      waiting: 1,
      conflicts: 1,
      included: 0,
      excluded: 2,
      settled: 1,
      reasons: [
        { reason: "design", records: 1 },
        { reason: "population", records: 1 },
      ],
      reviewers: [
        { reviewer: "ana", machine: false, include: 1, maybe: 1, exclude: 2 },
        { reviewer: "ben", machine: false, include: 1, maybe: 0, exclude: 2 },
      ],
      unknown: ["old"],
    });
  });

  it("conflicts are the records whose votes differ and that nothing settled", () => {
    expect(conflictsIn(entries, titles)).toMatchObject([{ record: "1", about: "decision", votes: [{}, {}] }]);
  });
});
