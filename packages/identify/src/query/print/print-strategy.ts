import type { Field, Strategy, StrategyLine, Syntax } from "../strategy.ts";
import { type Engine, type FormTable, inFieldsOf } from "../translate/engine.ts";
import { ENGINES } from "../translate/engines/engines.ts";
import { clinicalTrialsNotation } from "./clinicaltrials-notation.ts";
import { cochraneNotation } from "./cochrane-notation.ts";
import { ebscoNotation } from "./ebsco-notation.ts";
import { embaseNotation } from "./embase-notation.ts";
import type { Notation } from "./notation.ts";
import { ovidNotation } from "./ovid-notation.ts";
import { ownFields } from "./own-fields.ts";
import { plainNotation } from "./plain-notation.ts";
import { pubmedNotation } from "./pubmed-notation.ts";
import { renderExpression } from "./render-expression.ts";
import { scopusNotation } from "./scopus-notation.ts";
import { wosNotation } from "./wos-notation.ts";

const fieldsIn = (engine: Engine, own: FormTable): Notation["inFields"] =>
  inFieldsOf({ fields: own, pattern: engine.pattern });

/** Only what a field can be put on as a whole in the syntax itself. */
const oneCode = (_by: string, fields: readonly Field[]): boolean => fields.length === 1;

const notations: Readonly<Record<Syntax, Notation>> = {
  pubmed: pubmedNotation(fieldsIn(ENGINES.pubmed, ownFields.pubmed)),
  ovid: ovidNotation(fieldsIn(ENGINES["ovid-medline"], ownFields.ovid)),
  embase: embaseNotation(fieldsIn(ENGINES.embase, ownFields.embase)),
  cochrane: cochraneNotation(fieldsIn(ENGINES.cochrane, ownFields.cochrane)),
  ebsco: ebscoNotation(fieldsIn(ENGINES.cinahl, ownFields.ebsco), oneCode),
  wos: wosNotation(fieldsIn(ENGINES.wos, ownFields.wos), oneCode),
  scopus: scopusNotation(fieldsIn(ENGINES.scopus, ownFields.scopus), oneCode),
  clinicaltrials: clinicalTrialsNotation(fieldsIn(ENGINES.clinicaltrials, ownFields.clinicaltrials)),
  plain: plainNotation(fieldsIn(ENGINES["ovid-medline"], ownFields.ovid)),
};

/**
 * Writes a strategy in a syntax, its own or another that can say all of it: what is written reads back as the same tree. For other
 * databases translate it. Mixed operators always stand in brackets; runs of lines are written as ranges, and a field that all terms of a
 * group have is written once, where the syntax knows these.
 */
export function printStrategy(strategy: Strategy, syntax: Syntax = strategy.syntax): string {
  const notation = notations[syntax];
  return strategy.lines.map((line) => printLine(line, syntax, notation)).join("\n");
}

/** A line number as the syntax writes it before a line. */
const numberBefore: Readonly<Record<Syntax, (number: number) => string>> = {
  pubmed: (number) => `#${number} `,
  ovid: (number) => `${number}. `,
  embase: (number) => `#${number} `,
  cochrane: (number) => `#${number} `,
  ebsco: (number) => `S${number} `,
  wos: (number) => `#${number} `,
  scopus: (number) => `#${number} `,
  clinicaltrials: (number) => `#${number} `,
  plain: (number) => `${number}. `,
};

function printLine(line: StrategyLine, syntax: Syntax, notation: Notation): string {
  const searched = line.expression === null ? "" : renderExpression(line.expression, notation);
  const operator =
    line.trailingOperator === undefined ? "" : notation.operators[line.trailingOperator].trimEnd();
  const number = line.numbered ? numberBefore[syntax](line.number) : "";
  const inBrackets = syntax === "ovid" || syntax === "cochrane" || syntax === "plain";
  if (inBrackets && line.expression !== null) {
    const comments = line.comments.map((comment) => ` [${comment}]`).join("");
    return `${number}${searched}${operator}${comments}`;
  }
  return [...line.comments.map((comment) => `# ${comment}`), `${number}${searched}${operator}`]
    .filter((part) => part !== "")
    .join("\n");
}
