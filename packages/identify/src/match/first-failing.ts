import type { Expression, Strategy, Text } from "../query/strategy.ts";
import { typedText } from "./text-plan.ts";

type Look = (part: Expression | number) => boolean;

const quoted = (text: Text): string =>
  text.words.length > 1 && text.reading === "phrase" ? `"${typedText(text)}"` : typedText(text);

/** How many members of a list are named. */
const SHOWN = 4;

/** An expression in a few words. */
function inWords(expression: Expression): string {
  switch (expression.kind) {
    case "text":
      return expression.fields.length === 0
        ? quoted(expression)
        : `${quoted(expression)} in ${expression.fields.join(", ")}`;
    case "heading": {
      const { name, explode, major, subheadings } = expression;
      const kind = `${major ? "main " : ""}heading${explode ? " or one below it" : ""}`;
      return `the ${kind} "${name}"${subheadings.length === 0 ? "" : ` with ${subheadings.join(" or ")}`}`;
    }
    case "subheading":
      return `the subheading "${expression.name}"`;
    case "date":
      return `a date (${expression.field}) from ${expression.from ?? "the beginning"} to ${expression.to ?? "today"}`;
    case "near":
      return `${expression.operands.map(inWords).join(" near ")} within ${expression.between} words`;
    case "or": {
      const named = expression.operands.slice(0, SHOWN).map(inWords).join("; ");
      const more = expression.operands.length - SHOWN;
      return more > 0 ? `any of ${named}; and ${more} more` : `any of ${named}`;
    }
    case "and":
      return `all of ${expression.operands.slice(0, SHOWN).map(inWords).join("; ")}`;
    case "not":
      return `${inWords(expression.include)} without ${inWords(expression.exclude)}`;
    case "line":
      return `line ${expression.number}`;
    case "limit":
      return `${inWords(expression.of)} within its limits`;
    case "filter":
      return `the filter <${expression.name}>`;
    case "verbatim":
      return `"${expression.text}"`;
  }
}

/** The first part of a strategy, from its answer inwards, that a record fails, as a sentence. */
export function firstFailing({ lines }: Strategy, answer: number, look: Look): string {
  const byNumber = new Map(lines.map((line) => [line.number, line.expression]));
  let line = answer;
  let expression = byNumber.get(answer) ?? null;
  const seen = new Set<Expression>();
  while (expression !== null && !seen.has(expression)) {
    seen.add(expression);
    if (expression.kind === "line") {
      line = expression.number;
      expression = byNumber.get(expression.number) ?? null;
    } else if (expression.kind === "and") {
      const failing: Expression | undefined = expression.operands.find((operand) => !look(operand));
      if (failing === undefined) break;
      expression = failing;
    } else if (expression.kind === "not") {
      if (look(expression.include))
        return `Line ${line} excludes it: it has ${excluding(expression.exclude, byNumber, look)}.`;
      expression = expression.include;
    } else if (expression.kind === "limit") {
      if (look(expression.of)) return `Line ${line} keeps it out by a limit.`;
      expression = expression.of;
    } else if (expression.kind === "or" && expression.operands.length === 1)
      expression = expression.operands[0]!;
    else break;
  }
  if (expression === null) return `Line ${line} searches nothing.`;
  return `Line ${line} fails: the record does not have ${inWords(expression)}.`;
}

/** What of an exclusion the record has, as far inside as one part alone says it. */
function excluding(root: Expression, byNumber: ReadonlyMap<number, Expression | null>, look: Look): string {
  let expression = root;
  for (let depth = 0; depth < 1000; depth++) {
    let next: Expression | null | undefined;
    if (expression.kind === "line") next = byNumber.get(expression.number);
    else if (expression.kind === "or") next = expression.operands.find((operand) => look(operand));
    if (next === undefined || next === null) break;
    expression = next;
  }
  return inWords(expression);
}
