import { describe, expect, it } from "vitest";
import { parseStrategy } from "./parse-strategy.ts";
import { read, told } from "./tree-text.ts";

describe("Ovid", () => {
  it("reads fields behind terms and brackets", () => {
    expect(read("ovid", "(a or b).ti,ab.")).toBe("OR[a{title,abstract}, b{title,abstract}]");
    expect(read("ovid", "bile duct.tw. or x.mp.")).toBe("OR[bile duct{title,abstract}, x{text-word}]");
    expect(read("ovid", "Developing Countries.sh,kf.")).toBe(
      "OR[<Developing Countries>, Developing Countries{author-keyword}]",
    );
    expect(read("ovid", "(animals not (humans and animals)).sh.")).toBe(
      "NOT[<animals>, AND[<humans>, <animals>]]",
    );
    expect(read("ovid", "drug therapy.fs. or therapy.xs.")).toBe("OR[</drug therapy>, </therapy+>]");
  });

  it("reads fields without their last dot, with blanks, and with a dot for a comma", () => {
    expect(read("ovid", "term.ti,ab")).toBe("term{title,abstract}");
    expect(told("ovid", "oxygen.mp or exp oxygen/")).toEqual(["missing-final-dot: .mp"]);
    expect(read("ovid", "(a or b). tw .")).toBe("OR[a{title,abstract}, b{title,abstract}]");
    expect(read("ovid", "Xpert*.ti. ab .")).toBe("Xpert*{title,abstract}");
    expect(read("ovid", "(x).m_titl.")).toBe("x{title}");
  });

  it("keeps dots that are no fields", () => {
    expect(read("ovid", "s.pyogenes.tw. or clinicaltrials.gov.ab.")).toBe(
      "OR[s.pyogenes{title,abstract}, clinicaltrials.gov{abstract}]",
    );
    expect(told("ovid", "(x).zz.")).toEqual(["field-unsupported: .zz."]);
  });

  it("reads headings with exp, star, quotation marks, commas and subheadings", () => {
    expect(read("ovid", "exp *Infant, Newborn/ or Hand/ or *Hand/")).toBe(
      "OR[<exp *Infant, Newborn>, <Hand>, <*Hand>]",
    );
    expect(read("ovid", '"Wounds and Injuries"/ or exp "thyroid (usp)"/')).toBe(
      "OR[<Wounds and Injuries>, <exp thyroid (usp)>]",
    );
    expect(read("ovid", "Lung/ae, tu [Adverse Effects] or Veins/su and Leg/")).toBe(
      "OR[<Lung/adverse effects,therapeutic use>, AND[<Veins/surgery>, <Leg>]]",
    );
    expect(read("ovid", "HIV/AIDS.tw.")).toBe("HIV/AIDS{title,abstract}");
  });

  it("reads and inside a heading where only a heading can be meant, and says so", () => {
    expect(read("ovid", "exp term1 and term2/")).toBe("<exp term1 and term2>");
    expect(read("ovid", "Sensitivity and Specificity/ or 1 and Leg/")).toBe(
      "OR[<Sensitivity and Specificity>, AND[1, <Leg>]]",
    );
    expect(told("ovid", "exp term1 and term2/")).toEqual(["heading-with-operator: exp term1 and term2/"]);
    expect(read("ovid", "exp asthma.tw. and lung/")).toBe("AND[exp asthma{title,abstract}, <lung>]");
  });

  it("binds adj before and, and before or", () => {
    expect(read("ovid", "a or b and c adj3 d")).toBe("OR[a, AND[b, NEAR/2[c, d]]]");
    expect(read("ovid", "a adj b adj2 c")).toBe("NEAR/1[NEXT/0[a, b], c]");
  });

  it("reads all wildcards", () => {
    expect(read("ovid", "random$ or gene* or child: or wom#n or colo?r or group$1 or node*2")).toBe(
      "OR[random*, gene*, child*, wom#n, colo?r, group*1, node*2]",
    );
  });

  it("reads a frequency", () => {
    expect(read("ovid", "cancer.ab. /freq=3")).toBe("cancer{abstract}x3");
  });

  it("reads lists and combinations of lines", () => {
    expect(read("ovid", "a.ti.\nb.ti.\nc.ti.\nor/1-3\n1 and (2 or 3)\nand/1,3-4\n3 not 4")).toBe(
      "a{title}\nb{title}\nc{title}\nOR[#1, #2, #3]\nAND[#1, OR[#2, #3]]\nAND[#1, #3, #4]\nNOT[#3, #4]",
    );
    expect(told("ovid", "a.ti.\nb.ti.\nOR 1-2")).toEqual(["line-list-without-slash: OR 1-2"]);
  });

  it("takes a number for a line only where an earlier one has it", () => {
    expect(read("ovid", "type 2 diabetes.tw.\n1 or 65.tw.\n(type adj (1 or 2)).tw.")).toBe(
      "type 2 diabetes{title,abstract}\nOR[#1, 65{title,abstract}]\nNEXT/0[type{title,abstract}, OR[1{title,abstract}, 2{title,abstract}]]",
    );
    expect(told("ovid", "a.ti.\n2020 or b.ti. or 2\nc.ti.")).toEqual(["number-read-as-text: 2"]);
  });

  it("reads limits into their parts", () => {
    expect(read("ovid", "a.ti.\nlimit 1 to (english language and humans)")).toContain(
      "LIMIT[#1, language english; humans]",
    );
    expect(read("ovid", 'a.ti.\nLimit 1 to yr="2005 -Current"')).toContain("LIMIT[#1, date published 2005]");
    expect(read("ovid", 'a.ti.\nlimit 1 to ed = "19480101-20170630"')).toContain(
      "LIMIT[#1, date entered 1948-01-01 2017-06-30]",
    );
    expect(read("ovid", "a.ti.\nlimit 1 to (humans and clinical trial/all)")).toContain(
      "publication-type clinical trial/all",
    );
    expect(read("ovid", 'a.ti.\nlimit 1 to "all infant (birth to 23 months)"')).toContain("other");
  });

  it("keeps orders that no other database has as typed", () => {
    expect(read("ovid", "a.ti.\nremove duplicates from 1")).toBe(
      "a{title}\nVERBATIM[remove duplicates from 1]",
    );
  });

  it("takes comments, hit counts and lines of comments off", () => {
    const text =
      "1     exp Asthma/ [population]     12345\n2     lung.mp. [mp=title, abstract] (77)\n3     1 or 2 (1,234)";
    const { strategy, problems } = parseStrategy(text, "ovid");
    expect(problems).toEqual([]);
    expect(read("ovid", text)).toBe("<exp Asthma>\nlung{text-word}\nOR[#1, #2]");
    expect(strategy.lines.map(({ comments }) => comments)).toEqual([
      ["12345", "population"],
      ["(77)", "mp=title, abstract"],
      ["(1,234)"],
    ]);
    expect(read("ovid", "[Population]\na.ti.\n# Intervention\nb.ti.\n1 and 2")).toBe(
      "a{title}\nb{title}\nAND[#1, #2]",
    );
  });

  it("reads stop words and quotation marks beside words as one phrase", () => {
    expect(read("ovid", '("65 and over" or "group a" strep*).tw.')).toBe(
      'OR["65 and over"{title,abstract}, "group a strep*"{title,abstract}]',
    );
  });

  it("reads ranges of dates in their own fields", () => {
    expect(read("ovid", "2000:2010.(sa_year).")).toBe("published:2000..2010");
    expect(read("ovid", "english.la. and 2010.yr.")).toBe("AND[english{language}, published:2010..2010]");
  });
});

describe("lists of lines", () => {
  it("make no more references than can be kept", () => {
    const text = Array.from({ length: 2000 }, () => "or/1-9999").join("\n");
    const { problems, strategy } = parseStrategy(text, "ovid");
    expect(problems.some(({ code }) => code === "too-many-references")).toBe(true);
    expect(strategy.lines.at(-1)?.expression).toMatchObject({ kind: "verbatim", text: "or/1-9999" });
  });
});

describe("what is near in Ovid", () => {
  it("is in one field, even where the field stands at the last word only", () => {
    expect(read("ovid", "heart adj attack*.tw.")).toBe(
      "NEXT/0[heart{title,abstract}, attack*{title,abstract}]",
    );
  });
  it("may be in one database of several", () => {
    expect(read("ovid", "a.ti.\n1 use medall")).toBe("a{title}\nLIMIT[#1, other use medall]");
    expect(read("ovid", "drug use disorder.ti. or use patterns.ti.")).toBe(
      "OR[drug use disorder{title}, use patterns{title}]",
    );
  });
});
