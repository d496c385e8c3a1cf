import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadReview } from "./load-review.ts";

const small = fileURLToPath(new URL("../../../packages/model/fixtures/small-review", import.meta.url));

let home: string;
let folder: string;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "coppice-load-"));
  folder = join(home, "review");
  await cp(small, folder, { recursive: true });
});

afterEach(() => rm(home, { recursive: true, force: true }));

async function edit(file: string, from: string, to: string) {
  const path = join(folder, file);
  const text = await readFile(path, "utf8");
  expect(text).toContain(from);
  await writeFile(path, text.replace(from, to));
}

/** Where each problem stands, inside the folder. */
const places = (loaded: Awaited<ReturnType<typeof loadReview>>) =>
  loaded.problems.map(({ code, where }) => [
    code,
    `${where.file?.slice(folder.length + 1)}:${where.line}:${where.column}`,
  ]);

const alpha = "studies/alpha-1990.yaml";

describe("loadReview", () => {
  it("reads every document beneath a folder in one order and finds a careful review right", async () => {
    const { review, problems, files } = await loadReview(folder);
    expect(problems).toEqual([]);
    expect(files).toEqual([...files].sort());
    expect(files).toContain(alpha);
    expect(review?.studies.map((each) => each.id)).toEqual(["alpha-1990", "delta-2010", "gamma-2001"]);
  });

  it("leaves hidden files and files of other kinds alone", async () => {
    await writeFile(join(folder, ".draft.yaml"), "kind: nonsense");
    await writeFile(join(folder, "notes.txt"), "kind: nonsense");
    expect((await loadReview(folder)).problems).toEqual([]);
  });

  it("reports a file with wrong indentation at its line, and loads the rest", async () => {
    await edit(alpha, "  - id: main\n    role: primary", "  - id: main\n      role: primary");
    const loaded = await loadReview(folder);
    expect(places(loaded)[0]?.[1]).toMatch(/^studies\/alpha-1990\.yaml:[67]:\d+$/);
    expect(loaded.review?.studies.map((each) => each.id)).toEqual(["delta-2010", "gamma-2001"]);
  });

  it("reports a bad number and a bad date at line and column, and loads the rest", async () => {
    await edit(alpha, "events: 30, n: 40", "events: thirty, n: 40");
    await edit("studies/delta-2010.yaml", '"2010-02-01"', '"2010-02-31"');
    const loaded = await loadReview(folder);
    expect(places(loaded)).toEqual([
      ["schema-invalid-union", "studies/alpha-1990.yaml:34:23"],
      ["schema-custom", "studies/delta-2010.yaml:11:16"],
    ]);
    expect(loaded.review?.studies.map((each) => each.id)).toEqual(["gamma-2001"]);
  });

  it("gives what a cross-check finds its file, line and column", async () => {
    await edit(alpha, "      placebo: { events", "      placbo: { events");
    const loaded = await loadReview(folder);
    expect(places(loaded)).toEqual([["arm-unknown", "studies/alpha-1990.yaml:35:7"]]);
    expect(loaded.review?.studies).toHaveLength(3);
  });

  it("keeps the first of two documents with one id, and reports the second", async () => {
    await cp(join(folder, alpha), join(folder, "studies/zeta.yaml"));
    const loaded = await loadReview(folder);
    expect(places(loaded)).toEqual([["document-id-twice", "studies/zeta.yaml:1:1"]]);
  });

  it("says so where there is no protocol, no folder, or a file in its place", async () => {
    await rm(join(folder, "protocol.yaml"));
    const without = await loadReview(folder);
    expect(without.review).toBeUndefined();
    expect(without.problems.map((each) => each.code)).toEqual(["protocol-missing"]);
    for (const wrong of [join(home, "nowhere"), join(folder, alpha)]) {
      const [problem] = (await loadReview(wrong)).problems;
      expect(problem?.code).toBe("folder-unreadable");
      expect(problem?.message).toContain("give the folder of a review");
    }
  });
});

describe("the cache of documents", () => {
  /** So many studies that remembering them is worth a file. */
  async function fill() {
    const text = await readFile(join(folder, alpha), "utf8");
    for (let i = 0; i < 40; i++) {
      const other = text
        .replaceAll("alpha-1990", `copy-${i}`)
        .replace("condition: neuritis", "condition: neuritis\ncompanionOf: alpha-1990");
      await writeFile(join(folder, `studies/copy-${i}.yaml`), other);
    }
  }
  const place = (signature = "one") => ({ cache: { folder: join(home, "cache"), signature } });

  it("never changes an answer: new, warm, damaged, or made by another program", async () => {
    await fill();
    await edit(alpha, "percent: 75", "percent: 57");
    const plain = await loadReview(folder);
    expect(plain.problems.map((each) => each.code)).toEqual(["percentage-contradicts-count"]);
    expect(await loadReview(folder, place())).toEqual(plain);
    const [file] = await readdir(join(home, "cache"));
    expect(await loadReview(folder, place())).toEqual(plain);
    expect(await loadReview(folder, place("two"))).toEqual(plain);
    await writeFile(join(home, "cache", file!), "{");
    expect(await loadReview(folder, place("two"))).toEqual(plain);
  });

  it("is really read, and forgets a document as soon as its text changes", async () => {
    await fill();
    await loadReview(folder, place());
    const [name] = await readdir(join(home, "cache"));
    const file = join(home, "cache", name!);
    await writeFile(file, (await readFile(file, "utf8")).replaceAll("Gamma 2001", "From the cache"));
    const labels = async () =>
      (await loadReview(folder, place())).review?.studies.find((each) => each.id === "gamma-2001")?.label;
    expect(await labels()).toBe("From the cache");
    await edit("studies/gamma-2001.yaml", "label: Gamma 2001", "label: Gamma, corrected");
    expect(await labels()).toBe("Gamma, corrected");
  });

  it("is no reason to fail where it cannot be written", async () => {
    await fill();
    await writeFile(join(home, "taken"), "a file where the folder should be");
    const loaded = await loadReview(folder, { cache: { folder: join(home, "taken"), signature: "one" } });
    expect(loaded.review?.studies).toHaveLength(43);
  });
});
