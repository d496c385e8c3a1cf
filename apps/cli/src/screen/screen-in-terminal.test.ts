/** `coppice screen FILE` as a person uses it, on a terminal. */
import { appendFile, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { readVotes, type VoteEntry } from "@coppice/screen";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { canLendTerminal, coppice, temporaryFolder } from "../../fixtures/coppice-process.ts";
import { terminalSession } from "../../fixtures/terminal-session.ts";

let home: string;
let file: string;

const titles = Array.from({ length: 200 }, (_, i) =>
  i % 8 === 0
    ? `Sumatriptan number ${i} for acute migraine`
    : `Inhaled steroid number ${i} for asthma in schools`,
);

beforeAll(async () => {
  home = await temporaryFolder();
  file = join(home, "records.csv");
  const rows = titles.map((title, i) => `${i + 1},"${title}","We studied ${i} people."`);
  await writeFile(file, `record_id,title,abstract\n${rows.join("\n")}\n`);
  await coppice(["--version"]);
}, 120_000);
afterAll(() => rm(home, { recursive: true, force: true }));

const screening = (votes: string, ...more: readonly string[]) =>
  terminalSession([
    "screen",
    file,
    "--reviewer",
    "ana",
    "--votes",
    votes,
    "--topic",
    "Triptans for migraine",
    ...more,
  ]);

async function kept(votes: string): Promise<readonly VoteEntry[]> {
  return readVotes(await readFile(votes, "utf8")).entries;
}

const shownRecord = (screen: string): string => /· record (\S+)/.exec(screen)![1]!;

describe.skipIf(!canLendTerminal)("screening in the terminal", () => {
  it("keeps every decision, killed in the middle and resumed: no vote is lost, and none is asked for twice", async () => {
    const votes = join(home, "killed.ndjson");
    const shown: string[] = [];
    let before = 0;
    const sittings = ["ieiem", "eie", "iei"];
    for (const keys of sittings) {
      const session = screening(votes);
      let screen = await session.seen("all keys");
      if (before > 0) expect(screen).toContain(`Welcome back, ana: ${before} decisions`);
      for (const key of keys) {
        shown.push(shownRecord(screen));
        session.press(key);
        before += 1;
        screen = await session.seen(`${before} of 200`, "all keys");
        // What is on the screen as decided is on the disk.
        expect(await kept(votes)).toHaveLength(before);
      }
      await session.kill();
    }
    const entries = await kept(votes);
    expect(entries.map(({ record }) => record)).toEqual(shown);
    expect(new Set(shown).size).toBe(11);
    expect(entries.map((entry) => (entry.kind === "vote" ? entry.decision[0] : ""))).toEqual([
      ...sittings.join(""),
    ]);
  });

  it("learns: after the first decisions migraine comes before asthma", async () => {
    const session = screening(join(home, "learns.ndjson"));
    let screen = await session.seen("all keys");
    let found = 0;
    for (let i = 1; i <= 12; i++) {
      const relevant = screen.includes("Sumatriptan");
      if (relevant) found += 1;
      // The same key twice within a moment is a held key, so the arrows take turns with the letters.
      const [letter, arrow] = relevant ? ["i", "\u001b[C"] : ["e", "\u001b[D"];
      session.press(i % 2 === 0 ? letter! : arrow!);
      screen = await session.seen(`${i} of 200`, "all keys");
    }
    expect(found).toBeGreaterThanOrEqual(11);
    session.press("q");
    await session.seen("The same command goes on from here");
    expect(await session.ended()).toBe(0);
  });

  it("takes decisions back, also those of an earlier day, by a line and never by erasing one", async () => {
    const votes = join(home, "undo.ndjson");
    const first = screening(votes);
    const record = shownRecord(await first.seen("all keys"));
    first.press("e");
    await first.seen("1 of 200", "all keys");
    await first.kill();
    const second = screening(votes);
    await second.seen("all keys");
    second.press("u");
    expect(shownRecord(await second.seen("Taken back", "all keys"))).toBe(record);
    await second.seen("all keys");
    second.press("m");
    await second.seen("1 of 200 · 0 in · 1 maybe", "all keys");
    second.press("u");
    await second.seen("0 of 200", "all keys");
    second.press("z");
    await second.seen("no decision of yours to take back", "all keys");
    second.press("q");
    await second.ended();
    expect((await kept(votes)).map(({ kind }) => kind)).toEqual(["vote", "withdrawal", "vote", "withdrawal"]);
  });

  it("keeps a reason by its key or in words, a note and tags with the decision", async () => {
    const votes = join(home, "reasons.ndjson");
    const session = screening(votes, "--reasons", "wrong population; wrong drug");
    await session.seen("1-2 exclude for a reason", "all keys");
    session.press("n");
    await session.seen("Note");
    session.press("ask the author\r");
    await session.seen("Note: ask the author", "all keys");
    session.press("t");
    await session.seen("Tags");
    session.press("a, b\r");
    await session.seen("Tags: a, b", "all keys");
    session.press("2");
    await session.seen("Excluded (wrong drug)", "all keys");
    session.press("r");
    await session.seen("number or words");
    session.press("letter\r");
    await session.seen("Excluded (letter)", "all keys");
    session.press("w");
    await session.seen("an order of reading");
    session.press("?");
    await session.seen("take the last decision back");
    session.press("s");
    await session.seen("Skipped", "all keys");
    session.press("q");
    await session.ended();
    expect(await kept(votes)).toMatchObject([
      { decision: "exclude", reason: "wrong drug", note: "ask the author", tags: ["a", "b"] },
      { decision: "exclude", reason: "letter" },
    ]);
  });

  it("what is typed before a record shows decides nothing of it", async () => {
    const votes = join(home, "ahead.ndjson");
    const session = screening(votes);
    // While the records are still read.
    session.press("eiiei");
    await session.seen("0 of 200", "all keys");
    session.press("eiemim");
    await session.seen("1 of 200", "all keys");
    session.press("q");
    await session.ended();
    expect(await kept(votes)).toHaveLength(1);
  });

  it("goes on after a line that was cut off, tells it, and shows no other's vote", async () => {
    const votes = join(home, "torn.ndjson");
    const ben = { kind: "vote", reviewer: "ben", record: "1", stage: "title-abstract", decision: "exclude" };
    await writeFile(votes, `${JSON.stringify({ ...ben, at: "2026-01-01T00:00:00Z" })}\n{"kind":"vote","rev`);
    const session = screening(votes);
    const screen = await session.seen("all keys");
    expect(screen).toContain("torn.ndjson:2");
    expect(screen).toContain("cut off");
    expect(screen).toContain("0 of 200");
    session.press("i");
    const next = await session.seen("1 of 200", "all keys");
    expect(next).not.toContain("ben");
    session.press("q");
    await session.ended();
    const after = readVotes(await readFile(votes, "utf8"));
    expect(after.entries).toHaveLength(2);
    expect(after.problems).toHaveLength(1);
  });

  it("ends when every record has what it needs, and fits 40 columns", async () => {
    const small = join(home, "small.csv");
    await writeFile(
      small,
      `record_id,title\n1,A trial of a drug with a title that is quite a lot longer than the terminal is wide\n2,Other\n`,
    );
    const votes = join(home, "small.ndjson");
    const line = (reviewer: string) =>
      `${JSON.stringify({ reviewer, record: 2, stage: "title-abstract", decision: "include", at: "2026-01-01T00:00:00Z" })}\n`;
    await appendFile(votes, line("ben") + line("cy"));
    const session = terminalSession(["screen", small, "--reviewer", "ana", "--votes", votes], 40);
    const screen = await session.seen("all keys");
    for (const drawn of screen.slice(screen.indexOf("\u001b[2J") + 4).split("\r\n"))
      expect(drawn.length).toBeLessThanOrEqual(40);
    session.press("i");
    await session.seen("Nothing is left to screen", "q quits");
    session.press("u");
    await session.seen("0 in", "all keys");
    session.press("e");
    await session.seen("Nothing is left to screen", "q quits");
    session.press("q");
    await session.seen("0 records left");
    expect(await session.ended()).toBe(0);
    const later = terminalSession(["screen", small, "--reviewer", "ana", "--votes", votes], 40);
    await later.seen("Nothing is left to screen", "q quits");
    later.press("u");
    await later.seen("A trial of a drug", "all keys");
    later.press("q");
    expect(await later.ended()).toBe(0);
    expect((await kept(votes)).slice(2).map(({ kind }) => kind)).toEqual([
      "vote",
      "withdrawal",
      "vote",
      "withdrawal",
    ]);
  });
});

describe.skipIf(!canLendTerminal)("settling conflicts in the terminal", () => {
  it("shows both votes with reasons, and keeps a consensus beside them", async () => {
    const votes = join(home, "settle.ndjson");
    const line = (reviewer: string, record: number, more: Readonly<Record<string, string>>) =>
      `${JSON.stringify({ reviewer, record, stage: "title-abstract", at: "2026-01-01T00:00:00Z", ...more })}\n`;
    const out = { decision: "exclude", reason: "wrong drug", note: "an inhaler" };
    const given = [1, 2, 3].map(
      (record) =>
        line("ana", record, { decision: "include" }) +
        line("ben", record, record === 3 ? { decision: "maybe" } : out),
    );
    await writeFile(votes, given.join(""));
    const args = [
      "screen",
      file,
      "--reviewer",
      "ana, ben",
      "--votes",
      votes,
      "--settle",
      "--reasons",
      "wrong drug",
    ];
    const session = terminalSession(args);
    const screen = await session.seen("settles 2 conflicts", "all keys");
    expect(screen).toContain("ana: include");
    expect(screen).toContain("ben: exclude, wrong drug; “an inhaler”");
    expect(screen).not.toContain("m maybe");
    session.press("1");
    await session.seen("1 of 2", "all keys");
    session.press("u");
    await session.seen("Taken back", "0 of 2", "all keys");
    session.press("i");
    await session.seen("1 of 2", "all keys");
    session.press("m");
    session.press("e");
    await session.seen("No conflict is left to settle", "q quits");
    session.press("q");
    expect(await session.ended()).toBe(0);
    const entries = await kept(votes);
    expect(entries.slice(0, 6)).toEqual(readVotes(given.join("")).entries);
    expect(entries.slice(6)).toMatchObject([
      { kind: "consensus", record: "1", decision: "exclude", reason: "wrong drug", by: ["ana", "ben"] },
      { kind: "consensus", record: "1", decision: "include", by: ["ana", "ben"] },
      { kind: "consensus", record: "2", decision: "exclude" },
    ]);
  });
});

describe("screening without a terminal", () => {
  it("says that it needs one, and what to do", async () => {
    const run = await coppice(["screen", file, "--reviewer", "ana", "--votes", join(home, "none.ndjson")]);
    expect(run.code).toBe(2);
    expect(run.stderr).toContain("needs a terminal");
  });

  it("asks for the reviewer, and is the command that a file alone means", async () => {
    const run = await coppice(["screen", file]);
    expect(run.code).toBe(2);
    expect(run.stderr).toContain("--reviewer");
  });
});
