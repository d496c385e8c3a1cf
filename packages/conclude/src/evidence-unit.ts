import type { Ref } from "@coppice/model";
import { analyseAt } from "./analyse.ts";
import type { Pooled } from "./derivation.ts";
import { findingsOf, type StudyFinding } from "./finding.ts";
import type { FavourInterval } from "./reading.ts";
import { isRatio } from "./result-effect.ts";
import { type Horizon, isKnown, outcomeOf, type ReviewIndex } from "./review-index.ts";
import type { Rules } from "./rules.ts";
import { measureNames, plural, showInterval, showNumber } from "./show.ts";

/**
 * One voice in the question whether the intervention works against a comparator: a pooled analysis, or a trial that
 * could not be pooled. Patients are those randomised in its trials.
 */
export interface EvidenceUnit {
  readonly findings: readonly StudyFinding[];
  readonly patients: number;
  readonly says: "benefit" | "harm" | "no-difference";
  readonly interval: FavourInterval | undefined;
  readonly pooled: Pooled | undefined;
  readonly analysis: string | undefined;
  readonly text: string;
  readonly ref: Ref;
}

/** Findings that may decide (rules randomised-decide and mixed-population) and were known by the date. */
export function decidingFindings(
  index: ReviewIndex,
  conditionId: string,
  horizon: Horizon,
): readonly StudyFinding[] {
  return findingsOf(index, conditionId).filter((finding) => {
    const each = index.studyById.get(finding.study)!;
    return each.decides && !each.mixed && isKnown(each, horizon);
  });
}

function trialUnit(finding: StudyFinding): EvidenceUnit {
  return {
    findings: [finding],
    patients: finding.patients ?? 0,
    says: finding.says === "unclear" ? "no-difference" : finding.says,
    interval: finding.interval,
    pooled: undefined,
    analysis: undefined,
    text: `${finding.label}: ${finding.text}`,
    ref: finding.ref,
  };
}

/**
 * The evidence against comparators of one kind: every deciding analysis that can be pooled, then each remaining trial.
 * A pool of fewer than `smallestNullPool` trials that shows nothing does not overrule its own trials, since so few do
 * not tell how much trials differ: they speak for themselves.
 */
export function unitsOf(
  index: ReviewIndex,
  conditionId: string,
  horizon: Horizon,
  fits: (finding: StudyFinding) => boolean,
  smallestNullPool: number,
): readonly EvidenceUnit[] {
  const findings = decidingFindings(index, conditionId, horizon).filter(fits);
  const remaining = new Set(findings);
  const units: EvidenceUnit[] = [];
  for (const analysis of index.analysesOf.get(conditionId) ?? []) {
    if (!analysis.decides) continue;
    const analysed = analyseAt(index, analysis, horizon);
    const { pooled, better, measure } = analysed.outcome;
    const own = analysed.pooledRows.flatMap((row) =>
      [...remaining].filter(
        (finding) => finding.study === row.indexed.study.id && finding.sides === row.sides,
      ),
    );
    if (pooled === undefined || own.length === 0) continue;
    const sign = better === "higher" ? 1 : -1;
    const { yi } = pooled.effect;
    const back = (x: number) => (isRatio(measure) ? Math.log(x) : x);
    const ends = [sign * back(pooled.effect.low), sign * back(pooled.effect.high)].sort((a, b) => a - b) as [
      number,
      number,
    ];
    const says = ends[0] > 0 ? "benefit" : ends[1] < 0 ? "harm" : "no-difference";
    if (says === "no-difference" && pooled.k < smallestNullPool) continue;
    for (const finding of own) remaining.delete(finding);
    const outcome = outcomeOf(index, conditionId, analysis.outcomes[0]!)?.outcome;
    units.push({
      findings: own,
      patients: own.reduce((sum, finding) => sum + (finding.patients ?? 0), 0),
      says,
      interval: outcome && {
        estimate: sign * yi,
        low: ends[0],
        high: ends[1],
        ratio: isRatio(measure),
        outcome,
      },
      pooled,
      analysis: analysis.id,
      text: `${measureNames[measure]} ${showNumber(pooled.effect.estimate)} (95% CI ${showInterval(pooled.effect)}; ${plural(pooled.k, "trial")})`,
      ref: pooled.ref,
    });
  }
  for (const finding of remaining) if (finding.says !== "unclear") units.push(trialUnit(finding));
  return units;
}

/** True where the interval excludes a result that is appreciably worse (parameters ratio-margin and range-share). */
export function excludesWorse(unit: EvidenceUnit, rules: Rules): boolean | undefined {
  if (unit.says === "benefit") return true;
  if (unit.says === "harm") return false;
  if (unit.interval === undefined) return undefined;
  const margin = marginOf(unit.interval, rules);
  return margin === undefined ? undefined : unit.interval.low >= -margin;
}

function marginOf(interval: FavourInterval, rules: Rules): number | undefined {
  if (interval.ratio) return -Math.log(rules.parameter("ratio-margin"));
  const { minimalImportantDifference, range } = interval.outcome;
  if (minimalImportantDifference !== undefined) return minimalImportantDifference.value;
  return range === undefined ? undefined : rules.parameter("range-share") * (range[1] - range[0]);
}

/** The margin of a unit in words, for the reader of a verdict. */
export function marginText(unit: EvidenceUnit, rules: Rules): string {
  if (unit.interval === undefined) return "";
  if (unit.interval.ratio) return `a ratio of ${rules.parameter("ratio-margin")}`;
  const margin = marginOf(unit.interval, rules);
  return margin === undefined
    ? ""
    : `${Number(margin.toFixed(3))} on ${unit.interval.outcome.instrument ?? unit.interval.outcome.name}`;
}
