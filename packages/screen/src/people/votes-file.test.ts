import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DECISIONS, STAGES, type Vote, type VoteEntry } from "./vote.ts";
import { readVotes, voteLine } from "./votes-file.ts";

const vote: Vote = {
  kind: "vote",
  reviewer: "ana",
  record: "12",
  stage: "title-abstract",
  decision: "exclude",
  reason: "wrong population",
  at: "2026-03-01T09:00:00Z",
};

const text = fc.string({ minLength: 1, unit: "binary" }).filter((value) => value.trim() !== "");
const trimmed = text.map((value) => value.trim());
const at = fc
  .date({ min: new Date("2000-01-01"), max: new Date("2100-01-01"), noInvalidDate: true })
  .map((date) => date.toISOString());
const judged = { record: trimmed, stage: fc.constantFrom(...STAGES), at };
const judgement = { reason: trimmed, note: trimmed, carriedFrom: trimmed };
const entries: fc.Arbitrary<VoteEntry> = fc.oneof(
  fc.record(
    {
      kind: fc.constant("vote" as const),
      reviewer: trimmed,
      ...judged,
      decision: fc.constantFrom(...DECISIONS),
      ...judgement,
      tags: fc.array(trimmed),
      criteria: fc.dictionary(
        trimmed.filter((key) => key !== "__proto__"),
        fc.constantFrom("yes" as const, "no" as const, "unclear" as const),
        { noNullPrototype: true },
      ),
      machine: fc.constant(true as const),
    },
    { requiredKeys: ["kind", "reviewer", "record", "stage", "at", "decision"] },
  ),
  fc.record({ kind: fc.constant("withdrawal" as const), reviewer: trimmed, ...judged }),
  fc.record(
    {
      kind: fc.constant("consensus" as const),
      ...judged,
      decision: fc.constantFrom("include" as const, "exclude" as const),
      ...judgement,
      by: fc.array(trimmed, { minLength: 1 }),
    },
    { requiredKeys: ["kind", "record", "stage", "at", "decision", "by"] },
  ),
);

describe("votes.ndjson", () => {
  it("what is written is read again, whatever the names and notes", () => {
    fc.assert(
      fc.property(fc.array(entries), (given) => {
        const read = readVotes(given.map(voteLine).join(""));
        expect(read).toEqual({ entries: given, problems: [], unended: false });
      }),
    );
  });

  it("a file cut off anywhere loses at most the line that was being written, and says so", () => {
    fc.assert(
      fc.property(fc.array(entries, { minLength: 1, maxLength: 5 }), fc.nat(), (given, place) => {
        const whole = new TextEncoder().encode(given.map(voteLine).join(""));
        const cut = new TextDecoder().decode(whole.subarray(0, place % (whole.length + 1)));
        const read = readVotes(cut);
        const complete = cut.split("\n").length - 1;
        expect(read.entries.slice(0, complete)).toEqual(given.slice(0, complete));
        const torn = read.problems.filter(({ code }) => code === "torn-line").length;
        // The whole line without its line break is a whole line.
        expect(read.entries.length + torn).toBe(complete + (read.unended ? 1 : 0));
      }),
    );
  });

  it("never throws, and tells every line that it does not count", () => {
    const lines = fc.array(
      fc.oneof(
        fc.string(),
        fc.json().map((value) => value.replaceAll("\n", " ")),
      ),
    );
    fc.assert(
      fc.property(lines, (given) => {
        const read = readVotes(given.join("\n"));
        const filled = given
          .join("\n")
          .replace(/^\uFEFF/, "")
          .split("\n")
          .filter((line) => line.trim() !== "");
        const told = new Set(read.problems.map(({ where }) => where.line)).size;
        expect(read.entries.length + told).toBeGreaterThanOrEqual(filled.length);
      }),
    );
  });

  it("a line without kind is a vote, a numeric id is an id, and blank lines and a byte order mark are passed over", () => {
    const { kind: _, ...line } = vote;
    const read = readVotes(`\uFEFF${JSON.stringify({ ...line, record: 12 })}\r\n\n  \n`);
    expect(read).toEqual({ entries: [vote], problems: [], unended: false });
  });

  it("a line that is no vote names the file, the line, the field and what to do", () => {
    const lines = [
      JSON.stringify({ ...vote, decision: "perhaps" }),
      "not json",
      JSON.stringify({ ...vote, at: "yesterday" }),
      JSON.stringify({ ...vote, reviewer: " " }),
      JSON.stringify({ ...vote, reson: "typo" }),
      JSON.stringify(vote).slice(0, 30),
    ];
    const read = readVotes(lines.join("\n"), "votes.ndjson");
    expect(read.entries).toEqual([vote]);
    expect(read.problems.map(({ code, where }) => [code, where.line])).toEqual([
      ["not-a-vote", 1],
      ["not-json", 2],
      ["not-a-vote", 3],
      ["not-a-vote", 4],
      ["unknown-field", 5],
      ["torn-line", 6],
    ]);
    expect(read.problems[0]).toMatchObject({ where: { file: "votes.ndjson" }, severity: "error" });
    expect(read.problems[0]!.message).toContain("decision");
    expect(read.problems[4]!.message).toContain('"reson"');
    expect(read.problems[5]!.message).toContain("Decide on that record again");
  });
});
