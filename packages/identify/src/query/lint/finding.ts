import type { Span } from "../strategy.ts";
import type { SyntaxProblem } from "../syntax-problem.ts";
import type { LintCode } from "./checks.ts";

/** Something in a strategy that a peer reviewer would ask about. */
export interface Finding {
  readonly code: LintCode;
  /** `error`: the database refuses it or it cannot mean what it says; `warning`: it may lose or add records; `info`: to be known. */
  readonly severity: "error" | "warning" | "info";
  readonly span: Span;
  /** Other places that the same finding is about: the closing bracket, the operators that differ from the first. */
  readonly also?: readonly Span[];
  /** Counted from 1. */
  readonly line: number;
  /** Counted from 1, in UTF-16 units. */
  readonly column: number;
  /** What is wrong and what to do, in a sentence or two. */
  readonly message: string;
  /** The text to put in place of `span` of the fix, in the strategy's own syntax. */
  readonly fix?: Fix;
  /** The parser's code, where the parser found it. */
  readonly problem?: SyntaxProblem["code"];
}

export interface Fix {
  readonly span: Span;
  readonly text: string;
}

export interface NotChecked {
  readonly code: LintCode;
  readonly reason: string;
}

export interface Lint {
  /** In the order of the text. */
  readonly findings: readonly Finding[];
  /** Checks, or parts of them, that something was missing for. */
  readonly notChecked: readonly NotChecked[];
}
