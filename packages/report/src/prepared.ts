import { compare, derive, type Timeline, timeline, type VerdictChange } from "@coppice/conclude";
import { lastDay, type Review } from "@coppice/model";

/** The first day of the time axis: the first controlled trials of the treatment came a few years later. */
export const axisStart = "1985-01-01";

/**
 * What a page needs before its first paint and would take longest to derive: verdicts over time, and what changed
 * since the first landmark, under the protocol's own rule set with no study left out.
 */
export interface Prepared {
  readonly from: string;
  /** The day of the review's last update, which stands for today. */
  readonly to: string;
  readonly rules: string;
  /** The date from which changes are told. */
  readonly since: string;
  readonly timeline: Timeline;
  readonly changes: readonly VerdictChange[];
}

/** Derives what the page is given ready-made; the same as the page would derive itself. */
export function prepare(review: Review): Prepared {
  const { protocol } = review;
  const to = lastDay(protocol.updated);
  const since = protocol.landmarks.find((each) => /^\d{4}-\d{2}-\d{2}$/.test(each.date))?.date ?? to;
  return {
    from: axisStart,
    to,
    rules: protocol.ruleSet,
    since,
    timeline: timeline(review, { from: axisStart, to }),
    changes: compare(review, derive(review, { asOf: since }), derive(review, { asOf: to })),
  };
}
