import { describe, expect, it } from "vitest";
import { parseStrategy } from "./parse-strategy.ts";
import { read, told } from "./tree-text.ts";

/** What other translators are known to read wrongly, each as a line of a published strategy has it. */
describe("constructs that are often misread", () => {
  it("truncation inside a distance is kept (1, 2)", () => {
    expect(read("ovid", "(a$ adj3 b$).ti,ab.")).toBe("NEAR/2[a*{title,abstract}, b*{title,abstract}]");
  });
  it("headings stay headings of their thesaurus (3, 4, 22)", () => {
    expect(read("ovid", "exp Adrenal Cortex Hormones/")).toBe("<exp Adrenal Cortex Hormones>");
    expect(read("embase", "'intravenous immunoglobulin'/exp")).toBe(
      "<emtree: exp intravenous immunoglobulin>",
    );
  });
  it("the filter against animals is two headings (5, 6)", () => {
    expect(read("ovid", "x.ti. not (animals not (humans and animals)).sh.")).toBe(
      "NOT[x{title}, NOT[<animals>, AND[<humans>, <animals>]]]",
    );
    expect(read("ovid", "exp animals/ not humans.sh.")).toBe("NOT[<exp animals>, <humans>]");
  });
  it("limits are limits (7)", () => {
    expect(read("ovid", "a.ti.\nlimit 1 to ED=19460101-20180227").split("\n")[1]).toBe(
      "LIMIT[#1, date entered 1946-01-01 2018-02-27]",
    );
  });
  it("wildcards keep what they stand for (8, 9)", () => {
    expect(read("ovid", "group$1.ti,ab.")).toBe("group*1{title,abstract}");
    expect(read("ovid", "p?ediatric.tw. or randomi#ed.ab.")).toBe(
      "OR[p?ediatric{title,abstract}, randomi#ed{abstract}]",
    );
  });
  it("proximity of PubMed is read (10)", () => {
    expect(read("pubmed", '"a b*"[tiab:~2]')).toBe(
      "NEAR/2[a{title,abstract,author-keyword}, b*{title,abstract,author-keyword}]",
    );
  });
  it("dates and languages are nodes of their own (11)", () => {
    expect(read("pubmed", "2010:2020[dp]")).toBe("published:2010..2020");
    expect(read("ovid", "english.la.")).toBe("english{language}");
  });
  it("subheadings are kept (12, 13)", () => {
    expect(read("ovid", "Heading/dt or exp Heading/ad, tu")).toBe(
      "OR[<Heading/drug therapy>, <exp Heading/administration & dosage,therapeutic use>]",
    );
    expect(read("ovid", "drug therapy.fs.")).toBe("</drug therapy>");
  });
  it("all syntaxes are read (14)", () => {
    expect(read("wos", "TS=(a NEAR/3 b)")).toBe(
      "NEAR/3[a{title,abstract,author-keyword,keywords-plus}, b{title,abstract,author-keyword,keywords-plus}]",
    );
    expect(read("cochrane", '[mh "Asthma"]')).toBe("<exp Asthma>");
    expect(read("scopus", "TITLE-ABS-KEY(a)")).toBe("a{title,abstract,author-keyword,heading-word}");
  });
  it("order and distance are kept (15)", () => {
    expect(read("ebsco", "term1 W3 term2")).toBe("NEXT/3[term1, term2]");
  });
  it("fields without their last dot are read (16)", () => {
    expect(
      read("ovid", "(randomized controlled trial.pt OR drug therapy.fs OR x.ti,ab,kf) NOT (exp animals/)"),
    ).toBe(
      "NOT[OR[randomized controlled trial{publication-type}, </drug therapy>, x{title,abstract,author-keyword}], <exp animals>]",
    );
  });
  it("a bracket too many is told with its place (17)", () => {
    const text = "a.ti.\npervasive development$ disorder$.tw. (1\nor/1-2";
    const [problem] = parseStrategy(text, "ovid").problems;
    expect(problem).toMatchObject({ code: "unbalanced-parentheses", line: 2, column: 38 });
    expect(read("ovid", text)).toBe("a{title}\npervasive development* disorder*{title,abstract}\nOR[#1, #2]");
  });
  it("a line that names itself is told with its place (18)", () => {
    const text = "a.ti.\nb.ti.\n1 and 2 and 3\nlimit 4 to humans";
    expect(parseStrategy(text, "ovid").problems).toMatchObject([
      { code: "line-reference-circular", line: 3, column: 13 },
      { code: "line-reference-circular", line: 4, column: 7 },
    ]);
  });
  it("later and missing lines are told", () => {
    expect(told("ovid", "a.ti.\n1 or 3\nb.ti.\n1 or 9")).toEqual([
      "line-reference-later: 3",
      "line-reference-missing: 9",
    ]);
    expect(told("ovid", "a.ti.\nor/2-1")).toEqual([
      "line-range-backwards: or/2-1",
      "line-reference-circular: or/2-1",
    ]);
  });
  it("notes in brackets are comments (19)", () => {
    const { strategy } = parseStrategy("triage.tw. [Triage tool keywords]", "ovid");
    expect(strategy.lines[0]).toMatchObject({
      comments: ["Triage tool keywords"],
      expression: { kind: "text" },
    });
  });
  it("numbers in text are text (20)", () => {
    expect(read("pubmed", "123I-MIBG or 18 F-FDG")).toBe("OR[123I-MIBG, 18&F-FDG]");
  });
  it("each syntax has its own precedence (21)", () => {
    expect(read("pubmed", "a OR b AND c")).toBe("AND[OR[a, b], c]");
    expect(read("embase", "a OR b AND c")).toBe("AND[OR[a, b], c]");
    expect(read("ovid", "a or b and c")).toBe("OR[a, AND[b, c]]");
    expect(read("ebsco", "TI a OR TI b AND TI c")).toBe("OR[a{title}, AND[b{title}, c{title}]]");
    expect(read("wos", "TI=a OR TI=b AND TI=c")).toBe("OR[a{title}, AND[b{title}, c{title}]]");
    expect(read("scopus", "TITLE(a AND b OR c)")).toBe("AND[a{title}, OR[b{title}, c{title}]]");
  });
  it("a line named twice is kept as it is, for others to tell", () => {
    expect(read("ovid", "a.ti.\nb.ti.\n1 or 2 or 2")).toBe("a{title}\nb{title}\nOR[#1, #2, #2]");
  });
});

describe("fields of one syntax in another", () => {
  it("are read as what they are there, and told", () => {
    expect(read("pubmed", "asthma.ti,ab. OR s.pyogenes")).toBe("OR[asthma{title,abstract}, s.pyogenes]");
    expect(told("pubmed", "asthma.ti,ab.")).toEqual(["field-unsupported: .ti,ab."]);
    expect(read("ovid", "heart attack[ti]")).toBe("heart attack{title}");
    expect(told("ovid", "heart attack[ti]")).toEqual(["field-unsupported: [ti]"]);
  });
  it("end a quotation that was never closed", () => {
    expect(read("ovid", '"heart attack.tw.\nfoo.ti.')).toBe('"heart attack"{title,abstract}\nfoo{title}');
  });
  it("with nothing behind them are told", () => {
    expect(read("wos", "TS=fog AU= TI=")).toBe("fog{title,abstract,author-keyword,keywords-plus}");
    expect(told("wos", "TI=fog AND TI=")).toEqual([
      "invalid-token-sequence: AND",
      "invalid-token-sequence: TI=",
    ]);
  });
});
