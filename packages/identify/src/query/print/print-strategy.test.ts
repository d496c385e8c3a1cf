import { describe, expect, it } from "vitest";
import { sameStrategy } from "../expressions.ts";
import { parseStrategy } from "../parse/parse-strategy.ts";
import type { Syntax } from "../strategy.ts";
import { codesFor, ownCodes } from "./own-fields.ts";
import { printStrategy } from "./print-strategy.ts";

const examples: Readonly<Record<Syntax, readonly string[]>> = {
  pubmed: [
    '"Guillain-Barre Syndrome"[Mesh] OR (landry[tiab] NOT polio*[ti])',
    '"nerve block*"[tiab] OR "hip pain"[tiab:~3] OR english[la]',
    '("2014/01/01"[edat] : "3000"[edat]) AND "Hypertension/drug therapy"[majr]',
    "therapy[sh] OR therapy[sh:noexp] OR Asthma[mh:noexp] OR review[pt]",
    'lung cancer OR "small cell"',
    "#1 asthma[tiab]\n#2 child*[tiab]\n#3 #1 AND #2",
  ],
  ovid: [
    "1. exp *Multiple Sclerosis/dt, th\n2. (immun* adj3 (globulin$1 or glob?lin#)).ti,ab,kf.\n3. or/1-2\n4. limit 3 to english language",
    "exp animals/ not humans.sh.",
    '(open adj label*).tw. or "quality of life".mp. [mp=title, abstract]',
    "drug therapy.fs. or pc.fs. or randomized controlled trial.pt.",
    '1 asthma.tw.\n2 1 and\n3 limit 1 to (humans and yr="2005 -Current")',
    "remove duplicates from 3",
  ],
  embase: [
    "'multiple sclerosis'/exp/mj OR ivig:ti,ab,kw OR 'o\"neill':au",
    "(intravenous NEXT/2 immunoglobulin*):ti,ab AND [english]/lim",
    "#1 AND ('heart failure'/exp/dm_dt OR an?emia:ti)",
  ],
  cochrane: [
    '[mh "Guillain-Barre Syndrome"] OR [mh ^Asthma[mj]] OR [mh "Multiple Sclerosis"/DT]',
    "(intravenous NEXT immunoglobulin*):ti,ab,kw OR (ivig NEAR/3 dose):ti",
    "#1 asthma:ti\n#2 child:ti\n#3 lung:ab\n#4 {or #1-#3}",
  ],
  ebsco: [
    '(MH "Multiple Sclerosis+") OR (MM "Asthma") OR TI ( ivig OR immunoglobulin* )',
    "AB (control W5 group) OR XB (dose N2 response) OR SU placebo#",
    "S1 AB asthma\nS2 TI child*\nS3 S1 AND S2",
  ],
  wos: [
    'TS=("intravenous immunoglobulin*" NEAR/3 dose) NOT TI=(rat$ OR mice)',
    "(TI=a OR AB=a) AND PY=(2010-2020)",
  ],
  scopus: [
    'TITLE-ABS-KEY("intravenous immunoglobulin*" W/3 dose) AND NOT TITLE(rat)',
    "AUTHKEY(ivig) OR {heart-attack} AND PUBYEAR > 2009",
  ],
  clinicaltrials: [
    'AREA[ConditionSearch]("multiple sclerosis" OR CIDP) AND AREA[LastUpdatePostDate]RANGE[2026-01-01, MAX]',
  ],
  plain: ['1. cancer AND lung\n2. heart OR "heart attack"\n3. 1 and 2', "term1 N3 term2"],
};

describe("printStrategy", () => {
  for (const [syntax, texts] of Object.entries(examples) as [Syntax, readonly string[]][])
    it(`writes ${syntax} so that it reads back as the same tree`, () => {
      for (const text of texts) {
        const { strategy } = parseStrategy(text, syntax);
        const printed = printStrategy(strategy);
        expect(sameStrategy(parseStrategy(printed, syntax).strategy, strategy), `${text}\n${printed}`).toBe(
          true,
        );
      }
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
