import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { eachExpression } from "../expressions.ts";
import type { Syntax } from "../strategy.ts";
import { detectSyntax } from "./detect-syntax.ts";
import { lostWords } from "./lost-words.ts";
import { parseStrategy } from "./parse-strategy.ts";
import { read, told } from "./tree-text.ts";

const SYNTAXES: readonly Syntax[] = [
  "pubmed",
  "ovid",
  "embase",
  "cochrane",
  "ebsco",
  "wos",
  "scopus",
  "clinicaltrials",
  "plain",
];

describe("every syntax", () => {
  it("tells a strategy of nothing", () => {
    for (const syntax of SYNTAXES) {
      for (const text of ["", "  \n ", "\n\n"]) {
        expect(told(syntax, text)).toEqual(["empty-strategy: "]);
        expect(read(syntax, text)).toBe("nothing");
      }
    }
  });

  it("points at terms with their fields, and at operators and brackets by tokens", () => {
    const text = '("heart attack"[ti] OR\n  stroke) NOT fog[tiab]';
    const { strategy, tokens } = parseStrategy(text, "pubmed");
    const at = ({ start, end }: { start: number; end: number }) => text.slice(start, end);
    const texts = [...eachExpression(strategy.lines[0]!.expression!)].filter(({ kind }) => kind === "text");
    expect(texts.map(({ span }) => at(span!))).toEqual(['"heart attack"[ti]', "stroke", "fog[tiab]"]);
    expect(tokens.map(({ kind, span, depth }) => `${depth} ${kind} ${at(span)}`)).toEqual([
      "0 open (",
      '1 term "heart attack"',
      "1 field [ti]",
      "1 operator OR",
      "1 term stroke",
      "0 close )",
      "0 operator NOT",
      "0 term fog",
      "0 field [tiab]",
    ]);
  });

  it("tells brackets that do not match, with line and column", () => {
    for (const syntax of SYNTAXES) {
      expect(parseStrategy("(heart AND stroke", syntax).problems).toMatchObject([
        { code: "unbalanced-parentheses", span: { start: 0, end: 1 }, line: 1, column: 1 },
      ]);
      expect(parseStrategy("heart) AND stroke", syntax).problems).toMatchObject([
        { code: "unbalanced-parentheses", span: { start: 5, end: 6 } },
      ]);
      expect(read(syntax, "(heart AND stroke")).toBe("AND[heart, stroke]");
    }
  });

  it("tells operators that follow each other, lead or trail", () => {
    for (const syntax of SYNTAXES) {
      expect(told(syntax, "bias OR OR politics")).toEqual(["invalid-token-sequence: OR OR"]);
      expect(told(syntax, "OR politics")).toEqual(["invalid-token-sequence: OR"]);
      expect(told(syntax, "politics OR")).toEqual(["invalid-token-sequence: OR"]);
      expect(told(syntax, "NOT politics")).toEqual(["leading-not: NOT"]);
      expect(read(syntax, "bias OR OR politics")).toBe("OR[bias, politics]");
      expect(read(syntax, "bias OR (NOT politics)")).toBe("OR[bias, VERBATIM[NOT politics]]");
    }
  });

  it("reads search engines' signs and words in front", () => {
    expect(told("ebsco", "EBSCOHost: fog AND mist")).toEqual([
      "unsupported-prefix-platform-identifier: EBSCOHost:",
    ]);
    expect(told("pubmed", "Pubmed with no restrictions: (eHealth[Text Word])")).toEqual([
      "unsupported-prefix-platform-identifier: Pubmed with no restrictions:",
    ]);
    expect(read("pubmed", '"eHealth[ti] AND (activity[ti])"')).toBe("AND[eHealth{title}, activity{title}]");
    expect(told("pubmed", "'(fog[ti] OR mist[ti])")).toEqual(["invalid-character: '"]);
  });

  it("refuses what is nested deeper than 200 levels, and keeps it as typed", () => {
    for (const syntax of SYNTAXES) {
      for (const text of [
        `${"(".repeat(300)}fog${")".repeat(300)}`,
        `${"a OR b AND ".repeat(300)}fog`,
        `${"a NOT ".repeat(300)}fog`,
        "(".repeat(20_000),
      ]) {
        const { strategy, problems } = parseStrategy(text, syntax);
        const refused = problems.some(({ code }) => code === "nested-too-deeply");
        const depth = (part: unknown): number =>
          typeof part === "object" && part !== null ? 1 + Math.max(0, ...Object.values(part).map(depth)) : 0;
        if (refused) expect(strategy.lines[0]!.expression).toMatchObject({ kind: "verbatim", text });
        else expect(depth(strategy)).toBeLessThan(1000);
      }
      expect(told(syntax, `${"(".repeat(201)}a${")".repeat(201)}`)).toHaveLength(1);
      expect(read(syntax, `${"(".repeat(199)}heart${")".repeat(199)}`)).toBe("heart");
    }
  });

  it("reads five thousand terms in one line", () => {
    const text = Array.from({ length: 5_000 }, (_, at) => `term${at}`).join(" OR ");
    for (const syntax of SYNTAXES) {
      expect(parseStrategy(text, syntax).strategy.lines[0]!.expression).toMatchObject({
        kind: "or",
        operands: { length: 5_000 },
      });
    }
  });

  it("straightens quotation marks, dashes and blanks, and tells each once", () => {
    expect(told("pubmed", "“a b”[ti] OR “c‐d e”[ti] OR f\u00a0g[ti]")).toEqual([
      "curly-quotes: “",
      "long-dashes: ‐",
      "odd-blanks: \u00a0",
    ]);
    expect(read("pubmed", "“a b”[ti] OR “c‐d e”[ti]")).toBe('OR["a b"{title}, "c-d e"{title}]');
  });
});

const PIECES =
  '( ) ( ) " \' AND OR NOT and or not adj3 adj NEAR/3 NEAR NEXT NEXT/2 N3 W5 W/2 PRE/1 SAME WITHIN/2 | & heart attack immunoglobulin* random$ gro?p wom#n group$1 *ology - * ? $ . , : ; / [ ] { } < > [tiab] [ti:~2] [mesh:noexp] [foo] .ti,ab. .tw .sh,kf. .zz. /exp /exp/mj /de /dt /ae,tu :ti,ab :foo :py exp *Asthma/ "X+" [mh ^"Asthma"] [mh /DT] {or #1-#3} {exact} #1 #9 S2 1 2 99 1. 2. or/1-3 or/3-1 limit to 2010:2020[dp] yr="2000-Current" [english]/lim [2010-2020]/py [01-01-2024]/sd TI AB MH TS= PY=2010 TITLE-ABS-KEY( PUBYEAR > 2009 LIMIT-TO(DOCTYPE,"ar") AREA[Condition] RANGE[MIN,2020] EXPANSION[None] query.cond= <RCT> [comment] “ ” – é 日本 \u0000 /freq=2 remove duplicates from 3 MeSH descriptor: [Asthma] explode all trees with Publication Year from 2000 to 2020'.split(
    " ",
  );
const piece = fc.constantFrom(...PIECES, "\n", "\n2 ", "\n3. ", "\t");
const soup = fc
  .array(fc.tuple(piece, fc.constantFrom("", " ", " ")), { maxLength: 40 })
  .map((parts) => parts.flat().join(""));

const strategies = [
  '("Guillain-Barre Syndrome"[Mesh] OR guillain barre*[tiab]) AND (randomized controlled trial[pt] OR "trial group"[ti:~3]) NOT (animals[mh] NOT humans[mh])',
  '1. exp Asthma/dt [Drug Therapy]\n2. (wheez$ adj3 child*).ti,ab.\n3. or/1-2\n4. limit 3 to (english language and yr="2000 -Current")\n5. exp animals/ not humans.sh.\n6. 4 not 5',
  "('asthma'/exp/mj OR wheez*:ti,ab,kw) AND ([english]/lim OR [french]/lim) NOT [medline]/lim",
  '#1 [mh ^"Asthma"]\n#2 (wheez* NEAR/3 child*):ti,ab,kw\n#3 {or #1-#2} with Publication Year from 2000 to 2020',
  'S1 (MH "Asthma+/DT") OR TI ( wheez* N3 child )\nS2 S1 AND PY 2000-2020',
  "#1 TS=(wheez$ NEAR/3 child*) AND PY=2000-2020\nIndexes=SCI-EXPANDED",
  'TITLE-ABS-KEY ( {asthma} OR wheez* W/3 child ) AND PUBYEAR > 2009 AND ( LIMIT-TO ( DOCTYPE , "ar" ) )',
  'query.cond=asthma&query.intr=AREA[InterventionName](budesonide OR "ivig")',
];
const mutated = fc
  .tuple(
    fc.constantFrom(...strategies),
    fc.array(fc.tuple(fc.nat(), fc.nat(9), piece, fc.nat(2)), { maxLength: 6 }),
  )
  .map(([text, changes]) =>
    changes.reduce((changed, [where, length, part, how]) => {
      const at = where % (changed.length + 1);
      if (how === 0) return changed.slice(0, at) + changed.slice(at + length);
      return changed.slice(0, at) + (how === 1 ? part : changed.slice(at, at + length)) + changed.slice(at);
    }, text),
  );

/** Words that belong to a syntax and are read into something without them. */
const OF_SYNTAX =
  /^(?:limit|from|to|current|mesh|noexp|tiab|explode|trees|descriptor|search|query|cond|intr|freq|human|humans|animal|abstracts?|english|language|publication|year|with|orig|load|date|pubyear|docs|doctype|title|area|condition|field|lim|interventionname)$/i;

describe("what could not be read", () => {
  const cases: readonly (readonly [Syntax, string, string])[] = [
    ["wos", "TS=a AND PY=}2000-202", "date-unreadable: }2000-202"],
    ["ovid", "a.ti. and 20xx.yr.", "date-unreadable: 20xx.yr."],
    ["embase", "a:ti AND [2010-01]/py", "limit-unreadable: [2010-01]/py"],
    ["ovid", "exp asthma not x.ti.", "heading-without-stroke: exp"],
    ["cochrane", "[mh Asthma/xq]", "subheading-unknown: [mh Asthma/xq]"],
    ["ovid", "1. a.ti.\n2. \n3. b.ti.", "empty-line: 2."],
    ["clinicaltrials", "a AND COVERAGE[FullMatch](b", "unbalanced-parentheses: COVERAGE[FullMatch](b"],
    ["ovid", "1. a.ti.\n2. limit 1 to (humans", "unbalanced-parentheses: (humans"],
  ];
  it.each(cases)("is told in %s: %s", (syntax, text, problem) => {
    expect(told(syntax, text)).toContain(problem);
  });
});

describe("any text in any syntax", () => {
  it("is read without an error thrown, with no word lost and every problem in its place", () => {
    fc.assert(
      fc.property(
        fc.oneof(soup, mutated, fc.string({ unit: "binary", maxLength: 60 })),
        fc.constantFrom(...SYNTAXES),
        (text, syntax) => {
          const parsed = parseStrategy(text, syntax);
          expect(parsed.strategy.lines.length).toBeGreaterThan(0);
          const lines = text.split("\n");
          for (const { span, line, column, message } of parsed.problems) {
            expect(0 <= span.start && span.start <= span.end && span.end <= text.length).toBe(true);
            expect(lines.slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0) + column - 1).toBe(
              span.start,
            );
            expect(message).toMatch(/^["A-Z\d].{15,}[.]$/s);
          }
          expect(lostWords(text, parsed).filter((word) => !OF_SYNTAX.test(word))).toEqual([]);
          expect(SYNTAXES).toContain(detectSyntax(text));
        },
      ),
      { numRuns: 1000 },
    );
  });

  it("is read alike each time", () => {
    fc.assert(
      fc.property(mutated, fc.constantFrom(...SYNTAXES), (text, syntax) => {
        expect(parseStrategy(text, syntax)).toEqual(parseStrategy(text, syntax));
      }),
      { numRuns: 100 },
    );
  });
});
