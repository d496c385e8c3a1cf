import { describe, expect, it } from "vitest";
import { parseStrategy } from "./parse-strategy.ts";
import { read, told } from "./tree-text.ts";

const comments = (text: string, syntax: Parameters<typeof parseStrategy>[1]) =>
  parseStrategy(text, syntax).strategy.lines.map((line) => line.comments);

describe("lines", () => {
  it("are counted where no number is printed", () => {
    const { lines } = parseStrategy("a.ti.\n\n  b.ti.\n", "ovid").strategy;
    expect(lines.map(({ number, numbered }) => [number, numbered])).toEqual([
      [1, false],
      [2, false],
    ]);
  });

  it("keep the numbers that are printed, with gaps", () => {
    const { lines } = parseStrategy("1 a.ti.\n2 b.ti.\n9 c.ti.\n20 or/1-2,9", "ovid").strategy;
    expect(lines.map(({ number }) => number)).toEqual([1, 2, 9, 20]);
    expect(told("ovid", "1 a.ti.\n2 b.ti.\n9 c.ti.\n20 or/1-2,9")).toEqual([]);
  });

  it("do not take a combination for a number and a search", () => {
    expect(read("ovid", "a.ti.\nb.ti.\n1 or 2\n3 D.ti.")).toBe("a{title}\nb{title}\nOR[#1, #2]\n3 D{title}");
    expect(read("embase", "#1 AND #2")).toBe("AND[#1, #2]");
  });

  it("that are numbered go on where no number stands", () => {
    expect(read("ovid", "1. (heart or\nlung).ti.\n2. exp Asthma/")).toBe(
      "OR[heart{title}, lung{title}]\n<exp Asthma>",
    );
  });

  it("come in the order of their numbers from a history that prints the newest first", () => {
    expect(read("ebsco", "S3 S1 AND S2\nS2 TI heart\nS1 AB lung")).toBe(
      "lung{abstract}\nheart{title}\nAND[#1, #2]",
    );
    expect(read("wos", "# 3 #2 AND #1\n# 2 TI=heart\n# 1 TI=lung")).toBe(
      "lung{title}\nheart{title}\nAND[#2, #1]",
    );
  });

  it("leave out heads of columns, titles, hits, and what was clicked", () => {
    expect(comments("# ▲\tSearches\tResults\n1\texp Asthma/\t130,412\n2\twheez*.tw.\t12", "ovid")).toEqual([
      ["# ▲\tSearches\tResults", "130,412"],
      ["12"],
    ]);
    expect(comments("1. a.ti.\nIntervention terms\n2. b.ti.", "ovid")).toEqual([[], ["Intervention terms"]]);
    expect(comments("#1 a:ti (Word variations have been searched) 567\n#2 b:ti", "cochrane")).toEqual([
      ["(Word variations have been searched) 567"],
      [],
    ]);
    expect(told("ebsco", "S1 TI heart  Limiters - English Language  1,234\nS2 TI lung")).toEqual([
      "history-filter-as-comment: Limiters - English Language",
    ]);
  });

  it("that are pasted twice or out of order are told", () => {
    expect(told("ovid", "1. a.ti.\n2. b.ti.\n2. b.ti.\n3. c.ti.")).toEqual(["line-number-order: 2. "]);
  });
});
