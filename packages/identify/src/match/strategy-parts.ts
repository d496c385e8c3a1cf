import { eachExpression } from "../query/expressions.ts";
import type { Expression, Strategy } from "../query/strategy.ts";

/** Whether the record at hand is among those of a part. */
export type Look = (part: Expression | number) => boolean;

/** A part of a strategy of which it can be told what it is worth: a line, or an operand of an OR. */
export interface StrategyPart {
  readonly line: number;
  /** Place among the operands of the line's ORs, from 1; absent where it is the whole line. */
  readonly operand?: number;
  readonly expression: Expression;
  /** Whether the strategy has an OR that can do without it. */
  readonly spared: boolean;
}

/** Each line, and each operand of an OR on a line that is no line itself. */
export function partsOf({ lines }: Strategy): readonly StrategyPart[] {
  const spared = new Set<number>();
  const operands = new Map<number, Expression[]>();
  for (const { number, expression } of lines) {
    const own: Expression[] = [];
    operands.set(number, own);
    for (const each of expression === null ? [] : eachExpression(expression)) {
      if (each.kind !== "or") continue;
      for (const operand of each.operands)
        if (operand.kind === "line") spared.add(operand.number);
        else own.push(operand);
    }
  }
  return lines.flatMap(({ number, expression }) =>
    expression === null
      ? []
      : [
          { line: number, expression, spared: spared.has(number) },
          ...operands
            .get(number)!
            .map((operand, i) => ({ line: number, operand: i + 1, expression: operand, spared: true })),
        ],
  );
}

/** Whether the answer would still have the record at hand if one part were not there (had no records). */
export function holdsWithout({ lines }: Strategy, answer: number, removed: Expression, look: Look): boolean {
  const byNumber = new Map(lines.map((line) => [line.number, line.expression]));
  const known = new Map<number, boolean>();

  function line(number: number): boolean {
    const before = known.get(number);
    if (before !== undefined) return before;
    const expression = byNumber.get(number) ?? null;
    const holds = expression !== null && expressionHolds(expression);
    known.set(number, holds);
    return holds;
  }

  function expressionHolds(expression: Expression): boolean {
    if (expression === removed) return false;
    switch (expression.kind) {
      case "and":
        return expression.operands.every(expressionHolds);
      case "or":
        return expression.operands.some(expressionHolds);
      case "not":
        return expressionHolds(expression.include) && !expressionHolds(expression.exclude);
      case "line":
        return line(expression.number);
      case "limit":
        // The limits are no part of their own: what passed them passes them still.
        return look(expression) && expressionHolds(expression.of);
      default:
        return look(expression);
    }
  }

  return line(answer);
}
