import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sameStrategy } from "../expressions.ts";
import { parseStrategy } from "../parse/parse-strategy.ts";
import type { Expression, Field, Strategy, Syntax, Word } from "../strategy.ts";
import { ENGINE_IDS } from "../translate/engine.ts";
import { translateStrategy } from "../translate/translate-strategy.ts";
import { ownCodes } from "./own-fields.ts";
import { printStrategy } from "./print-strategy.ts";

const SYNTAXES = [
  "pubmed",
  "ovid",
  "embase",
  "cochrane",
  "ebsco",
  "wos",
  "scopus",
  "clinicaltrials",
] as const;

const NEAR = new Set<Syntax>(["ovid", "embase", "cochrane", "ebsco", "wos", "scopus"]);

const stems = ["glob", "neuropathy", "immune", "dose", "trial", "x-ray", "Barré"];

/** Trees that a parser could have made of what people write: every operator, fields with a code of their own, phrases in quotation marks. */
function expressions(syntax: Syntax): fc.Arbitrary<Expression> {
  const fields = Object.values(ownCodes[syntax]).filter(
    (of) => !of.some((field) => ["publication-type", "language", "filter", "subset", "all"].includes(field)),
  );
  const fieldsOfText = fc.constantFrom<readonly Field[]>(...fields);
  const word: fc.Arbitrary<Word> =
    syntax === "clinicaltrials"
      ? fc.constantFrom(...stems).map((stem): Word => [stem])
      : fc
          .tuple(fc.constantFrom(...stems), fc.boolean())
          .map(([stem, cut]): Word => (cut ? [stem, { wildcard: "any" }] : [stem]));
  const text = (of: readonly Field[]) =>
    fc.oneof(
      word.map(
        (one): Expression => ({ kind: "text", words: [one], reading: "phrase", quoted: false, fields: of }),
      ),
      fc
        .tuple(word, word)
        .map((words): Expression => ({ kind: "text", words, reading: "phrase", quoted: true, fields: of })),
    );
  const anyText = fieldsOfText.chain(text);
  const near = fc
    .record({ of: fieldsOfText, between: fc.integer({ min: 0, max: 14 }) })
    .chain(({ of, between }) =>
      fc
        .tuple(text(of), text(of))
        .map((operands): Expression => ({ kind: "near", between, ordered: false, operands })),
    );
  const { tree } = fc.letrec<{ tree: Expression }>((tie) => ({
    tree: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      anyText,
      ...(NEAR.has(syntax) ? [near] : []),
      fc
        .array(tie("tree"), { minLength: 2, maxLength: 4 })
        .map((operands): Expression => ({ kind: "or", operands })),
      fc
        .array(tie("tree"), { minLength: 2, maxLength: 3 })
        .map((operands): Expression => ({ kind: "and", operands })),
      fc
        .tuple(tie("tree"), tie("tree"))
        .map(([include, exclude]): Expression => ({ kind: "not", include, exclude })),
    ),
  }));
  return tree;
}

const strategyOf = (syntax: Syntax, expression: Expression): Strategy => ({
  syntax,
  lines: [{ number: 1, numbered: false, expression, comments: [], span: { start: 0, end: 0 } }],
});

describe("printStrategy", () => {
  it.each(SYNTAXES)("writes any tree of %s so that it reads back as the same", (syntax) => {
    fc.assert(
      fc.property(expressions(syntax), (expression) => {
        const strategy = strategyOf(syntax, expression);
        const printed = printStrategy(strategy);
        const read = parseStrategy(printed, syntax).strategy;
        expect(sameStrategy(read, strategy), printed).toBe(true);
      }),
      { numRuns: 150 },
    );
  });
});

describe("translateStrategy", () => {
  const pieces = fc.constantFrom(
    "a",
    "heart* attack",
    '"b c"',
    "(",
    ")",
    " AND ",
    " or ",
    " not ",
    " adj3 ",
    " NEAR/2 ",
    "exp X/",
    "X/dt",
    "[tiab]",
    ".ti,ab.",
    "#1",
    "1",
    "or/1-2",
    "\n",
    "?",
    "$2",
    "limit 1 to ",
    "[mh ^",
    "TS=(",
    ":ti",
    "'",
  );

  it.each(SYNTAXES)("never throws at whatever is read as %s", (syntax) => {
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 25 }), fc.boolean(), (parts, expandLines) => {
        const { strategy } = parseStrategy(parts.join(""), syntax);
        printStrategy(strategy);
        for (const engine of ENGINE_IDS) translateStrategy(strategy, engine, { expandLines });
      }),
      { numRuns: 60 },
    );
  });
});
