import type { IrrelevantRunStatement } from "./irrelevant-run.ts";
import type { QuantileBoundStatement } from "./quantile-bound.ts";
import type { RandomSampleStatement } from "./random-sample.ts";
import type { RandomSequenceStatement } from "./random-sequence.ts";
import type { RankedWindowsStatement } from "./ranked-windows.ts";
import type { LeftBySampleStatement, LeftByTailStatement } from "./relevant-left.ts";
import type { SafeStatement } from "./safe.ts";
import type { Refused } from "./stopping-problem.ts";

/**
 * What stands behind a statement. A guarantee holds with its confidence whatever the ranking is worth, where its assumptions about the
 * draw hold. A conditional one also assumes something of the ranking that cannot be checked. A heuristic is a rule of experience, and a
 * count is a count.
 */
export type Standing = "guarantee" | "conditional" | "heuristic" | "count";

/** What every statement has. */
export interface Stated {
  readonly standing: Standing;
  /** Whether the rule allows to stop now; null for statements that are no rule. */
  readonly stop: boolean | null;
  /** What has to be so for the statement to hold, each in a sentence. */
  readonly assumptions: readonly string[];
  /** What it says and, where that is easily mistaken, what it does not say. */
  readonly words: readonly string[];
  /** Where the method is published. */
  readonly source: string;
}

export type StoppingStatement =
  | RankedWindowsStatement
  | RandomSampleStatement
  | RandomSequenceStatement
  | QuantileBoundStatement
  | SafeStatement
  | IrrelevantRunStatement
  | LeftBySampleStatement
  | LeftByTailStatement;

export type Statement<S extends StoppingStatement> = { readonly ok: true; readonly statement: S } | Refused;
