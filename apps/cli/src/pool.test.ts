/** `coppice pool` as a user runs it. */
import { spawnSync } from "node:child_process";
import { access, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { coppice, temporaryFolder } from "../fixtures/coppice-process.ts";

const bcg = fileURLToPath(new URL("../../../examples/bcg.csv", import.meta.url));
let home: string;

beforeAll(async () => {
  home = await temporaryFolder();
  await coppice(["--version"]);
}, 120_000);
afterAll(() => rm(home, { recursive: true, force: true }));

const pool = (...words: readonly string[]) => coppice(["pool", ...words]);
async function fileWith(name: string, text: string): Promise<string> {
  const path = join(home, name);
  await writeFile(path, text);
  return path;
}
async function jsonOf(...words: readonly string[]) {
  const { code, stdout } = await pool(...words, "--json");
  return { code, json: JSON.parse(stdout) };
}

describe("coppice pool", () => {
  test("gives metafor's numbers for the BCG trials (REML: -0.7145, SE 0.1798, tau2 0.3132, Q 152.2330)", async () => {
    const { code, stdout, stderr } = await pool(bcg, "--measure", "RR");
    expect(code).toBe(0);
    expect(stdout).toContain("Risk ratio 0.49 (95% CI 0.34 to 0.70), from 13 studies.");
    expect(stdout).toMatch(/Hart & Sutherland 1977 +0\.24 +0\.18 to 0\.31 +9\.70%/);
    expect(stdout).toContain("-0.7145, SE 0.1798, 95% CI -1.0669 to -0.3622, z = -3.9744, p < 0.0001");
    expect(stdout).toContain("Q = 152.2330, df = 12, p < 0.0001; I² = 92.22%, H² = 12.86; tau² = 0.3132");
    expect(stdout.replace(/\s+/g, " ")).toContain("SE 0.1664, 95% CI 0.1197 to 1.1115 by Q-profile");
    expect(stderr).toContain("columns guessed from their names: events1 = tpos, non-events1 = tneg");
    expect(stderr).toContain("label = author + year");
  });

  test("prints JSON alone, with every number on both scales", async () => {
    const { code, json } = await jsonOf(bcg, "--measure", "RR", "--subgroup", "alloc");
    expect(code).toBe(0);
    expect(Object.keys(json)).toEqual([
      ...[
        "file",
        "measure",
        "name",
        "scale",
        "columns",
        "guessed",
        "studies",
        "result",
        "subgroups",
        "problems",
      ],
    ]);
    expect(json.result.estimate).toBeCloseTo(-0.7145323, 6);
    expect(json.result.shown.estimate).toBeCloseTo(Math.exp(json.result.estimate), 12);
    expect(json.studies[0]).toMatchObject({
      ...{ label: "Aronson 1948", line: 2, group: "random", n: 262 },
      data: { events1: 4, nonEvents1: 119, events2: 11, nonEvents2: 128 },
    });
    expect(json.subgroups.groups.map((each: { group: string }) => each.group)).toEqual([
      "random",
      "alternate",
      "systematic",
    ]);
    expect(json.subgroups.difference.df).toBe(2);
  });

  test("pools by Mantel-Haenszel and Peto as metafor does (OR: -0.4734 and -0.4744)", async () => {
    const mh = await jsonOf(bcg, "--measure", "OR", "--model", "mh");
    expect(mh.json.result.estimate).toBeCloseTo(-0.4734, 4);
    expect(mh.json.result.se).toBeCloseTo(0.041, 4);
    const peto = await jsonOf(bcg, "--measure", "PETO", "--model", "peto");
    expect(peto.json.result.estimate).toBeCloseTo(-0.4744, 4);
    expect(peto.json.result.se).toBeCloseTo(0.0407, 4);
  });

  test("hears the options: estimator, test, level, prediction", async () => {
    const { json } = await jsonOf(
      bcg,
      ...["--measure", "RR", "--tau2", "dl", "--test", "hk", "--level", "90", "--prediction", "none"],
    );
    expect(json.result).toMatchObject({ test: "hk", level: 0.9, prediction: null, df: 12 });
    expect(json.result.tau2).toBeCloseTo(0.3088, 4);
  });

  test("pools as RevMan does today, and as it did before", async () => {
    const now = await jsonOf(bcg, "--measure", "RR", "--profile", "revman");
    expect(now.json.result).toMatchObject({ test: "hk", df: 12 });
    expect(now.json.result.method).toContain(
      "RevMan (2025): random effects, tau2 by REML, Hartung-Knapp interval",
    );
    const before = await jsonOf(bcg, "--measure", "RR", "--profile", "revman-5", "--subgroup", "alloc");
    expect(before.json.result.tau2).toBeCloseTo(0.3095, 4);
    expect(before.json.subgroups.groups).toHaveLength(3);
    const both = await pool(bcg, "--measure", "RR", "--profile", "revman", "--tau2", "DL");
    expect([both.code, both.stderr]).toEqual([
      2,
      expect.stringContaining("--profile settles --tau2 by itself"),
    ]);
  });

  test("reads hazard ratios as papers print them, with decimal commas", async () => {
    const file = await fileWith("hr.csv", "study;estimate;low;high\nA;0,80;0,60;1,07\nB;0,50;0,30;0,83\n");
    const { code, json } = await jsonOf(file, "--measure", "HR", "--model", "common");
    expect(code).toBe(0);
    expect(json.studies[0].yi).toBeCloseTo(Math.log(0.8), 12);
    expect(json.studies[0].vi).toBeCloseTo(((Math.log(1.07) - Math.log(0.6)) / (2 * 1.959964)) ** 2, 6);
  });

  test("writes figures, result and script where it is told to", async () => {
    const out = join(home, "out");
    const { code, stdout } = await pool(
      bcg,
      ...["--measure", "RR", "--out", out, "--preset", "revman", "--arms", "BCG,control"],
    );
    expect(code).toBe(0);
    expect(stdout).toContain("written: ");
    const forest = await readFile(join(out, "forest.svg"), "utf8");
    expect(forest).toContain("Study or Subgroup");
    expect(forest).toContain(">BCG</text>");
    expect(forest).toContain("0.49 [0.34, 0.70]");
    expect(await readFile(join(out, "funnel.svg"), "utf8")).toContain("0.01 &lt; P ≤ 0.05");
    expect(JSON.parse(await readFile(join(out, "result.json"), "utf8")).result.k).toBe(13);
    expect(await readFile(join(out, "metafor.R"), "utf8")).toContain('rma(yi, vi, method = "REML"');
    const single = join(home, "deeper", "one.svg");
    await pool(bcg, "--measure", "RR", "--funnel", single);
    await access(single);
  });

  test("leaves bad rows out with file, line, column and remedy, pools the rest, and exits with 1", async () => {
    const rows = [
      "A,4,123,11,139",
      "B,six,306,29,303",
      "C,3,231,11,220",
      "D,240,231,11,220",
      "E,5,60,9,61,extra",
      "F,,80,4,80",
    ];
    const file = await fileWith("bad.csv", `study,ai,n1i,ci,n2i\n${rows.join("\n")}\n`);
    const { code, stdout, stderr } = await pool(file, "--measure", "RR");
    expect(code).toBe(1);
    expect(stderr).toContain(
      `${file}:3:3: error: B, ai (events of arm 1): "six" is not a number; write it as 12.5`,
    );
    expect(stderr).toContain(
      `${file}:5: error: D: Arm 1 has 240 events among 231 people; count people, not events`,
    );
    expect(stderr).toContain(`${file}:6:13: error: this row has 6 cells and the header 5`);
    expect(stderr).toContain(`${file}:7:3: warning: F has no value in ai (events of arm 1) and is left out`);
    expect(stdout).toContain("from 2 studies (4 left out).");
  });

  test("lets missing values and repeated labels pass as warnings", async () => {
    const file = await fileWith("missing.csv", "study,yi,vi\nA,0.1,0.02\nB,NA,0.03\nA,0.3,0.05\n");
    const { code, stderr, stdout } = await pool(file, "--measure", "GEN");
    expect(code).toBe(0);
    expect(stderr).toContain(`${file}:4: warning: "A" stands on line 2 too`);
    expect(stdout).toContain("from 2 studies (1 left out).");
  });

  test("says so where nothing can be pooled, and exits with 1", async () => {
    const file = await fileWith("none.csv", "study,yi,vi\nA,x,0.02\n");
    const { code, stdout, stderr } = await pool(file, "--measure", "GEN");
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toContain("There are 0 studies to pool");
  });

  test.each([
    [["--measure", "RX"], '--measure "RX" is not known', "did you mean"],
    [[], "give --measure, as RR, OR or RD for events", ""],
    [["--measure", "RR", "--events1", "tpoz"], 'has no column "tpoz" for --events1', "did you mean tpos"],
    [["--measure", "MD"], "MD (mean difference) needs the mean of arm 1 (--mean1)", "of: trial, author"],
    [["--measure", "RR", "--tau2", "RELM"], '--tau2 "RELM" is not known', "did you mean REML?"],
    [["--measure", "RR", "--level", "0"], '--level "0" is not a level of confidence', "as 95"],
    [["--measure", "AS", "--model", "mh"], "--model mh pools RR, OR, RD, IRR, IRD, not AS", "--model random"],
    [
      ["--measure", "OR", "--model", "mh", "--tau2", "DL"],
      "--tau2 has no meaning for --model mh",
      "leave it out",
    ],
    [["--measure", "RR", "--subgroup", "allok"], 'has no column "allok" for --subgroup', "alloc"],
    [["--measure", "RR", "--preset", "lancet"], '--preset "lancet" is not known', "bmj"],
    [["--measure", "RR", "--jason"], "unknown option '--jason'", "--json"],
  ])("refuses %j as misuse, with what would do", async (words, sentence, hint) => {
    const { code, stdout, stderr } = await pool(bcg, ...words);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(sentence);
    expect(stderr).toContain(hint);
  });

  test("calls a file that is not there, or is no text, misuse", async () => {
    expect(await pool(join(home, "nowhere.csv"), "--measure", "RR")).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("there is no such file; give a CSV file"),
    });
    const workbook = await fileWith("book.xlsx", "PK\u0003\u0004");
    expect((await pool(workbook, "--measure", "RR")).stderr).toContain('save its sheet as "CSV UTF-8"');
    const empty = await fileWith("empty.csv", "\n");
    expect((await pool(empty, "--measure", "RR")).stderr).toContain(
      "is empty; its first line should name the columns",
    );
  });
});

// R is no part of the program: where it stands beside it, the scripts are run.
const statistician = "Rscript";
const hasMetafor = spawnSync(statistician, ["-e", "library(metafor)"]).status === 0;

describe("coppice pool --r", () => {
  test("prints a script with the data, the effects, the model and the way back", async () => {
    const { code, stdout } = await pool(bcg, "--measure", "RR", "--test", "hk", "--r");
    expect(code).toBe(0);
    expect(stdout).toContain("ai = c(4, 6, 3, 62, 33, 180, 8, 505, 29, 17, 186, 5, 27)");
    expect(stdout).toContain(
      'escalc(measure = "RR", ai = ai, bi = bi, ci = ci, di = di, add = 0.5, to = "only0"',
    );
    expect(stdout).toContain('test = "knha"');
    expect(stdout).toContain("back <- exp");
    expect(stdout).toContain("half <- qt(0.975, df = 11) * sqrt(res$se^2 + res$tau2)");
  });

  test.skipIf(!hasMetafor)("gives the same numbers in R", async () => {
    const asked = [
      ["--measure", "RR"],
      ["--measure", "OR", "--tau2", "PM", "--test", "hk", "--level", "90"],
      ["--measure", "OR", "--model", "mh"],
      ["--measure", "PETO", "--model", "peto"],
      ["--measure", "RD", "--model", "common"],
      ["--measure", "RR", "--profile", "revman"],
      ["--measure", "RR", "--profile", "revman-5", "--subgroup", "alloc"],
    ];
    const results = [];
    const scripts = [];
    for (const [index, words] of asked.entries()) {
      const out = join(home, `r-${index}`);
      await pool(bcg, ...words, "--out", out);
      results.push(JSON.parse(await readFile(join(out, "result.json"), "utf8")).result);
      scripts.push(
        `source(${JSON.stringify(join(out, "metafor.R"))})\ncat("\\n= ", sprintf("%.12g", c(coef(res), res$se, res$ci.lb, res$ci.ub)), "\\n")`,
      );
    }
    const script = await fileWith("all.R", scripts.join("\n"));
    const { stdout } = spawnSync(statistician, [script], { encoding: "utf8" });
    const said = stdout.split("\n").filter((line) => line.startsWith("= "));
    expect(said).toHaveLength(asked.length);
    for (const [index, line] of said.entries()) {
      const { estimate, se, ciLow, ciHigh } = results[index];
      const numbers = line.slice(2).trim().split(/\s+/).map(Number);
      for (const [place, value] of [estimate, se, ciLow, ciHigh].entries())
        expect(value, asked[index]!.join(" ")).toBeCloseTo(numbers[place]!, 6);
    }
  });
});
