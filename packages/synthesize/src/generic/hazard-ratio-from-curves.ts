/** A log hazard ratio read off two survival curves (Parmar, Torri & Stewart 1998; Tierney et al. 2007). */
import { type EffectSize, effectSize } from "../effect-size.ts";
import { failure, type Result } from "../result.ts";

export interface SurvivalCurves {
  /** Ends of the intervals, ascending and after 0; narrow where events are many. */
  readonly times: readonly number[];
  /** Share of arm 1 without the event at each time, from 0 to 1 (at time 0 it is 1). */
  readonly survival1: readonly number[];
  readonly survival2: readonly number[];
  readonly n1: number;
  readonly n2: number;
  /** Shortest follow-up: nobody is censored before; default 0. */
  readonly minimumFollowUp?: number;
  /** Longest follow-up: the last person is censored then; default: nobody is censored. */
  readonly maximumFollowUp?: number;
}

interface Interval {
  /** At risk after censoring within the interval. */
  readonly atRisk: number;
  readonly events: number;
}

/** Share of those at risk at `from` who are censored before `to`, half of them counted, when censoring is uniform. */
function censoredShare(from: number, to: number, least: number, most: number): number {
  if (to <= least || most === Number.POSITIVE_INFINITY) return 0;
  const start = Math.max(from, least);
  return Math.min(1, (0.5 * (Math.min(to, most) - start)) / (most - start));
}

function intervalsOf(survival: readonly number[], n: number, curves: SurvivalCurves): readonly Interval[] {
  const { times, minimumFollowUp: least = 0, maximumFollowUp: most = Number.POSITIVE_INFINITY } = curves;
  const intervals: Interval[] = [];
  let present = n;
  let from = 0;
  let before = 1;
  for (const [i, to] of times.entries()) {
    const atRisk = present * (1 - (from < most ? censoredShare(from, to, least, most) : 1));
    const events = before > 0 ? atRisk * (1 - survival[i]! / before) : 0;
    intervals.push({ atRisk, events });
    present = Math.max(0, atRisk - events);
    from = to;
    before = survival[i]!;
  }
  return intervals;
}

function checkCurves({
  times,
  survival1,
  survival2,
  n1,
  n2,
}: SurvivalCurves): ReturnType<typeof failure> | null {
  const same = times.length > 0 && survival1.length === times.length && survival2.length === times.length;
  const rising = times.every((time, i) => time > (i === 0 ? 0 : times[i - 1]!));
  const falling = [survival1, survival2].every((curve) =>
    curve.every((s, i) => s >= 0 && s <= (i === 0 ? 1 : curve[i - 1]!)),
  );
  if (same && rising && falling && n1 > 0 && n2 > 0) return null;
  return failure(
    "bad-curves",
    `Give ${times.length} survival shares an arm, one a time, from 0 to 1 and never rising, times that rise from above 0, and people > 0.`,
  );
}

/**
 * In each interval the events and the people at risk are reconstructed from the curves; the log of the ratio of the two hazards
 * has variance 1/d1 - 1/r1 + 1/d2 - 1/r2, and the intervals are pooled with inverse variances. Intervals without events in an arm
 * carry no ratio and are left out.
 */
export function hazardRatioFromCurves(curves: SurvivalCurves): Result<EffectSize> {
  const broken = checkCurves(curves);
  if (broken !== null) return broken;
  const one = intervalsOf(curves.survival1, curves.n1, curves);
  const two = intervalsOf(curves.survival2, curves.n2, curves);
  let total = 0;
  let sum = 0;
  let used = 0;
  for (const [i, { atRisk: r1, events: d1 }] of one.entries()) {
    const { atRisk: r2, events: d2 } = two[i]!;
    const variance = 1 / d1 - 1 / r1 + 1 / d2 - 1 / r2;
    if (!(d1 > 0 && d2 > 0 && variance > 0)) continue;
    total += 1 / variance;
    sum += (Math.log(d1 / r1) - Math.log(d2 / r2)) / variance;
    used += 1;
  }
  if (used === 0) {
    return failure("no-events", "No interval has events in both arms; choose wider intervals.");
  }
  const left = one.length - used;
  return effectSize("HR", {
    yi: sum / total,
    vi: 1 / total,
    n: curves.n1 + curves.n2,
    formula: "yi = mean of ln((d1/r1)/(d2/r2)) over intervals, weights 1/v; v = 1/d1 - 1/r1 + 1/d2 - 1/r2",
    inputs: { n1: curves.n1, n2: curves.n2, intervals: used },
    assumptions: [
      "hazards are proportional",
      "censoring is uniform between shortest and longest follow-up",
      ...(left > 0 ? [`${left} intervals without events in an arm were left out`] : []),
    ],
    source: "Parmar et al. 1998, Stat Med 17:2815; Tierney et al. 2007, Trials 8:16",
  });
}
