import type { StoppingProblem } from "./stopping-problem.ts";

/** What a stopping rule is asked to promise. */
export interface StoppingAim {
  /** Share of all relevant records that should be found, between 0 and 1. Usual: 0.95. */
  readonly target: number;
  /** In what share of reviews the promise should hold, between 0 and 1. Usual: 0.95. */
  readonly confidence: number;
}

/** What is wrong with the aim; nothing where it can be tested. */
export function aimProblems({ target, confidence }: StoppingAim): readonly StoppingProblem[] {
  const problems: StoppingProblem[] = [];
  if (!(target > 0 && target < 1)) {
    const message = `The target is ${target}; give a recall between 0 and 1, such as 0.95. That every relevant record was found can only be known when all were screened.`;
    problems.push({ code: "target-out-of-range", message });
  }
  if (!(confidence > 0 && confidence < 1)) {
    const message = `The confidence is ${confidence}; give a share between 0 and 1, such as 0.95. Certainty needs all records.`;
    problems.push({ code: "confidence-out-of-range", message });
  }
  return problems;
}
