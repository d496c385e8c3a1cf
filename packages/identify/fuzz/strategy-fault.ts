import {
  ENGINE_IDS,
  lintStrategy,
  parseStrategy,
  printStrategy,
  type Syntax,
  translateStrategy,
} from "../src/index.ts";
import { sameStrategy } from "../src/query/expressions.ts";
import { everyForm } from "./every-form.ts";

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

const PIECES = [
  "asthma",
  "heart* attack",
  '"b c"',
  "(",
  ")",
  "((",
  " AND ",
  " or ",
  " NOT ",
  " adj3 ",
  " NEAR/2 ",
  " N3 ",
  " W/4 ",
  "exp Asthma/",
  "*Asthma/dt",
  "[tiab]",
  "[mh:noexp]",
  "[tiab:~3]",
  ".ti,ab.",
  ".pt.",
  "#1",
  "1",
  "or/1-2",
  "\n",
  "\n2. ",
  "?",
  "*",
  "$2",
  "limit 1 to english language",
  "[mh ^Asthma]",
  "TS=(",
  "TITLE-ABS-KEY(",
  ":ti,ab",
  "'",
  '"',
  "“",
  "é",
  "2020:2024[dp]",
  "randomised",
  "/exp",
  "MH ",
  "{",
  "}",
  "AREA[Phase]",
  "\u0000",
  "\ud800",
];

const WHOLE = [
  '1. exp Asthma/\n2. (asthma or wheez$).ti,ab.\n3. 1 or 2\n4. randomized controlled trial.pt.\n5. 3 and 4\n6. limit 5 to yr="2000-Current"',
  '("Asthma"[mh] OR asthma*[tiab]) AND (randomized[tiab] OR placebo[tiab]) NOT (animals[mh] NOT humans[mh])',
  "#1 'asthma'/exp OR asthma:ti,ab,kw\n#2 (inhal* NEAR/3 steroid*):ti,ab\n#3 #1 AND #2",
  "#1 [mh Asthma]\n#2 (asthma OR wheez*):ti,ab\n#3 {or #1-#2}",
  'TS=(asthma NEAR/3 "inhaled steroid*") AND PY=2000-2020',
  "TITLE-ABS-KEY(asthma W/3 steroid*) AND PUBYEAR > 2009",
  '(MH "Asthma+") OR TI asthma N3 AB (steroid OR "inhaled drug")',
];

/** Without a fault as they are, each in its own syntax: most stay readable when little of them is changed. */
const OWN = Object.entries(everyForm).flatMap(([syntax, texts]) =>
  texts.map((text) => ({ syntax: syntax as Syntax, text })),
);

/**
 * Strategies one after the other from a seed (mulberry32): a third of random pieces, a third whole ones of any syntax and a third of
 * its own, with pieces put in and taken out.
 */
export function strategySource(seed: number): () => { readonly text: string; readonly syntax: Syntax } {
  let state = seed >>> 0;
  const random = (below: number): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
  const piece = (): string => PIECES[random(PIECES.length)]!;
  const mutated = (whole: string, changes: number): string => {
    let text = whole;
    for (let change = 0; change < changes; change++) {
      const at = random(text.length + 1);
      text = text.slice(0, at) + (random(2) === 0 ? piece() : "") + text.slice(at + random(5));
    }
    return text;
  };
  return () => {
    const syntax = SYNTAXES[random(SYNTAXES.length)]!;
    const kind = random(3);
    if (kind === 0) return { syntax, text: Array.from({ length: random(30) }, piece).join("") };
    if (kind === 1) return { syntax, text: mutated(WHOLE[random(WHOLE.length)]!, 1 + random(6)) };
    const own = OWN[random(OWN.length)]!;
    return { syntax: own.syntax, text: mutated(own.text, random(4)) };
  };
}

/** What is wrong with how a strategy is read, printed and read back, looked over or translated; nothing where all is well. */
export function strategyFault(text: string, syntax: Syntax): string | null {
  try {
    const parsed = parseStrategy(text, syntax);
    const printed = printStrategy(parsed.strategy);
    const again = parseStrategy(printed, syntax).strategy;
    for (const { span } of lintStrategy(parsed).findings)
      if (span.start < 0 || span.end < span.start || span.end > text.length)
        return `a finding at ${span.start}-${span.end}`;
    for (const engine of ENGINE_IDS) translateStrategy(parsed.strategy, engine);
    // What could not be read is kept as typed and need not be stable.
    if (parsed.problems.length === 0 && !sameStrategy(again, parsed.strategy))
      return `printed ${JSON.stringify(printed)}, then ${JSON.stringify(printStrategy(again))}`;
    return null;
  } catch (error) {
    return String(error);
  }
}
