import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pathOf, pointerOf, readDocument } from "./read-document.ts";

const ruleSet = `kind: rule-set
id: plain
name: Plain rules
dated: "2020-06-30"
describes: The rules of an example.
rules:
  - { id: dose, sentence: The dose., source: ours }
`;

/** Where each problem stands and what it says. */
const met = (text: string) =>
  readDocument(text, "a.yaml").problems.map(
    ({ code, message, where }) => [code, `${where.line}:${where.column}`, message] as const,
  );

describe("readDocument", () => {
  it("reads a document, in YAML or JSON, without a problem", () => {
    const { document, problems } = readDocument(ruleSet, "a.yaml");
    expect(problems).toEqual([]);
    expect(document).toMatchObject({ kind: "rule-set", id: "plain", parameters: {} });
    expect(readDocument(JSON.stringify(document), "a.json").document).toEqual(document);
  });

  it("reports a bad number at its line and column, with the value and the remedy", () => {
    const text = ruleSet.replace("rules:", "parameters:\n  share: { value: ten, text: a share }\nrules:");
    expect(met(text)).toEqual([
      ["schema-invalid-type", "7:19", '"ten" is not a number; write a number (at /parameters/share/value)'],
    ]);
  });

  it("reports a date that is not in the calendar", () => {
    const [[code, place, message] = []] = met(ruleSet.replace("2020-06-30", "2020-06-31"));
    expect([code, place]).toEqual(["schema-custom", "4:8"]);
    expect(message).toContain('"2020-06-31" is not a date: write 2001, 2001-05 or 2001-05-17, in quotes');
  });

  it("reports a misspelt field at the field, and what is missing at the place it should stand in", () => {
    const problems = met(ruleSet.replace("describes:", "descibes:"));
    expect(problems.map(([code, place]) => [code, place])).toEqual([
      ["schema-invalid-type", "1:1"],
      ["schema-unrecognized-keys", "5:1"],
    ]);
    expect(problems[1]![2]).toContain(
      '"descibes" is not a field here; check the spelling and the indentation',
    );
  });

  it("reports wrong indentation at its line", () => {
    const [[code, place] = []] = met(ruleSet.replace("name: Plain rules", "   name: Plain rules"));
    expect(code).toMatch(/^yaml-/);
    expect(place).toMatch(/^[23]:/);
  });

  it("reports a key written twice", () => {
    const [[code, place] = []] = met(`${ruleSet}name: again\n`);
    expect([code, place]).toEqual(["yaml-duplicate-key", "8:1"]);
  });

  it("reports every problem of a document at once", () => {
    const text = ruleSet.replace("id: plain", "id: Not A Slug").replace("2020-06-30", "soon");
    expect(met(text).map(([, place]) => place)).toEqual(["2:5", "4:8"]);
  });

  it.each(["constructor", "toString", "__proto__", "studie", ""])(
    'refuses "%s" as a kind, and names the kinds',
    (kind) => {
      const [[code, , message] = []] = met(`kind: "${kind}"\nid: a\n`);
      expect(code).toBe("document-kind-unknown");
      expect(message).toContain("write one of protocol, condition, study");
    },
  );

  it("finds the place of a value by its pointer", () => {
    const { locate } = readDocument(ruleSet, "a.yaml");
    expect(locate("/rules/0/sentence")).toEqual({ line: 7, column: 27 });
    expect(locate("/rules/0/nothing")).toEqual({ line: 7, column: 5 });
    expect(locate("/name")).toEqual({ line: 3, column: 7 });
  });

  it("never throws on any text, and says what is wrong wherever it gives no document", () => {
    const yamlish = fc
      .array(
        fc.constantFrom(
          "kind: study\n",
          "  ",
          "- ",
          "a: ",
          "? ",
          ": ",
          "[",
          "]",
          "{",
          "}",
          "&a ",
          "*a",
          "!!map ",
          "<<: *a\n",
          "|\n",
          "\t",
          "\n",
          '"',
          "'",
          "#",
          "---\n",
          "...\n",
          "%TAG ! x\n",
          "null",
          "\u0000",
          "é",
        ),
        { maxLength: 30 },
      )
      .map((parts) => parts.join(""));
    const property = fc.property(fc.oneof(fc.string(), fc.string({ unit: "binary" }), yamlish), (text) => {
      const { document, problems } = readDocument(text, "a.yaml");
      expect(document !== undefined || problems.length > 0).toBe(true);
      for (const { message, where } of problems) {
        expect(message).not.toBe("");
        expect(where.line).toBeGreaterThan(0);
        expect(where.column).toBeGreaterThan(0);
      }
    });
    fc.assert(property, { numRuns: 3000 });
  });

  it("never throws on a document that is damaged in one place", () => {
    const damage = fc.tuple(fc.nat(ruleSet.length), fc.nat(5), fc.string({ maxLength: 4 }));
    const property = fc.property(damage, ([at, length, put]) => {
      const { document, problems } = readDocument(
        ruleSet.slice(0, at) + put + ruleSet.slice(at + length),
        "a.yaml",
      );
      expect(document !== undefined || problems.length > 0).toBe(true);
    });
    fc.assert(property, { numRuns: 1000 });
  });

  it.each([
    ["brackets nested ten thousand deep", "[".repeat(10_000)],
    ["a map nested ten thousand deep", `kind: ${"{a: ".repeat(10_000)}`],
    [
      "an alias bomb",
      `kind: study\na: &a [x, x]\n${"bcdefghijklmnopqrstuvwxyz"
        .split("")
        .map(
          (each, i) =>
            `${each}: &${each} [${Array(9).fill(`*${"abcdefghijklmnopqrstuvwxyz"[i]}`).join(", ")}]`,
        )
        .join("\n")}`,
    ],
    ["an alias to itself", "kind: study\na: &a { b: *a }"],
  ])("answers %s with a problem", (_title, text) => {
    const { document, problems } = readDocument(text, "a.yaml");
    expect(document).toBeUndefined();
    expect(problems.length).toBeGreaterThan(0);
  });
});

describe("pointerOf", () => {
  it("is undone by pathOf, whatever the keys hold", () => {
    const property = fc.property(fc.array(fc.string()), (path) => {
      expect(pathOf(pointerOf(path))).toEqual(path);
    });
    fc.assert(property);
  });
});
