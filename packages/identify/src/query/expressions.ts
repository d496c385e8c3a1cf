import type { Expression, Strategy } from "./strategy.ts";

/** The parts of an expression that are expressions themselves. */
export function operandsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case "and":
    case "or":
    case "near":
      return expression.operands;
    case "not":
      return [expression.include, expression.exclude];
    case "limit":
      return [expression.of];
    default:
      return [];
  }
}

/** An expression and all below it, outermost first, in the order of the text. Deep trees need no stack. */
export function* eachExpression(root: Expression): Generator<Expression> {
  const waiting = [root];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    yield next;
    waiting.push(...operandsOf(next).toReversed());
  }
}

/** Two strategies mean and print the same: everything is compared but where it stood. */
export function sameStrategy(a: Strategy, b: Strategy): boolean {
  return JSON.stringify(a, withoutSpans) === JSON.stringify(b, withoutSpans);
}

function withoutSpans(key: string, value: unknown): unknown {
  if (key === "span") return undefined;
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
