import { percent, records, relevantRecords } from "./in-words.ts";
import { relevantIfMissed } from "./relevant-if-missed.ts";
import { restProblems, type SampleOfRest } from "./sample-of-rest.ts";
import { mostRelevantSoFar } from "./sequence-bound.ts";
import { aimProblems, type StoppingAim } from "./stopping-aim.ts";
import { nothingRelevant, refused } from "./stopping-problem.ts";
import type { Stated, Statement } from "./stopping-statement.ts";

export interface RandomSequenceStatement extends Stated, StoppingAim {
  readonly rule: "random-sequence";
  readonly figures: {
    /** Records that were drawn from. */
    readonly left: number;
    readonly drawn: number;
    readonly relevantDrawn: number;
    readonly relevant: number;
    readonly relevantIfMissed: number;
    /** At this confidence, no more relevant records are left than this, and recall is at least that. */
    readonly mostLeft: number;
    readonly recallAtLeast: number;
  };
}

/**
 * Screens what is left in random order and stops as soon as a confidence sequence for the number of relevant records left allows to. The
 * bound holds at all times at once, so that one may look after every record: P(ever stop although recall < target) <= 1 - confidence,
 * whatever the ranking was worth and whenever one began to draw (Waudby-Smith & Ramdas 2020, theorem 2.1, with a prior that favours few).
 */
export function randomSequence(sample: SampleOfRest, aim: StoppingAim): Statement<RandomSequenceStatement> {
  const problems = [...aimProblems(aim), ...restProblems(sample)];
  if (problems.length > 0) return refused(problems);
  const { left, labels, relevantBefore, relevantSince = 0 } = sample;
  const relevantDrawn = labels.filter(Boolean).length;
  const relevant = relevantBefore + relevantDrawn + relevantSince;
  if (relevant === 0) return refused([nothingRelevant]);
  const missed = relevantIfMissed(relevant, relevantBefore, aim.target);
  const most = mostRelevantSoFar(left, labels, 1 - aim.confidence);
  const mostLeft = Math.max(0, most - relevantDrawn - relevantSince);
  const stop = most < missed;
  const recallAtLeast = relevant / (relevant + mostLeft);
  const drawn = labels.length;
  return {
    ok: true,
    statement: {
      rule: "random-sequence",
      standing: "guarantee",
      ...aim,
      stop,
      figures: { left, drawn, relevantDrawn, relevant, relevantIfMissed: missed, mostLeft, recallAtLeast },
      assumptions: [
        "From one moment on, the records left were put into random order and labelled in that order, none left out, by a seed not chosen by what it draws. When that moment came may depend on anything seen before it.",
        "Every record was labelled right. Nothing is assumed of the ranking.",
      ],
      words: [
        `Of the ${records(left)} left, ${drawn} were labelled in random order and ${relevantRecords(relevantDrawn)} found; ${relevant} are found in all.`,
        `With ${percent(aim.confidence)} confidence, however often one looks, at most ${relevantRecords(mostLeft)} are still left, and recall is at least ${percent(recallAtLeast)}.`,
        stop
          ? `The rule allows to stop: where it is followed, recall is ${percent(aim.target)} or more in at least ${percent(aim.confidence)} of reviews.`
          : `For a recall of ${percent(aim.target)} with ${percent(aim.confidence)} confidence the rule says to label on in this order.`,
      ],
      source: "Waudby-Smith & Ramdas 2020, arXiv:2006.04347",
    },
  };
}
