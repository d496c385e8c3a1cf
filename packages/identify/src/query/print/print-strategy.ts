import { isOvidLine } from "../parse/ovid-lines.ts";
import { pubmedTag } from "../parse/pubmed-tags.ts";
import { goesOn } from "../parse/split-lines.ts";
import type { Strategy, StrategyLine, Syntax } from "../strategy.ts";
import { clinicalTrialsNotation } from "./clinicaltrials-notation.ts";
import { cochraneNotation } from "./cochrane-notation.ts";
import { ebscoNotation } from "./ebsco-notation.ts";
import { embaseNotation } from "./embase-notation.ts";
import type { Notation } from "./notation.ts";
import { ovidNotation } from "./ovid-notation.ts";
import { inOneCode, ownFields } from "./own-fields.ts";
import { plainNotation } from "./plain-notation.ts";
import { pubmedNotation } from "./pubmed-notation.ts";
import { renderExpression } from "./render-expression.ts";
import { scopusNotation } from "./scopus-notation.ts";
import { wosNotation } from "./wos-notation.ts";

const notations: Readonly<Record<Syntax, Notation>> = {
  pubmed: pubmedNotation(ownFields("pubmed")),
  ovid: ovidNotation(ownFields("ovid")),
  embase: embaseNotation(ownFields("embase")),
  cochrane: cochraneNotation(ownFields("cochrane")),
  ebsco: ebscoNotation(ownFields("ebsco"), inOneCode("ebsco")),
  wos: wosNotation(ownFields("wos"), inOneCode("wos")),
  scopus: scopusNotation(ownFields("scopus"), inOneCode("scopus")),
  clinicaltrials: clinicalTrialsNotation(ownFields("clinicaltrials")),
  plain: plainNotation(ownFields("plain")),
};

/**
 * Writes a strategy in a syntax, its own or another that can say all of it: what is written reads back as the same tree. For other
 * databases translate it. Mixed operators always stand in brackets; runs of lines are written as ranges, and a field that all terms of a
 * group have is written once, where the syntax knows these.
 */
export function printStrategy(strategy: Strategy, syntax: Syntax = strategy.syntax): string {
  const notation = notations[syntax];
  const numbered = strategy.lines.filter((line) => line.numbered);
  const numbers = { any: numbered.length > 0, first: numbered.length > 1 ? numbered[0] : undefined };
  return strategy.lines.map((line) => printLine(line, syntax, notation, numbers)).join("\n");
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

/**
 * At the start of a line "limit 1 to" would be read as Ovid's limit, "near/2 a" as going on from the line before, and "#a" or "//a" as
 * a note.
 */
function inItsPlace(searched: string, isTerm: boolean, syntax: Syntax): string {
  const head = searched.slice(0, 40);
  const isLimit = isTerm && (syntax === "ovid" || syntax === "plain") && isOvidLine(head);
  return isLimit || goesOn(head) || /^(?:#\s*[^\d\s]|\/\/)/.test(head) ? `(${searched})` : searched;
}

/** Whether lines are numbered, and the first that is, where another follows. */
interface Numbers {
  readonly any: boolean;
  readonly first: StrategyLine | undefined;
}

function printLine(line: StrategyLine, syntax: Syntax, notation: Notation, numbers: Numbers): string {
  const isTerm = line.expression?.kind !== "limit" && line.expression?.kind !== "verbatim";
  const searched =
    line.expression === null ? "" : inItsPlace(renderExpression(line.expression, notation), isTerm, syntax);
  const operator =
    line.trailingOperator === undefined ? "" : notation.operators[line.trailingOperator].trimEnd();
  const number = line.numbered ? numberBefore[syntax](line.number) : "";
  const inBrackets = syntax === "ovid" || syntax === "plain";
  if (inBrackets && (line.expression !== null || line.numbered || !numbers.any)) {
    const comments = line.comments.map((comment) => `[${comment}]`);
    // Behind a term, what looks like a tag of PubMed would be read as one; a limit must stand at the start of its line.
    const parts =
      isTerm && line.comments.some((comment) => pubmedTag(comment) !== null)
        ? [...comments, `${searched}${operator}`]
        : [`${searched}${operator}`, ...comments];
    return `${number}${parts.filter((part) => part !== "").join(" ")}`;
  }
  const [title, ...before] = line.comments.toReversed();
  // A history prints the number of hits behind a search, set apart.
  if (line.numbered && before.length === 0 && /^\d[\d,]*$/.test(title ?? "") && searched !== "")
    return `${number}${searched}${operator}  ${title}`;
  if (line.numbered && title !== undefined && searched !== "" && line !== numbers.first)
    return [...before.toReversed(), `${number}${title}`, `${searched}${operator}`].join("\n");
  // Between numbered lines a title needs no mark, and "#" would be read as one, as before a number.
  const mark = (comment: string): string => (numbers.any ? "" : /^\d/.test(comment) ? "// " : "# ");
  return [...line.comments.map((comment) => `${mark(comment)}${comment}`), `${number}${searched}${operator}`]
    .filter((part) => part !== "")
    .join("\n");
}
