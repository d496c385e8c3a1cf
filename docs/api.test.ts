import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { apiReference } from "../scripts/api-reference.mjs";

const root = join(import.meta.dirname, "..");

describe("the API reference", () => {
  for (const name of ["numeric", "synthesize"]) {
    it(`of ${name} is what the doc comments say (npm run -s docs writes it)`, { timeout: 120_000 }, () => {
      expect(readFileSync(join(root, `docs/api/${name}.md`), "utf8") === apiReference(name)).toBe(true);
    });
  }

  it("says something of every function", () => {
    const text = readFileSync(join(root, "docs/api/synthesize.md"), "utf8");
    const silent = text
      .split("\n### ")
      .slice(1)
      .filter((entry) => /```ts\n(async )?function /.test(entry) && entry.split("\n\n")[2]!.startsWith("```"))
      .map((entry) => entry.split("\n")[0]);
    expect(silent).toEqual([]);
  });
});
