/** The lint cases and strategies of `shared/data/search`, where they are there. */
import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { meshThesaurus } from "../mesh/mesh-thesaurus.ts";
import { parseStrategy } from "../parse/parse-strategy.ts";
import type { Syntax } from "../strategy.ts";
import type { LintCode } from "./checks.ts";
import { lintStrategy } from "./lint-strategy.ts";

const folder = new URL("../../../../../../shared/data/search/", import.meta.url);
const isHere = existsSync(folder);
const mesh = meshThesaurus(
  gunzipSync(readFileSync(new URL("../../../data/mesh2024.tsv.gz", import.meta.url))),
);

/** What another tool's labels are among our checks. Ours also tell what that tool passes over: untagged terms on EBSCOhost. */
const OURS: Readonly<Record<string, LintCode>> = {
  "unbalanced-parentheses": "S01",
  "unbalanced-quotes": "S01",
  "query-in-quotes": "S01",
  "invalid-character": "S01",
  "unnecessary-parentheses": "S01",
  "invalid-token-sequence": "S02",
  "operator-capitalization": "S03",
  "boolean-operator-readability": "S03",
  "implicit-precedence": "S04",
  "field-unsupported": "S05",
  "unsupported-prefix-platform-identifier": "S05",
  "field-implicit": "S06",
  "field-extracted": "S06",
  "wildcard-unsupported": "S07",
  "invalid-wildcard-use": "S07",
  "invalid-proximity-use": "S09",
  "journal-filter-in-subquery": "M01",
  "redundant-term": "T05",
};

interface Case {
  readonly id: string;
  readonly kind: string;
  readonly from: Syntax;
  readonly input: string;
  readonly options?: { readonly field_general?: string };
  readonly expected: readonly { readonly label: string; readonly position: readonly [number, number][] }[];
}

const json = <T>(file: string): readonly T[] =>
  isHere ? (JSON.parse(readFileSync(new URL(file, folder), "utf8")) as readonly T[]) : [];
const cases = json<Case>("translation-public.json").filter(({ kind }) => kind === "lint");

describe.skipIf(!isHere)("public lint cases (skipped where the data are not there)", () => {
  it.each(cases)("finds what $id has: $input", ({ from, input, options, expected }) => {
    const outside = options?.field_general;
    const { findings } = lintStrategy(parseStrategy(input, from), {
      ...(outside !== undefined && { fieldOutside: outside }),
    });
    const places = (code: LintCode): Set<string> =>
      new Set(
        findings
          .filter((each) => each.code === code)
          .flatMap(({ span, also = [] }) => [span, ...also].map(({ start, end }) => `${start}-${end}`)),
      );
    for (const { label, position } of expected) {
      const code = OURS[label]!;
      expect(code, label).toBeDefined();
      if (position.length === 0)
        expect(findings.some((each) => each.code === code && each.problem === label)).toBe(true);
      for (const [start, end] of position) expect([...places(code)], label).toContain(`${start}-${end}`);
    }
    const wanted = new Set(expected.map(({ label }) => OURS[label]));
    const others = findings.filter(
      ({ code, problem }) =>
        Object.values(OURS).includes(code) &&
        !wanted.has(code) &&
        // That tool says nothing of fields where something worse is wrong, and never on EBSCOhost.
        problem !== "field-implicit" &&
        problem !== "field-extracted",
    );
    expect(others).toEqual([]);
  });
});

interface Published {
  readonly topic: string;
  readonly kind: Syntax;
  readonly query: string;
}

const published = json<Published>("strategies.json");

describe.skipIf(!isHere)("published strategies (skipped where the data are not there)", () => {
  it.each(published)("looks $topic over", ({ kind, query }) => {
    const { findings } = lintStrategy(parseStrategy(query, kind), { mesh });
    for (const { span, message, line, column } of findings) {
      expect(span.start).toBeLessThanOrEqual(span.end);
      expect(span.end).toBeLessThanOrEqual(query.length);
      expect(
        query
          .split("\n")
          .slice(0, line - 1)
          .join("\n").length +
          (line > 1 ? 1 : 0) +
          column -
          1,
      ).toBe(span.start);
      expect(message).toMatch(/[.?)]$/);
    }
  });

  const found = (topic: string) => {
    const { kind, query } = published.find((each) => each.topic === topic)!;
    return lintStrategy(parseStrategy(query, kind), { mesh }).findings.map(
      ({ code, line, message }) => `${code} ${line}: ${message}`,
    );
  };

  it("finds the faults that the authors of four of them made", () => {
    expect(found("CD000996")).toContainEqual(expect.stringMatching(/^L02 13: Line 12 is named twice/));
    expect(found("CD007868")).toContainEqual(expect.stringMatching(/^L01 26: .*circular/));
    expect(found("CD010355")).toContainEqual(expect.stringMatching(/^S05 \d+: .*dot/));
    expect(found("CD009044")).toContainEqual(expect.stringMatching(/^S01 2: /));
  });
});
