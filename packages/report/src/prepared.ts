import {
  type AnalysisOutcome,
  compare,
  type Derivation,
  derive,
  type Timeline,
  timeline,
  type Verdict,
  type VerdictChange,
} from "@coppice/conclude";
import { lastDay, type Review } from "@coppice/model";

/** The first day of the time axis: the first controlled trials of the treatment came a few years later. */
export const axisStart = "1985-01-01";

/**
 * What a page needs before its first paint and would take longest to derive: verdicts over time, what changed since
 * the first landmark, and the verdicts of today, under the protocol's own rule set with no study left out.
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
  /** The verdicts at `to`, each with what a row of the first screen shows and no more. */
  readonly overview: readonly Verdict[];
}

function pooledAlone(analysis: AnalysisOutcome): AnalysisOutcome {
  return { ...analysis, rows: [], notPooled: [], cumulative: [], leaveOneOut: [], problems: [] };
}

function overviewOf(derivation: Derivation): readonly Verdict[] {
  return derivation.verdicts.map((verdict) => ({
    ...verdict,
    parts: [],
    because: [],
    unverified: [],
    findings: [],
    analyses: verdict.analyses.filter((each) => each.id === verdict.mainAnalysis).map(pooledAlone),
  }));
}

/** Derives what the page is given ready-made; the same as the page would derive itself. */
export function prepare(review: Review): Prepared {
  const { protocol } = review;
  const to = lastDay(protocol.updated);
  const since = protocol.landmarks.find((each) => /^\d{4}-\d{2}-\d{2}$/.test(each.date))?.date ?? to;
  const now = derive(review, { asOf: to });
  return {
    from: axisStart,
    to,
    rules: protocol.ruleSet,
    since,
    timeline: timeline(review, { from: axisStart, to }),
    changes: compare(review, derive(review, { asOf: since }), now),
    overview: overviewOf(now),
  };
}
