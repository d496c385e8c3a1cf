import type { Expression } from "../strategy.ts";
import type { Translating } from "./translating.ts";

/** The same expression with every part at its leaves put through `change`. */
function mapLeaves(expression: Expression, change: (leaf: Expression) => Expression): Expression {
  switch (expression.kind) {
    case "and":
    case "or":
    case "near":
      return { ...expression, operands: expression.operands.map((operand) => mapLeaves(operand, change)) };
    case "not":
      return {
        ...expression,
        include: mapLeaves(expression.include, change),
        exclude: mapLeaves(expression.exclude, change),
      };
    case "limit":
      return { ...expression, of: mapLeaves(expression.of, change) };
    default:
      return change(expression);
  }
}

/** References to lines by their numbers in the translation; what refers to no line stays as it is. */
export const renumbered = (expression: Expression, numbers: ReadonlyMap<number, number>): Expression =>
  mapLeaves(expression, (leaf) =>
    leaf.kind === "line" ? { ...leaf, number: numbers.get(leaf.number) ?? leaf.number } : leaf,
  );

/** Above this a line written out is no search that a database takes, and lines that name each other twice double with every line. */
const MOST_PARTS = 20_000;

/** Puts earlier lines in the place of their numbers, line by line; what is too long or refers to no earlier line stays a number. */
export function expandReferences(): (
  line: number,
  expression: Expression,
  translating: Translating,
) => Expression {
  const known = new Map<number, { readonly expression: Expression; readonly size: number }>();
  return (line, expression, { tell }) => {
    let size = 0;
    const expanded = mapLeaves(expression, (leaf) => {
      size += 1;
      if (leaf.kind !== "line") return leaf;
      const earlier = known.get(leaf.number);
      if (earlier === undefined || size + earlier.size > MOST_PARTS) {
        tell(
          earlier === undefined ? "reference-unknown" : "reference-too-long",
          "error",
          "unknown",
          earlier === undefined
            ? `Line ${leaf.number} is no earlier line: the number stays.`
            : `Written out, the line would have more than ${MOST_PARTS} parts: line ${leaf.number} stays a number.`,
          leaf,
        );
        return leaf;
      }
      size += earlier.size;
      return earlier.expression;
    });
    known.set(line, { expression: expanded, size });
    return expanded;
  };
}
