import { describe, expect, it } from "vitest";
import { spellingVariants } from "./spelling-variants.ts";

const letters = (before: string, after: string, kind: "one" | "zero-or-one" = "zero-or-one") =>
  spellingVariants(before, after, kind)?.letters;

describe("spellingVariants", () => {
  it("knows British and American spelling", () => {
    expect(letters("an", "emia")).toEqual(["", "a"]);
    expect(letters("diarrh", "ea")).toEqual(["", "o"]);
    expect(letters("f", "etus")).toEqual(["", "o"]);
    expect(letters("f", "ecal")).toEqual(["", "a"]);
    expect(letters("tumo", "r")).toEqual(["", "u"]);
    expect(letters("randomi", "ed")).toEqual(["s", "z"]);
    expect(letters("analy", "ed", "one")).toEqual(["s", "z"]);
  });

  it("takes a letter at the end for a plural and one after a prefix for a hyphen", () => {
    expect(letters("clot", "")).toEqual(["", "s"]);
    expect(letters("in", "patient")).toEqual(["", "-"]);
  });

  it("takes one letter between consonants for a vowel, and is not sure of it", () => {
    expect(spellingVariants("tend", "nitis", "one")).toEqual({
      letters: ["a", "e", "i", "o", "u", "y"],
      surely: false,
    });
  });

  it("has no list where no rule applies", () => {
    expect(letters("term", "", "one")).toBeUndefined();
    expect(letters("a", "ut", "one")).toBeUndefined();
  });
});
