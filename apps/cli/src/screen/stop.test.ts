/** `coppice screen stop` and `sample` as a user runs them, on invented records. */
import { createHash } from "node:crypto";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { coppice, temporaryFolder } from "../../fixtures/coppice-process.ts";

let home: string;
let records: string;

const count = 200;
/** 40 relevant among the first 60 in the order screened, and record 150. */
const isRelevant = (id: number): boolean => (id <= 60 && id % 3 !== 0) || id === 150;
const csv = `record_id,title,abstract\n${Array.from({ length: count }, (_, i) => {
  const id = i + 1;
  return `${id},"${isRelevant(id) ? "Triptan, oral, in migraine" : "Asthma in schools"}, site ${i % 9}",Text ${i}`;
}).join("\n")}\n`;

async function fileWith(name: string, content: string): Promise<string> {
  const path = join(home, name);
  await writeFile(path, content);
  return path;
}

const decisions = (upTo: number): string =>
  `record_id,label\n${Array.from({ length: upTo }, (_, i) => `${i + 1},${isRelevant(i + 1) ? 1 : 0}`).join("\n")}\n`;

/** The sample with its labels, of the first rows or of all. */
async function labelled(path: string, rows = Number.POSITIVE_INFINITY): Promise<string> {
  const [header, ...lines] = (await readFile(path, "utf8")).trimEnd().split("\n");
  const filled = lines.map((line, i) => {
    const [, id] = line.split(",");
    return i < rows ? line.replace(/,,(\d+),(\d+)$/, `,${isRelevant(Number(id)) ? 1 : 0},$1,$2`) : line;
  });
  return `${[header, ...filled].join("\n")}\n`;
}

interface Said {
  readonly statements: readonly {
    readonly rule: string;
    readonly standing: string;
    readonly stop: boolean | null;
    readonly figures: Readonly<Record<string, unknown>>;
  }[];
  readonly simulations: readonly { readonly runs: number; readonly records: number }[];
}

const stop = (...more: readonly string[]): ReturnType<typeof coppice> =>
  coppice(["screen", "stop", records, ...more]);
const sample = (...more: readonly string[]): ReturnType<typeof coppice> =>
  coppice(["screen", "sample", records, ...more]);
const said = async (...more: readonly string[]): Promise<Said> => {
  const run = await stop(...more, "--json");
  expect(run).toMatchObject({ code: 0, stderr: "" });
  return JSON.parse(run.stdout);
};

beforeAll(async () => {
  home = await temporaryFolder();
  records = await fileWith("records.csv", csv);
  await coppice(["--version"]);
}, 120_000);
afterAll(() => rm(home, { recursive: true, force: true }));

describe("screen stop without a sample", () => {
  test("says what can be said, marks what is no guarantee, and proposes a sample", async () => {
    const labels = await fileWith("first-120.csv", decisions(120));
    const run = await stop("--labels", labels, "--seed", "7");
    expect(run).toMatchObject({ code: 0, stderr: "" });
    expect(run.stdout).toContain("ranked-windows (conditional on the ranking, no guarantee)");
    expect(run.stdout).toContain("irrelevant-run (a count, no guarantee)");
    expect(run.stdout).toContain("Assumes: ");
    expect(run.stdout).toMatch(/--n \d+ --seed 7 --out sample\.csv/);
    const { statements } = await said("--labels", labels);
    expect(statements.map(({ rule, stop: may }) => [rule, may])).toEqual([
      // Three of the 141 from the last find on would be a miss: 80 × 79 × 78 of 141 × 140 × 139, which is 0.18.
      ["ranked-windows", false],
      ["left-by-tail", null],
      ["safe", false],
      ["irrelevant-run", null],
    ]);
    expect(statements[3]!.figures).toMatchObject({ total: count, screened: 120, relevant: 40, run: 61 });
  });

  test("reads an order and votes to the same end", async () => {
    const order = Array.from({ length: 120 }, (_, i) =>
      JSON.stringify({ record_id: i + 1, label: isRelevant(i + 1) ? 1 : 0 }),
    );
    const votes = Array.from({ length: 120 }, (_, i) =>
      JSON.stringify({
        reviewer: "ana",
        record: i + 1,
        stage: "title-abstract",
        decision: isRelevant(i + 1) ? "include" : "exclude",
        at: "2026-11-24T10:00:00Z",
      }),
    );
    const byLabels = await said("--labels", await fileWith("again.csv", decisions(120)));
    const byOrder = await said("--order", await fileWith("order.jsonl", `${order.join("\n")}\n`));
    const voted = await fileWith("votes.ndjson", `${votes.join("\n")}\n`);
    expect(byOrder.statements).toEqual(byLabels.statements);
    expect((await said("--votes", voted, "--needed", "1")).statements).toEqual(byLabels.statements);
    const alone = await stop("--votes", voted);
    expect(alone.code).toBe(2);
    expect(alone.stderr).toContain("120 records have votes and no decision yet");
  });

  test("follows a rule over the screened part", async () => {
    const labels = await fileWith("for-replay.csv", decisions(120));
    const { simulations } = await said("--labels", labels, "--rule", "ranked-windows", "--simulate", "2");
    expect(simulations).toEqual([expect.objectContaining({ runs: 2, records: 120, relevant: 40 })]);
  });

  test("refuses what it cannot answer, and says why", async () => {
    const refused = async (saying: string, ...more: readonly string[]): Promise<void> => {
      const run = await stop(...more);
      expect(run.code).toBe(2);
      expect(run.stderr).toContain(saying);
    };
    const labels = await fileWith("few.csv", decisions(9));
    await refused("give --labels");
    await refused("one file", "--labels", labels, "--order", labels);
    await refused("between 0 and 1", "--labels", labels, "--target", "95");
    await refused("needs a random sample", "--labels", labels, "--rule", "random-sequence");
    await refused("No record has been screened", "--labels", await fileWith("none.csv", "record_id,label\n"));
    await refused(
      "No relevant record",
      "--labels",
      await fileWith("zeros.csv", "record_id,label\n3,0\n6,0\n"),
    );
    await refused("no record 999", "--labels", await fileWith("odd.csv", "record_id,label\n999,1\n"));
    await refused(
      "both as relevant and as irrelevant",
      "--labels",
      await fileWith("b.csv", "record_id,label\n1,1\n1,0\n"),
    );
    await refused('the label "x"', "--labels", await fileWith("x.csv", "record_id,label\n1,x\n"));
  });
});

describe("a sample of what is left", () => {
  test("is drawn by seed, labelled in order, tested, and certified with hashes that can be made again", async () => {
    const labels = await fileWith("before.csv", decisions(100));
    const out = join(home, "sample.csv");
    const how = ["--labels", labels, "--seed", "5", "--out"];
    expect(await sample(...how, out, "--n", "90")).toMatchObject({ code: 0, stderr: "" });
    expect((await sample(...how, out, "--n", "90")).stderr).toContain("is there already");
    await sample(...how, join(home, "smaller.csv"), "--n", "20");
    const smaller = (await readFile(join(home, "smaller.csv"), "utf8")).trimEnd();
    expect((await readFile(out, "utf8")).startsWith(smaller)).toBe(true);
    expect((await sample(...how, join(home, "large.csv"), "--n", "101")).stderr).toContain(
      "cannot be drawn of 100",
    );

    const some = await fileWith("some.csv", await labelled(out, 10));
    const early = await said("--labels", labels, "--sample", some);
    expect(early.statements).toMatchObject([
      { rule: "random-sequence", standing: "guarantee", stop: false, figures: { left: 100, drawn: 10 } },
    ]);
    const larger = join(home, "larger.csv");
    await sample("--labels", labels, "--enlarge", some, "--n", "95", "--out", larger);
    const enlarged = await said("--labels", labels, "--sample", larger);
    expect(enlarged.statements[0]!.figures).toEqual(early.statements[0]!.figures);
    const whole = await fileWith("whole.csv", await labelled(out));
    const certificate = join(home, "certificate.json");
    const run = await stop("--labels", labels, "--sample", whole, "--certificate", certificate);
    expect(run.stdout).toContain("random-sequence (guarantee)  may stop");
    const written = JSON.parse(await readFile(certificate, "utf8"));
    expect(written).toMatchObject({
      format: "coppice-stopping-certificate/1",
      standing: "guarantee",
      statement: { stop: true, target: 0.95, confidence: 0.95, figures: { drawn: 90 } },
      subject: {
        records: { count },
        decisions: { count: 100 },
        sample: { count: 90, seed: 5, decidedBefore: 100 },
      },
    });
    const lines = Array.from({ length: 100 }, (_, i) => `["${i + 1}",${isRelevant(i + 1) ? 1 : 0}]\n`);
    expect(written.subject.decisions.sha256).toBe(createHash("sha256").update(lines.join("")).digest("hex"));

    const strict = await said("--labels", labels, "--sample", whole, "--rule", "random-sample");
    expect(strict.statements.map(({ rule }) => rule)).toEqual(["random-sample", "left-by-sample"]);
    const unfinished = await stop("--labels", labels, "--sample", some, "--rule", "random-sample");
    expect(unfinished.stderr).toContain("80 of the 90 records of the sample have no label");
  });

  test("is refused where it is not the draw that it says it is", async () => {
    const labels = await fileWith("seen.csv", decisions(100));
    const out = join(home, "drawn.csv");
    await sample("--labels", labels, "--n", "12", "--seed", "1", "--out", out);
    const text = await labelled(out);
    const refused = async (saying: string, content: string, given = labels): Promise<void> => {
      const run = await stop("--labels", given, "--sample", await fileWith("tried.csv", content));
      expect(run.code).toBe(2);
      expect(run.stderr).toContain(saying);
    };
    await refused("not the records that seed 2 draws", text.replaceAll(/,1,100$/gm, ",2,100"));
    await refused("draws cannot be mixed", text.replace(/,1,100$/m, ",2,100"));
    await refused("only 90 are given", text, await fileWith("fewer.csv", decisions(90)));
    await refused("no record in the sample", text.slice(0, text.indexOf("\n") + 1));
    const flipped = `${decisions(100)}${text.split("\n")[1]!.split(",")[1]!},1\n`;
    await refused("decided one way here", text, await fileWith("flipped.csv", flipped));
  });
});

describe("a sample of all records", () => {
  test("serves the quantile bound, as long as the ranking does not know it", async () => {
    const out = join(home, "blind.csv");
    const drawn = await sample("--n", "150", "--seed", "3", "--out", out);
    expect(drawn.stdout).toContain("for quantile-bound");
    const blind = await fileWith("blind-labelled.csv", await labelled(out));
    const labels = await fileWith("ranked.csv", decisions(160));
    const { statements } = await said("--labels", labels, "--sample", blind, "--target", "0.8");
    expect(statements[0]).toMatchObject({
      rule: "quantile-bound",
      stop: true,
      figures: { total: count, sampled: 150, fewest: 14 },
    });
    const few = await said("--labels", labels, "--sample", blind, "--target", "0.95");
    expect(few.statements[0]).toMatchObject({ stop: false, figures: { needed: null, fewest: 59 } });
    const rows = (await labelled(out)).trimEnd().split("\n").slice(1);
    const known = rows.map((line) => [line.split(",")[1]!, /,(\d),3,0$/.exec(line)![1]!].join(","));
    const first = await fileWith("known.csv", `record_id,label\n${known.join("\n")}\n`);
    const run = await stop("--labels", first, "--sample", blind);
    expect(run.stderr).toContain("the decisions begin with the sample itself");
  });
});
