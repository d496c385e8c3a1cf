/** Whatever lies in a folder, `loadReview` reports it and reads the rest; it never rejects. */
import { chmod, cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type LoadedReview, loadReview } from "./load-review.ts";

const small = fileURLToPath(new URL("../../../packages/model/fixtures/small-review", import.meta.url));

let home: string;
let folder: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "coppice-any-"));
  folder = join(home, "review");
  await cp(small, folder, { recursive: true });
});
afterEach(() => rm(home, { recursive: true, force: true }));

const foundIn = ({ problems }: LoadedReview) =>
  problems.map(({ severity, code, where }) => `${severity} ${code} ${where.file?.slice(folder.length + 1)}`);

const studiesOf = ({ review }: LoadedReview) => review?.studies.map((each) => each.id);
const allStudies = ["alpha-1990", "delta-2010", "gamma-2001"];

describe("loadReview, of a folder with something strange in it", () => {
  it("reports an empty file, and reads the rest", async () => {
    await writeFile(join(folder, "empty.yaml"), "");
    const loaded = await loadReview(folder);
    expect(foundIn(loaded)).toEqual(["error document-kind-unknown empty.yaml"]);
    expect(studiesOf(loaded)).toEqual(allStudies);
  });

  it("reports text in another encoding instead of reading wrong letters", async () => {
    const file = join(folder, "studies", "alpha-1990.yaml");
    const text = (await readFile(file, "utf8")).replace("Alpha A", "Guillain-Barré A");
    await writeFile(file, text, "latin1");
    const loaded = await loadReview(folder);
    expect(foundIn(loaded)).toEqual(["error file-not-utf8 studies/alpha-1990.yaml"]);
    expect(loaded.problems[0]?.message).toContain("save it as UTF-8");
    expect(studiesOf(loaded)).toEqual(["delta-2010", "gamma-2001"]);
    await writeFile(file, `\ufeff${text}`, "utf8");
    expect(foundIn(await loadReview(folder))).toEqual([]);
  });

  it("walks a folder that is named like a document, and says so", async () => {
    await mkdir(join(folder, "more.yaml"));
    await cp(join(folder, "studies", "alpha-1990.yaml"), join(folder, "more.yaml", "alpha.yaml"));
    await rm(join(folder, "studies", "alpha-1990.yaml"));
    const loaded = await loadReview(folder);
    expect(foundIn(loaded)).toEqual(["warning folder-named-as-document more.yaml"]);
    expect(studiesOf(loaded)).toEqual(allStudies);
  });

  it("reads a linked document, follows no link to a folder, and reports links that lead nowhere", async () => {
    await cp(join(folder, "studies", "alpha-1990.yaml"), join(home, "elsewhere.yaml"));
    await rm(join(folder, "studies", "alpha-1990.yaml"));
    await symlink(join(home, "elsewhere.yaml"), join(folder, "studies", "alpha.yaml"));
    await symlink(folder, join(folder, "studies", "loop"));
    await symlink("self.yaml", join(folder, "self.yaml"));
    await symlink(join(home, "gone.yaml"), join(folder, "gone.yaml"));
    const loaded = await loadReview(folder);
    expect(foundIn(loaded)).toEqual([
      "error file-unreadable gone.yaml",
      "error file-unreadable self.yaml",
      "warning link-not-followed studies/loop",
    ]);
    expect(studiesOf(loaded)).toEqual(allStudies);
  });

  // The superuser may read everything, so nothing is unreadable to it.
  it.skipIf(process.platform === "win32" || process.getuid?.() === 0)(
    "reports a file and a folder that may not be read",
    async () => {
      await mkdir(join(folder, "closed"));
      await chmod(join(folder, "closed"), 0o000);
      await chmod(join(folder, "improved.yaml"), 0o000);
      const loaded = await loadReview(folder);
      await chmod(join(folder, "closed"), 0o700);
      expect(foundIn(loaded)).toEqual([
        "error folder-unreadable-inside closed",
        "error file-unreadable improved.yaml",
      ]);
      expect(studiesOf(loaded)).toEqual(allStudies);
    },
  );

  it("names the review beside it where the folder is misspelt", async () => {
    const [problem] = (await loadReview(join(home, "reviw"))).problems;
    expect(problem?.message).toBe(`there is no folder "${join(home, "reviw")}"; did you mean ${folder}?`);
  });

  it("reports files of random bytes one by one, and the review stays what it was", async () => {
    const { review } = await loadReview(folder);
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.string({ unit: "binary", maxLength: 200 }).map((text) => new TextEncoder().encode(text)),
    );
    const property = fc.asyncProperty(
      bytes,
      fc.constantFrom("yaml", "yml", "json", "YAML"),
      async (put, ext) => {
        const file = join(folder, `random.${ext}`);
        await writeFile(file, put);
        const loaded = await loadReview(folder);
        await rm(file);
        expect(loaded.review).toEqual(review);
        expect(loaded.problems.length).toBeGreaterThan(0);
        for (const { where, message } of loaded.problems) {
          expect(where.file).toBe(file);
          expect(Math.min(where.line!, where.column!)).toBeGreaterThan(0);
          expect(message).toMatch(/;|: /);
        }
      },
    );
    await fc.assert(property, { numRuns: 60 });
  });

  it("reports or reads a study that is damaged in any place, and keeps the other two", async () => {
    const file = join(folder, "studies", "alpha-1990.yaml");
    const whole = await readFile(file, "utf8");
    const damage = fc.tuple(fc.nat(whole.length), fc.nat(40), fc.string({ unit: "binary", maxLength: 6 }));
    const property = fc.asyncProperty(damage, async ([at, length, put]) => {
      await writeFile(file, whole.slice(0, at) + put + whole.slice(at + length));
      const loaded = await loadReview(folder);
      const ids = studiesOf(loaded)!;
      expect(ids).toEqual(expect.arrayContaining(["delta-2010", "gamma-2001"]));
      if (ids.length < 3) expect(loaded.problems.some((each) => each.severity === "error")).toBe(true);
    });
    await fc.assert(property, { numRuns: 100 });
  });
});
