import { percent, records, relevantRecords } from "./in-words.ts";
import { largestRelevant, smallestRelevant } from "./largest-relevant.ts";
import { restProblems, type SampleOfRest } from "./sample-of-rest.ts";
import { type Screening, screeningProblems } from "./screening-so-far.ts";
import { aimProblems } from "./stopping-aim.ts";
import { countProblems, moreThan, refused } from "./stopping-problem.ts";
import type { Stated, Statement } from "./stopping-statement.ts";

/** An estimate between two bounds. */
export interface Estimate {
  readonly point: number;
  readonly low: number;
  readonly high: number;
}

/** What may still be found, and what share has been. */
export interface LeftFigures {
  /** Records looked at as a sample, and those that they stand for. */
  readonly sampled: number;
  readonly drawnFrom: number;
  readonly relevantInSample: number;
  readonly relevant: number;
  /** Relevant records not yet found. */
  readonly left: Estimate;
  /** Null where none is found and none need be left. */
  readonly recall: Estimate | null;
}

interface Left extends Stated {
  readonly confidence: number;
  readonly figures: LeftFigures;
}

export interface LeftBySampleStatement extends Left {
  readonly rule: "left-by-sample";
}

export interface LeftByTailStatement extends Left {
  readonly rule: "left-by-tail";
}

/**
 * How many relevant records are left, from one random sample of what was left: the share in the sample, and the exact central interval of
 * the hypergeometric count (Clopper-Pearson's for a finite population).
 */
export function leftBySample(sample: SampleOfRest, confidence: number): Statement<LeftBySampleStatement> {
  const problems = [...aimProblems({ target: 0.5, confidence }), ...restProblems(sample)];
  if (problems.length > 0) return refused(problems);
  const { left, labels, relevantBefore, relevantSince = 0 } = sample;
  const figures = figuresOf(left, labels, relevantBefore, relevantSince, confidence);
  return {
    ok: true,
    statement: {
      rule: "left-by-sample",
      standing: "guarantee",
      confidence,
      stop: null,
      figures,
      assumptions: [
        "The sample was drawn at random from all records left at one moment, its size fixed beforehand. It is looked at once.",
        "Every record was labelled right. Nothing is assumed of the ranking.",
      ],
      words: wordsOf(figures, confidence, `a random sample of ${labels.length} of the ${records(left)} left`),
      source: "exact hypergeometric interval, after Clopper & Pearson 1934",
    },
  };
}

/**
 * The same from the last `window` records screened, as if they had been a random draw of what was left when the first of them came up.
 * Where the ranking still works, what is left is poorer than they were, and the estimate is too high.
 */
export function leftByTail(
  screening: Screening,
  window: number,
  confidence: number,
): Statement<LeftByTailStatement> {
  const { total, labels } = screening;
  const problems = [
    ...aimProblems({ target: 0.5, confidence }),
    ...screeningProblems(screening),
    ...countProblems({ "records in the window": window }),
    ...(window > labels.length ? [moreThan("records in the window", window, "screened", labels.length)] : []),
  ];
  if (problems.length > 0) return refused(problems);
  const before = labels.length - window;
  const relevantBefore = labels.slice(0, before).filter(Boolean).length;
  const tail = labels.slice(before);
  const sample = { left: total - before, relevantBefore, labels: tail };
  const short = restProblems(sample);
  if (short.length > 0) return refused(short);
  const figures = figuresOf(sample.left, tail, relevantBefore, 0, confidence);
  return {
    ok: true,
    statement: {
      rule: "left-by-tail",
      standing: "conditional",
      confidence,
      stop: null,
      figures,
      assumptions: [
        `The last ${records(window)} screened are as likely to be relevant as a random draw of what was left when they began. A ranking that still works makes the estimate too high; one that no longer knows what to look for makes it too low.`,
        "The length of the window was not chosen by what it shows. Every record was labelled right.",
      ],
      words: wordsOf(figures, confidence, `the last ${records(window)} screened, taken for a random draw`),
      source: "the assumption of Callaghan & Müller-Hansen 2020, doi:10.1186/s13643-020-01521-4",
    },
  };
}

function figuresOf(
  drawnFrom: number,
  labels: readonly boolean[],
  before: number,
  since: number,
  confidence: number,
): LeftFigures {
  const sampled = labels.length;
  const relevantInSample = labels.filter(Boolean).length;
  const half = (1 - confidence) / 2;
  const drawn = { left: drawnFrom, sampled, relevant: relevantInSample };
  const found = relevantInSample + since;
  const unseen = (relevant: number): number => Math.max(0, relevant - found);
  const left = {
    point: unseen((relevantInSample * drawnFrom) / sampled),
    low: unseen(smallestRelevant(drawn, half)),
    high: unseen(largestRelevant(drawn, half)),
  };
  const relevant = before + found;
  const share = (more: number): number => relevant / (relevant + more);
  const recall =
    relevant === 0 ? null : { point: share(left.point), low: share(left.high), high: share(left.low) };
  return { sampled, drawnFrom, relevantInSample, relevant, left, recall };
}

function wordsOf(
  { relevantInSample, relevant, left, recall }: LeftFigures,
  confidence: number,
  by: string,
): readonly string[] {
  const counted = `By ${by}, with ${relevantRecords(relevantInSample)} in it, ${Number(left.point.toFixed(1))} relevant records are still left (${percent(confidence)} interval ${left.low} to ${left.high}).`;
  if (recall === null) return [counted, "None has been found, so that there is no recall to estimate."];
  return [
    counted,
    `With ${relevant} found, that is a recall of ${percent(recall.point)} (${percent(recall.low)} to ${percent(recall.high)}).`,
  ];
}
