import { describe, expect, it } from "vitest";
import { read, told } from "./tree-text.ts";

const topic = "{title,abstract,author-keyword,keywords-plus}";

describe("Web of Science", () => {
  it("reads fields before terms and brackets", () => {
    expect(read("wos", 'TS=(a OR "b c") NOT TI=d')).toBe(`NOT[OR[a${topic}, "b c"${topic}], d{title}]`);
    expect(read("wos", "ts = fog AND LA=(English)")).toBe(`AND[fog${topic}, English{language}]`);
    expect(read("wos", "TOPIC: (fog) AND LA=(English)")).toBe(`AND[fog${topic}, English{language}]`);
    expect(told("wos", "QQ=fog")).toEqual(["field-unsupported: QQ="]);
  });

  it("binds NEAR before NOT before AND before OR", () => {
    expect(read("wos", "TI=(a OR b AND c NOT d NEAR/2 e)")).toBe(
      "OR[a{title}, AND[b{title}, NOT[c{title}, NEAR/2[d{title}, e{title}]]]]",
    );
  });

  it("takes NEAR for fifteen words, and no more", () => {
    expect(read("wos", "TI=(a NEAR b)")).toBe("NEAR/15[a{title}, b{title}]");
    expect(told("wos", "TI=(a NEAR/20 b)")).toEqual(["invalid-proximity-use: NEAR/20"]);
  });

  it("says that SAME became AND", () => {
    expect(read("wos", "AD=(a SAME b)")).toBe("AND[a{affiliation}, b{affiliation}]");
    expect(told("wos", "AD=(a SAME b)")).toEqual(["same-read-as-and: SAME"]);
  });

  it("reads years, wildcards and lines, and takes settings for comments", () => {
    expect(
      read(
        "wos",
        "#1 TI=(wom?n OR colo$r) AND PY=2010-2020\nIndexes=SCI-EXPANDED Timespan=All years\n#2 PY=(2001-2002)\n#3 #1 AND #2",
      ),
    ).toBe("AND[OR[wom#n{title}, colo?r{title}], published:2010..2020]\npublished:2001..2002\nAND[#1, #2]");
  });
});
