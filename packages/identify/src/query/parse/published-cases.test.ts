/** The cases and strategies of `shared/data/search`, where they are there. */
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { sameStrategy } from "../expressions.ts";
import { printStrategy } from "../print/print-strategy.ts";
import type { Expression, Syntax } from "../strategy.ts";
import { detectSyntax } from "./detect-syntax.ts";
import { lostWords } from "./lost-words.ts";
import { parseStrategy } from "./parse-strategy.ts";

const folder = new URL("../../../../../../shared/data/search/", import.meta.url);
const isHere = existsSync(folder);

interface Case {
  readonly id: string;
  readonly kind: string;
  readonly from: Syntax;
  readonly input: string;
  readonly expected:
    | string
    | readonly { readonly label: string; readonly position: readonly (readonly number[])[] }[];
}

interface Published {
  readonly topic: string;
  readonly kind: Syntax;
  readonly query: string;
}

const json = <T>(file: string): readonly T[] =>
  isHere ? (JSON.parse(readFileSync(new URL(file, folder), "utf8")) as readonly T[]) : [];
const cases = json<Case>("translation-public.json");
const published = json<Published>("strategies.json");

/** What a parser tells; the other codes of the cases are for lints. */
const OF_PARSERS = new Set([
  "unbalanced-parentheses",
  "unbalanced-quotes",
  "invalid-token-sequence",
  "invalid-proximity-use",
  "invalid-character",
  "field-unsupported",
  "operator-capitalization",
  "boolean-operator-readability",
  "wildcard-unsupported",
  "query-in-quotes",
  "unsupported-prefix-platform-identifier",
]);
/** Those that the cases give no place for. */
const OF_ALL = new Set(["query-in-quotes", "unsupported-prefix-platform-identifier"]);

/** Operators and words in the prefix form of the cases, without fields: `OR[AND["a", b], c]`. */
function prefixForm(expression: Expression | null): string {
  switch (expression?.kind) {
    case "and":
    case "or":
      return `${expression.kind.toUpperCase()}[${expression.operands.map(prefixForm).join(", ")}]`;
    case "not":
      return `NOT[${prefixForm(expression.include)}, ${prefixForm(expression.exclude)}]`;
    case "near":
      return `WITHIN/${expression.between}[${expression.operands.map(prefixForm).join(", ")}]`;
    case "text": {
      const typed = expression.words.map((word) =>
        word.map((part) => (typeof part === "string" ? part : "*")).join(""),
      );
      return expression.quoted ? `"${typed.join(" ")}"` : typed.join(" ");
    }
    case "heading":
      return `"${expression.name}"`;
    default:
      return expression?.kind ?? "nothing";
  }
}

/** Takes `[TI]`, `[[all]]`, `[TI=]` off the expected form. */
const withoutFields = (expected: string): string =>
  expected.replace(/\[\[[^\]]*\]\]|\[(?:[A-Z]{2}=?)\](?=\[|,|\]|$)/g, "");

describe.skipIf(!isHere)("published cases (skipped where the data are not there)", () => {
  it("gives the trees of all parse cases", () => {
    const parse = cases.filter(({ kind }) => kind === "parse");
    expect(parse.length).toBeGreaterThan(0);
    for (const { from, input, expected } of parse) {
      const [line] = parseStrategy(input, from).strategy.lines;
      expect(prefixForm(line!.expression)).toBe(withoutFields(String(expected)));
    }
  });

  it("tells what the lint cases tell, as far as it is a parser's to tell, at the same places", () => {
    const lint = cases.filter(({ kind }) => kind === "lint");
    expect(lint.length).toBeGreaterThan(0);
    for (const { from, input, expected } of lint) {
      if (typeof expected === "string") throw new Error("a lint case expects a list");
      const wanted = expected
        .filter(({ label }) => OF_PARSERS.has(label))
        .flatMap(({ label, position }) =>
          OF_ALL.has(label) ? [label] : position.map(([start, end]) => `${label} ${start}-${end}`),
        );
      const found = parseStrategy(input, from).problems.map(({ code, span }) =>
        OF_ALL.has(code) ? code : `${code} ${span.start}-${span.end}`,
      );
      expect(found.sort(), input).toEqual(wanted.sort());
    }
  });

  it("reads every text to be translated without an error and without losing a word", () => {
    for (const { kind, from, input } of cases) {
      if (kind !== "translate") continue;
      const parsed = parseStrategy(input, from);
      const errors = parsed.problems.filter(
        ({ severity, code }) => severity === "error" && code !== "invalid-token-sequence",
      );
      expect(errors, input).toEqual([]);
      expect(lostWords(input, parsed), input).toEqual([]);
    }
  });

  for (const { topic, kind, query } of published) {
    it(`reads ${topic} without losing a word`, () => {
      const parsed = parseStrategy(query, kind);
      const limit = /^(?:limit|current|humans?|english|language)$/i;
      expect(lostWords(query, parsed).filter((word) => !limit.test(word))).toEqual([]);
      expect(detectSyntax(query)).toBe(kind);
    });
  }

  it("writes every text so that it reads back as the same tree", () => {
    const texts = [
      ...cases
        .filter(({ kind }) => ["parse", "lint", "translate"].includes(kind))
        .map(({ from, input }) => ({ syntax: from, text: input })),
      ...published.map(({ kind, query }) => ({ syntax: kind, text: query })),
    ];
    for (const { syntax, text } of texts) {
      const { strategy } = parseStrategy(text, syntax);
      const printed = printStrategy(strategy);
      expect(sameStrategy(parseStrategy(printed, syntax).strategy, strategy), printed).toBe(true);
    }
  });

  it("finds errors only where the authors made them", () => {
    const errors = published.flatMap(({ topic, kind, query }) =>
      parseStrategy(query, kind)
        .problems.filter(({ severity }) => severity === "error")
        .map(({ code, line, column }) => `${topic} ${code} ${line}:${column}`),
    );
    expect(errors).toEqual([
      "CD007868 line-reference-circular 26:16",
      "CD007868 line-reference-circular 27:7",
      "CD009044 unbalanced-parentheses 2:38",
      "CD011912 wildcard-unsupported 1:58",
      "CD012083 subheading-unknown 8:20",
    ]);
  });
});
