import type { DateField, Span } from "../query/strategy.ts";
import type { KindMask } from "./element-kind.ts";
import type { DayNumber } from "./record-dates.ts";
import type { KeyGroup, RecordKey } from "./record-keys.ts";
import type { TokenPattern } from "./token-pattern.ts";

/**
 * What a strategy asks of a record, in terms of words, keys and days: made once from the tree, evaluated on a record that streams by, on
 * an index, or for thousands of strategies at once.
 */
export type Plan =
  | { readonly kind: "all"; readonly of: readonly Plan[] }
  | { readonly kind: "any"; readonly of: readonly Plan[] }
  | { readonly kind: "except"; readonly include: Plan; readonly exclude: Plan }
  | PhrasePlan
  | NearPlan
  | KeysPlan
  | { readonly kind: "days"; readonly field: DateField; readonly from: DayNumber; readonly to: DayNumber }
  /** Of the line with this index among the lines of the strategy. */
  | { readonly kind: "line"; readonly line: number }
  | { readonly kind: "everything" }
  | { readonly kind: "nothing" };

/** Words one after the other in one element. */
export interface PhrasePlan {
  readonly kind: "phrase";
  /** One or more. */
  readonly words: readonly TokenPattern[];
  readonly kinds: KindMask;
  /** How often, in elements of one kind; once where it is absent. */
  readonly least?: number;
}

/** What has a place in an element: phrases, one of several, or what stands near each other. */
export type SpanPlan = PhrasePlan | { readonly kind: "one-of"; readonly of: readonly SpanPlan[] } | NearPlan;

/** All operands in one element, with at most `between` other words between them in all. */
export interface NearPlan {
  readonly kind: "near";
  readonly of: readonly SpanPlan[];
  readonly between: number;
  readonly ordered: boolean;
}

/** Has one of these keys. */
interface KeysPlan {
  readonly kind: "keys";
  readonly group: KeyGroup;
  readonly keys: ReadonlySet<RecordKey>;
}

/** Positions between two elements: no window of a distance reaches over them. */
export const ELEMENT_GAP = 1024;

/** Something that could be evaluated in part only. */
export interface MatchNote {
  /** In kebab case, one for each kind. */
  readonly code: "approximate" | "not-evaluated" | "unknown-heading";
  /** What was done instead, in a sentence. */
  readonly message: string;
  readonly span?: Span;
}

export const EVERYTHING: Plan = { kind: "everything" };
export const NOTHING: Plan = { kind: "nothing" };

export const anyOf = (of: readonly Plan[]): Plan =>
  of.length === 0 ? NOTHING : of.length === 1 ? of[0]! : { kind: "any", of };

export const allOf = (of: readonly Plan[]): Plan =>
  of.length === 0 ? EVERYTHING : of.length === 1 ? of[0]! : { kind: "all", of };

export const keysPlan = (group: KeyGroup, keys: Iterable<RecordKey>): Plan => {
  const set = new Set(keys);
  return set.size === 0 ? NOTHING : { kind: "keys", group, keys: set };
};

/** The parts of a plan that are plans. */
function partsOf(plan: Plan | SpanPlan): readonly (Plan | SpanPlan)[] {
  switch (plan.kind) {
    case "all":
    case "any":
    case "near":
    case "one-of":
      return plan.of;
    case "except":
      return [plan.include, plan.exclude];
    default:
      return [];
  }
}

/** A plan and all below it. */
export function* eachPlan(root: Plan): Generator<Plan | SpanPlan> {
  const waiting: (Plan | SpanPlan)[] = [root];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    yield next;
    waiting.push(...partsOf(next));
  }
}
