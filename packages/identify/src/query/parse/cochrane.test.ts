import { describe, expect, it } from "vitest";
import { parseStrategy } from "./parse-strategy.ts";
import { read, told } from "./tree-text.ts";

describe("the Cochrane Library", () => {
  it("reads headings, exploded unless a caret says otherwise", () => {
    expect(read("cochrane", '[mh "Name of it"] OR [mh ^"Name"] OR [mh asthma] OR [mh "Name"[mj]]')).toBe(
      "OR[<exp Name of it>, <Name>, <exp asthma>, <exp *Name>]",
    );
    expect(read("cochrane", '[mh "Name"/DT,TH] OR [mh ^"X"[mj]/DT] OR [mh /DT]')).toBe(
      "OR[<exp Name/drug therapy,therapy>, <*X/drug therapy>, </drug therapy>]",
    );
  });

  it("reads headings as the Search Manager prints them", () => {
    expect(read("cochrane", "MeSH descriptor: [Asthma] explode all trees")).toBe("<exp Asthma>");
    expect(read("cochrane", "MeSH descriptor Lung Diseases, Obstructive this term only")).toBe(
      "<Lung Diseases, Obstructive>",
    );
    expect(
      read("cochrane", "MeSH descriptor: [Asthma] explode all trees and with qualifier(s): [therapy - TH]"),
    ).toBe("<exp Asthma/therapy>");
  });

  it("reads NEAR and NEXT with and without a distance", () => {
    expect(read("cochrane", "(a NEAR b):ti")).toBe("NEAR/5[a{title}, b{title}]");
    expect(read("cochrane", "(a NEAR/3 b):ti")).toBe("NEAR/2[a{title}, b{title}]");
    expect(read("cochrane", "(a NEXT b*):ti")).toBe("NEXT/0[a{title}, b*{title}]");
  });

  it("binds NEAR before AND before OR", () => {
    expect(read("cochrane", "a OR b AND c NEAR/1 d")).toBe("OR[a, AND[b, NEAR/0[c, d]]]");
  });

  it("reads sets of lines", () => {
    expect(read("cochrane", "#1 a:ti\n#2 b:ab\n#3 c:kw\n#4 {or #1-#2, #3}\n#5 {and #1, #4}")).toBe(
      "a{title}\nb{abstract}\nc{author-keyword,heading-word}\nOR[#1, #2, #3]\nAND[#1, #4]",
    );
  });

  it("takes years of publication for a limit of the whole line", () => {
    const text =
      "#1 a:ti OR b:ti with Publication Year from 2000 to 2020, in Trials\n#2 a:ti with Publication Year from 2000 to 2020";
    const [first, second] = parseStrategy(text, "cochrane").strategy.lines;
    expect(first?.expression).toMatchObject({
      kind: "limit",
      of: { kind: "or" },
      limits: [{ kind: "other" }],
    });
    expect(second?.expression).toMatchObject({
      kind: "limit",
      limits: [{ kind: "date", from: "2000", to: "2020" }],
    });
  });

  it("tells brackets that it does not know", () => {
    expect(told("cochrane", "a:ti [population]")).toEqual(["brackets-read-as-comment: [population]"]);
  });
});
