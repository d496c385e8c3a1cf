/** `coppice screen agreement`, `report`, `rank --votes` and `simulate --prior` as a user runs them, on invented votes. */
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { VotesAgreement } from "@coppice/screen";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { coppice, temporaryFolder } from "../../fixtures/coppice-process.ts";
import type { ScreeningCounts } from "./screening-counts.ts";

let home: string;
let records: string;
let votes: string;

const write = async (name: string, text: string): Promise<string> => {
  const path = join(home, name);
  await writeFile(path, text);
  return path;
};
const line = (vote: Readonly<Record<string, unknown>>): string =>
  `${JSON.stringify({ stage: "title-abstract", at: "2026-03-01T09:00:00Z", ...vote })}\n`;

/** Records 1 to 20; every fourth is about migraine. */
const rows = Array.from({ length: 20 }, (_, i) => {
  const title = i % 4 === 0 ? `Sumatriptan ${i} for acute migraine` : `Inhaled steroid ${i} for asthma`;
  return `${i + 1},"${title}","Text ${i}"`;
});

/** Ana and Ben differ on 2 and 5; Cy settled 5; the last is not screened by Ben. */
const given = rows.flatMap((_, i) => {
  const record = String(i + 1);
  const decision = i % 4 === 0 ? "include" : "exclude";
  const ana = line({
    reviewer: "ana",
    record,
    decision,
    ...(decision === "exclude" ? { reason: "wrong drug" } : {}),
  });
  const differs = i === 1 || i === 4;
  const ben = line({
    reviewer: "ben",
    record,
    decision: differs ? (i === 1 ? "maybe" : "exclude") : decision,
  });
  return i === 19 ? [ana] : [ana, ben];
});
const settled = line({ kind: "consensus", record: "5", decision: "include", by: ["cy"] });

beforeAll(async () => {
  home = await temporaryFolder();
  records = await write("records.csv", `record_id,title,abstract\n${rows.join("\n")}\n`);
  votes = await write("votes.ndjson", given.join("") + settled);
  await coppice(["--version"]);
}, 120_000);
afterAll(() => rm(home, { recursive: true, force: true }));

describe("screen agreement", () => {
  it("prints the table, the coefficients with intervals, and the conflicts that are open", async () => {
    const run = await coppice(["screen", "agreement", votes]);
    expect(run).toMatchObject({ code: 0, stderr: "" });
    expect(run.stdout).toContain("ana and ben: 19 records in common");
    expect(run.stdout).toMatch(
      /include +exclude +\(ana down, ben across\)\n +include +4 +1\n +exclude +1 +13\n/,
    );
    expect(run.stdout).toMatch(/Cohen's kappa +0\.73 \(0\.38 to 1\.00\), SE 0\.180/);
    expect(run.stdout).toContain("kappa, quadratic");
    expect(run.stdout).toContain("1 conflict is open: 2");
  });

  it("gives the same numbers as JSON", async () => {
    const run = await coppice(["screen", "agreement", votes, "--json"]);
    const found: VotesAgreement = JSON.parse(run.stdout);
    expect(found.pairs[0]!.decisions.kappa).toMatchObject({
      kind: "defined",
      estimate: expect.closeTo(0.728571, 6),
    });
  });

  it("says what it lacks: one reviewer alone, no file, a broken line", async () => {
    const alone = await write("alone.ndjson", line({ reviewer: "ana", record: "1", decision: "include" }));
    expect((await coppice(["screen", "agreement", alone])).stdout).toContain(
      "needs two who judged the same records",
    );
    const none = await coppice(["screen", "agreement", join(home, "none.ndjson")]);
    expect(none).toMatchObject({ code: 2, stderr: expect.stringContaining("ENOENT") });
    const broken = await write("broken.ndjson", `oops\n${given.join("")}`);
    const run = await coppice(["screen", "agreement", broken]);
    expect(run.code).toBe(1);
    expect(run.stderr).toContain("broken.ndjson:1");
    expect(run.stdout).toContain("19 records in common");
    const empty = await coppice(["screen", "agreement", await write("empty.ndjson", "")]);
    expect(empty.stdout).toContain("no two reviewers");
  });

  it("one category alone, and the same votes twice, are told as they are", async () => {
    const same = ["1", "2", "3"].flatMap((record) =>
      ["ana", "ben"].map((reviewer) => line({ reviewer, record, decision: "exclude" })),
    );
    const run = await coppice(["screen", "agreement", await write("same.ndjson", same.join(""))]);
    expect(run.stdout).toContain("not defined: Both put all records into one and the same category");
    expect(run.stdout).toMatch(/agree +100\.0 % \(43\.9 % to 100\.0 %\)/);
    expect(run.stdout).not.toContain("NaN");
  });
});

describe("screen report", () => {
  it("counts for the flow diagram in words and JSON, and draws what was found", async () => {
    const out = join(home, "report");
    const run = await coppice(["screen", "report", records, "--votes", votes, "--out", out]);
    expect(run).toMatchObject({ code: 0, stderr: "" });
    expect(run.stdout).toContain("5 included, 13 excluded (1 of these by consensus)");
    expect(run.stdout).toContain("0 not screened, 1 with too few votes, 1 in conflict");
    expect(run.stdout).toContain("wrong drug 13");
    const counts: ScreeningCounts = JSON.parse(await readFile(join(out, "screening.json"), "utf8"));
    expect(counts.titleAbstract).toMatchObject({
      records: 20,
      included: 5,
      excluded: 13,
      conflicts: 1,
      waiting: 1,
    });
    expect(counts.prisma).toEqual({ notYet: [expect.stringContaining("1 in conflict")] });
    const svg = await readFile(join(out, "found-title-abstract.svg"), "utf8");
    expect(svg).toContain("<title");
    expect(svg).toContain("<desc");
    expect(svg).toContain("prefers-color-scheme:dark");
    expect(svg).toContain("ben: 5 found in 19");
  });

  it("gives the numbers of the boxes once both stages are over", async () => {
    const close = [
      line({ reviewer: "ben", record: "20", decision: "exclude" }),
      line({
        kind: "consensus",
        record: "2",
        decision: "exclude",
        reason: "wrong population",
        by: ["ana", "ben"],
      }),
      ...["1", "5", "9", "13", "17"].flatMap((record) =>
        ["ana", "ben"].map((reviewer) =>
          line({
            reviewer,
            record,
            stage: "full-text",
            ...(record === "1" ? { decision: "exclude", reason: "no trial" } : { decision: "include" }),
          }),
        ),
      ),
    ];
    const whole = await write("whole.ndjson", given.join("") + settled + close.join(""));
    const svg = join(home, "one.svg");
    const run = await coppice(["screen", "report", records, "--votes", whole, "--out", svg, "--json"]);
    const { prisma }: ScreeningCounts = JSON.parse(run.stdout);
    expect(prisma).toEqual({
      recordsScreened: 20,
      recordsExcluded: 15,
      reportsAssessed: 5,
      reportsExcluded: [{ reason: "no trial", reports: 1 }],
      reportsIncluded: 4,
      notYet: [],
    });
    expect(await readFile(svg, "utf8")).toContain("Records found by title and abstract");
  });
});

describe("screen rank --votes", () => {
  it("ranks what nobody voted on by what was voted, and tells votes on other records", async () => {
    const some = [
      line({ reviewer: "ana", record: "1", decision: "include" }),
      line({ reviewer: "ana", record: "2", decision: "exclude" }),
      line({ reviewer: "ben", record: "5", decision: "maybe" }),
      line({ reviewer: "ana", record: "elsewhere", decision: "include" }),
    ];
    const run = await coppice([
      "screen",
      "rank",
      records,
      "--votes",
      await write("some.ndjson", some.join("")),
      "--topic",
      "Migraine",
      "--json",
    ]);
    expect(run.code).toBe(0);
    expect(run.stderr).toContain("1 record with votes is not among the records (elsewhere)");
    const ranking: readonly { id: string }[] = JSON.parse(run.stdout);
    expect(ranking).toHaveLength(17);
    expect(ranking.slice(0, 3).map(({ id }) => Number(id) % 4)).toEqual([1, 1, 1]);
  });
});

describe("bad input", () => {
  const rank = (...args: readonly string[]) => coppice(["screen", "rank", ...args]);

  it("an empty file, and a table of names alone, hold no record to rank or report", async () => {
    for (const text of ["", "record_id,title,abstract\n"]) {
      const file = await write("empty.csv", text);
      expect(await rank(file)).toMatchObject({
        code: 2,
        stderr: expect.stringContaining("no records to rank"),
      });
      const report = await coppice(["screen", "report", file, "--votes", votes, "--out", join(home, "none")]);
      expect(report).toMatchObject({ code: 2, stderr: expect.stringContaining("holds no record") });
    }
  });

  it("records without any text are told, as nothing can rank them", async () => {
    const run = await rank(await write("bare.csv", "record_id,title,abstract\n1,,\n2,,\n"));
    expect(run.code).toBe(0);
    expect(run.stderr).toContain("2 records have neither title nor abstract (1, 2)");
    expect(run.stdout).toContain("(no title)");
  });

  it("labels all of one kind are told, and rank all the same", async () => {
    for (const [decision, said] of [
      ["exclude", "all labels exclude: until one includes"],
      ["include", "all labels include: until one excludes"],
    ] as const) {
      const same = ["1", "2", "3"].map((record) => line({ reviewer: "ana", record, decision }));
      const run = await rank(records, "--votes", await write("one-kind.ndjson", same.join("")), "--json");
      expect(run.code).toBe(0);
      expect(run.stderr).toContain(said);
      expect(JSON.parse(run.stdout)).toHaveLength(17);
    }
  });

  it("votes that contradict each other label a record relevant until they are settled", async () => {
    const against = [
      line({ reviewer: "ana", record: "1", decision: "exclude" }),
      line({ reviewer: "ben", record: "1", decision: "include" }),
    ];
    const run = await rank(records, "--votes", await write("against.ndjson", against.join("")));
    expect(run.stderr).toContain("all labels include");
  });

  it("an abstract of ten megabytes is ranked", async () => {
    const huge = await write(
      "huge.csv",
      `record_id,title,abstract\n1,Trial of triptans,"${"word ".repeat(2_100_000)}"\n2,Other,thing\n`,
    );
    const run = await rank(huge, "--json");
    expect(run).toMatchObject({ code: 0, stderr: "" });
    expect(JSON.parse(run.stdout)).toHaveLength(2);
  });
});

describe("screen simulate --prior", () => {
  it("takes the prior learned without a review, and asks which where it is not said", async () => {
    const labelled = await write(
      "labelled.csv",
      `record_id,title,abstract,label_included\n${rows.map((row, i) => `${row},${i % 4 === 0 ? 1 : 0}`).join("\n")}\n`,
    );
    const weights = (sumatriptan: number) => ({ features: {}, wordWeights: [sumatriptan] });
    const prior = await write(
      "prior.json",
      JSON.stringify({ words: "sumatr", without: { liked: weights(90_000), disliked: weights(-90_000) } }),
    );
    const run = async (...more: readonly string[]) => {
      const out = join(home, "order.jsonl");
      const ended = await coppice(["screen", "simulate", labelled, "--out", out, ...more]);
      return ended.code === 0 ? (await readFile(out, "utf8")).split("\n").slice(0, 3) : [ended.stderr];
    };
    const ones = (lines: readonly string[]): number =>
      lines.filter((one) => one.includes('"label":1')).length;
    expect(ones(await run("--prior", prior, "--without", "liked"))).toBe(3);
    expect(ones(await run("--prior", prior, "--without", "disliked"))).toBe(0);
    expect((await run("--prior", prior))[0]).toContain("name one: liked, disliked");
    expect((await run("--prior", prior, "--without", "other"))[0]).toContain(
      "no prior learned without other",
    );
    expect((await run("--without", "liked"))[0]).toContain("--prior");
    expect((await run("--prior", labelled))[0]).toContain("no JSON");
  });
});
