import type { Decision, Stage } from "./vote.ts";

/** How votes become decisions. */
export interface ScreeningRules {
  readonly stage: Stage;
  /** How many people's votes a record needs; default 2. By record where only a share is screened twice. */
  readonly needed?: number | ((record: string) => number);
  /**
   * What "maybe" counts as. "include": the record goes on to the full text, the default by title and abstract. "open": somebody has to
   * settle it, the default at full text, where there is nothing further to look at.
   */
  readonly maybe?: "include" | "open";
  /** Reasons to exclude in the protocol's order: of several that apply, the first is the reason. */
  readonly reasons?: readonly string[];
  /** Whether two who exclude for different reasons are in conflict; default at full text, whose reasons are reported. */
  readonly reasonConflicts?: boolean;
}

export function neededFor({ needed = 2 }: ScreeningRules, record: string): number {
  return typeof needed === "number" ? needed : needed(record);
}

/** The decision that a vote counts as; "open" where it decides nothing. */
export function countedAs(rules: ScreeningRules, decision: Decision): "include" | "exclude" | "open" {
  if (decision !== "maybe") return decision;
  return rules.maybe ?? (rules.stage === "title-abstract" ? "include" : "open");
}

export const reasonsMatter = ({ reasonConflicts, stage }: ScreeningRules): boolean =>
  reasonConflicts ?? stage === "full-text";
