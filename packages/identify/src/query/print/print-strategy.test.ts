import { describe, expect, it } from "vitest";
import { everyForm } from "../../../fuzz/every-form.ts";
import { sameStrategy } from "../expressions.ts";
import { parseStrategy } from "../parse/parse-strategy.ts";
import type { Syntax } from "../strategy.ts";
import { codesFor, ownCodes } from "./own-fields.ts";
import { printStrategy } from "./print-strategy.ts";

describe("printStrategy", () => {
  for (const [syntax, texts] of Object.entries(everyForm) as [Syntax, readonly string[]][])
    it(`writes every form of ${syntax} so that it reads back as the same tree`, () => {
      for (const text of texts) {
        const { strategy } = parseStrategy(text, syntax);
        const printed = printStrategy(strategy);
        expect(sameStrategy(parseStrategy(printed, syntax).strategy, strategy), `${text}\n${printed}`).toBe(
          true,
        );
      }
    });

  /** Found by fuzzing; each printed something that read back as another tree. */
  const traps: Readonly<Record<string, readonly [Syntax, string]>> = {
    "a limit in plain text": ["plain", '1. a.ti.\n2. limit 1 to yr="2000-Current"'],
    "a heading in plain text": ["plain", "exp *Asthma/dt OR therapy[sh]"],
    "years that cannot be read": ["wos", "TS=asthma AND PY=}2000-202"],
    "a day of publication": ["ebsco", "TI a AND DT 20100501-20100601"],
    "a range of days": ["wos", "DOP=2017-08-20/2017-09-20"],
    "a comment that looks like a tag": ["plain", "[tiab] asthma"],
    "several comments on a line without a search": ["plain", "[a note] [another]\n# Population\nheart"],
    "a comment behind a limit": ["ovid", "1. a.ti.\n2. limit 1 to humans [a note]"],
    "a title that looks like a search": ["wos", "é1 TS=a\n#2 TS=b\n#3 #2 AND c"],
    "a number of hits": ["scopus", "#1 TITLE(a)  2"],
    "a limit that ends like a comment": ["ovid", "1. a.ti.\n2. limit 1 to (english or fren[tiab])"],
    "a limit in the middle": ["ovid", "1. a.ti.\n2. b.ti.\n3. (1 use medall) or 2"],
    "a phrase that looks like a whole search": ["ovid", '("Asthm NOT (x")'],
    "a stroke in a group": ["ovid", "(and/or or w/o or x).ti."],
    "a line that starts with an operator's name": ["ovid", "1. a.ti.\n2. (NEAR/2 ma or wh).ti."],
    "a term that starts with an operator's name": ["ebsco", "XB ( N3 dose )"],
    "a search in brackets in a bracket's limit": ["cochrane", "#1 a:ti\n#2 (#1 in Trials) or b:ti"],
    "two limits joined": ["embase", "[conference abstract]/lim AND [medline]/lim"],
    "a language that no list has": ["embase", "a:ti AND [old norse language]/lim"],
    "years clicked one by one": [
      "scopus",
      "TITLE(a) AND ( LIMIT-TO ( PUBYEAR , 2020 ) OR LIMIT-TO ( PUBYEAR , 2019 ) )",
    ],
    "a sign in a heading": ["ebsco", '(MH "Multiple Scler#sis+")'],
    "an operator before a bracket": ["ovid", "a.ti. not[a note] b.ti."],
    "a parameter with brackets": ["clinicaltrials", "query.cond=a&filter.geo=distance(39.0,-77.1,50mi)"],
  };
  it.each(Object.entries(traps))("writes %s so that it reads back as the same tree", (_, [syntax, text]) => {
    const { strategy } = parseStrategy(text, syntax);
    const printed = printStrategy(strategy);
    expect(sameStrategy(parseStrategy(printed, syntax).strategy, strategy), printed).toBe(true);
  });

  it("puts operators that are mixed in brackets and leaves others bare", () => {
    expect(printStrategy(parseStrategy("a[ti] OR b[ti] AND c[ti]", "pubmed").strategy)).toBe(
      "(a[ti] OR b[ti]) AND c[ti]",
    );
    expect(printStrategy(parseStrategy("a.ti. or b.ti. and c.ti.", "ovid").strategy)).toBe(
      "(a or (b and c)).ti.",
    );
  });

  it("writes a run of lines as a range", () => {
    const lines = "a.ti.\nb.ti.\nc.ti.\nd.ti.\n1 or 2 or 3 or 4";
    expect(printStrategy(parseStrategy(lines, "ovid").strategy).split("\n").at(-1)).toBe("or/1-4");
    const cochrane = "a:ti\nb:ti\nc:ti\n#1 OR #2 OR #3";
    expect(printStrategy(parseStrategy(cochrane, "cochrane").strategy).split("\n").at(-1)).toBe("{or #1-#3}");
  });

  it("writes a field once for a group where the syntax knows that", () => {
    expect(printStrategy(parseStrategy("a.ti,ab. or b.ti,ab.", "ovid").strategy)).toBe("(a or b).tw.");
    expect(printStrategy(parseStrategy("a:ti OR b:ti", "embase").strategy)).toBe("(a OR b):ti");
    expect(printStrategy(parseStrategy("a[ti] OR b[ti]", "pubmed").strategy)).toBe("a[ti] OR b[ti]");
  });
});

describe("ownCodes", () => {
  for (const syntax of ["pubmed", "ovid", "embase", "cochrane", "ebsco", "wos", "scopus"] as const)
    it(`reads every field of ${syntax} back as it wrote it`, () => {
      for (const [code, fields] of Object.entries(ownCodes[syntax])) {
        expect(codesFor(fields, ownCodes[syntax]), code).toHaveLength(1);
        const text = { kind: "text", words: [["alpha"]], reading: "phrase", quoted: false, fields } as const;
        const line = {
          number: 1,
          numbered: false,
          expression: text,
          comments: [],
          span: { start: 0, end: 0 },
        };
        const strategy = { syntax, lines: [line] };
        const read = parseStrategy(printStrategy(strategy), syntax).strategy.lines[0]?.expression;
        expect(read?.kind === "text" && read.fields, code).toEqual(fields);
      }
    });
});
