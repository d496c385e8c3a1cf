import { describe, expect, it } from "vitest";
import { read, told } from "./tree-text.ts";

describe("EBSCOhost", () => {
  it("reads fields before terms and brackets", () => {
    expect(read("ebsco", "TI ( a OR b ) AND AB heart attack OR TX x")).toBe(
      "OR[AND[OR[a{title}, b{title}], heart attack{abstract}], x{all}]",
    );
    expect(read("ebsco", "XB fog")).toBe("fog{title,abstract,author-keyword}");
  });

  it("reads headings exploded, major and with subheadings", () => {
    expect(read("ebsco", '(MH "Asthma+") OR (MH "Asthma") OR (MM "Asthma+/DT") OR MH Human')).toBe(
      "OR[<cinahl: exp Asthma>, <cinahl: Asthma>, <cinahl: exp *Asthma/drug therapy>, <cinahl: Human>]",
    );
    expect(read("ebsco", 'DE "Multiple Sclerosis"')).toBe("<apa: Multiple Sclerosis>");
  });

  it("counts the words between", () => {
    expect(read("ebsco", "TI (a N3 b) OR AB (c W0 d)")).toBe(
      "OR[NEAR/3[a{title}, b{title}], NEXT/0[c{abstract}, d{abstract}]]",
    );
    expect(read("ebsco", "arrest* N2 (record* OR history*)")).toBe("NEAR/2[arrest*, OR[record*, history*]]");
    expect(told("ebsco", "arrest* WITHIN/2 record*")).toEqual(["invalid-proximity-use: WITHIN/2"]);
  });

  it("keeps what is near in the field before it", () => {
    expect(read("ebsco", "TI heart N3 attack")).toBe("NEAR/3[heart{title}, attack{title}]");
  });

  it("reads lines, years and days", () => {
    expect(read("ebsco", "S1 TI fog\nS2 AB mist AND PY 2010-2020\nS3 S1 OR S2")).toBe(
      "fog{title}\nAND[mist{abstract}, published:2010..2020]\nOR[#1, #2]",
    );
    expect(read("ebsco", "EM 20200101-")).toBe("entered:2020-01-01..");
  });

  it("knows its wildcards, and tells one at the start of a word", () => {
    expect(read("ebsco", "random* OR wom?n OR colo#r OR midsummer * dream")).toBe(
      "OR[random*, wom#n, colo?r, midsummer * dream]",
    );
    expect(told("ebsco", "*ology")).toEqual(["wildcard-unsupported: *"]);
  });

  it("tells operators in small letters and fields that it has not", () => {
    expect(told("ebsco", '"a"or" b"')).toEqual(["operator-capitalization: or"]);
    expect(read("ebsco", '"a"or" b"')).toBe('OR["a", "b"]');
    expect(told("ebsco", 'AI "governance" OR AB future')).toEqual(["field-unsupported: AI"]);
    expect(read("ebsco", "AI governance OR AB future")).toBe("OR[AI governance, future{abstract}]");
  });

  it("finds quotation marks without a partner", () => {
    expect(told("ebsco", '"smartwatch*" OR "((activit*" OR "fitness") N3 track*)')).toEqual([
      'unbalanced-quotes: "',
      'unbalanced-quotes: activit*"',
    ]);
    expect(told("ebsco", '"Hypoalgesi"*"')).toEqual(['unbalanced-quotes: *"']);
  });
});

it("EBSCOhost takes S1 for a line only where it stands alone", () => {
  expect(read("ebsco", "S1 TI fog\nS2 S1 nerve root OR S1")).toBe("fog{title}\nOR[S1 nerve root, #1]");
});
