/** `coppice screen simulate` and `rank` as a user runs them, on invented records. */
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { coppice, temporaryFolder } from "../../fixtures/coppice-process.ts";

let home: string;
let labelled: string;

const titles = [
  "Sumatriptan, oral, for acute migraine",
  "Inhaled steroid for asthma in schools",
  "Eczema and bathing",
];
const rows = Array.from({ length: 60 }, (_, i) => {
  const title = i % 6 === 0 ? titles[0]! : titles[1 + (i % 2)]!;
  return `${i + 1},"${title}, site ${i % 9}","We studied ""${title}"" in ${i} patients.",${i % 6 === 0 ? 1 : 0}`;
});
const csv = `record_id,title,abstract,label_included\n${rows.join("\n")}\n`;

async function fileWith(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(home, name);
  await writeFile(path, content);
  return path;
}

beforeAll(async () => {
  home = await temporaryFolder();
  labelled = await fileWith("set.csv.gz", gzipSync(csv));
  await coppice(["--version"]);
}, 120_000);
afterAll(() => rm(home, { recursive: true, force: true }));

interface Line {
  readonly record_id: number;
  readonly label: 0 | 1;
  readonly prior?: true;
}

describe("screen simulate", () => {
  test("writes every record once in the order screened, priors first and marked", async () => {
    const out = join(home, "order.jsonl");
    const how = ["--topic", "Triptans for migraine", "--priors", "7,2", "--seed", "3", "--out", out];
    const run = await coppice(["screen", "simulate", labelled, ...how]);
    expect(run).toMatchObject({ code: 0, stderr: "" });
    const order = (await readFile(out, "utf8"))
      .trimEnd()
      .split("\n")
      .map((line): Line => JSON.parse(line));
    expect(order.slice(0, 2)).toEqual([
      { record_id: 7, label: 1, prior: true },
      { record_id: 2, label: 0, prior: true },
    ]);
    expect(new Set(order.map((line) => line.record_id)).size).toBe(60);
    expect(order.slice(2, 11).every(({ label, prior }) => label === 1 && prior === undefined)).toBe(true);
  });

  test("refuses a file without labels, one that includes nothing, an unknown prior and an empty file, and says why", async () => {
    const out = join(home, "none.jsonl");
    const refused = async (path: string, said: string, ...more: readonly string[]): Promise<void> => {
      const run = await coppice(["screen", "simulate", path, "--out", out, ...more]);
      expect(run.code).toBe(2);
      expect(run.stderr).toContain(said);
    };
    await refused(await fileWith("bare.csv", "record_id,title\n1,Something\n"), "label_included");
    await refused(await fileWith("all-out.csv", csv.replaceAll(/,1$/gm, ",0")), "nothing to find");
    await refused(await fileWith("odd.csv", csv.replace(/,1$/m, ",yes")), 'label "yes"');
    await refused(labelled, "no record 99", "--priors", "99");
    await refused(await fileWith("header.csv", "record_id,title,abstract,label_included\n"), "no record");
  });
});

describe("screen rank", () => {
  test("ranks what is not labelled, by the decisions of a file, and explains it", async () => {
    const bare = await fileWith(
      "bare-records.csv",
      csv.replaceAll(/,[01]$/gm, ",").replace("label_included", "note"),
    );
    const decisions = await fileWith("decisions.csv", "record_id,label\n1,1\n2,0\n3,0\n7,1\n7,0\n7,1\n");
    const run = await coppice([
      "screen",
      "rank",
      bare,
      "--labels",
      decisions,
      "--topic",
      "Migraine",
      "--json",
      "--explain",
    ]);
    expect(run.code).toBe(0);
    expect(run.stderr).toContain("labelled otherwise before");
    const ranking: { id: string; why: { words: { what: string }[] } }[] = JSON.parse(run.stdout);
    expect(ranking).toHaveLength(56);
    expect(ranking.slice(0, 8).every(({ id }) => (Number(id) - 1) % 6 === 0)).toBe(true);
    expect(ranking[0]!.why.words.some(({ what }) => /migraine|sumatriptan/.test(what))).toBe(true);
  });

  test("refuses decisions on records that are not there", async () => {
    const decisions = await fileWith("wrong.csv", "record_id,label\n1,1\n500,0\n");
    const run = await coppice(["screen", "rank", labelled, "--labels", decisions]);
    expect(run.code).toBe(2);
    expect(run.stderr).toContain("wrong.csv:3");
  });
});
