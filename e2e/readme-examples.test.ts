/**
 * The examples of the packages' READMEs are run as they stand. A block that opens with "```ts continued" goes on where the one
 * before it ended, in the same program; a text block that follows a ts block is what it prints, to the letter.
 */
import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import ts from "typescript";
import { afterAll, beforeAll, expect, it } from "vitest";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
/** Printed between the blocks of a program, which no example prints itself. */
const boundary = "\u0000";

interface Block {
  readonly code: string;
  /** What the README says it prints; null where it says nothing. */
  readonly output: string | null;
}

interface Program {
  readonly name: string;
  readonly blocks: readonly Block[];
}

function readmeOf(name: string): string {
  try {
    return readFileSync(join(root, "packages", name, "README.md"), "utf8");
  } catch {
    return "";
  }
}

function programsOf(name: string): readonly Program[] {
  const programs: { name: string; blocks: Block[] }[] = [];
  const pattern = /```ts( continued)?\n([\s\S]*?)```(?:\n\n```text\n([\s\S]*?)```)?/g;
  for (const [, continued, code, output] of readmeOf(name).matchAll(pattern)) {
    const block = { code: code!, output: output ?? null };
    const last = programs.at(-1);
    if (continued !== undefined && last !== undefined) last.blocks.push(block);
    else programs.push({ name: `${name}, program ${programs.length + 1}`, blocks: [block] });
  }
  return programs;
}

const programs = readdirSync(join(root, "packages")).flatMap(programsOf);
const fileOf = (name: string): string => join(folder, `${name.replace(/\W+/g, "-")}.ts`);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(root, "node_modules", ".readme-"));
  for (const { name, blocks } of programs) {
    const separator = `console.log(${JSON.stringify(boundary)});\n`;
    writeFileSync(fileOf(name), blocks.map(({ code }) => code).join(separator));
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it.each(programs)("the README of $name runs and prints what it says", async ({ name, blocks }) => {
  const run = promisify(execFile)(process.execPath, [join(root, "scripts", "run-ts.mjs"), fileOf(name)], {
    cwd: root,
  });
  const printed = (await run).stdout.split(`${boundary}\n`);
  expect(printed).toHaveLength(blocks.length);
  for (const [i, { output }] of blocks.entries()) {
    if (output === null) expect(printed[i]!.trim()).not.toBe("");
    else expect(printed[i]).toBe(output);
  }
});

it("the examples are typed as strictly as the packages", { timeout: 300_000 }, () => {
  const { config } = ts.readConfigFile(join(root, "tsconfig.json"), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files: [] }, ts.sys, root);
  const checked = ts.createProgram(
    programs.map(({ name }) => fileOf(name)),
    { ...options, noEmit: true, skipLibCheck: true },
  );
  const found = programs.flatMap(({ name }) =>
    ts
      .getPreEmitDiagnostics(checked, checked.getSourceFile(fileOf(name)))
      .map(
        ({ messageText, start }) =>
          `${name}, at ${start}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`,
      ),
  );
  expect(found).toEqual([]);
});
