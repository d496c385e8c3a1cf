import type { Expression, Limit, LineReference, Near, Span } from "../strategy.ts";
import { fieldContext } from "./field-context.ts";
import { distributed, type FieldForm } from "./field-form.ts";
import type { Grammar, Operator } from "./grammar.ts";
import { eitherLimit } from "./limits.ts";
import type { ProblemList } from "./problem-list.ts";
import type { StrategyToken } from "./token.ts";

/** Brackets and trees deeper than this are refused: no reader keeps track of them, and no stack is put at risk. */
export const DEEPEST = 200;

/** The machine of operators and brackets: takes tokens from left to right, and gives one tree. */
export interface ExpressionMachine {
  readonly open: (span: Span) => void;
  readonly close: (span: Span) => void;
  readonly prefix: (form: FieldForm, span: Span) => void;
  /** A field after a bracket. Not taken when no bracket was just closed. */
  readonly suffix: (form: FieldForm, span: Span) => boolean;
  readonly operator: (operator: Operator) => void;
  /** `inner` is where the words stand without their field. */
  readonly operand: (expression: Expression, span: Span, kind?: "term" | "reference", limit?: Limit) => void;
  /** Notes a field that an operand carries already. */
  readonly fieldToken: (span: Span) => void;
  readonly afterOperand: () => boolean;
  readonly end: (at: number) => Ended;
}

export interface Ended {
  readonly expression: Expression | null;
  readonly refused: boolean;
  /** An operator that nothing follows. */
  readonly trailing: Operator | null;
}

interface Item {
  expression: Expression;
  /** Whether a bracket stood around it: such are never joined with their like. */
  bracketed: boolean;
  /** With its brackets and fields. */
  span: Span;
  depth: number;
  /** The operand is a limit, which cuts down what it is joined to with AND. */
  limit?: Limit;
}

interface Last {
  readonly kind: "operand" | "close" | "open" | "operator";
  readonly span: Span;
}

interface Frame {
  /** Where it opens, with a field before it. */
  readonly at: Span | null;
  readonly prefix: FieldForm | null;
  /** What stood before the bracket. */
  readonly before: Last | null;
  readonly items: Item[];
  readonly operators: Operator[];
  /** A NOT before the first operand. */
  leadingNot: Operator | null;
  pendingPrefix: { form: FieldForm; span: Span } | null;
}

export function expressionMachine(
  text: string,
  grammar: Grammar,
  problems: ProblemList,
  tokens: StrategyToken[],
): ExpressionMachine {
  const frames: Frame[] = [frame(null, null, null)];
  let last: Last | null = null;
  let refused = false;
  let tooDeep = 0;

  const top = () => frames[frames.length - 1]!;
  const token = (kind: StrategyToken["kind"], span: Span) =>
    tokens.push({ kind, span, depth: frames.length - 1 + tooDeep });
  const after = () => last !== null && (last.kind === "operand" || last.kind === "close");

  /** Two operands stand side by side. */
  function juxtaposed(next: Span): void {
    const span = { start: last!.span.start, end: next.end };
    const message = "Two terms stand side by side with no operator between them.";
    if (grammar.missingOperator === "read-as-and") {
      problems.warning(
        "invalid-token-sequence",
        span,
        `${message} They were read as joined with AND: write AND or OR.`,
      );
    } else {
      problems.error(
        "invalid-token-sequence",
        span,
        `${message} That is refused by ${grammar.name}; it was read as AND: write AND or OR.`,
      );
    }
    operator({ kind: "and", between: 0, ordered: false, span: { start: next.start, end: next.start } });
  }

  function reduce(of: Frame): void {
    const operator = of.operators.pop()!;
    const right = of.items.pop()!;
    // A limit cuts down all that stands before it, whatever the operators there.
    if (operator.kind === "and" && right.limit !== undefined) while (of.operators.length > 0) reduce(of);
    const left = of.items.pop()!;
    const item = joined(operator, left, right);
    if (item.depth > DEEPEST) refused = true;
    of.items.push(item);
  }

  function operator(next: Operator): void {
    const of = top();
    if (next.span.end > next.span.start) token("operator", next.span);
    if (!after()) {
      misplaced(of, next);
      return;
    }
    const rank = grammar.precedence[next.kind];
    while (of.operators.length > 0 && grammar.precedence[of.operators.at(-1)!.kind] >= rank) reduce(of);
    of.operators.push(next);
    last = { kind: "operator", span: next.span };
  }

  /** An operator where an operand should stand. */
  function misplaced(of: Frame, next: Operator): void {
    const before = of.operators.at(-1);
    if (last?.kind === "operator" && before !== undefined) {
      const span = { start: before.span.start, end: next.span.end };
      if (before.kind === "and" && next.kind === "not") {
        of.operators[of.operators.length - 1] = { ...next, span };
        // Precedence of NOT may be another than that of AND: whatever binds at least as tightly is closed first.
        const taken = of.operators.pop()!;
        const rank = grammar.precedence.not;
        while (of.operators.length > 0 && grammar.precedence[of.operators.at(-1)!.kind] >= rank) reduce(of);
        of.operators.push(taken);
        if (grammar.syntax !== "scopus") {
          problems.warning("and-not", span, "AND NOT was read as NOT. Write NOT alone.");
        }
      } else {
        problems.error(
          "invalid-token-sequence",
          span,
          "Two operators follow each other. The second was left out: take one of them away, or put a term between them.",
        );
      }
      last = { kind: "operator", span: next.span };
      return;
    }
    if (next.kind === "not" && of.leadingNot === null && of.items.length === 0) {
      of.leadingNot = next;
      problems.error(
        "leading-not",
        next.span,
        "NOT has nothing before it to take from. Put before it what is to be kept; the part was kept as typed.",
      );
    } else {
      const start = last?.kind === "open" ? last.span.start : next.span.start;
      problems.error(
        "invalid-token-sequence",
        { start, end: next.span.end },
        "The operator has no term before it and was left out. Put a term before it, or take it away.",
      );
    }
  }

  function push(item: Item): void {
    const of = top();
    if (of.pendingPrefix !== null) {
      const field = text.slice(of.pendingPrefix.span.start, of.pendingPrefix.span.end);
      const before = /[=:]$/.test(field) ? field : `${field} `;
      item.expression = distributed(
        item.expression,
        of.pendingPrefix.form,
        fieldContext(text, problems, of.pendingPrefix.span, (typed) => `${before}${typed}`),
      );
      item.span = { start: of.pendingPrefix.span.start, end: item.span.end };
      of.pendingPrefix = null;
    }
    of.items.push(item);
  }

  /** All of a frame as one item; nothing when it is empty. */
  function folded(of: Frame, end: number): { item: Item | null; trailing: Operator | null } {
    let trailing: Operator | null = null;
    if (of.operators.length >= of.items.length && of.operators.length > 0) {
      trailing = of.operators.pop()!;
    }
    while (of.operators.length > 0) reduce(of);
    const item = of.items[0] ?? null;
    if (item !== null && of.leadingNot !== null) {
      const start = of.leadingNot.span.start;
      item.span = { start, end: Math.max(end, item.span.end) };
      item.expression = { kind: "verbatim", text: text.slice(start, item.span.end).trim(), span: item.span };
      item.depth = 1;
    }
    return { item, trailing };
  }

  function lonePrefix(): void {
    const pending = top().pendingPrefix;
    if (pending === null) return;
    problems.error(
      "invalid-token-sequence",
      pending.span,
      "Nothing follows this field. Put a term after it, or take it away.",
    );
    top().pendingPrefix = null;
  }

  function trailingProblem(operator: Operator, end: number): void {
    problems.error(
      "invalid-token-sequence",
      { start: operator.span.start, end },
      "The operator has no term after it. Put a term after it, or take it away.",
    );
  }

  return {
    open(span) {
      if (tooDeep > 0 || frames.length > DEEPEST) {
        tooDeep += 1;
        refused = true;
        return;
      }
      if (after()) juxtaposed(span);
      token("open", span);
      const pending = top().pendingPrefix;
      const at = pending === null ? span : { start: pending.span.start, end: span.end };
      frames.push(frame(at, pending?.form ?? null, last));
      last = { kind: "open", span };
    },
    close(span) {
      if (tooDeep > 0) {
        tooDeep -= 1;
        return;
      }
      if (frames.length === 1) {
        token("close", span);
        problems.error(
          "unbalanced-parentheses",
          span,
          "This bracket closes none that is open. Take it away, or open one before it.",
        );
        return;
      }
      const of = frames.pop()!;
      token("close", span);
      const { item, trailing } = folded(of, span.start);
      if (trailing !== null) trailingProblem(trailing, span.end);
      if (item === null) {
        problems.error(
          "empty-parentheses",
          { start: of.at!.start, end: span.end },
          "Nothing stands in these brackets. Take them away.",
        );
        top().pendingPrefix = null;
        last = of.before;
        return;
      }
      item.bracketed = true;
      item.span = { start: of.at!.start, end: span.end };
      push(item);
      last = { kind: "close", span };
    },
    prefix(form, span) {
      lonePrefix();
      if (after()) juxtaposed(span);
      token("field", span);
      top().pendingPrefix = { form, span };
    },
    suffix(form, span) {
      if (last?.kind !== "close") return false;
      const item = top().items.at(-1);
      if (item === undefined) return false;
      token("field", span);
      const field = text.slice(span.start, span.end);
      item.expression = distributed(
        item.expression,
        form,
        fieldContext(text, problems, span, (typed) => `${typed}${field}`),
      );
      item.span = { start: item.span.start, end: span.end };
      last = { kind: "operand", span };
      return true;
    },
    operator,
    operand(expression, span, kind = "term", limit?: Limit) {
      if (after()) juxtaposed(span);
      token(kind, span);
      // What one term gave (`X.sh,kf.`, `or/1-3`) holds together as if in brackets.
      push({ expression, bracketed: true, span: expression.span ?? span, depth: 3, ...(limit && { limit }) });
      last = { kind: "operand", span };
    },
    fieldToken(span) {
      token("field", span);
      last = { kind: "operand", span };
    },
    afterOperand: after,
    end(at) {
      while (frames.length > 1) {
        const of = frames.pop()!;
        problems.error(
          "unbalanced-parentheses",
          of.prefix === null ? of.at! : { start: of.at!.end - 1, end: of.at!.end },
          "This bracket is never closed. Close it where the group ends; it was read as closed at the end of the line.",
        );
        const { item, trailing } = folded(of, at);
        if (trailing !== null) trailingProblem(trailing, trailing.span.end);
        if (item !== null) push({ ...item, bracketed: true, span: { start: of.at!.start, end: at } });
      }
      const { item, trailing } = folded(top(), at);
      lonePrefix();
      // An AND that was put in before a field that nothing follows was never written.
      if (trailing !== null && trailing.span.start === trailing.span.end) {
        return { expression: item?.expression ?? null, refused, trailing: null };
      }
      if (trailing !== null) trailingProblem(trailing, trailing.span.end);
      return { expression: item?.expression ?? null, refused, trailing };
    },
  };
}

function frame(at: Span | null, prefix: FieldForm | null, before: Last | null): Frame {
  return { at, prefix, before, items: [], operators: [], leadingNot: null, pendingPrefix: null };
}

/** Operands are gathered in place, so that a line of ten thousand terms costs no more than its length. */
function joined(operator: Operator, left: Item, right: Item): Item {
  const span = { start: left.span.start, end: right.span.end };
  const depth = Math.max(left.depth, right.depth) + 1;
  const done = (expression: Expression, level = depth): Item => ({
    expression,
    bracketed: false,
    span,
    depth: level,
  });
  const limited = limitJoined(operator, left, right, span);
  if (limited !== null) return { ...limited, bracketed: false, span, depth };
  switch (operator.kind) {
    case "and":
    case "or": {
      if (left.expression.kind === operator.kind && !left.bracketed) {
        (left.expression.operands as Expression[]).push(right.expression);
        return done({ ...left.expression, span }, Math.max(left.depth, right.depth + 1));
      }
      return done({ kind: operator.kind, operands: [left.expression, right.expression], span });
    }
    case "not":
      return done({ kind: "not", include: left.expression, exclude: right.expression, span });
    case "near": {
      const near: Near = {
        kind: "near",
        between: operator.between,
        ordered: operator.ordered,
        operands: inOneField(left.expression, right.expression),
        span,
      };
      return done(near);
    }
  }
}

/** `TI heart N3 attack`, `heart adj attack.tw.`: what is near is in one field, even where the field stands at one of them. */
function inOneField(left: Expression, right: Expression): [Expression, Expression] {
  const fields = (side: Expression) => (side.kind === "text" ? side.fields : []);
  if (fields(left).length > 0) return [left, distributed(right, { kind: "fields", fields: fields(left) })];
  if (fields(right).length > 0) return [distributed(left, { kind: "fields", fields: fields(right) }), right];
  return [left, right];
}

/** `a AND [humans]/lim` cuts `a` down; `[english]/lim OR [french]/lim` is one limit. */
function limitJoined(
  operator: Operator,
  left: Item,
  right: Item,
  span: Span,
): Pick<Item, "expression" | "limit"> | null {
  if (operator.kind === "or" && left.limit !== undefined && right.limit !== undefined) {
    const limit = eitherLimit(left.limit, right.limit);
    if (limit === null) return null;
    return { expression: { kind: "or", operands: [left.expression, right.expression], span }, limit };
  }
  if (operator.kind !== "and" || (left.limit === undefined && right.limit === undefined)) return null;
  // Of two limits the second cuts down the first.
  const [of, limit] = right.limit === undefined ? [right, left.limit!] : [left, right.limit];
  if (of.expression.kind === "limit" && !of.bracketed) {
    return { expression: { ...of.expression, limits: [...of.expression.limits, limit], span } };
  }
  return { expression: { kind: "limit", of: of.expression, limits: [limit], span } };
}

export function reference(number: number, span: Span): LineReference {
  return { kind: "line", number, span };
}
