import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
const page = readFileSync(join(root, "docs", "search.md"), "utf8");
const shown = [...page.matchAll(/```\n\$ npx coppice (.*)\n([\s\S]*?)\n```/g)].map(([, command, output]) => ({
  command: command!,
  output: output!,
}));

it.each(shown)(
  "the page on searching shows what $command prints",
  ({ command, output }) => {
    const printed = spawnSync(
      process.execPath,
      [join("apps", "cli", "bin", "coppice.mjs"), ...command.split(" ")],
      {
        cwd: root,
        encoding: "utf8",
        stdio: ["ignore", "pipe", "ignore"],
      },
    );
    expect(printed.stdout.trimEnd()).toBe(output);
  },
  120_000,
);
