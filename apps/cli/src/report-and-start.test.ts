/** The commands that write: `coppice report` and `coppice start`, and the examples of every command's help. */
import { readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { coppice, copyOf, flagship, startCoppice, temporaryFolder } from "../fixtures/coppice-process.ts";

let home: string;
beforeEach(async () => {
  home = await temporaryFolder();
});
afterEach(() => rm(home, { recursive: true, force: true }));

/** Every file beneath a folder with its bytes, in order. */
async function contents(folder: string): Promise<readonly (readonly [path: string, bytes: Buffer])[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((each) => each.isFile()).map((each) => join(each.parentPath, each.name));
  return Promise.all(
    files.sort().map(async (each) => [each.slice(folder.length + 1), await readFile(each)] as const),
  );
}

describe("coppice report", () => {
  it("gives the same bytes on two runs, on whatever day it runs", async () => {
    const [one, two] = [join(home, "one"), join(home, "two")];
    const first = await coppice(["report", flagship, "--out", one]);
    const second = await coppice(["report", flagship, "--out", two], {
      env: { COPPICE_TODAY: "2031-01-01" },
    });
    expect([first.code, second.code]).toEqual([0, 0]);
    const files = await contents(one);
    expect(files.map(([path]) => path)).toEqual(
      expect.arrayContaining(["index.html", join("tables", "verdicts.json"), join("tables", "verdicts.csv")]),
    );
    const again = new Map(await contents(two));
    expect([...again.keys()]).toEqual(files.map(([path]) => path));
    for (const [path, bytes] of files) expect(bytes.equals(again.get(path)!), path).toBe(true);
  });

  it("refuses a folder inside the review, and one where a file stands, with the remedy", async () => {
    const review = await copyOf(home, "review");
    await writeFile(join(home, "taken"), "mine");
    for (const [out, reason] of [
      [join(review, "report"), "lies inside the review"],
      [review, "lies inside the review"],
      [join(home, "taken"), "a file stands there"],
      [join(home, "taken", "report"), "a file stands there"],
    ] as const) {
      const { code, stdout, stderr } = await coppice(["report", review, "--out", out]);
      expect([code, stdout]).toEqual([2, ""]);
      expect(stderr).toContain(reason);
      expect(stderr).toMatch(/--out$/m);
    }
    expect(await readFile(join(home, "taken"), "utf8")).toBe("mine");
    // A neighbour whose name begins like the review's is no part of it.
    expect((await coppice(["report", review, "--out", `${review}-report`])).code).toBe(0);
  });
});

describe("coppice start", () => {
  it("prints the flagship's verdicts then and now, and writes the page", async () => {
    const out = join(home, "out");
    const { code, stdout } = await coppice(["start", flagship, "--no-serve", "--out", out]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/documents read: 0 errors, .*as of 24 November 2026, rules of Dalakas 2004/);
    expect(stdout).toMatch(/^condition +then \(.+\) +now +dose +known +what changed$/m);
    expect(stdout).toMatch(/^Guillain-Barré syndrome +● First-line +● First-line +2 g\/kg +\d+ studies/m);
    expect(stdout).toMatch(/^Optic neuritis +✕ Not effective +/m);
    expect(stdout).not.toContain("http://127.0.0.1");
    expect(await readFile(join(out, "index.html"), "utf8")).toContain("autoimmune neuromuscular diseases");
  });

  it("writes the page in spite of a broken study, tells it, and exits with 1", async () => {
    const review = await copyOf(home, "review", [
      ["studies/gamma-2001.yaml", "randomised: 60", "randomised: sixty"],
    ]);
    const out = join(home, "out");
    const { code, stdout, stderr } = await coppice(["start", review, "--no-serve", "--out", out]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^Neuritis +● First-line +● First-line +2 g\/kg +2 studies/m);
    expect(stderr).toContain('"sixty" is not a number');
    expect((await contents(out)).map(([path]) => path)).toContain("index.html");
  });

  it("serves the report at the address that it prints, until it is stopped", async () => {
    const review = await copyOf(home, "review");
    const server = startCoppice(["start", review, "--port", "0", "--no-open", "--out", join(home, "out")]);
    try {
      const address = await new Promise<string>((resolve, reject) => {
        let printed = "";
        server.stdout!.on("data", (chunk) => {
          printed += chunk;
          const found = /http:\/\/127\.0\.0\.1:\d+\//.exec(printed);
          if (found !== null) resolve(found[0]);
        });
        server.once("exit", () => reject(new Error(`it ended: ${printed}`)));
      });
      expect(await (await fetch(address)).text()).toContain("Immunoglobulin in neuritis");
      server.kill("SIGTERM");
      expect(await new Promise((resolve) => server.once("exit", resolve))).toBe(0);
    } finally {
      server.kill("SIGKILL");
    }
  });

  it("refuses a port that is none", async () => {
    const review = await copyOf(home, "review");
    for (const port of ["web", "65536"]) {
      const { code, stderr } = await coppice(["start", review, "--port", port, "--out", join(home, "out")]);
      expect(code).toBe(2);
      expect(stderr).toContain(`"${port}" is not a port; write a whole number from 0 to 65535`);
    }
  });
});

describe("the examples of --help", () => {
  it.each(["check", "verdict", "report", "start", "schema"])(
    "of %s run as they stand, where the flagship lies in reviews/",
    async (name) => {
      await symlink(dirname(flagship), join(home, "reviews"));
      const { stdout } = await coppice([name, "--help"]);
      // The shell's own part, as in `coppice schema study > study.schema.json`, is left to the shell.
      const examples = [...stdout.matchAll(/^ {2}coppice (.+)$/gm)].map(
        (match) => match[1]!.split(" > ")[0]!,
      );
      expect(examples.length).toBeGreaterThan(0);
      for (const example of examples)
        expect((await coppice(example.split(" "), { cwd: home })).code, example).toBe(0);
    },
  );
});
