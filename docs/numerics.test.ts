import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";

const root = join(import.meta.dirname, "..");
const page = readFileSync(join(root, "docs/numerics.md"), "utf8");

it("every test that the table of published analyses names is there", () => {
  const table = page.split("## Published analyses redone")[1]!.split("\n## ")[0]!;
  const named = [...table.matchAll(/`([^`]+\.test\.ts)`/g)].map(([, path]) => path!);
  expect(named.length).toBeGreaterThan(30);
  const found = (path: string): boolean =>
    path.endsWith("/*.test.ts")
      ? readdirSync(dirname(path)).some((file) => file.endsWith(".test.ts"))
      : existsSync(path);
  const missing = named.filter((path) => !found(join(root, "packages/synthesize/src", path)));
  expect(missing).toEqual([]);
});

it("the cases that count as failed are those that the gold test expects to differ", () => {
  const known = readFileSync(join(root, "packages/synthesize/gold/gold.test.ts"), "utf8");
  const listed = page.split("## Cases that count as failed")[1]!.split("\n## ")[0]!;
  const expected = [...known.matchAll(/"((?:es|re|glmm)\/[^"]+)"/g)].map(([, id]) => id!.split("/z/")[0]!);
  const told = [...listed.matchAll(/^\| `\d\d` (\S+) \|/gm)].map(([, id]) => id!);
  expect([...told].sort()).toEqual([...expected].sort());
});
