import type { Expression } from "../strategy.ts";

type Operation = Extract<Expression, { kind: "and" | "or" }>;

/** An operation on what is left of its operands; one operand needs no operator, and none leaves nothing. */
export function onWhatIsLeft(
  operation: Operation,
  operands: readonly (Expression | undefined)[],
): Expression | undefined {
  const left = operands.filter((operand) => operand !== undefined);
  return left.length > 1 ? { ...operation, operands: left } : left[0];
}
