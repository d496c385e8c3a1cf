import { expect, it } from "vitest";
import { detectSyntax } from "./detect-syntax.ts";

it("guesses the syntax by what only one of them has", () => {
  const examples = {
    pubmed: '"Asthma"[Mesh] OR asthma*[tiab]',
    ovid: "exp Asthma/\nasthma$.ti,ab.\nor/1-2",
    embase: "'asthma'/exp OR asthma*:ti,ab,kw AND [embase]/lim",
    cochrane: "[mh Asthma] OR (asthma* NEXT child*):ti,ab,kw",
    ebsco: '(MH "Asthma+") OR TI asthma* N3 child*',
    wos: "TS=(asthma* NEAR/3 child*)",
    scopus: "TITLE-ABS-KEY ( asthma* W/3 child* ) AND PUBYEAR > 2009",
    clinicaltrials: "AREA[Condition]asthma AND AREA[StudyType]INTERVENTIONAL",
    plain: "asthma AND (child* OR infant)",
  } as const;
  for (const [syntax, text] of Object.entries(examples)) expect(detectSyntax(text)).toBe(syntax);
  expect(detectSyntax("")).toBe("plain");
});
