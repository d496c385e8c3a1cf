import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Word } from "../query/strategy.ts";
import { exactText, matchesPattern, tokenPatterns } from "./token-pattern.ts";

const any = { wildcard: "any" } as const;
const one = { wildcard: "one" } as const;
const zeroOrOne = { wildcard: "zero-or-one" } as const;

const matches = (word: Word, token: string) => {
  const patterns = tokenPatterns(word);
  expect(patterns).toHaveLength(1);
  return matchesPattern(patterns[0]!, token);
};

describe("the words that a word of a strategy asks for", () => {
  it("are parted at hyphens and apostrophes, and folded", () => {
    expect(tokenPatterns(["Guillain-Barré"]).map(exactText)).toEqual(["guillain", "barre"]);
    expect(tokenPatterns(["Crohn’s"]).map(exactText)).toEqual(["crohn", "s"]);
    expect(tokenPatterns(["anti-inflam", any])).toHaveLength(2);
    expect(tokenPatterns(["ran", "dom"]).map(exactText)).toEqual(["random"]);
  });

  it("leave out wildcards without a letter at the ends", () => {
    expect(tokenPatterns(["anti-", any]).map(exactText)).toEqual(["anti"]);
    expect(tokenPatterns([any])).toEqual([]);
    expect(tokenPatterns(["–"])).toEqual([]);
    expect(tokenPatterns(["a-", any, "-b"])).toHaveLength(3);
  });

  it("have wildcards of any number, some number, one, or none or one letter", () => {
    expect(matches(["immun", any], "immunoglobulins")).toBe(true);
    expect(matches(["immun", any], "immun")).toBe(true);
    expect(matches(["immun", any], "autoimmune")).toBe(false);
    expect(matches([any, "globulin"], "immunoglobulin")).toBe(true);
    expect(matches(["organi", any, "ation", any], "organisational")).toBe(true);
    expect(matches(["group", { wildcard: "any", upTo: 1 }], "groups")).toBe(true);
    expect(matches(["group", { wildcard: "any", upTo: 1 }], "grouped")).toBe(false);
    expect(matches(["randomi", one, "ed"], "randomised")).toBe(true);
    expect(matches(["randomi", one, "ed"], "randomied")).toBe(false);
    expect(matches(["p", zeroOrOne, "ediatric"], "paediatric")).toBe(true);
    expect(matches(["p", zeroOrOne, "ediatric"], "pediatric")).toBe(true);
    expect(matches(["p", zeroOrOne, "ediatric"], "paaediatric")).toBe(false);
  });

  it("match as a regular expression would, in time that many wildcards do not blow up", () => {
    const part = fc.oneof(
      fc.stringMatching(/^[ab]{1,2}$/),
      fc.constantFrom(any, one, zeroOrOne, { wildcard: "any", upTo: 2 } as const),
    );
    const signs = (word: Word) =>
      word
        .map((each) => {
          if (typeof each === "string") return each;
          if (each.wildcard === "any") return each.upTo === undefined ? ".*" : `.{0,${each.upTo}}`;
          return each.wildcard === "one" ? "." : ".?";
        })
        .join("");
    fc.assert(
      fc.property(
        fc.array(part, { minLength: 1, maxLength: 6 }),
        fc.stringMatching(/^[ab]{1,8}$/),
        (parts, token) => {
          const word: Word = ["a", ...parts];
          expect(matches(word, token)).toBe(new RegExp(`^${signs(word)}$`).test(token));
        },
      ),
    );
    const hard: Word = Array.from({ length: 200 }, (_, i) => (i % 2 === 0 ? "a" : any));
    expect(matches(hard, `${"a".repeat(2000)}b`)).toBe(true);
    expect(matches([...hard, "c"], "a".repeat(2000))).toBe(false);
  });
});
