import { hypergeometricAtMost } from "@coppice/numeric";
import { percent, probability, records, relevantRecords } from "./in-words.ts";
import { relevantIfMissed } from "./relevant-if-missed.ts";
import { positionsOf, type Screening, screeningProblems } from "./screening-so-far.ts";
import { aimProblems, type StoppingAim } from "./stopping-aim.ts";
import { nothingRelevant, refused } from "./stopping-problem.ts";
import type { Stated, Statement } from "./stopping-statement.ts";

export interface RankedWindowsStatement extends Stated, StoppingAim {
  readonly rule: "ranked-windows";
  readonly figures: {
    readonly total: number;
    readonly screened: number;
    readonly relevant: number;
    /** The smallest p of all windows. */
    readonly p: number;
    /** The window that gives it: records before it, its own, and the relevant ones among them. */
    readonly before: number;
    readonly window: number;
    readonly relevantInWindow: number;
    /** Relevant records from the window's beginning on that would mean a miss. */
    readonly relevantIfMissed: number;
  };
}

/** A window that reaches from `before` to the last screened record, and how likely its finds are if the target is missed. */
export interface Window {
  readonly p: number;
  readonly before: number;
  readonly relevantInWindow: number;
  readonly relevantIfMissed: number;
}

/**
 * The window with the smallest p. Of all windows with the same finds the longest has the smallest p, so that only those that begin right
 * after a relevant record, or at the first, are looked at: O(relevant × terms of the tail), not O(screened).
 * `relevantAt`: positions of the relevant among the screened, from 0, ascending.
 */
export function smallestWindow(
  relevantAt: readonly number[],
  screened: number,
  total: number,
  target: number,
): Window {
  const found = relevantAt.length;
  let smallest: Window = { p: 1, before: screened, relevantInWindow: 0, relevantIfMissed: 0 };
  for (let elsewhere = 0; elsewhere <= found; elsewhere++) {
    const before = elsewhere === 0 ? 0 : relevantAt[elsewhere - 1]! + 1;
    if (before >= screened) break;
    const relevant = relevantIfMissed(found, elsewhere, target);
    const relevantInWindow = found - elsewhere;
    // More relevant records than there is room for: the target cannot have been missed.
    const p =
      relevant - relevantInWindow > total - screened
        ? 0
        : hypergeometricAtMost(
            { n1: screened - before, n2: total - screened, events: relevant },
            relevantInWindow,
          );
    if (p < smallest.p) smallest = { p, before, relevantInWindow, relevantIfMissed: relevant };
  }
  return smallest;
}

/**
 * The test of Callaghan & Müller-Hansen 2020 on the ranked order itself (there "ranked quasi-sampling", as in buscar): each run of last
 * records is taken for a random draw from what was left when it began, and the smallest p over all runs counts.
 */
export function rankedWindows(screening: Screening, aim: StoppingAim): Statement<RankedWindowsStatement> {
  const problems = [...aimProblems(aim), ...screeningProblems(screening)];
  if (problems.length > 0) return refused(problems);
  const relevantAt = positionsOf(screening.labels);
  if (relevantAt.length === 0) return refused([nothingRelevant]);
  const screened = screening.labels.length;
  const { total } = screening;
  const { p, ...smallest } =
    screened === total
      ? { p: 0, before: 0, relevantInWindow: relevantAt.length, relevantIfMissed: total + 1 }
      : smallestWindow(relevantAt, screened, total, aim.target);
  const stop = p <= 1 - aim.confidence + 1e-12;
  const figures = {
    total,
    screened,
    relevant: relevantAt.length,
    p,
    ...smallest,
    window: screened - smallest.before,
  };
  return {
    ok: true,
    statement: {
      rule: "ranked-windows",
      standing: "conditional",
      ...aim,
      stop,
      figures,
      assumptions: [
        "At no time in the window was a record of the ranking less likely to be relevant than a random one of those left. This cannot be checked: where the last relevant records look unlike all others, it fails.",
        "The smallest of many p-values, looked at after every record, is no p-value. It is safe as long as the ranking is much better than chance; over random orders it missed its target in 11 to 20 of 100 runs (docs/stopping.md).",
        "Every record was labelled right.",
      ],
      words: wordsOf(figures, aim, stop),
      source: "Callaghan & Müller-Hansen 2020, doi:10.1186/s13643-020-01521-4",
    },
  };
}

function wordsOf(
  figures: RankedWindowsStatement["figures"],
  { target, confidence }: StoppingAim,
  stop: boolean,
): readonly string[] {
  const { total, screened, relevant, p, window, relevantInWindow } = figures;
  if (screened === total) {
    return [
      `All ${records(total)} were screened, ${relevant} of them relevant: nothing is left to be missed.`,
    ];
  }
  return [
    `${screened} of ${records(total)} were screened and ${relevantRecords(relevant)} found, ${relevantInWindow} of them among the last ${window}.`,
    `Were recall below ${percent(target)}, and were those ${window} a random draw from what was left then, so few would be found with probability ${probability(p)}.`,
    stop
      ? `That is at most ${probability(1 - confidence)}: the rule allows to stop. It is no guarantee; draw a random sample of what is left to have one.`
      : `That is more than ${probability(1 - confidence)}: for a recall of ${percent(target)} the rule says to screen on.`,
  ];
}
