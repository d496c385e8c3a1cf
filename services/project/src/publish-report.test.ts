import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadReview } from "./load-review.ts";
import { publishReport } from "./publish-report.ts";

const small = fileURLToPath(new URL("../../../packages/model/fixtures/small-review", import.meta.url));

let home: string;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "coppice-publish-"));
  await mkdir(join(home, "page"));
  await writeFile(join(home, "page/page.js"), "document.title = 'built';");
  await writeFile(join(home, "page/page.css"), "body { margin: 0 }");
});

afterEach(() => rm(home, { recursive: true, force: true }));

async function publish(name: string, asOf?: string) {
  const { review } = await loadReview(small);
  const outDir = join(home, name);
  return publishReport({ review: review!, outDir, pageDir: join(home, "page"), ...(asOf && { asOf }) });
}

async function contents(name: string): Promise<Record<string, string>> {
  const names = (await readdir(join(home, name), { recursive: true, withFileTypes: true }))
    .filter((each) => each.isFile())
    .map((each) => join(each.parentPath, each.name));
  const pairs = await Promise.all(
    names.map(async (each) => [each.slice(join(home, name).length), await readFile(each, "utf8")] as const),
  );
  return Object.fromEntries(pairs);
}

describe("publishReport", () => {
  it("writes the page with its program and styles inside, and figures and tables beside it", async () => {
    const { page, files, asOf } = await publish("out");
    expect(asOf).toBe("2020-06-30");
    const html = await readFile(page, "utf8");
    expect(html).toContain("document.title = 'built';");
    expect(html).toContain("body { margin: 0 }");
    expect(Object.keys(await contents("out")).sort()).toEqual(files.map((each) => `/${each}`).sort());
    expect(files).toContain("figures/forest-improved.svg");
    expect(files).toContain("tables/verdicts.csv");
  });

  it("gives the same bytes on two runs", async () => {
    await publish("one");
    await publish("two");
    expect(await contents("one")).toEqual(await contents("two"));
  });

  it("tells figures and tables as of the day asked for", async () => {
    await publish("then", "1995-12-31");
    const verdicts = JSON.parse(await readFile(join(home, "then/tables/verdicts.json"), "utf8"));
    expect(verdicts).toMatchObject({ asOf: "1995-12-31", verdicts: [{ studies: ["alpha-1990"] }] });
  });

  it("leaves other files in the folder alone", async () => {
    await mkdir(join(home, "out"));
    await writeFile(join(home, "out/mine.txt"), "mine");
    await publish("out");
    expect(await readFile(join(home, "out/mine.txt"), "utf8")).toBe("mine");
  });
});
