import { operandsOf } from "../expressions.ts";
import type { ParsedStrategy } from "../parse/parse-strategy.ts";
import type { StrategyToken } from "../parse/token.ts";
import type { Expression, Heading, Span, StrategyLine, Syntax, Text } from "../strategy.ts";
import { CHECKS, type LintCode } from "./checks.ts";
import { type ConceptGroups, conceptGroups } from "./concept-groups.ts";
import type { Finding, Fix, NotChecked } from "./finding.ts";
import type { LintOptions } from "./lint-options.ts";

interface FindingDetails {
  readonly severity?: Finding["severity"];
  readonly also?: readonly Span[];
  readonly fix?: Fix;
  readonly problem?: string;
}

/** A strategy made ready for the checks: its nodes with what is above them, its terms, and where to tell what is found. */
export interface LintContext {
  readonly text: string;
  readonly syntax: Syntax;
  readonly lines: readonly StrategyLine[];
  readonly problems: ParsedStrategy["problems"];
  readonly tokens: readonly StrategyToken[];
  readonly options: LintOptions;
  readonly lineNumbered: ReadonlyMap<number, StrategyLine>;
  /** The last line with a search on it. */
  readonly answer: StrategyLine | undefined;
  /** All nodes, in the order of the text. */
  readonly nodes: readonly Expression[];
  readonly texts: readonly Text[];
  readonly headings: readonly Heading[];
  readonly groups: ConceptGroups;
  parentOf(node: Expression): Expression | undefined;
  lineOf(node: Expression): StrategyLine;
  /** Whether it stands in what a NOT takes out, on its own line. */
  isExcluded(node: Expression): boolean;
  /** The words of a term without its field. */
  termSpan(node: Expression): Span;
  /** Whether a field of its own stands at the term, and not at a bracket around it. */
  hasOwnField(node: Expression): boolean;
  report(code: LintCode, span: Span, message: string, details?: FindingDetails): void;
  notChecked(code: LintCode, reason: string): void;
}

export interface LintReport {
  readonly findings: Finding[];
  readonly missing: NotChecked[];
}

const NOWHERE: Span = { start: 0, end: 0 };

export function lintContext(parsed: ParsedStrategy, options: LintOptions, into: LintReport): LintContext {
  const { text, strategy, tokens, problems } = parsed;
  const { lines } = strategy;
  const parents = new Map<Expression, Expression>();
  const homes = new Map<Expression, StrategyLine>();
  const excluded = new Set<Expression>();
  const nodes: Expression[] = [];
  for (const line of lines) {
    const waiting = line.expression === null ? [] : [line.expression];
    for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
      nodes.push(node);
      homes.set(node, line);
      const operands = operandsOf(node);
      for (const operand of operands) {
        parents.set(operand, node);
        if (excluded.has(node) || (node.kind === "not" && operand === node.exclude)) excluded.add(operand);
      }
      waiting.push(...operands.toReversed());
    }
  }
  const starts = new Map<number, number>();
  for (const [index, token] of tokens.entries())
    if (token.kind === "term") starts.set(token.span.start, index);
  const lineStarts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) lineStarts.push(at + 1);
  const parentOf = (node: Expression) => parents.get(node);
  return {
    text,
    syntax: strategy.syntax,
    lines,
    problems,
    tokens,
    options,
    lineNumbered: new Map(lines.map((line) => [line.number, line])),
    answer: lines.findLast(({ expression }) => expression !== null),
    nodes,
    texts: nodes.filter((node) => node.kind === "text"),
    headings: nodes.filter((node) => node.kind === "heading"),
    groups: conceptGroups(lines, parentOf),
    parentOf,
    lineOf: (node) => homes.get(node)!,
    isExcluded: (node) => excluded.has(node),
    termSpan(node) {
      const index = starts.get(node.span?.start ?? -1);
      return index === undefined ? (node.span ?? NOWHERE) : tokens[index]!.span;
    },
    hasOwnField(node) {
      const index = starts.get(node.span?.start ?? -1);
      if (index === undefined) return false;
      const { span, depth } = tokens[index]!;
      const after = tokens[index + 1];
      const before = tokens[index - 1];
      return (
        (after?.kind === "field" && after.depth === depth && after.span.start === span.end) ||
        (before?.kind === "field" && before.depth === depth && before.span.end <= span.start)
      );
    },
    report(code, span, message, { severity = CHECKS[code].severity, ...details } = {}) {
      let low = 0;
      let high = lineStarts.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (lineStarts[middle]! <= span.start) low = middle;
        else high = middle - 1;
      }
      const column = span.start - lineStarts[low]! + 1;
      into.findings.push({ code, severity, span, line: low + 1, column, message, ...details });
    },
    notChecked(code, reason) {
      into.missing.push({ code, reason });
    },
  };
}
