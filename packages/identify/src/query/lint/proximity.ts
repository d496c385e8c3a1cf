import { eachExpression } from "../expressions.ts";
import type { Near } from "../strategy.ts";
import type { LintContext } from "./lint-context.ts";

/** More words than that are a paragraph and no connection; half of what databases allow. */
const WIDE = 15;

/** S09, as far as the parsers do not tell it: what stands in a window, and how wide it is. */
export function checkProximity({ nodes, syntax, report }: LintContext): void {
  for (const node of nodes) {
    if (node.kind !== "near" || node.span === undefined) continue;
    if (node.between > WIDE)
      report(
        "S09",
        node.span,
        `${node.between} words may stand between these: hardly narrower than AND${syntax === "wos" ? ", and Web of Science allows 15" : ""}. Take a smaller distance.`,
        { severity: syntax === "wos" ? "error" : "warning" },
      );
    if (hasConjunction(node))
      report(
        "S09",
        node.span,
        "AND or NOT stands inside proximity, which no database reads in the same way. Move it outside.",
      );
    if (syntax === "pubmed" && node.operands.length < 2)
      report("S09", node.span, "Proximity needs two words or more. Add words, or take it away.");
  }
}

function hasConjunction(near: Near): boolean {
  // A near inside is looked at by itself.
  for (const operand of near.operands) {
    if (operand.kind === "near") continue;
    for (const { kind } of eachExpression(operand)) if (kind === "and" || kind === "not") return true;
  }
  return false;
}
