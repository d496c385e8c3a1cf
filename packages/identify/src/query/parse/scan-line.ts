import type { Span } from "../strategy.ts";
import { type Ended, expressionMachine, reference } from "./expression-machine.ts";
import type { FieldForm } from "./field-form.ts";
import type { Grammar, LineNumbers, LineScan, OperatorKind } from "./grammar.ts";
import { readOperator } from "./operators.ts";
import type { ProblemList } from "./problem-list.ts";
import { closingQuote, straysBeforeQuote } from "./quotes.ts";
import { bare, type Piece, termOf } from "./term.ts";
import type { StrategyToken } from "./token.ts";

/** What all lines of a strategy are read with. */
export interface Reading {
  readonly text: string;
  readonly grammar: Grammar;
  readonly problems: ProblemList;
  readonly tokens: StrategyToken[];
}

export interface ReadLine extends Ended {
  readonly comments: readonly string[];
}

const BLANK = /\s/;
const INSIDE_WORD = /[\p{L}\p{N}*$?#'_-]/u;

/** Reads the part of the text from `start` to before `end` as one expression; `isWhole`: it is all of a line. */
export function scanLine(
  reading: Reading,
  start: number,
  end: number,
  lines: LineNumbers,
  isWhole = true,
): ReadLine {
  const { text, grammar, problems, tokens } = reading;
  const machine = expressionMachine(text, grammar, problems, tokens);
  const comments: string[] = [];
  let pieces: Piece[] = [];
  let at = start;
  let prefixed = false;
  let lastOperator: OperatorKind | null = null;
  /** What follows an operator starts a word, with or without a blank between. */
  let behindOperator = -1;

  function closeTerm(form: FieldForm | null = null, fieldSpan: Span | null = null): void {
    const groups = grouped(pieces.filter(searchable), grammar);
    pieces = [];
    for (const [index, group] of groups.entries()) {
      const words = { start: group[0]!.span.start, end: group.at(-1)!.span.end };
      const number = form === null && !prefixed && lastOperator !== "near" ? lineMeant(group, words) : null;
      if (number !== null) {
        machine.operand(reference(number, words), words, "reference");
        continue;
      }
      const last = index === groups.length - 1;
      const span = last && fieldSpan !== null ? { start: words.start, end: fieldSpan.end } : words;
      machine.operand(termOf(text, group, last ? form : null, span, grammar, problems), words);
    }
    if (fieldSpan !== null && form !== null && groups.length === 0) onBracket(form, fieldSpan);
    else if (fieldSpan !== null && groups.length > 0) machine.fieldToken(fieldSpan);
    prefixed = false;
  }

  function onBracket(form: FieldForm, fieldSpan: Span): void {
    if (machine.suffix(form, fieldSpan)) return;
    problems.error(
      "field-without-term",
      fieldSpan,
      "This field has no term before it and was left out. Put it directly after a term.",
    );
  }

  /** Signs that no database searches are told and left out; so is a wildcard that stands alone. */
  function searchable(piece: Piece, _index: number, all: readonly Piece[]): boolean {
    const typed = bare(text, piece);
    if (/[\p{L}\p{N}]/u.test(typed)) return true;
    const wildcard = [...typed].some((sign) => Object.hasOwn(grammar.wildcards, sign));
    if (piece.stray === true) return false;
    if (wildcard && all.length > 1) return true;
    if (wildcard) {
      problems.error(
        "wildcard-unsupported",
        piece.span,
        `"${typed}" has no word before it and was left out. Put it directly after a stem.`,
      );
    } else {
      problems.warning(
        "invalid-character",
        piece.span,
        `"${typed}" is not searched and was left out. Take it away.`,
      );
    }
    return false;
  }

  /** The line that a bare number means, if it means one. */
  function lineMeant(group: readonly Piece[], span: Span): number | null {
    const [only] = group;
    if (group.length !== 1 || only === undefined || only.quoted || span.end - span.start > 4) return null;
    const typed = text.slice(span.start, span.end);
    if (!/^\d+$/.test(typed) || !(grammar.countsLines || lines.printed) || lines.count < 2) return null;
    const number = Number(typed);
    if (lines.isEarlier(number) || lines.combines) return number;
    if (number > 0 && number <= lines.count) {
      problems.warning(
        "number-read-as-text",
        span,
        `${number} was read as text, for no line before this one has that number. Put it in quotation marks, or name a line before this one.`,
      );
    }
    return null;
  }

  const line: LineScan = {
    text,
    get at() {
      return at;
    },
    end,
    problems,
    lines,
    get hasTerm() {
      return pieces.length > 0;
    },
    get termStart() {
      return pieces[0]?.span.start ?? at;
    },
    get afterOperand() {
      return pieces.length > 0 || machine.afterOperand();
    },
    closeTerm,
    dropTerm() {
      pieces = [];
    },
    suffix(form, fieldSpan) {
      if (pieces.length > 0) closeTerm(form, fieldSpan);
      else onBracket(form, fieldSpan);
    },
    prefix(form, fieldSpan) {
      closeTerm();
      machine.prefix(form, fieldSpan);
      prefixed = true;
    },
    operand(expression, { limit, field } = {}) {
      closeTerm();
      const whole = expression.span ?? { start: at, end: at };
      const span = field === undefined ? whole : { start: whole.start, end: field.start };
      machine.operand(expression, span, expression.kind === "line" ? "reference" : "term", limit);
      if (field !== undefined) machine.fieldToken(field);
    },
    operator(operator) {
      closeTerm();
      machine.operator(operator);
      lastOperator = operator.kind;
    },
    comment(comment, span) {
      const trimmed = comment.trim();
      if (trimmed !== "") comments.push(trimmed);
      tokens.push({ kind: "comment", span, depth: 0 });
    },
    inner(from, to) {
      const read = scanLine(reading, from, to, lines, false);
      comments.push(...read.comments);
      return read.expression;
    },
  };

  function step(): void {
    const sign = text[at]!;
    if (BLANK.test(sign)) {
      at += 1;
      return;
    }
    const wordStart = at === start || at === behindOperator || !INSIDE_WORD.test(text[at - 1]!);
    const peculiar = grammar.peculiar?.(line, wordStart) ?? null;
    if (peculiar !== null) {
      at = Math.max(peculiar, at + 1);
      return;
    }
    if (sign === "(" || sign === ")") {
      closeTerm();
      if (sign === "(") {
        machine.open({ start: at, end: at + 1 });
        lastOperator = null;
      } else machine.close({ start: at, end: at + 1 });
      at += 1;
      return;
    }
    if (grammar.quotes.includes(sign) && (sign === '"' || wordStart)) {
      quoted(sign);
      return;
    }
    if (sign === "<") {
      const name = namedFilter(text, at, end);
      if (name !== null) {
        const span = { start: at, end: at + name.length + 2 };
        line.operand({ kind: "filter", name: name.trim().replace(/\s+/g, " "), span });
        at += name.length + 2;
        return;
      }
    }
    const operator = wordStart ? readOperator(text, at, end, grammar, line.afterOperand, problems) : null;
    if (operator !== null) {
      line.operator(operator);
      at = operator.span.end;
      behindOperator = at;
      return;
    }
    word();
  }

  function quoted(quote: string): void {
    const close = closingQuote(text, at, end, quote, grammar);
    if (close.kind === "closed") {
      const span = { start: at, end: close.at + 1 };
      const inside = text.slice(at + 1, close.at);
      if ([...grammar.quotes].every((mark) => grammar.quotes.length > 1 && inside.includes(mark))) {
        problems.error(
          "unbalanced-quotes",
          span,
          "Quotation marks of both kinds stand inside this quotation, so that neither can close it. Take one of them away.",
        );
      }
      if (inside.trim() === "") {
        problems.error("empty-quotes", span, "Nothing stands in these quotation marks. Take them away.");
      } else pieces.push({ span, quoted: true });
      at = close.at + 1;
      return;
    }
    problems.error(
      "unbalanced-quotes",
      { start: at, end: close.end },
      close.kind === "stray"
        ? "This quotation mark has no partner and was left out. Take it away, or close the quotation."
        : "The quotation is never closed; it was read up to here. Close it where the phrase ends.",
    );
    const inside = text.slice(at + 1, close.end).trimEnd();
    if (close.kind === "unclosed" && inside.trim() !== "") {
      pieces.push({ span: { start: at, end: at + 1 + inside.length }, quoted: true, unclosed: true });
      at = close.end;
    } else at += 1;
  }

  /** Takes the word at `at`. */
  function word(): void {
    const from = at;
    for (at += 1; at < end; at += 1) {
      const sign = text[at]!;
      if (BLANK.test(sign) || sign === "(" || sign === ")") break;
      if (sign === '"') {
        if (!straysBeforeQuote(text, from, at, end)) break;
        at += 1;
        const span = { start: from, end: at };
        problems.error(
          "unbalanced-quotes",
          span,
          "A quotation mark stands at the end of this word and none before it. Take it away, or quote the whole phrase.",
        );
        pieces.push({ span, quoted: false, stray: true });
        return;
      }
      if (!grammar.breaks.includes(sign)) continue;
      const piece = { span: { start: from, end: at }, quoted: false };
      pieces.push(piece);
      const peculiar = grammar.peculiar?.(line, false) ?? null;
      if (peculiar !== null) {
        at = Math.max(peculiar, at + 1);
        return;
      }
      pieces.pop();
    }
    pieces.push({ span: { start: from, end: at }, quoted: false });
  }

  const whole = isWhole ? (grammar.wholeLine?.(line) ?? null) : null;
  if (whole !== null) {
    line.operand(whole);
    at = end;
  }
  while (at < end) step();
  closeTerm();
  return { ...machine.end(end), comments };
}

const FILTER = /<(\p{L}[^<>]{0,79})>/uy;

/** `<RCT Filter>`: a filter that is not written out. */
function namedFilter(text: string, at: number, end: number): string | null {
  FILTER.lastIndex = at;
  const found = FILTER.exec(text);
  return found === null || FILTER.lastIndex > end || /\s(?:AND|OR|NOT)\s/.test(found[1]!) ? null : found[1]!;
}

/** What becomes one term: runs of words, and each quotation alone where the syntax does not make one phrase of all. */
function grouped(pieces: readonly Piece[], grammar: Grammar): Piece[][] {
  if (grammar.joinsQuoted) return pieces.length === 0 ? [] : [[...pieces]];
  const groups: Piece[][] = [];
  for (const piece of pieces) {
    const open = groups.at(-1);
    if (open !== undefined && !piece.quoted && !open[0]!.quoted) open.push(piece);
    else groups.push([piece]);
  }
  return groups;
}
