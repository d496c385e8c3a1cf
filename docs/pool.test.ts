import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, it } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
const page = readFileSync(join(root, "docs", "pool.md"), "utf8");
const home = mkdtempSync(join(tmpdir(), "coppice-docs-"));
afterAll(() => rmSync(home, { recursive: true, force: true }));

const run = (...words: readonly string[]) =>
  execFileSync(process.execPath, [join("apps", "cli", "bin", "coppice.mjs"), ...words], {
    cwd: root,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  }).trimEnd();

it("the page on pooling shows what its first command prints", () => {
  const [, command, shown] = /\$ npx coppice (.*)\n([\s\S]*?)\n```/.exec(page)!;
  expect(shown).toBe(run(...command!.split(" ")));
}, 120_000);

it("the pictures on the page are those of its second command", async () => {
  const [, written] = /```\nnpx coppice (pool examples\/bcg\.csv --measure RR --subgroup [\s\S]*?)\n```/.exec(
    page,
  )!;
  const words = [...written!.replace(/\\\n/g, "").matchAll(/"([^"]*)"|(\S+)/g)].map(
    (found) => found[1] ?? found[2]!,
  );
  run(...words.map((word) => (word.endsWith(".svg") ? join(home, word) : word)));
  for (const name of ["forest", "funnel"])
    await expect(readFileSync(join(home, `${name}.svg`), "utf8")).toMatchFileSnapshot(
      `images/pool-${name}.svg`,
    );
}, 120_000);
