import { rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  coppice,
  copyOf,
  type Edit,
  flagship,
  temporaryFolder,
  type VerdictOutput,
} from "../fixtures/coppice-process.ts";

const alpha = "studies/alpha-1990.yaml";

let home: string;
beforeAll(async () => {
  home = await temporaryFolder();
});
afterAll(() => rm(home, { recursive: true, force: true }));

type Case = readonly [title: string, edit: Edit, line: number, column: number, says: string, remedy: RegExp];

/** Faults that keep a study out, with the place and the words that a person needs to mend them. */
const faults: readonly Case[] = [
  [
    "a bad number",
    [alpha, "events: 30, n: 40", "events: thirty, n: 40"],
    34,
    23,
    '"thirty" is not a number',
    /write a number/,
  ],
  [
    "a bad date",
    [alpha, 'published: "1990-05"', 'published: "1990-15"'],
    11,
    16,
    '"1990-15" is not a date',
    /write 2001, 2001-05 or 2001-05-17/,
  ],
  [
    "wrong indentation",
    [alpha, "    pmid:", "   pmid:"],
    9,
    1,
    "this is not valid YAML",
    /check the indentation/,
  ],
  [
    "a field that is not one",
    [alpha, "masking: {", "maksing: {"],
    16,
    1,
    '"maksing" is not a field here',
    /check the spelling/,
  ],
];

describe("a broken study file", () => {
  it.each(faults)(
    "%s is reported with file, line, column and remedy, and the rest loads",
    async (title, edit, line, column, says, remedy) => {
      const review = await copyOf(home, title.replaceAll(" ", "-"), [edit]);
      const place = `${join(review, alpha)}:${line}:${column}: error: `;
      const [checked, derived] = await Promise.all([
        coppice(["check", review]),
        coppice(["verdict", review, "--json"]),
      ]);

      expect(checked.code).toBe(1);
      const reported = checked.stdout.split("\n").find((each) => each.startsWith(place));
      expect(reported).toContain(says);
      expect(reported).toMatch(remedy);

      expect(derived.code).toBe(1);
      const [verdict] = (JSON.parse(derived.stdout) as VerdictOutput).verdicts;
      expect(verdict).toMatchObject({ class: "effective", studies: ["gamma-2001", "delta-2010"] });
      expect(derived.stderr).toContain(place);
      expect(derived.stderr).toContain(`see all with: coppice check ${review}`);
    },
  );

  it("an arm that is not there is reported at its name, and the study is used as far as it can be", async () => {
    const review = await copyOf(home, "unknown-arm", [
      [alpha, "      placebo: { events", "      placbo: { events"],
    ]);
    const [checked, derived] = await Promise.all([
      coppice(["check", review]),
      coppice(["verdict", review, "--json"]),
    ]);
    expect(checked.code).toBe(1);
    expect(checked.stdout).toContain(`${join(review, alpha)}:35:7: error: "placbo" is not an arm`);
    expect(checked.stdout).toMatch(/did you mean placebo\?/);
    expect(derived.code).toBe(1);
    expect((JSON.parse(derived.stdout) as VerdictOutput).verdicts[0]!.studies).toEqual(
      expect.arrayContaining(["delta-2010", "gamma-2001"]),
    );
  });

  it("several faults in several files are all reported in one run, and counted", async () => {
    const review = await copyOf(home, "many", [
      faults[0]![1],
      ["studies/gamma-2001.yaml", "randomised: 60", "randomised: sixty"],
      ["studies/delta-2010.yaml", "level: double", "level: duoble"],
    ]);
    const { code, stdout } = await coppice(["check", review, "--json"]);
    expect(code).toBe(1);
    const { errors, problems } = JSON.parse(stdout) as {
      errors: number;
      problems: { where: { file: string; line: number; column: number } }[];
    };
    expect(errors).toBe(3);
    expect(problems.map(({ where }) => where.file.slice(review.length + 1))).toEqual([
      "studies/alpha-1990.yaml",
      "studies/delta-2010.yaml",
      "studies/gamma-2001.yaml",
    ]);
    for (const { where } of problems) expect(Math.min(where.line, where.column)).toBeGreaterThan(0);
  });

  it("in the flagship keeps only itself out: the other verdicts stand as they were", async () => {
    const file = "studies/bain-1996-lems.yaml";
    const review = await copyOf(home, "flagship", [[file, "\nlabel:", "\n label:"]], flagship);
    const [broken, whole] = await Promise.all(
      [review, flagship].map((each) => coppice(["verdict", each, "--as-of", "2003", "--json"])),
    );
    expect([broken!.code, whole!.code]).toEqual([1, 0]);
    expect(broken!.stderr).toMatch(/bain-1996-lems\.yaml:\d+:\d+: error: /);
    const of = (text: string) =>
      new Map((JSON.parse(text) as VerdictOutput).verdicts.map((each) => [each.condition, each]));
    const [now, before] = [of(broken!.stdout), of(whole!.stdout)];
    expect(now.get("lems")).toMatchObject({ class: "not-established", studies: [] });
    for (const [condition, verdict] of before)
      if (condition !== "lems") expect(now.get(condition)).toEqual(verdict);
  });

  it("a folder without any protocol gives its problems and exit 1, and no verdicts", async () => {
    const review = await copyOf(home, "no-protocol", [["protocol.yaml", "kind: protocol", "kind: protocl"]]);
    const { code, stdout, stderr } = await coppice(["verdict", review, "--json"]);
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toContain('protocol.yaml:1:7: error: the field "kind" says "protocl"');
  });
});
