/** `coppice translate` as a user runs it. */
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { coppice, temporaryFolder } from "../../fixtures/coppice-process.ts";

let home: string;
let file: string;

beforeAll(async () => {
  home = await temporaryFolder();
  file = join(home, "strategy.txt");
  await writeFile(
    file,
    "exp Multiple Sclerosis/\n(knee adj3 pain).ab.\n1 or 2\nlimit 3 to english language\n",
  );
  await coppice(["--version"]);
}, 120_000);
afterAll(() => rm(home, { recursive: true, force: true }));

describe("coppice translate", () => {
  test("gives text and warnings of each database by its name", async () => {
    const { code, stdout } = await coppice([
      "translate",
      "--from",
      "ovid",
      "--to",
      "pubmed,embase.com",
      "--json",
      file,
    ]);
    expect(code).toBe(0);
    const { outputs } = JSON.parse(stdout);
    expect(Object.keys(outputs)).toEqual(["PubMed", "Embase.com"]);
    expect(outputs.PubMed.text).toBe(
      '"Multiple Sclerosis" [Mesh]\n"knee pain" [ab:~2]\n#1 OR #2\n#3 AND english[la]',
    );
    expect(outputs["Embase.com"].text.split("\n")[0]).toBe("'multiple sclerosis'/exp");
    expect(outputs["Embase.com"].warnings[0]).toContain("heading-mapped");
  });

  test("guesses the syntax, and stays within 80 columns in what it says", async () => {
    const { code, stdout } = await coppice(["translate", "--to", "all", file]);
    expect(code).toBe(0);
    expect(stdout).toContain("Read as ovid, by the look of it");
    expect(stdout).toContain("ClinicalTrials.gov");
    const told = stdout.split("\n").filter((line) => /^ {2}[·!✗ ]/.test(line));
    expect(told.length).toBeGreaterThan(10);
    expect(Math.max(...told.map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  test("ends with 1 where something could not be read, and with 2 where no database has the name", async () => {
    const broken = join(home, "broken.txt");
    await writeFile(broken, "(a.ti. or b.ti.\n");
    expect((await coppice(["translate", "--from", "ovid", "--to", "wos", broken])).code).toBe(1);
    const unknown = await coppice(["translate", "--to", "nowhere", file]);
    expect(unknown.code).toBe(2);
    expect(unknown.stderr).toContain('there is no database "nowhere"');
    expect((await coppice(["translate", "--to", "wos", join(home, "missing.txt")])).code).toBe(2);
  });
});
