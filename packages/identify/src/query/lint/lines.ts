import { eachExpression, operandsOf } from "../expressions.ts";
import type { Expression, StrategyLine } from "../strategy.ts";
import { flatOperands, linesInOr } from "./concept-groups.ts";
import type { LintContext } from "./lint-context.ts";
import { termKey } from "./term-index.ts";

/** L02 (lines unused, or named twice), L03 (the wrong combination), L04 (numbers left out). */
export function checkLines(context: LintContext): void {
  if (context.lines.filter(({ expression }) => expression !== null).length < 2) return;
  unused(context);
  namedTwice(context);
  combinations(context);
  numbering(context);
}

/** Lines that an expression names, `remove duplicates from 4` among them. */
const referencesOf = (expression: Expression | null): number[] =>
  expression === null
    ? []
    : [...eachExpression(expression)].flatMap((node) => {
        if (node.kind === "line") return [node.number];
        const from = node.kind === "verbatim" ? /\bfrom (\d{1,4})\b/i.exec(node.text) : null;
        return from === null ? [] : [Number(from[1])];
      });

/** A line that can name others without being a term. */
function namesLines({ expression }: StrategyLine): boolean {
  return expression !== null && referencesOf(expression).length > 0;
}

function unused({ lines, answer, lineNumbered, report }: LintContext): void {
  if (answer === undefined) return;
  const references = new Map(lines.map((line) => [line.number, referencesOf(line.expression)]));
  const spanOf = ({ span }: StrategyLine) => span;
  if (!lines.some(namesLines)) {
    report(
      "L02",
      spanOf(answer),
      "No line joins the others: the answer is the last line alone. Add a line that combines them.",
    );
    return;
  }
  const used = new Set<number>([answer.number]);
  const waiting = [answer.number];
  for (let number = waiting.pop(); number !== undefined; number = waiting.pop())
    for (const named of references.get(number) ?? [])
      if (!used.has(named) && lineNumbered.has(named)) {
        used.add(named);
        waiting.push(named);
      }
  if (!namesLines(answer)) {
    report(
      "L02",
      spanOf(answer),
      `The last line names no other line, though lines before it are combined: line ${answer.number} alone is the answer. Is a line of combination missing?`,
    );
    return;
  }
  for (const line of lines)
    if (line.expression !== null && !used.has(line.number))
      report(
        "L02",
        spanOf(line),
        `Line ${line.number} is not used in the answer (line ${answer.number}). Add it where it belongs, or take it out.`,
      );
}

function namedTwice({ nodes, parentOf, report }: LintContext): void {
  for (const node of nodes) {
    if ((node.kind !== "or" && node.kind !== "and") || parentOf(node)?.kind === node.kind) continue;
    const seen = new Set<number>();
    for (const operand of flatOperands(node, node.kind)) {
      if (operand.kind !== "line" || operand.span === undefined) continue;
      if (seen.has(operand.number))
        report(
          "L02",
          operand.span,
          `Line ${operand.number} is named twice. Name it once; perhaps another line is meant.`,
        );
      seen.add(operand.number);
    }
  }
}

function combinations({ nodes, answer, lineNumbered, parentOf, options, report }: LintContext): void {
  const orOf = new Map<number, Expression>();
  for (const node of nodes)
    if (node.kind === "or" && parentOf(node)?.kind !== "or")
      for (const number of linesInOr(node)) orOf.set(number, node);
  const hasAnd = nodes.some(({ kind }) => kind === "and");
  for (const node of nodes) {
    if (node.span === undefined) continue;
    if (node.kind === "and" && parentOf(node)?.kind !== "and") {
      const numbers = flatOperands(node, "and").flatMap((each) =>
        each.kind === "line" ? [each.number] : [],
      );
      const groups = new Map<Expression, number>();
      const things = new Map<string, number>();
      for (const number of numbers) {
        const or = orOf.get(number);
        const before = or && groups.get(or);
        const thing = thingOf(lineNumbered.get(number)?.expression ?? null, options.mesh);
        const same = before ?? (thing === undefined ? undefined : things.get(thing));
        if (same !== undefined && same !== number)
          report(
            "L03",
            node.span,
            `AND joins lines ${same} and ${number}, which are ${before === undefined ? "one thing" : "joined with OR elsewhere"}: one concept. Is OR meant?`,
          );
        if (or !== undefined) groups.set(or, number);
        if (thing !== undefined) things.set(thing, number);
      }
    }
    if (node.kind === "or" && parentOf(node)?.kind !== "or") absorbed(node, lineNumbered, report);
  }
  const last = answer?.expression ?? null;
  if (last?.kind !== "or" || hasAnd || answer === undefined) return;
  const numbers = linesInOr(last);
  const combined = numbers.filter((number) => {
    const expression = lineNumbered.get(number)?.expression;
    return number !== answer.number && expression?.kind === "or" && linesInOr(expression).length > 1;
  });
  if (combined.length > 1)
    report(
      "L03",
      last.span ?? answer.span,
      `OR joins lines ${combined.join(" and ")}, each of them a concept by itself, and nothing is joined with AND. Is AND meant?`,
    );
}

/** Of `4 or (4 and 7)` the second part adds nothing. */
function absorbed(
  or: Expression,
  lineNumbered: LintContext["lineNumbered"],
  report: LintContext["report"],
): void {
  const own = new Set(linesInOr(or));
  for (const operand of flatOperands(or, "or")) {
    const meant = operand.kind === "line" ? (lineNumbered.get(operand.number)?.expression ?? null) : operand;
    if (meant?.kind !== "and" || operand.span === undefined) continue;
    const within = operandsOf(meant).find((each) => each.kind === "line" && own.has(each.number));
    if (within?.kind === "line")
      report(
        "L03",
        operand.span,
        `This adds nothing to line ${within.number}, which OR joins it with and which it is a part of. Is AND meant?`,
      );
  }
}

/** The descriptor that a line of one term is about. */
function thingOf(expression: Expression | null, mesh: LintContext["options"]["mesh"]): string | undefined {
  if (expression?.kind === "heading") return mesh?.find(expression.name)?.ui ?? expression.name.toLowerCase();
  if (expression?.kind === "text") return mesh?.find(termKey(expression.words))?.ui;
  return undefined;
}

function numbering({ lines, report }: LintContext): void {
  const seen = new Set<number>();
  for (const [index, line] of lines.entries()) {
    const before = lines[index - 1];
    if (before !== undefined && line.numbered && before.numbered && line.number > before.number + 1)
      report(
        "L04",
        line.span,
        `Line ${line.number} follows line ${before.number}: a number is left out. See whether a line is missing.`,
      );
    if (line.numbered && seen.has(line.number))
      report("L04", line.span, `There are two lines ${line.number}. Number the lines anew.`, {
        severity: "error",
      });
    seen.add(line.number);
  }
}
