import type { Expression, Span, Text } from "../strategy.ts";
import { dateUnreadable } from "./field-context.ts";
import { type FieldForm, formed } from "./field-form.ts";
import type { Grammar } from "./grammar.ts";
import type { ProblemList } from "./problem-list.ts";
import { readWords } from "./words.ts";

/** A word, or a quotation with its marks. */
export interface Piece {
  readonly span: Span;
  readonly quoted: boolean;
  /** The quotation has no closing mark. */
  readonly unclosed?: boolean;
  /** A quotation mark stands at the end that belongs to nothing. */
  readonly stray?: boolean;
}

/** Pieces side by side as one text, in a field where there is one. */
export function termOf(
  text: string,
  pieces: readonly Piece[],
  form: FieldForm | null,
  span: Span,
  grammar: Grammar,
  problems: ProblemList,
): Expression {
  const typed = pieces.map((piece) => bare(text, piece)).join(" ");
  const words = readWords(typed, grammar);
  const quoted = pieces.some((piece) => piece.quoted);
  const unquoted = form === null ? grammar.neighbours : grammar.taggedNeighbours;
  const term: Text = {
    kind: "text",
    words,
    reading: quoted || words.length === 1 ? "phrase" : unquoted,
    quoted,
    fields: [],
    span,
  };
  if (form === null) return term;
  const whole = text.slice(span.start, span.end);
  const unreadable = () => {
    problems.error("date-unreadable", span, dateUnreadable(typed));
    return whole;
  };
  return formed(term, form, { unreadable, typed: () => typed }, typed, span);
}

/** Without quotation marks. */
export function bare(text: string, { span, quoted, unclosed, stray }: Piece): string {
  const start = quoted ? span.start + 1 : span.start;
  const end = (quoted && unclosed !== true) || stray === true ? span.end - 1 : span.end;
  return text.slice(start, end);
}
