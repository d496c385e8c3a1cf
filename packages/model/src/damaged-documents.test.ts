/** Real documents, damaged the way hands and programs damage them: `readDocument` never throws and never falls silent. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { readDocument } from "./read-document.ts";

const root = fileURLToPath(new URL("../../../reviews/ivig-neuromuscular", import.meta.url));

/** One document of each kind that the flagship has, the shortest of several. */
const texts: readonly string[] = (() => {
  const shortest = new Map<string, string>();
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith(".yaml")) continue;
    const text = readFileSync(join(entry.parentPath, entry.name), "utf8");
    const kind = /^kind: (\S+)/m.exec(text)?.[1] ?? "";
    if (text.length < (shortest.get(kind)?.length ?? Number.POSITIVE_INFINITY)) shortest.set(kind, text);
  }
  return [...shortest.values()];
})();

/** Reads and checks what holds of any text: a document or an error, every problem at a place inside the text. */
function readAny(text: string) {
  const { document, problems } = readDocument(text, "a.yaml");
  const lineCount = text.split("\n").length;
  expect(document !== undefined || problems.some((each) => each.severity === "error")).toBe(true);
  for (const { message, where } of problems) {
    expect(message).toMatch(/\S/);
    expect(where.file).toBe("a.yaml");
    expect(where.line).toBeGreaterThan(0);
    expect(where.line).toBeLessThanOrEqual(lineCount);
    expect(where.column).toBeGreaterThan(0);
  }
  return { document, problems };
}

const anyText = fc.constantFrom(...texts);

describe("readDocument, of real documents", () => {
  it("reads one of each kind without a problem", () => {
    expect(texts.length).toBeGreaterThanOrEqual(7);
    for (const text of texts) expect(readAny(text).problems).toEqual([]);
  });

  it("answers letters lost, doubled and put in", () => {
    const put = fc.oneof(
      fc.string({ unit: "binary", maxLength: 6 }),
      fc.constantFrom(
        ..."{}[]:,#&*!|>'\"%@`-\n\t ",
        "\n  ",
        ": ",
        "- ",
        "null",
        "~",
        "0x1F",
        ".nan",
        "1e999",
      ),
    );
    const edit = fc.tuple(anyText, fc.nat(1_000_000), fc.nat(30), put);
    const property = fc.property(edit, ([text, place, length, put]) => {
      const at = place % text.length;
      readAny(text.slice(0, at) + put + text.slice(at + length));
    });
    fc.assert(property, { numRuns: 400 });
  });

  it("answers lines lost, doubled, swapped and indented", () => {
    const lines = fc.tuple(
      anyText,
      fc.nat(1000),
      fc.nat(1000),
      fc.constantFrom("drop", "double", "swap", "indent", "outdent"),
    );
    const property = fc.property(lines, ([text, i, j, what]) => {
      const all = text.split("\n");
      const [a, b] = [i % all.length, j % all.length];
      const line = all[a]!;
      if (what === "drop") all.splice(a, 1);
      if (what === "double") all.splice(b, 0, line);
      if (what === "swap") [all[a], all[b]] = [all[b]!, line];
      if (what === "indent") all[a] = ` ${line}`;
      if (what === "outdent") all[a] = line.replace(/^ /, "");
      readAny(all.join("\n"));
    });
    fc.assert(property, { numRuns: 400 });
  });

  it("answers any value in the place of any other", () => {
    const written = texts.map((text) => readDocument(text, "a.yaml").document as object);
    const values = fc.oneof(
      fc.jsonValue({ maxDepth: 2 }),
      fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, -0, "__proto__", "constructor", [], {}, ""),
    );
    const property = fc.property(
      fc.constantFrom(...written),
      fc.nat(10_000),
      values,
      (document, pick, value) => {
        const copy = structuredClone(document) as Record<string, unknown>;
        const places: [Record<string, unknown>, string][] = [];
        const walk = (at: Record<string, unknown>) => {
          for (const key of Object.keys(at)) {
            places.push([at, key]);
            const inside = at[key];
            if (typeof inside === "object" && inside !== null) walk(inside as Record<string, unknown>);
          }
        };
        walk(copy);
        const [holder, key] = places[pick % places.length]!;
        holder[key] = value;
        readAny(stringify(copy));
      },
    );
    fc.assert(property, { numRuns: 400 });
  });
});
