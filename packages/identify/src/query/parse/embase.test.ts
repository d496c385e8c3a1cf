import { describe, expect, it } from "vitest";
import { read, told } from "./tree-text.ts";

describe("Embase.com", () => {
  it("reads headings exploded, alone, major, with synonyms and with links", () => {
    expect(
      read("embase", "'intravenous immunoglobulin'/exp OR asthma/de OR \"crohn's disease\"/exp/mj"),
    ).toBe("OR[<emtree: exp intravenous immunoglobulin>, <emtree: asthma>, <emtree: exp *crohn's disease>]");
    expect(read("embase", "term/syn OR 'x'/exp/dm_dt,dm_th OR term/mj")).toBe(
      "OR[<emtree: exp term and synonyms>, <emtree: exp x/dm_dt,dm_th>, <emtree: *term>]",
    );
  });

  it("reads fields behind terms and brackets", () => {
    expect(read("embase", "ivig:ti,ab,kw OR (a OR b):de")).toBe(
      "OR[ivig{title,abstract,author-keyword}, OR[a{heading-word}, b{heading-word}]]",
    );
    expect(read("embase", "'drug therapy':lnk AND 2010:py")).toBe(
      "AND[</drug therapy>, published:2010..2010]",
    );
    expect(told("embase", "fog:zz")).toEqual(["field-unsupported: :zz"]);
  });

  it("counts the distance as one more than the words between", () => {
    expect(read("embase", "(doubl* NEAR/1 blind*):ti")).toBe("NEAR/0[doubl*{title}, blind*{title}]");
    expect(read("embase", "(intravenous NEXT/3 immunoglobulin):ab")).toBe(
      "NEXT/2[intravenous{abstract}, immunoglobulin{abstract}]",
    );
  });

  it("reads from left to right, NEAR before all", () => {
    expect(read("embase", "a OR b AND c NEAR/2 d")).toBe("AND[OR[a, b], NEAR/1[c, d]]");
  });

  it("joins unquoted neighbours with AND, and keeps quoted ones together", () => {
    expect(read("embase", "heart attack OR 'heart attack'")).toBe('OR[heart&attack, "heart attack"]');
    expect(read("embase", "crohn's OR 'crohn's disease'")).toBe(`OR[crohn's, "crohn's disease"]`);
  });

  it("cuts down by limits what stands before them", () => {
    expect(read("embase", "#1 OR a AND [english]/lim AND ([article]/lim OR [review]/lim)")).toBe(
      "LIMIT[OR[#1, a], language english; publication-type article review]",
    );
    expect(read("embase", "a NOT [medline]/lim")).toBe("NOT[a, medline{filter}]");
    expect(read("embase", "a AND [humans]/lim")).toBe("LIMIT[a, humans]");
  });

  it("reads years and days of entry", () => {
    expect(read("embase", "a AND [2010-2020]/py")).toBe("AND[a, published:2010..2020]");
    expect(read("embase", "[01-02-2024]/sd NOT [5-6-2025]/sd")).toBe(
      "NOT[entered:2024-02-01.., entered:2025-06-05..]",
    );
    expect(told("embase", "[whenever]/py")).toEqual(["limit-unreadable: [whenever]/py"]);
  });

  it("knows its wildcards", () => {
    expect(read("embase", "random* OR wom?n OR colo$r")).toBe("OR[random*, wom#n, colo?r]");
  });
});
