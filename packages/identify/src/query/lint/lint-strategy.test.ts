import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { meshThesaurus } from "../mesh/mesh-thesaurus.ts";
import { parseStrategy } from "../parse/parse-strategy.ts";
import type { Syntax } from "../strategy.ts";
import { CHECKS, type LintCode } from "./checks.ts";
import type { LintOptions } from "./lint-options.ts";
import { lintStrategy } from "./lint-strategy.ts";
import { searchedCorpus } from "./searched-corpus.ts";

const mesh = meshThesaurus(
  gunzipSync(readFileSync(new URL("../../../data/mesh2024.tsv.gz", import.meta.url))),
);

const records = (titles: readonly string[]) =>
  titles.map((title, i) => ({
    id: String(i + 1),
    record: { csl: { id: String(i + 1), type: "article-journal", title } } as never,
  }));

const wordList = Array.from({ length: 30 }, (_, i) => `cata${"abcdefghijklmnopqrstuvwxyzabcd"[i]}${i}x`).join(
  " ",
);
const corpusFor = (
  text: string,
  syntax: Syntax,
  titles: readonly string[],
  mustFind: readonly string[] = [],
) => searchedCorpus(parseStrategy(text, syntax).strategy, records(titles), mustFind)!;

/** A strategy that has the fault, one that has not, and what the finding says. */
const faults: readonly [LintCode, Syntax, string, string, RegExp, LintOptions?][] = [
  ["S01", "pubmed", "(a[ti] OR b[ti]", "(a[ti] OR b[ti])", /bracket/i],
  ["S02", "pubmed", "a[ti] OR OR b[ti]", "a[ti] OR b[ti]", /operator|sequence|side/i],
  ["S03", "pubmed", "aaa[ti] | bbb[ti]", "aaa[ti] OR bbb[ti]", /OR/],
  ["S04", "pubmed", "a[ti] OR b[ti] AND c[ti]", "(a[ti] OR b[ti]) AND c[ti]", /left to right/],
  ["S05", "pubmed", "asthma[tldr]", "asthma[ti]", /field|tag/i],
  ["S06", "pubmed", "asthma", "asthma[tiab]", /no field/],
  ["S07", "pubmed", "ast*[ti]", "asth*[ti]", /4 letters/],
  ["S08", "ovid", "cata*.ti.", "catax*.ti.", /stands for 30 words/],
  ["S09", "wos", "TS=(a NEAR/16 b)", "TS=(a NEAR/3 b)", /./],
  ["L01", "ovid", "1 a.ti.\n2 b.ti.\n3 1 and 4", "1 a.ti.\n2 b.ti.\n3 1 and 2", /no line 4/],
  ["L02", "ovid", "1 a.ti.\n2 b.ti.\n3 1 or 1 or 2", "1 a.ti.\n2 b.ti.\n3 1 or 2", /named twice/],
  [
    "L03",
    "ovid",
    "1 aa.ti.\n2 bb.ti.\n3 1 or 2\n4 1 and 2\n5 3 and 4",
    "1 aa.ti.\n2 bb.ti.\n3 1 and 2",
    /one concept/,
  ],
  ["L04", "ovid", "1 a.ti.\n3 b.ti.\n4 1 or 3", "1 a.ti.\n2 b.ti.\n3 1 or 2", /left out/],
  [
    "H01",
    "ovid",
    "exp Guillain Barre Syndrom/",
    "exp Guillain-Barre Syndrome/",
    /is no heading.*Guillain-Barre Syndrome/,
    { mesh },
  ],
  ["H02", "ovid", "Neoplasms/", "exp Guillain-Barre Syndrome/", /not exploded/, { mesh }],
  [
    "H03",
    "ovid",
    "exp Asthma/ and (a.ti. or exp Child/)",
    "(exp Asthma/ or asthma.ti.) and (a.ti. or exp Child/)",
    /headings only/,
  ],
  ["H04", "ovid", "exp *Asthma/", "exp Asthma/", /main topic/],
  [
    "H05",
    "ovid",
    "randomised controlled trial.pt.",
    "randomized controlled trial.pt.",
    /spells it "randomized/,
  ],
  ["T01", "ovid", "an?emia.ti. or randomised.ti.", "(randomised or randomized).ti.", /"randomized"/],
  ["T02", "ovid", "exp Guillain-Barre Syndrome/", "randomized.ti.", /not searched as text/, { mesh }],
  ["T03", "pubmed", "GBS[tiab]", "Guillain[tiab]", /ambiguous/],
  ["T04", "ovid", "asthmaa.ti.", "asthma.ti.", /"asthma" in many/],
  ["T05", "ovid", "(asthma* or asthmatic).ti.", "(asthma or wheeze).ti.", /can go/],
  ["N01", "pubmed", "a[ti] NOT adult[ti]", "a[ti] NOT (animals[mh] NOT humans[mh])", /NOT takes out/],
  ["N02", "pubmed", "a[ti] AND humans[mh]", "a[ti] NOT (animals[mh] NOT humans[mh])", /not indexed yet/],
  ["M01", "ovid", "1 a.ti.\n2 limit 1 to english language", "1 a.ti.", /language/],
  ["M02", "cochrane", '"randomized controlled trial":pt AND asthma:ti', "asthma:ti", /CENTRAL/],
  ["M03", "pubmed", "a[ti] AND 2024:3000[dp]", "a[ti] AND 2024:3000[edat]", /date of entry/],
  ["C01", "ovid", "(asthma or zebra).ti.", "asthma.ti.", /None of the 12 records/],
  ["C02", "ovid", "a.ti.", "b.ti.", /10000/],
];

const titles = [...Array.from({ length: 11 }, () => "asthma here"), wordList];

/** What is given to a check beyond the strategy. */
function given(
  code: LintCode,
  text: string,
  syntax: Syntax,
  options: LintOptions | undefined,
  faulty: boolean,
): LintOptions {
  if (code === "C02") return { count: faulty ? 10_001 : 10_000 };
  return code === "S08" || code === "T04" || code === "C01"
    ? { corpus: corpusFor(text, syntax, titles) }
    : (options ?? {});
}

describe("lintStrategy", () => {
  it.each(faults)(
    "%s is found in %s where it is, and not where it is not",
    (code, syntax, bad, good, says, options) => {
      const findingsOf = (text: string, faulty: boolean) =>
        lintStrategy(parseStrategy(text, syntax), given(code, text, syntax, options, faulty)).findings.filter(
          (each) => each.code === code,
        );
      expect(findingsOf(bad, true).map(({ message }) => message)).toContainEqual(expect.stringMatching(says));
      expect(findingsOf(good, false)).toEqual([]);
    },
  );

  it("has a test for every check", () => {
    expect(faults.map(([code]) => code).sort()).toEqual(Object.keys(CHECKS).sort());
  });

  it("offers a remedy in the strategy's own syntax", () => {
    const fixed = (text: string, syntax: Syntax, code: LintCode) => {
      const fix = lintStrategy(parseStrategy(text, syntax), { mesh }).findings.find(
        (each) => each.code === code,
      )!.fix!;
      return text.slice(0, fix.span.start) + fix.text + text.slice(fix.span.end);
    };
    expect(fixed("(randomised or placebo).ti.", "ovid", "T01")).toBe(
      "(randomised OR randomized or placebo).ti.",
    );
    expect(fixed("tumor*[ti]", "pubmed", "T01")).toBe("(tumor*[ti] OR tumour*[ti])");
    expect(fixed("exp Questionnaires/", "ovid", "H01")).toBe("exp Surveys and Questionnaires/");
    expect(fixed("randomised controlled trial.pt.", "ovid", "H05")).toBe("randomized controlled trial.pt.");
  });

  it("says which known relevant records a NOT takes out, and which are missed", () => {
    const parsed = parseStrategy("asthma[ti] NOT adult[ti]", "pubmed");
    const corpus = searchedCorpus(parsed.strategy, records(["asthma in an adult", "asthma"]), ["1"])!;
    const messages = lintStrategy(parsed, { corpus }).findings.map(({ message }) => message);
    expect(messages).toContainEqual(expect.stringContaining("of the known relevant ones it takes out 1"));
    expect(messages).toContainEqual(expect.stringMatching(/^Record 1 .* is relevant and not found/));
  });

  it("tells what could not be checked", () => {
    const codes = lintStrategy(parseStrategy("a[ti]", "pubmed")).notChecked.map(({ code }) => code);
    expect(codes).toEqual(expect.arrayContaining(["S08", "T04", "C01", "C02", "H01", "T02"]));
  });
});
