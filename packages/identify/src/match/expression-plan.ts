import type { Expression, Near, Strategy } from "../query/strategy.ts";
import { allLimits, daysPlan } from "./filter-plan.ts";
import { headingPlan, type PlanContext, subheadingPlan } from "./heading-plan.ts";
import { allOf, anyOf, ELEMENT_GAP, type NearPlan, NOTHING, type Plan, type SpanPlan } from "./plan.ts";
import { textPlan } from "./text-plan.ts";

/** What of a plan has places in elements; keys and days have none. */
function spanPlan(plan: Plan): SpanPlan | undefined {
  if (plan.kind === "phrase" || plan.kind === "near") return plan;
  if (plan.kind !== "any" && plan.kind !== "all") return undefined;
  const of = plan.of.map(spanPlan).filter((each) => each !== undefined);
  return of.length === 0 ? undefined : { kind: "one-of", of };
}

/** The plans of a tree, each node's under the node. */
export interface PlannedExpression {
  readonly plan: Plan;
  readonly nodes: ReadonlyMap<Expression, Plan>;
}

/** Makes the plan of an expression, whose lines are given by their numbers. Deep trees are for the caller to refuse. */
export function planExpression(
  root: Expression,
  context: PlanContext,
  lineOf: (number: number) => number | undefined,
): PlannedExpression {
  const nodes = new Map<Expression, Plan>();

  function planned(expression: Expression): Plan {
    const plan = make(expression);
    nodes.set(expression, plan);
    return plan;
  }

  function near(expression: Near): Plan {
    const operands = expression.operands.map((operand) => {
      if (operand.kind !== "text" && operand.kind !== "or" && operand.kind !== "near")
        context.note(
          "approximate",
          `A distance holds between words; of the operand "${operand.kind}" the words alone are looked for.`,
          operand.span,
        );
      return spanPlan(planned(operand));
    });
    const of = operands.filter((operand) => operand !== undefined);
    if (of.length < operands.length || of.length === 0) return NOTHING;
    const between = Math.min(Math.max(0, Math.trunc(expression.between) || 0), ELEMENT_GAP - 1);
    return { kind: "near", of, between, ordered: expression.ordered } satisfies NearPlan;
  }

  function make(expression: Expression): Plan {
    switch (expression.kind) {
      case "and":
        return allOf(expression.operands.map(planned));
      case "or":
        return anyOf(expression.operands.map(planned));
      case "not":
        return { kind: "except", include: planned(expression.include), exclude: planned(expression.exclude) };
      case "near":
        return near(expression);
      case "text":
        return textPlan(expression, context);
      case "heading":
        return headingPlan(expression, context);
      case "subheading":
        return subheadingPlan(expression);
      case "date":
        return daysPlan(expression, expression.span, context);
      case "line": {
        const line = lineOf(expression.number);
        return line === undefined ? NOTHING : { kind: "line", line };
      }
      case "limit":
        return allOf([planned(expression.of), allLimits(expression.limits, expression.span, context)]);
      case "filter":
        context.note(
          "not-evaluated",
          `The filter <${expression.name}> is not written out; it matches no record.`,
          expression.span,
        );
        return NOTHING;
      case "verbatim":
        return verbatim(expression.text, expression.span);
    }
  }

  /** `remove duplicates from 4` keeps a record of every publication of line 4: of records one by one it keeps all. */
  function verbatim(text: string, span: Expression["span"]): Plan {
    const from = /\b(?:remove|use)\s+duplicates\s+from\s+(\d{1,6})\b/i.exec(text)?.[1];
    const line = from === undefined ? undefined : lineOf(Number(from));
    if (line !== undefined) return { kind: "line", line };
    context.note("not-evaluated", `"${text}" cannot be evaluated on records; it matches none.`, span);
    return NOTHING;
  }

  const plan = planned(root);
  return { plan, nodes };
}

/** A strategy of one line. */
export const strategyOf = (expression: Expression): Strategy => ({
  syntax: "pubmed",
  lines: [{ number: 1, numbered: false, expression, comments: [], span: { start: 0, end: 0 } }],
});
