import type { Span } from "../strategy.ts";

/** A piece of a strategy as it was read, for whoever must point at an operator, a bracket or a field and not at a whole term. */
export interface StrategyToken {
  readonly kind: "term" | "field" | "operator" | "open" | "close" | "reference" | "comment";
  readonly span: Span;
  /** How many brackets were open around it; a bracket itself counts as outside. */
  readonly depth: number;
}
