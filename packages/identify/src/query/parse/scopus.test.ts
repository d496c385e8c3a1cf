import { describe, expect, it } from "vitest";
import { read, told } from "./tree-text.ts";

describe("Scopus", () => {
  it("reads fields before brackets", () => {
    expect(read("scopus", "TITLE-ABS-KEY ( a OR b ) AND TITLE(c)")).toBe(
      "AND[OR[a{title,abstract,author-keyword,heading-word}, b{title,abstract,author-keyword,heading-word}], c{title}]",
    );
    expect(told("scopus", "FOO(a)")).toEqual(["field-unsupported: FOO"]);
  });

  it("binds OR before W and PRE, before AND, before AND NOT", () => {
    expect(read("scopus", "TITLE(a AND b OR c W/3 d AND NOT e)")).toBe(
      "NOT[AND[a{title}, NEAR/3[OR[b{title}, c{title}], d{title}]], e{title}]",
    );
    expect(read("scopus", "TITLE(a PRE/0 b)")).toBe("NEXT/0[a{title}, b{title}]");
  });

  it("keeps what is in braces exactly", () => {
    expect(read("scopus", 'TITLE({heart-attack!} OR "heart attack")')).toBe(
      'OR[="heart-attack!"{title}, "heart attack"{title}]',
    );
  });

  it("reads years and days: what is before and after leaves the named one out", () => {
    expect(read("scopus", "PUBYEAR > 2009 AND PUBYEAR BEF 2021")).toBe(
      "AND[published:2010.., published:..2020]",
    );
    expect(read("scopus", "ORIG-LOAD-DATE AFT 20231231")).toBe("entered:2024-01-01..");
    expect(read("scopus", "PUBYEAR IS 2010")).toBe("published:2010..2010");
  });

  it("cuts the whole down by what a click on a limit appends", () => {
    expect(
      read(
        "scopus",
        'TITLE(a) AND NOT TITLE(b) AND ( LIMIT-TO ( DOCTYPE , "ar" ) OR LIMIT-TO ( DOCTYPE , "re" ) ) AND ( LIMIT-TO ( LANGUAGE , "English" ) )',
      ),
    ).toBe("LIMIT[NOT[a{title}, b{title}], publication-type ar re; language english]");
  });
});
