import { describe, expect, it } from "vitest";
import { parseStrategy } from "./parse-strategy.ts";
import { read, told } from "./tree-text.ts";

const tiab = "{title,abstract,author-keyword}";

describe("PubMed", () => {
  it("reads strictly from left to right", () => {
    expect(read("pubmed", "a[ti] OR b[ti] AND c[ti]")).toBe("AND[OR[a{title}, b{title}], c{title}]");
    expect(read("pubmed", "a[ti] OR (b[ti] AND c[ti])")).toBe("OR[a{title}, AND[b{title}, c{title}]]");
    expect(read("pubmed", "a NOT b NOT c")).toBe("NOT[NOT[a, b], c]");
  });

  it("joins operands of one kind only where no bracket stands between them", () => {
    expect(read("pubmed", "a OR b OR c")).toBe("OR[a, b, c]");
    expect(read("pubmed", "(a OR b) OR c")).toBe("OR[OR[a, b], c]");
  });

  it("knows tags by their short and their long names, in any case, with blanks", () => {
    for (const tag of ["[tiab]", "[Title/Abstract]", "[ TIAB ]", "[title / abstract]"]) {
      expect(read("pubmed", `fog${tag}`)).toBe(`fog${tiab}`);
    }
    expect(read("pubmed", "fog[tw] AND x[la]")).toBe("AND[fog{text-word}, x{language}]");
  });

  it("reads headings exploded, alone, major, and with subheadings", () => {
    expect(read("pubmed", '"Asthma"[Mesh] OR asthma[MeSH Terms:no exp] OR Asthma[ majr ]')).toBe(
      "OR[<exp Asthma>, <asthma>, <exp *Asthma>]",
    );
    expect(read("pubmed", '"X/drug therapy"[mh] OR psoriasis/dt[Majr:NoExp]')).toBe(
      "OR[<exp X/drug therapy>, <*psoriasis/drug therapy>]",
    );
    expect(read("pubmed", "Fractures, Bone[mesh]")).toBe("<exp Fractures, Bone>");
    expect(read("pubmed", "therapy[sh] OR ra[sh:noexp]")).toBe("OR[</therapy+>, </radiography>]");
  });

  it("takes exp of Ovid off a heading, and says so", () => {
    expect(read("pubmed", "exp Child [mesh]")).toBe("<exp Child>");
    expect(told("pubmed", "exp Child [mesh]")).toEqual(["exp-in-pubmed: exp"]);
  });

  it("reads proximity as all words in one window", () => {
    expect(read("pubmed", '"a b c"[tiab:~2]')).toBe(`NEAR/2[a${tiab}, b${tiab}, c${tiab}]`);
    expect(read("pubmed", '"VLBW-I"[Title:~1]')).toBe("NEAR/1[VLBW{title}, I{title}]");
    expect(told("pubmed", '"a b*"[tiab:~2]')).toEqual(['truncation-in-proximity: "a b*"']);
  });

  it("tells proximity that PubMed has not", () => {
    expect(told("pubmed", "digital health[tiab:~5]")).toEqual(["invalid-proximity-use: digital health"]);
    expect(told("pubmed", '"digital health"[tiab:~0.5]')).toEqual(["invalid-proximity-use: [tiab:~0.5]"]);
    expect(told("pubmed", '"digital health"[sb:~5]')).toEqual(["invalid-proximity-use: [sb:~5]"]);
    expect(told("pubmed", "fog adj3 mist")).toEqual(["invalid-proximity-use: adj3"]);
  });

  it("reads dates and ranges of dates", () => {
    expect(read("pubmed", "2010:2020[dp]")).toBe("published:2010..2020");
    expect(read("pubmed", '("2014/01/01"[edat] : "3000"[edat])')).toBe("entered:2014-01-01..");
    expect(read("pubmed", "1940/01/01:2015/02/28[crdt]")).toBe("created:1940-01-01..2015-02-28");
    expect(read("pubmed", "2010[dp]")).toBe("published:2010..2010");
    expect(read("pubmed", '"last 5 years"[dp]')).toBe('VERBATIM["last 5 years"[dp]]');
  });

  it("reads untagged neighbours as all words, quoted or tagged ones as a phrase", () => {
    expect(read("pubmed", "heart attack OR heart attack[ti]")).toBe("OR[heart&attack, heart attack{title}]");
    expect(read("pubmed", '"heart attack"')).toBe('"heart attack"');
  });

  it("takes numbers in text for text", () => {
    expect(read("pubmed", "123I-MIBG OR 18 F-FDG")).toBe("OR[123I-MIBG, 18&F-FDG]");
  });

  it("joins terms without an operator by AND, as PubMed does, and says so", () => {
    expect(read("pubmed", '"a"[ti] "b"[ti]')).toBe('AND["a"{title}, "b"{title}]');
    expect(told("pubmed", '"a"[ti] "b"[ti]')).toEqual(['invalid-token-sequence: [ti] "b"']);
  });

  it("puts a tag behind a bracket on the terms inside, and says that PubMed does not", () => {
    expect(read("pubmed", "(a[ti] OR b)[tiab]")).toBe(`OR[a{title}, b${tiab}]`);
    expect(told("pubmed", "(a[ti] OR b)[tiab]")).toEqual(["nested-query-with-field: [tiab]"]);
  });

  it("keeps the term of an unknown tag, and points at the tag", () => {
    expect(read("pubmed", "eHealth[tldr]")).toBe("eHealth");
    expect(told("pubmed", "eHealth[tldr]")).toEqual(["field-unsupported: [tldr]"]);
  });

  it("tells wildcards that are Ovid's", () => {
    expect(told("pubmed", "cholangio?pancreatogra*[tiab] OR random$")).toEqual([
      "wildcard-unsupported: ?",
      "wildcard-unsupported: $",
    ]);
  });

  it("ends a forgotten quotation at the tag", () => {
    expect(read("pubmed", '"digital health[tiab] OR "eHealth"[tiab]')).toBe(
      `OR["digital health"${tiab}, "eHealth"${tiab}]`,
    );
    expect(told("pubmed", '"digital health[tiab] OR "eHealth"[tiab]')).toEqual([
      'unbalanced-quotes: "digital health',
    ]);
  });

  it("reads numbered lines with titles, and a last line that combines them", () => {
    const text = "1 Index test\n“Fog”[mesh]\nOR mist[tw]\n2. Population: back\nback[ti]\nSearch\n1 AND 2";
    const { strategy } = parseStrategy(text, "pubmed");
    expect(read("pubmed", text)).toBe("OR[<exp Fog>, mist{text-word}]\nback{title}\nAND[#1, #2]");
    expect(strategy.lines.map(({ comments }) => comments.join())).toEqual([
      "Index test",
      "Population: back",
      "Search",
    ]);
  });

  it("goes on over the end of a line where an operator or an open bracket says so", () => {
    expect(read("pubmed", "(a[ti] OR\nb[ti])\nAND c[ti]\nd[ti]")).toBe(
      "AND[OR[a{title}, b{title}], c{title}]\nd{title}",
    );
  });

  it("keeps the word search where it is a word", () => {
    expect(read("pubmed", "#1 Search engine[ti]\n#2 b[ti]")).toBe("Search engine{title}\nb{title}");
  });

  it("reads references to lines", () => {
    expect(read("pubmed", "#1 Search a[ti]\n#2 Search: b[ti]\n#3 Search #1 AND #2")).toBe(
      "a{title}\nb{title}\nAND[#1, #2]",
    );
  });
});
