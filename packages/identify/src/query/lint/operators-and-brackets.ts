import type { StrategyToken } from "../parse/token.ts";
import type { Syntax } from "../strategy.ts";
import type { LintContext } from "./lint-context.ts";

type Operator = "and" | "or" | "not" | "near";

/** How each platform reads mixed operators without brackets (reference of section 4.3 of the search specification). */
const READ: Readonly<Record<Syntax, string>> = {
  pubmed: "PubMed reads strictly from left to right",
  ovid: "Ovid reads proximity first, then AND and NOT, then OR",
  embase: "Embase.com reads strictly from left to right",
  cochrane: "the Cochrane Library reads NEAR and NEXT first, then AND and NOT, then OR",
  ebsco: "EBSCOhost reads AND before OR",
  wos: "Web of Science reads NEAR first, then NOT, AND, OR",
  scopus: "Scopus reads OR first, then W/n, AND and AND NOT",
  clinicaltrials: "ClinicalTrials.gov reads NOT first, then AND, then OR",
  plain: "databases differ: PubMed reads from left to right, Ovid AND before OR, Scopus OR before AND",
};

/** There proximity does not bind more tightly than all else. */
const NEAR_IS_LOOSE: ReadonlySet<Syntax> = new Set(["embase", "scopus"]);

interface Level {
  readonly open: StrategyToken | null;
  readonly operators: { readonly kind: Operator; readonly token: StrategyToken }[];
  /** A field stands before or after the bracket. */
  isFielded: boolean;
}

/** S03 (operators that can be misread), S04 (mixed operators) and S01 (brackets that change nothing). */
export function checkOperatorsAndBrackets(context: LintContext): void {
  const { tokens, lines } = context;
  let line = 0;
  let levels: Level[] = [{ open: null, operators: [], isFielded: false }];
  const closed: { readonly level: Level; readonly close: StrategyToken; readonly around: Level }[] = [];

  function endLine(): void {
    for (const level of levels) mixed(context, level);
    levels = [{ open: null, operators: [], isFielded: false }];
    for (const each of closed) needless(context, each.level, each.close, each.around);
    closed.length = 0;
  }

  for (const [index, token] of tokens.entries()) {
    while (line + 1 < lines.length && token.span.start >= lines[line + 1]!.span.start) {
      endLine();
      line += 1;
    }
    const top = levels.at(-1)!;
    if (token.kind === "open") {
      const before = tokens[index - 1];
      const isFielded = before?.kind === "field" && /^\s*$/.test(between(context.text, before, token));
      levels.push({ open: token, operators: [], isFielded });
    } else if (token.kind === "close" && levels.length > 1) {
      levels.pop();
      mixed(context, top);
      const after = tokens[index + 1];
      if (after?.kind === "field" && after.depth === token.depth && after.span.start <= token.span.end + 1)
        top.isFielded = true;
      closed.push({ level: top, close: token, around: levels.at(-1)! });
    } else if (token.kind === "operator") {
      top.operators.push({ kind: kindOf(context.text.slice(token.span.start, token.span.end)), token });
    }
  }
  endLine();
}

const between = (text: string, a: StrategyToken, b: StrategyToken): string =>
  b.span.start - a.span.end > 3 ? "far" : text.slice(a.span.end, b.span.start);

function kindOf(typed: string): Operator {
  const word = typed.toLowerCase().trim();
  if (word === "and" || word.startsWith("&")) return "and";
  if (word === "or" || word.startsWith("|")) return "or";
  return /\bnot$/.test(word) ? "not" : "near";
}

function mixed({ syntax, report }: LintContext, { operators }: Level): void {
  const counted = operators.filter(({ kind }) => kind !== "near" || NEAR_IS_LOOSE.has(syntax));
  const changes = counted.filter(({ kind }, i) => i > 0 && kind !== counted[i - 1]!.kind);
  const [first] = counted;
  if (first === undefined || changes.length === 0) return;
  // (a AND b) NOT c and a AND (b NOT c) are the same set: NOT at the end needs no brackets where only AND is before it.
  const kinds = counted.map(({ kind }) => kind);
  const firstNot = kinds.indexOf("not");
  if (
    !kinds.includes("or") &&
    !kinds.includes("near") &&
    firstNot >= 0 &&
    kinds.slice(firstNot).every((kind) => kind === "not")
  )
    return;
  report(
    "S04",
    first.token.span,
    `Different operators stand side by side without brackets; ${READ[syntax]}. Put brackets around what belongs together.`,
    { also: changes.map(({ token }) => token.span) },
  );
}

function needless(
  { report }: LintContext,
  { open, operators, isFielded }: Level,
  close: StrategyToken,
  around: Level,
): void {
  if (open === null || isFielded) return;
  const [first] = operators;
  const beside = around.operators[0]?.kind;
  if (first === undefined || beside === undefined || (first.kind !== "and" && first.kind !== "or")) return;
  if (
    operators.some(({ kind }) => kind !== first.kind) ||
    around.operators.some(({ kind }) => kind !== first.kind)
  )
    return;
  const sign = first.kind.toUpperCase();
  report(
    "S01",
    open.span,
    `These brackets change nothing: ${sign} stands inside and around them. They can go.`,
    {
      severity: "info",
      also: [close.span],
      problem: "unnecessary-parentheses",
    },
  );
}
