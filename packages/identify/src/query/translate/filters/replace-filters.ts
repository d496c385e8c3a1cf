import type { Expression } from "../../strategy.ts";
import type { EngineId } from "../engine.ts";
import { filterText } from "./filters.ts";
import { randomizedTrials } from "./randomized-trials.ts";
import type { Recognised } from "./recognise-filter.ts";

interface Replacing {
  readonly engine: EngineId;
  readonly engineName: string;
  readonly find: (expression: Expression) => Recognised | undefined;
  readonly tell: (code: string, severity: "info" | "warning", message: string, about: Expression) => void;
  /** Called for every line that an expression referred to and does no more. */
  readonly released: (line: number) => void;
}

/**
 * An expression with every filter that is taken as published in the form that the engine has of it: a validated filter is never
 * translated word by word. Nothing where the engine needs none. One that was changed is left to be translated, and told.
 */
export function replaceFilters(expression: Expression, replacing: Replacing): Expression | undefined {
  if (expression.kind === "or") {
    const found = replacing.find(expression);
    if (found?.asPublished) return replacement(expression, found, replacing);
    if (found !== undefined) {
      replacing.tell(
        "filter-changed",
        "warning",
        `This looks like ${found.name}, changed: it is translated term by term, though nobody has measured how well that finds trials. Take the filter that was made for ${replacing.engineName} instead.`,
        expression,
      );
      return expression;
    }
  }
  switch (expression.kind) {
    case "and":
    case "or": {
      const operands = expression.operands
        .map((operand) => replaceFilters(operand, replacing))
        .filter((operand) => operand !== undefined);
      return operands.length > 1 ? { ...expression, operands } : operands[0];
    }
    case "not": {
      const include = replaceFilters(expression.include, replacing);
      return include && { ...expression, include };
    }
    case "limit": {
      const of = replaceFilters(expression.of, replacing);
      return of && { ...expression, of };
    }
    default:
      return expression;
  }
}

function replacement(
  expression: Expression,
  found: Recognised,
  replacing: Replacing,
): Expression | undefined {
  const own = filterText(randomizedTrials, replacing.engine);
  for (const line of linesOf(expression)) replacing.released(line);
  if (own === undefined) {
    const why = randomizedTrials.none?.[replacing.engine];
    replacing.tell(
      "filter-dropped",
      "warning",
      `The filter “${found.name}” is dropped: ${why ?? `none is kept for ${replacing.engineName}, and translated word by word it would not be the filter that was validated`}.`,
      expression,
    );
    return undefined;
  }
  replacing.tell(
    "filter-replaced",
    own.validated ? "info" : "warning",
    `The filter “${found.name}” is dropped for ${own.name}, ${own.date} (${own.source})${own.validated ? "" : "; it was never validated"}.`,
    expression,
  );
  return ownText(own.terms ?? own.text);
}

function linesOf(expression: Expression): readonly number[] {
  if (expression.kind === "line") return [expression.number];
  if (expression.kind === "or") return expression.operands.flatMap(linesOf);
  return [];
}

/** Written in the engine's own words already: what is translated afterwards leaves it alone. */
const own = new WeakSet<Expression>();

function ownText(text: string): Expression {
  const expression: Expression = { kind: "verbatim", text };
  own.add(expression);
  return expression;
}

export const isOwnText = (expression: Expression): boolean => own.has(expression);
