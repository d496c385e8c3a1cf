/** What a formula says: terms of predictors, and the algebra that makes them (Wilkinson & Rogers 1973). */
import type { Expression } from "./expression.ts";

/** How the values of a predictor become columns. */
export type Coding =
  /** Numbers as they are, text and comparisons as groups. */
  | { readonly kind: "natural" }
  /**
   * Groups, numbers too. `levels` gives their order, sorted by default; the first one, or the one named `first`, is what the
   * others are compared with.
   */
  | { readonly kind: "factor"; readonly levels?: readonly string[]; readonly first?: string }
  /** Powers 1 to `degree`, or orthogonal polynomials unless `raw`. */
  | { readonly kind: "polynomial"; readonly degree: number; readonly raw: boolean };

/** One variable of a term. */
export interface Predictor {
  /** As it heads the columns: `year`, `factor(grade)`, `I(weeks^2)`. */
  readonly label: string;
  readonly expression: Expression;
  readonly coding: Coding;
}

/** A main effect has one predictor, an interaction several; order and repetition do not matter. */
export type Term = readonly Predictor[];

export interface Formula {
  readonly intercept: boolean;
  /** Main effects first, then interactions by their number of predictors. */
  readonly terms: readonly Term[];
}

/** The key of a term: its predictors in any order. */
export function termKey(term: Term): string {
  return [...new Set(term.map(({ label }) => label))].sort().join(":");
}

export function union(left: Term, right: Term): Term {
  return [...left, ...right.filter((added) => !left.some(({ label }) => label === added.label))];
}

export type Terms = readonly Term[];

/** Each term once, where it came first. */
export function distinct(terms: Terms): Terms {
  const found = new Map<string, Term>();
  for (const term of terms) if (!found.has(termKey(term))) found.set(termKey(term), term);
  return [...found.values()];
}

export const interactions = (left: Terms, right: Terms): Terms =>
  distinct(left.flatMap((a) => right.map((b) => union(a, b))));

export const crossing = (left: Terms, right: Terms): Terms =>
  distinct([...left, ...right, ...interactions(left, right)]);
