import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { documentKinds, jsonSchemaOf } from "./document.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));

describe("jsonSchemaOf", () => {
  it.each(documentKinds)("is what schemas/%s.schema.json says", (kind) => {
    const written = readFileSync(`${root}/schemas/${kind}.schema.json`, "utf8");
    const remedy = "run: npm run -s schemas";
    expect(written === `${JSON.stringify(jsonSchemaOf(kind), null, 2)}\n`, remedy).toBe(true);
  });

  it("has a file for each kind of document and no other", () => {
    const files = documentKinds.map((kind) => `${kind}.schema.json`);
    expect(readdirSync(`${root}/schemas`).sort()).toEqual(files.sort());
  });

  it("speaks of documents as they are written: defaults may be left out, a datum may be bare or detailed", () => {
    const schema = jsonSchemaOf("study") as {
      title: string;
      required: string[];
      properties: Record<string, { anyOf?: object[]; const?: string; default?: unknown }>;
    };
    expect(schema.title).toBe("Coppice study");
    expect(schema.properties["kind"]?.const).toBe("study");
    expect(schema.required).toContain("arms");
    expect(schema.required).not.toContain("results");
    expect(schema.properties["registration"]?.anyOf).toHaveLength(2);
  });
});
