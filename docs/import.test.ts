import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
const page = readFileSync(join(root, "docs", "import.md"), "utf8");
const shown = [...page.matchAll(/```\n\$ npx coppice (.*)\n([\s\S]*?)\n```/g)].map(([, command, output]) => ({
  command: command!,
  output: output!,
}));

it.each(shown)(
  "the page on bringing in shows what $command prints",
  ({ command, output }) => {
    const printed = execFileSync(
      process.execPath,
      [join("apps", "cli", "bin", "coppice.mjs"), ...command.split(" ")],
      {
        cwd: root,
        encoding: "utf8",
        stdio: ["ignore", "pipe", "ignore"],
      },
    );
    expect(printed.trimEnd()).toBe(output);
  },
  120_000,
);
