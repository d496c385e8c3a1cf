/** Agreement of votes, calibration rounds, assignment, carrying over. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { assignRecords } from "./assignment.ts";
import { calibrationRound, drawCalibration } from "./calibration.ts";
import { carryOver } from "./carry-over.ts";
import { currentVotes } from "./current-votes.ts";
import type { VoteEntry } from "./vote.ts";
import { agreedOn, voted } from "./votes.fixture.ts";
import { votesAgreement } from "./votes-agreement.ts";

const titles = { stage: "title-abstract" } as const;
const ids = (count: number): readonly string[] => Array.from({ length: count }, (_, i) => `r${i}`);

/** Feinstein & Cicchetti's second table: 100 records, 80 included by both, 10 and 5 by one, 5 by none. */
const paradox: readonly VoteEntry[] = ids(100).flatMap((record, i) => [
  voted("ana", record, i < 90 ? "include" : "exclude"),
  voted("ben", record, i < 80 || (i >= 90 && i < 95) ? "include" : "exclude"),
]);

describe("agreement of votes", () => {
  it("is that of the table the votes make, kappa 0.32 where 85 % agree", () => {
    const { pairs, all } = votesAgreement(paradox, titles);
    expect(all).toBeUndefined();
    expect(pairs).toHaveLength(1);
    const { decisions, records, withMaybe } = pairs[0]!;
    expect(records).toBe(100);
    expect(decisions.table.counts).toEqual([
      [80, 10],
      [5, 5],
    ]);
    expect(decisions.kappa).toMatchObject({ estimate: expect.closeTo(0.318, 3) });
    expect(withMaybe).toBeUndefined();
  });

  it("has maybe as a category of its own beside the two decisions, and each criterion", () => {
    const criteria = (answer: "yes" | "no" | "unclear") => ({ criteria: { design: answer } });
    const entries = [
      voted("ana", "1", "maybe", criteria("unclear")),
      voted("ben", "1", "include", criteria("yes")),
      voted("ana", "2", "exclude", { ...criteria("no"), reason: "design" }),
      voted("ben", "2", "exclude", { ...criteria("no"), reason: "population" }),
    ];
    const [pair] = votesAgreement(entries, titles).pairs;
    expect(pair!.decisions.percent).toMatchObject({ estimate: 1 });
    expect(pair!.withMaybe!.percent).toMatchObject({ estimate: 0.5 });
    expect(pair!.withMaybe!.weighted!.linear.kappa.kind).toBe("defined");
    expect(pair!.criteria.map(({ criterion, agreement }) => [criterion, agreement.table.subjects])).toEqual([
      ["design", 2],
    ]);
    expect(pair!.reasons!.percent).toMatchObject({ estimate: 0 });
  });

  it("of three is per pair and over all, each pair over its own records; a machine is paired with people and counted apart", () => {
    const entries = ["1", "2", "3", "4"].flatMap((record, i) => [
      voted("ana", record, i % 2 === 0 ? "include" : "exclude"),
      voted("ben", record, i % 2 === 0 ? "include" : "exclude"),
      ...(i < 2 ? [voted("cy", record, "include")] : []),
      voted("model", record, "include", { machine: true }),
    ]);
    const { pairs, all } = votesAgreement(entries, { ...titles, needed: 3 });
    expect(pairs.map(({ first, second, records, machine }) => [first, second, records, machine])).toEqual([
      ["ana", "ben", 4, false],
      ["ana", "cy", 2, false],
      ["ana", "model", 4, true],
      ["ben", "cy", 2, false],
      ["ben", "model", 4, true],
      ["cy", "model", 2, true],
    ]);
    expect(all).toMatchObject({ reviewers: 3, records: 4 });
  });

  it("without a record in common says so", () => {
    const { pairs } = votesAgreement([voted("ana", "1", "include"), voted("ben", "2", "include")], titles);
    expect(pairs[0]!.decisions.kappa).toEqual({
      kind: "undefined",
      reason: "The two have no record in common.",
    });
  });
});

describe("a calibration round", () => {
  it("draws the same records by the same seed, and others in the next round", () => {
    const first = drawCalibration(ids(60), 20, 7);
    expect(drawCalibration(ids(60), 20, 7)).toEqual(first);
    expect(drawCalibration(ids(60), 20, 8)).not.toEqual(first);
    const second = drawCalibration(ids(60), 20, 7, [first]);
    expect(new Set([...first, ...second]).size).toBe(40);
    expect(drawCalibration(ids(5), 20, 7)).toHaveLength(5);
  });

  it("is not ready while somebody has records left, and shows nobody's votes until all have voted", () => {
    const round = calibrationRound([voted("ana", "1", "include")], ["1", "2"], ["ana", "ben"], titles);
    expect(round).toMatchObject({ ready: false, differences: [] });
    expect(round.missing).toEqual([
      { reviewer: "ana", records: ["2"] },
      { reviewer: "ben", records: ["1", "2"] },
    ]);
    expect(round.verdict).toContain("ben 2");
  });

  it("is ready by the rule stated, and tells on what they differ", () => {
    const votes = (differing: number) =>
      ids(8).flatMap((record, i) => [
        voted("ana", record, "include", { criteria: { design: "yes" } }),
        voted("ben", record, i < differing ? "exclude" : "include", {
          criteria: { design: i === 7 ? "no" : "yes" },
        }),
      ]);
    const two = calibrationRound(votes(2), ids(8), ["ana", "ben"], titles);
    expect(two.ready).toBe(true);
    expect(two.differences.map(({ record, criteria }) => [record, criteria])).toEqual([
      ["r0", []],
      ["r1", []],
      ["r7", ["design"]],
    ]);
    const three = calibrationRound(votes(3), ids(8), ["ana", "ben"], titles);
    expect(three.ready).toBe(false);
    expect(three.verdict).toContain("at least 0.75 in every pair; ana and ben 0.63");
    const kappa = { measure: "kappa", atLeast: 0.6 } as const;
    expect(calibrationRound(votes(0), ids(8), ["ana", "ben"], titles, kappa).verdict).toContain(
      "not defined",
    );
  });
});

describe("assignment", () => {
  const people = ["ana", "ben", "cy"];
  const shared = (records: readonly string[], options: Partial<Parameters<typeof assignRecords>[1]> = {}) => {
    const made = assignRecords(records, {
      strategy: { kind: "double-all" },
      reviewers: people,
      seed: 3,
      ...options,
    });
    if (!made.ok) throw new Error(made.problems[0]!.message);
    return made;
  };

  it("gives every record two people and everybody as many records, within one", () => {
    fc.assert(
      fc.property(fc.nat({ max: 80 }), fc.nat(), fc.integer({ min: 2, max: 6 }), (count, seed, size) => {
        const reviewers = ids(size);
        const { assignments, workload } = shared(ids(count), { reviewers, seed });
        expect(assignments.every((one) => new Set(one.reviewers).size === 2)).toBe(true);
        const loads = workload.map(({ records }) => records);
        expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(1);
        expect(shared(ids(count), { reviewers, seed }).assignments).toEqual(assignments);
      }),
    );
  });

  it("screens a share twice, and lets all pairs meet", () => {
    const { assignments } = shared(ids(200), { strategy: { kind: "double-share", share: 0.2 } });
    const twice = assignments.filter((one) => one.reviewers.length === 2);
    expect(twice).toHaveLength(40);
    expect(new Set(twice.map((one) => one.reviewers.join("+"))).size).toBe(3);
    expect(shared(ids(9), { strategy: { kind: "split" } }).workload.map(({ records }) => records)).toEqual([
      3, 3, 3,
    ]);
  });

  it("records of an updated search move nobody's, and go to those with less", () => {
    const first = shared(ids(50));
    const later = shared([...ids(80)].reverse(), { earlier: first.assignments });
    expect(later.assignments.slice(0, 50)).toEqual(first.assignments);
    expect(later.assignments).toHaveLength(80);
    const loads = later.workload.map(({ records }) => records);
    expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(1);
  });

  it("a machine is a third reviewer of every record and no part of the two", () => {
    const { assignments, workload } = shared(ids(10), { machine: "model" });
    expect(assignments.every(({ reviewers }) => reviewers.length === 3 && reviewers[2] === "model")).toBe(
      true,
    );
    expect(workload.map(({ reviewer }) => reviewer)).toEqual(people);
  });

  it("refuses too few people, a share that is none and a name twice, and says what to do", () => {
    const refused = (options: Partial<Parameters<typeof assignRecords>[1]>): string => {
      const made = assignRecords(ids(3), {
        strategy: { kind: "double-all" },
        reviewers: people,
        seed: 1,
        ...options,
      });
      return made.ok ? "" : made.problems.map(({ message }) => message).join(" ");
    };
    expect(refused({ reviewers: ["ana"] })).toContain("needs 2 or more");
    expect(refused({ strategy: { kind: "double-share", share: 10 } })).toContain("between 0 and 1");
    expect(refused({ machine: "ana" })).toContain('"ana" is named twice');
  });
});

describe("carrying decisions over to an updated search", () => {
  const entries = [
    voted("ana", "old1", "exclude", { reason: "design" }),
    voted("ben", "old1", "include"),
    agreedOn("old1", "exclude", "design"),
    voted("ana", "old2", "include"),
    voted("ana", "kept", "include"),
  ];
  const same = [
    { record: "new1", earlier: "old1", changed: [] },
    { record: "new2", earlier: "old2", changed: ["abstract"] },
    { record: "kept", earlier: "kept", changed: ["title"] },
    { record: "new3", earlier: "never-screened", changed: ["title"] },
  ];

  it("carries votes and consensus with where they come from, tells what changed, and adds nothing the second time", () => {
    const carried = carryOver(entries, same);
    expect(carried.entries).toHaveLength(4);
    expect(carried.entries.every(({ carriedFrom }) => carriedFrom?.startsWith("old"))).toBe(true);
    expect(carried.changed.map(({ record }) => record)).toEqual(["new2", "kept"]);
    const after = [...entries, ...carried.entries];
    expect(currentVotes(after, "title-abstract").get("new1")).toMatchObject({
      consensus: { reason: "design", carriedFrom: "old1" },
      votes: [{ reviewer: "ana" }, { reviewer: "ben" }],
    });
    expect(currentVotes(after, "title-abstract").get("new1")!.changedSinceConsensus).toBeUndefined();
    expect(carryOver(after, same).entries).toEqual([]);
  });

  it("never overrides what was said of the new record, and carries no contradiction", () => {
    const own = voted("ana", "new1", "include");
    expect(
      carryOver([...entries, own], same).entries.some(
        (one) => one.kind === "vote" && one.record === "new1" && one.reviewer === "ana",
      ),
    ).toBe(false);
    const merged = [
      { record: "work", earlier: "old1", changed: [] },
      { record: "work", earlier: "old2", changed: [] },
    ];
    const carried = carryOver(entries, merged);
    expect(carried.contradicting).toMatchObject([{ record: "work", reviewer: "ana", votes: [{}, {}] }]);
    expect(carried.entries.map((one) => (one.kind === "vote" ? one.reviewer : one.kind))).toEqual([
      "ben",
      "consensus",
    ]);
  });

  it("carried votes are no new agreement", () => {
    const { entries: carried } = carryOver(entries, same);
    expect(votesAgreement([...entries, ...carried], titles).pairs[0]!.records).toBe(1);
  });
});
