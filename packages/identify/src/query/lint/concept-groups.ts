import type { Expression, StrategyLine } from "../strategy.ts";

/** Terms that OR joins, on one line or over several, are of one group. */
export interface ConceptGroups {
  /** The same value for all nodes of a group. */
  of(node: Expression): Expression | number;
}

/** Lines that an OR names, and the lines that name them, are one group; what stands below an AND is a group of its own. */
export function conceptGroups(
  lines: readonly StrategyLine[],
  parentOf: (node: Expression) => Expression | undefined,
): ConceptGroups {
  const leader = new Map<number, number>();
  const find = (number: number): number => {
    let at = number;
    for (let up = leader.get(at); up !== undefined && up !== at; up = leader.get(at)) {
      leader.set(at, leader.get(up) ?? up);
      at = up;
    }
    return at;
  };
  const roots = new Map<Expression, number>();
  for (const { number, expression } of lines) {
    if (expression === null) continue;
    roots.set(expression, number);
    for (const named of linesInOr(expression)) {
      const [own, other] = [find(number), find(named)];
      if (own !== other) leader.set(other, own);
    }
  }
  return {
    of(node) {
      let top = node;
      for (let up = parentOf(top); up?.kind === "or"; up = parentOf(top)) top = up;
      const number = roots.get(top);
      return number === undefined ? top : find(number);
    },
  };
}

/** Numbers of the lines that are operands of the ORs on top of an expression. */
export function linesInOr(expression: Expression): readonly number[] {
  return flatOperands(expression, "or").flatMap((operand) =>
    operand.kind === "line" ? [operand.number] : [],
  );
}

/** Operands of an operator, and of the same operator in brackets directly below; the expression itself where it is none. */
export function flatOperands(expression: Expression, kind: "or" | "and"): readonly Expression[] {
  const found: Expression[] = [];
  const waiting = [expression];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop())
    if (node.kind === kind) waiting.push(...node.operands.toReversed());
    else found.push(node);
  return found;
}
