/** `coppice match`, `coppice test-search` and `coppice lint-search` as a person runs them. */
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { coppice, temporaryFolder } from "../fixtures/coppice-process.ts";

let home: string;
let plain: string;
let packed: string;

const record = (pmid: number, title: string): string =>
  `PMID- ${pmid}\nTI  - ${title}\nDP  - 2020\nPT  - Journal Article\n`;

beforeAll(async () => {
  home = await temporaryFolder();
  plain = join(home, "one.nbib");
  packed = join(home, "two.nbib.gz");
  await writeFile(plain, [record(1, "Asthma in children"), record(2, "Eczema")].join("\n"));
  await writeFile(packed, gzipSync([record(3, "Severe asthma"), record(4, "Gout")].join("\n")));
});
afterAll(() => rm(home, { recursive: true, force: true }));

describe("coppice match", () => {
  it("prints the PMIDs of what matches in several files, one of them packed", async () => {
    const { code, stdout } = await coppice(["match", "--query", "asthma[ti]", plain, packed]);
    expect([code, stdout]).toEqual([0, "1\n3\n"]);
    const count = await coppice(["match", "--query", "asthma[ti]", "--count", plain, packed]);
    expect(count.stdout).toBe("2\n");
  });

  it("finds the same with one job and with many, and as JSON", async () => {
    const ask = (jobs: string) =>
      coppice(["match", "--query", "asthma[ti]", "--jobs", jobs, "--json", plain, packed]);
    const [one, two] = [await ask("1"), await ask("2")];
    expect(JSON.parse(one.stdout)).toEqual(JSON.parse(two.stdout));
    expect(JSON.stringify(JSON.parse(one.stdout))).toMatch(/"1".*"3"/);
  });

  it("takes a strategy of many lines from a file, in its own syntax", async () => {
    const strategy = join(home, "strategy.txt");
    await writeFile(strategy, "1. asthma.ti.\n2. child$.ti.\n3. 1 not 2\n");
    const { code, stdout } = await coppice([
      "match",
      "--strategy",
      strategy,
      "--syntax",
      "ovid",
      plain,
      packed,
    ]);
    expect([code, stdout]).toEqual([0, "3\n"]);
  });

  it("refuses no search, two searches, and a file that is not there", async () => {
    const none = await coppice(["match", plain]);
    expect([none.code, none.stderr]).toEqual([2, expect.stringContaining("--query, or a file of it")]);
    const both = await coppice(["match", "--query", "a", "--strategy", plain, plain]);
    expect(both.code).toBe(2);
    const missing = await coppice(["match", "--query", "a[ti]", join(home, "none.nbib")]);
    expect([missing.code === 0, missing.stderr]).toEqual([false, expect.stringContaining("none.nbib")]);
  });
});

describe("coppice test-search", () => {
  const document = async (name: string, content: unknown): Promise<string> => {
    const path = join(home, name);
    await writeFile(path, typeof content === "string" ? content : JSON.stringify(content));
    return path;
  };

  it("tells recall over several files, and exits with 1 where a record is missed", async () => {
    const path = await document("met.json", { strategy: "asthma[ti]", mustFind: [1, 3] });
    const met = await coppice(["test-search", path, plain, packed]);
    expect(met.code).toBe(0);
    expect(met.stdout).toContain("Recall 100.0 %: 2 of the 2 that must be found.");
    const missed = await document("missed.json", { strategy: "asthma[ti]", mustFind: [1, 4] });
    const { code, stdout } = await coppice(["test-search", missed, plain, packed, "--json"]);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ recall: 0.5, missed: [{ id: "4", title: "Gout" }] });
  });

  it("reads a search of a review", async () => {
    const path = await document(
      "medline.yaml",
      'kind: search\nid: medline\ndatabase: MEDLINE\nlines:\n  - { id: "1", query: "asthma[ti]" }\nmustFind: ["1", "3"]\n',
    );
    expect((await coppice(["test-search", path, plain, packed])).code).toBe(0);
  });

  it.each([
    ["no JSON", "{", "cannot be read"],
    ["no strategy", { mustFind: [1] }, "strategy has to be a text"],
    ["a wrong list", { strategy: "a[ti]", mustFind: "1" }, "mustFind has to be a list"],
    ["an unknown syntax", { strategy: "a[ti]", syntax: "dialog" }, 'syntax "dialog" is none'],
  ])("refuses %s", async (name, content, reason) => {
    const path = await document(`${name}.json`, content);
    const { code, stdout, stderr } = await coppice(["test-search", path, plain]);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(reason);
  });
});

describe("coppice lint-search", () => {
  it("exits with 1 where something is wrong, and points at it in JSON", async () => {
    const path = join(home, "faulty.txt");
    await writeFile(path, "(asthma[tiab] OR wheez*[tiab]\n");
    const { code, stdout } = await coppice(["lint-search", path, "--json"]);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      syntax: "pubmed",
      findings: expect.arrayContaining([expect.objectContaining({ code: "S01", line: 1, column: 1 })]),
    });
  });

  it("refuses a file that is not there, records that are not, and a count that is none", async () => {
    const missing = await coppice(["lint-search", join(home, "none.txt")]);
    expect([missing.code, missing.stderr]).toEqual([2, expect.stringContaining("could not be read")]);
    const path = join(home, "fine.txt");
    await writeFile(path, "asthma[tiab]\n");
    expect((await coppice(["lint-search", path, "--records", join(home, "none.nbib")])).code).toBe(2);
    expect((await coppice(["lint-search", path, "--count", "many"])).code).toBe(2);
  });
});
