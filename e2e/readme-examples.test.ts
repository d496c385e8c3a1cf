/** The examples of the packages' READMEs are run as they stand. */
import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");

const examples = readdirSync(join(root, "packages")).flatMap((name) => {
  const file = join(root, "packages", name, "README.md");
  const text = (() => {
    try {
      return readFileSync(file, "utf8");
    } catch {
      return "";
    }
  })();
  return [...text.matchAll(/```ts\n([\s\S]*?)```/g)].map((match, i) => ({
    name: `${name}, example ${i + 1}`,
    code: match[1]!,
  }));
});

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(root, "node_modules", ".readme-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it.each(examples)("the README of $name runs and prints something", async ({ name, code }) => {
  const file = join(folder, `${name.replace(/\W+/g, "-")}.ts`);
  writeFileSync(file, code);
  const run = promisify(execFile)(process.execPath, [join(root, "scripts", "run-ts.mjs"), file], {
    cwd: root,
  });
  expect((await run).stdout.trim()).not.toBe("");
});
