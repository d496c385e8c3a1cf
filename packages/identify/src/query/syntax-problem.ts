import type { Span } from "./strategy.ts";

/** Something in a strategy that the database would refuse or read otherwise than it looks. */
export interface SyntaxProblem {
  /** In kebab case, one for each kind of problem. */
  readonly code: string;
  /** What is wrong and what to do, in a sentence or two. */
  readonly message: string;
  /** `error`: the database refuses it, or something could not be read; `warning`: it was read, as the message says. */
  readonly severity: "error" | "warning";
  readonly span: Span;
  /** Counted from 1. */
  readonly line: number;
  /** Counted from 1, in UTF-16 units. */
  readonly column: number;
}
