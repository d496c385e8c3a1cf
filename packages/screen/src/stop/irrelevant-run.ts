import { percent, records, relevantRecords } from "./in-words.ts";
import { largestRelevant } from "./largest-relevant.ts";
import { positionsOf, type Screening, screeningProblems } from "./screening-so-far.ts";
import { aimProblems, type StoppingAim } from "./stopping-aim.ts";
import { refused } from "./stopping-problem.ts";
import type { Stated, Statement } from "./stopping-statement.ts";

export interface IrrelevantRunStatement extends Stated {
  readonly rule: "irrelevant-run";
  readonly figures: {
    readonly total: number;
    readonly screened: number;
    readonly relevant: number;
    /** Irrelevant records since the last relevant one. */
    readonly run: number;
    /** As many relevant records could be left, at the confidence asked for, even if the run had been a random draw. */
    readonly leftIfRandom: number;
  };
}

/** How many records in a row were irrelevant, shown as what it is: a count. */
export function irrelevantRun(
  screening: Screening,
  { confidence }: Pick<StoppingAim, "confidence">,
): Statement<IrrelevantRunStatement> {
  const problems = [...aimProblems({ target: 0.5, confidence }), ...screeningProblems(screening)];
  if (problems.length > 0) return refused(problems);
  const { total, labels } = screening;
  const relevantAt = positionsOf(labels);
  const run = labels.length - 1 - (relevantAt.at(-1) ?? -1);
  const left = total - labels.length;
  const leftIfRandom = largestRelevant({ left: run + left, sampled: run, relevant: 0 }, 1 - confidence);
  const relevant = relevantAt.length;
  return {
    ok: true,
    statement: {
      rule: "irrelevant-run",
      standing: "count",
      stop: null,
      figures: { total, screened: labels.length, relevant, run, leftIfRandom },
      assumptions: [],
      words: [
        `The last ${records(run)} in a row were irrelevant, after ${relevantRecords(relevant)} among ${labels.length}; ${left} are left.`,
        `This is a count and promises nothing. The ranking puts like records together, so that a run ends where a sub-topic ends, not where the relevant records end.`,
        `Even were the run a random draw of what was left, up to ${relevantRecords(leftIfRandom)} could still be left at ${percent(confidence)} confidence${relevant > 0 ? `, a recall of ${percent(relevant / (relevant + leftIfRandom))}` : ""}.`,
      ],
      source:
        "a habit; Callaghan & Müller-Hansen 2020 (doi:10.1186/s13643-020-01521-4) found what it gives inconsistent",
    },
  };
}
