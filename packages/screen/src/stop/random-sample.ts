import { hypergeometricAtMost } from "@coppice/numeric";
import { percent, probability, records, relevantRecords } from "./in-words.ts";
import { largestRelevant } from "./largest-relevant.ts";
import { relevantIfMissed } from "./relevant-if-missed.ts";
import { restProblems, type SampleOfRest } from "./sample-of-rest.ts";
import { aimProblems, type StoppingAim } from "./stopping-aim.ts";
import { nothingRelevant, refused, type StoppingProblem } from "./stopping-problem.ts";
import type { Stated, Statement } from "./stopping-statement.ts";

/** How often samples are tested. Both numbers are fixed before the first sample is drawn. */
export interface Looks {
  /** How many samples may be tested in all; each has that part of the error that is allowed. */
  readonly planned: number;
  /** Which one this is, from 1. */
  readonly now: number;
}

const ONE_LOOK: Looks = { planned: 1, now: 1 };

export interface RandomSampleStatement extends Stated, StoppingAim {
  readonly rule: "random-sample";
  readonly figures: {
    /** Records that the sample was drawn from. */
    readonly left: number;
    readonly sampled: number;
    readonly relevantInSample: number;
    /** All relevant records found, those of the sample included. */
    readonly relevant: number;
    /** Relevant records among those drawn from that would mean a miss. */
    readonly relevantIfMissed: number;
    /** How likely so few finds are if the target is missed. */
    readonly p: number;
    /** What p may be at most. */
    readonly level: number;
    /** At this confidence, no more relevant records are left than this, and recall is at least that. */
    readonly mostLeft: number;
    readonly recallAtLeast: number;
    readonly looks: Looks;
  };
}

/**
 * The strict form of Callaghan & Müller-Hansen's test: one simple random sample, of a size fixed beforehand, of what is left, labelled to
 * its end and tested once. P(stop although recall < target) <= 1 - confidence whatever the ranking is worth. Where several samples are
 * planned, each fresh from what is then left, each is tested at (1 - confidence)/planned (Bonferroni).
 */
export function randomSample(
  sample: SampleOfRest,
  aim: StoppingAim,
  looks: Looks = ONE_LOOK,
): Statement<RandomSampleStatement> {
  const problems = [...aimProblems(aim), ...restProblems(sample), ...lookProblems(looks)];
  if (problems.length > 0) return refused(problems);
  const { left, labels, relevantBefore, relevantSince = 0 } = sample;
  const relevantInSample = labels.filter(Boolean).length;
  const relevant = relevantBefore + relevantInSample + relevantSince;
  if (relevant === 0) return refused([nothingRelevant]);
  const sampled = labels.length;
  const missed = relevantIfMissed(relevant, relevantBefore, aim.target);
  const level = (1 - aim.confidence) / looks.planned;
  const p = missedProbability(left, sampled, relevantInSample, missed);
  const most = largestRelevant({ left, sampled, relevant: relevantInSample }, level + 1e-12);
  const mostLeft = Math.max(0, most - relevantInSample - relevantSince);
  const figures = {
    left,
    sampled,
    relevantInSample,
    relevant,
    relevantIfMissed: missed,
    p,
    level,
    mostLeft,
    recallAtLeast: relevant / (relevant + mostLeft),
    looks,
  };
  const stop = p <= level + 1e-12;
  return {
    ok: true,
    statement: {
      rule: "random-sample",
      standing: "guarantee",
      ...aim,
      stop,
      figures,
      assumptions: [
        "The sample was drawn at random from all records left at one moment, its size and seed fixed before its first label, and labelled to its end.",
        looks.planned === 1
          ? "It is tested once. A sample that fails may not be enlarged and tested again: plan several looks beforehand for that, or label in drawn order and use the sequence."
          : `No more than ${looks.planned} samples are tested, as planned before the first, each drawn anew from what is then left.`,
        "Every record was labelled right. Nothing is assumed of the ranking.",
      ],
      words: wordsOf(figures, aim, stop),
      source:
        "Callaghan & Müller-Hansen 2020, doi:10.1186/s13643-020-01521-4 (random sampling); exact hypergeometric bound",
    },
  };
}

/** How likely so few finds are in a sample if so many relevant records or more were among those drawn from. */
export function missedProbability(left: number, sampled: number, found: number, missed: number): number {
  if (missed - found > left - sampled) return 0;
  return hypergeometricAtMost({ n1: sampled, n2: left - sampled, events: missed }, found);
}

function lookProblems({ planned, now }: Looks): readonly StoppingProblem[] {
  if (Number.isSafeInteger(planned) && Number.isSafeInteger(now) && now >= 1 && now <= planned) return [];
  const message = `Look ${now} of ${planned} planned is none; count looks from 1 and plan all of them before the first.`;
  return [{ code: "look-out-of-range", message }];
}

function wordsOf(
  figures: RandomSampleStatement["figures"],
  { target, confidence }: StoppingAim,
  stop: boolean,
): readonly string[] {
  const { left, sampled, relevantInSample, relevant, p, level, mostLeft, recallAtLeast, looks } = figures;
  const look = looks.planned === 1 ? "" : ` (look ${looks.now} of ${looks.planned} planned)`;
  return [
    `A random sample of ${sampled} of the ${records(left)} left had ${relevantRecords(relevantInSample)}${look}; ${relevant} are found in all.`,
    `Were recall below ${percent(target)}, so few would be found with probability at most ${probability(p)}.`,
    `With ${percent(1 - level)} confidence at most ${relevantRecords(mostLeft)} are still left, and recall is at least ${percent(recallAtLeast)}.`,
    stop
      ? `The rule allows to stop: where it is followed, recall is ${percent(target)} or more in at least ${percent(confidence)} of reviews.`
      : `For a recall of ${percent(target)} with ${percent(confidence)} confidence the rule says to screen on.`,
  ];
}
