import { describe, expect, it } from "vitest";
import { parseStrategy } from "./parse-strategy.ts";
import { read, told } from "./tree-text.ts";

describe("plain strategies", () => {
  it("keep each line, and remember the operator that nothing follows", () => {
    const text = "1 Foo AND\n2 Bar AND\n3 Baz OR\n4 Quz\n5 OR/1-4";
    const { strategy } = parseStrategy(text, "plain");
    expect(read("plain", text)).toBe("Foo\nBar\nBaz\nQuz\nOR[#1, #2, #3, #4]");
    expect(strategy.lines.map(({ trailingOperator }) => trailingOperator)).toEqual([
      "and",
      "and",
      "or",
      undefined,
      undefined,
    ]);
    expect(told("plain", text)).toEqual(
      ["AND", "AND", "OR"].map((operator) => `invalid-token-sequence: ${operator}`),
    );
  });

  it("know lines by number, with dots, strokes and signs", () => {
    expect(read("plain", "1. Foo\n2. Bar\n3. (1 or 2)")).toBe("Foo\nBar\nOR[#1, #2]");
    expect(read("plain", "#1 Foo\n#2 Bar\n#3 #1 AND #2")).toBe("Foo\nBar\nAND[#1, #2]");
  });

  it("know every way to write proximity", () => {
    for (const operator of ["NEAR3", "NEAR/3", "ADJ3", "adj3"]) {
      expect(read("plain", `a ${operator} b`)).toBe("NEAR/2[a, b]");
    }
    expect(read("plain", "a N3 b")).toBe("NEAR/3[a, b]");
    expect(read("plain", "a W3 b")).toBe("NEXT/3[a, b]");
    expect(read("plain", '"a N3 b"')).toBe('"a N3 b"');
  });

  it("know suffixes, tags, wildcards and filters by name", () => {
    expect(read("plain", "term.ti or term.tw or term.ti,ab or x[tiab]")).toBe(
      "OR[term{title}, term{title,abstract}, term{title,abstract}, x{title,abstract,author-keyword}]",
    );
    expect(read("plain", "term$ OR te#m OR ter?m OR term*")).toBe("OR[term*, te#m, ter?m, term*]");
    expect(read("plain", "<RCT Filter>")).toBe("FILTER[RCT Filter]");
    expect(told("plain", "“term1 term2” | x")).toEqual([
      "curly-quotes: “",
      "boolean-operator-readability: |",
    ]);
  });
});
