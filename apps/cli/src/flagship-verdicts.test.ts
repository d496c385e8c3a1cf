/** `coppice verdict` on the flagship, as a reader of the 2004 review would run it. */
import { beforeAll, describe, expect, it } from "vitest";
import { coppice, flagship, type VerdictOutput } from "../fixtures/coppice-process.ts";

const in2003 = [flagship, "--as-of", "2003-12-31", "--rules", "dalakas-2004"];

async function verdicts(...args: readonly string[]): Promise<VerdictOutput> {
  const { code, stdout } = await coppice(["verdict", ...args, "--json"]);
  expect(code).toBe(0);
  return JSON.parse(stdout) as VerdictOutput;
}

const on = (output: VerdictOutput, condition: string) =>
  output.verdicts.find((each) => each.condition === condition)!;

/** The data synthesis of the 2004 abstract, as classes, lines and doses. */
const abstract = [
  ["gbs", "effective", "first", 2],
  ["cidp", "effective", "first", 2],
  ["mmn", "effective", "first", 2],
  ["sps", "effective", "second", 2],
  ["dm", "effective", "second", 2],
  ["mg", "effective", "second", 2],
  ["lems", "effective", "second", 2],
  ["ibm", "modest-not-significant", null, null],
  ["anti-mag", "modest-not-significant", null, null],
  ["ms-weakness", "not-effective", null, null],
  ["optic-neuritis", "not-effective", null, null],
] as const;

let then: VerdictOutput;
beforeAll(async () => {
  then = await verdicts(...in2003);
}, 120_000);

describe("coppice verdict on the flagship", () => {
  it.each(abstract)("gives %s of 2003: %s, line %s, dose %s", (condition, verdict, line, dose) => {
    expect(on(then, condition)).toMatchObject({ class: verdict, line, doseGPerKg: dose });
    expect(on(then, condition).studies.length).toBeGreaterThan(0);
    expect(on(then, condition).because.length).toBeGreaterThan(0);
  });

  it("keeps to the public shape in every verdict", () => {
    expect(Object.keys(then)).toEqual(["review", "asOf", "rules", "verdicts"]);
    expect(then).toMatchObject({ review: "ivig-neuromuscular", asOf: "2003-12-31", rules: "dalakas-2004" });
    const classes = ["effective", "modest-not-significant", "not-effective", "not-established"];
    for (const verdict of then.verdicts) {
      expect(Object.keys(verdict)).toEqual([
        ...["condition", "class", "line", "doseGPerKg", "statement", "studies", "because", "unverified"],
      ]);
      expect(classes).toContain(verdict.class);
      expect(["first", "second", null]).toContain(verdict.line);
      expect(verdict.line === null || verdict.class === "effective").toBe(true);
      expect(verdict.statement).toMatch(/\.$/);
      for (const reason of verdict.because) {
        expect(Object.keys(reason)).toEqual(["rule", "sentence", "from"]);
        for (const ref of reason.from) expect(ref).toMatch(/^[a-z-]+\/[^#]+(#\/.*)?$/);
      }
    }
  });

  it("has the condition ids that other programs ask for", () => {
    const known = then.verdicts.map((each) => each.condition);
    expect(known).toEqual(
      expect.arrayContaining(["pm", "ms-relapsing", "ms-progressive", "mg/exacerbation"]),
    );
  });

  it("moves the verdicts whose studies are left out, and no other", async () => {
    const without = await verdicts(...in2003, "--exclude", "bain-1996-lems,dalakas-2001-sps");
    const gone = ["lems", "sps"];
    for (const condition of gone)
      expect(on(without, condition)).toMatchObject({
        class: "not-established",
        line: null,
        doseGPerKg: null,
        studies: [],
      });
    const rest = (output: VerdictOutput) => output.verdicts.filter((each) => !gone.includes(each.condition));
    expect(rest(without)).toEqual(rest(then));
  });

  it("derives today's verdicts without --as-of, from the studies since", async () => {
    const now = await verdicts(flagship);
    expect(now.asOf).toBe("2026-11-24");
    expect(on(now, "dm").studies).toContain("aggarwal-2022-proderm");
    expect(on(then, "dm").studies).not.toContain("aggarwal-2022-proderm");
  });

  it("says in its table how many studies and patients are known, and what changed", async () => {
    const { stdout } = await coppice(["verdict", flagship]);
    const row = (name: string) => stdout.split("\n").find((each) => each.startsWith(name));
    expect(stdout).toMatch(/^As of 24 November 2026, rules of Dalakas 2004$/m);
    expect(row("Dermatomyositis")).toMatch(/Effective, second-line .*\d studies, \d+ patients .*ProDERM/);
    expect(row("Lambert-Eaton")).toMatch(/1 study, 10 patients/);
    expect(stdout).not.toMatch(/\d trials?, /);
  });

  it("walks with --why from the verdict over its rules down to the report and its address", async () => {
    const { code, stdout } = await coppice(["verdict", ...in2003, "--why", "lems"]);
    expect(code).toBe(0);
    const places = [
      "Rules that gave it",
      "– Verdict on Lambert-Eaton",
      "  – Rule ",
      "● Report of Bain 1996",
      "https://pubmed.ncbi.nlm.nih.gov/",
    ].map((each) => stdout.indexOf(each));
    expect(Math.min(...places)).toBeGreaterThanOrEqual(0);
    expect([...places].sort((a, b) => a - b)).toEqual(places);
  });

  it("marks in the walk as many unverified data as the verdict names, where it names any", async () => {
    const unsure = then.verdicts.find((each) => each.unverified.length > 0);
    const sure = then.verdicts.find((each) => each.unverified.length === 0 && each.studies.length > 0);
    expect([unsure, sure]).not.toContain(undefined);
    const walk = async (condition: string) =>
      (await coppice(["verdict", ...in2003, "--why", condition])).stdout;
    const [unsureWalk, sureWalk] = await Promise.all([unsure!, sure!].map((each) => walk(each.condition)));
    expect(unsureWalk).toMatch(/○ [\s\S]*\(unverified\)/);
    expect(unsureWalk).toMatch(
      new RegExp(`It rests on ${unsure!.unverified.length} dat(um|a) that no source`),
    );
    expect(sureWalk).not.toContain("(unverified)");
  });
});
