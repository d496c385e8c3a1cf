/** The command as a user runs it: a process, on reviews in temporary folders. */
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { copyOf, coppice as run, temporaryFolder } from "../fixtures/coppice-process.ts";

async function coppice(...words: readonly string[]) {
  const { code, stdout: out, stderr: err } = await run(words, { env: { COPPICE_TODAY: "2020-06-30" } });
  return { code, out, err };
}

let home: string;
let review: string;

beforeAll(async () => {
  // The first run of a clone builds the command line; the tests below then meet no notice of it.
  await coppice("--version");
}, 120_000);

beforeEach(async () => {
  home = await temporaryFolder();
  review = await copyOf(home, "review");
});

afterEach(() => rm(home, { recursive: true, force: true }));

async function edit(file: string, from: string, to: string) {
  const path = join(review, file);
  const text = await readFile(path, "utf8");
  expect(text).toContain(from);
  await writeFile(path, text.replace(from, to));
}

const alpha = "studies/alpha-1990.yaml";

describe("coppice check", () => {
  it("finds nothing wrong with a careful review and exits with 0", async () => {
    expect(await coppice("check", review)).toEqual({
      code: 0,
      out: "0 errors, 0 warnings in 7 documents\n",
      err: "",
    });
  });

  it("lets warnings pass", async () => {
    await edit(alpha, "randomised: 80", "randomised: 90");
    const { code, out } = await coppice("check", review);
    expect(code).toBe(0);
    expect(out).toContain("warning: the arms hold 40 + 40 = 80 patients and 90 were randomised");
  });

  it("prints JSON alone with --json", async () => {
    await edit(alpha, "percent: 75", "percent: 57");
    const { code, out, err } = await coppice("check", review, "--json");
    expect([code, err]).toEqual([1, ""]);
    expect(JSON.parse(out)).toMatchObject({
      review: "small",
      documents: 7,
      errors: 1,
      warnings: 0,
      problems: [
        {
          code: "percentage-contradicts-count",
          where: { line: 34, pointer: "/results/0/arms/ivig/percent" },
        },
      ],
    });
  });

  it("calls a folder that is not there misuse, and one without a protocol a problem", async () => {
    expect((await coppice("check", join(home, "nowhere"))).code).toBe(2);
    await rm(join(review, "protocol.yaml"));
    const { code, out } = await coppice("check", review);
    expect(code).toBe(1);
    expect(out).toContain("this folder holds no protocol; write protocol.yaml");
  });
});

describe("coppice verdict", () => {
  it("gives the public JSON and nothing else with --json", async () => {
    const { code, out, err } = await coppice("verdict", review, "--as-of", "1995", "--json");
    expect([code, err]).toEqual([0, ""]);
    const answer = JSON.parse(out);
    expect(Object.keys(answer)).toEqual(["review", "asOf", "rules", "verdicts"]);
    expect(answer).toMatchObject({ review: "small", asOf: "1995-12-31", rules: "plain" });
    expect(answer.verdicts).toHaveLength(1);
    const [verdict] = answer.verdicts;
    expect(Object.keys(verdict)).toEqual([
      ...["condition", "class", "line", "doseGPerKg", "statement", "studies", "because", "unverified"],
    ]);
    expect(verdict).toMatchObject({
      condition: "neuritis",
      class: "effective",
      line: "first",
      doseGPerKg: 2,
      studies: ["alpha-1990"],
      unverified: [],
    });
    for (const each of verdict.because) expect(Object.keys(each)).toEqual(["rule", "sentence", "from"]);
  });

  it("knows only what was published by the date: a day, a landmark, or today", async () => {
    const studies = async (...words: string[]) => {
      const answer = JSON.parse((await coppice("verdict", review, ...words, "--json")).out);
      return [answer.asOf, answer.verdicts[0].studies.length];
    };
    expect(await studies()).toEqual(["2020-06-30", 3]);
    expect(await studies("--as-of", "millennium")).toEqual(["1999-12-31", 1]);
    expect(await studies("--as-of", "2001-12-30")).toEqual(["2001-12-30", 1]);
    expect(await studies("--as-of", "2001-12-31")).toEqual(["2001-12-31", 2]);
    expect(await studies("--as-of", "1980")).toEqual(["1980-12-31", 0]);
  });

  it("leaves studies out, whether repeated or in a list", async () => {
    for (const words of [
      ["--exclude", "alpha-1990", "--exclude", "gamma-2001"],
      ["--exclude", "alpha-1990,gamma-2001"],
    ]) {
      const answer = JSON.parse((await coppice("verdict", review, ...words, "--json")).out);
      expect(answer.verdicts[0].studies).toEqual(["delta-2010"]);
    }
  });

  it("prints a table without colour codes where there is no terminal, with what changed since the landmark", async () => {
    const { code, out } = await coppice("verdict", review);
    expect(code).toBe(0);
    expect(out).toContain("As of 30 June 2020, rules of Plain rules");
    expect(out).toMatch(/^Neuritis +● Effective, first-line +2 g\/kg +3 studies, 200 patients/m);
    expect(out).toContain("since Millennium");
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colour codes begin with this character.
    expect(out).not.toMatch(/\u001b\[/);
  });

  it("walks from a verdict to its sources with --why, and marks what was not seen", async () => {
    await edit(alpha, "events: 30, n: 40", "events: { value: 30, from: { unverified: memory } }, n: 40");
    const { code, out } = await coppice("verdict", review, "--why", "Neuritis");
    expect(code).toBe(0);
    expect(out).toContain("● Alpha 1990: Improved, IVIG, patients analysed: 40");
    expect(out).toContain("○ Alpha 1990: Improved, IVIG, events: 30 (unverified)");
    expect(out).toContain("https://pubmed.ncbi.nlm.nih.gov/1000001/");
    expect(out).toMatch(/It rests on 1 datum that no source was seen for\.\n$/);
    const json = JSON.parse((await coppice("verdict", review, "--why", "neuritis", "--json")).out);
    expect(json.verdicts[0].unverified).toEqual(["study/alpha-1990#/results/0/arms/ivig/events"]);
    expect(json.why.steps[0]).toMatchObject({ depth: 0, standing: "derived" });
  });

  it("derives from what could be read, tells the errors on standard error, and exits with 1", async () => {
    await edit("studies/gamma-2001.yaml", "events: 20", "events: twenty");
    const { code, out, err } = await coppice("verdict", review, "--json");
    expect(code).toBe(1);
    expect(JSON.parse(out).verdicts[0].studies).toEqual(["alpha-1990", "delta-2010"]);
    expect(err).toContain('"twenty" is not a number');
    expect(err).toContain(`1 error in this review; see all with: coppice check ${review}`);
  });

  it.each([
    [
      ["--as-of", "2003-02-30"],
      '"2003-02-30" is not a date in the calendar; write it as 2003-12-31',
      "millennium",
    ],
    [["--as-of", "soon"], '"soon" is not a date', "landmark"],
    [["--rules", "plian"], 'no rule set "plian"', "did you mean plain?"],
    [["--exclude", "alpha"], 'no study "alpha"', "did you mean alpha-1990?"],
    [["--why", "neuritus"], 'no condition "neuritus"', "did you mean neuritis?"],
    [["--jason"], "unknown option '--jason'", "--json"],
  ])("refuses %j as misuse, with the nearest that would do", async (words, sentence, hint) => {
    const { code, out, err } = await coppice("verdict", review, ...words);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain(sentence);
    expect(err).toContain(hint);
  });
});

describe("coppice schema", () => {
  it("prints the JSON Schema of a kind, the kinds there are, or the nearest kind", async () => {
    expect(JSON.parse((await coppice("schema", "study")).out)).toMatchObject({ title: "Coppice study" });
    expect((await coppice("schema")).out.split("\n")).toContain("rule-set");
    const wrong = await coppice("schema", "studies");
    expect(wrong.code).toBe(2);
    expect(wrong.err).toContain("did you mean study?");
  });
});

describe("coppice --help", () => {
  it.each(["check", "verdict", "report", "start", "schema"])("shows an example for %s", async (name) => {
    const { code, out } = await coppice(name, "--help");
    expect(code).toBe(0);
    expect(out).toMatch(new RegExp(`Examples?:\\n  coppice ${name} `));
  });

  it("calls no command, a wrong command and a missing argument misuse", async () => {
    for (const words of [[], ["verdcit", review], ["check"], ["report", review]])
      expect((await coppice(...words)).code, words.join(" ")).toBe(2);
  });
});
