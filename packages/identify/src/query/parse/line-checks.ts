import { eachExpression } from "../expressions.ts";
import type { StrategyLine } from "../strategy.ts";
import type { ProblemList } from "./problem-list.ts";

/** A line may name lines before it and no others. */
export function checkReferences(lines: readonly StrategyLine[], problems: ProblemList): void {
  const numbers = new Set(lines.map(({ number }) => number));
  for (const line of lines) {
    if (line.expression === null) continue;
    for (const node of eachExpression(line.expression)) {
      if (node.kind !== "line" || node.span === undefined) continue;
      const missing = !numbers.has(node.number) || (lines.length === 1 && !line.numbered);
      if (node.number === line.number && !missing) {
        problems.error(
          "line-reference-circular",
          node.span,
          `Line ${line.number} names itself: a circular reference. Name a line before it; perhaps the numbers are off by one.`,
        );
      } else if (missing) {
        problems.error(
          "line-reference-missing",
          node.span,
          `There is no line ${node.number}. Name a line that is there, or put the number in quotation marks if it is text.`,
        );
      } else if (node.number > line.number) {
        problems.error(
          "line-reference-later",
          node.span,
          `Line ${line.number} names line ${node.number}, which comes after it. Name a line before it.`,
        );
      }
    }
  }
}
