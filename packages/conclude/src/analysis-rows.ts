import { type Analysis, isUnverified, locateDatum, type Ref, type Result, refTo } from "@coppice/model";
import type { ArmContrast } from "./arm-contrast.ts";
import { perReview } from "./memo.ts";
import { type ResultEffect, resultEffect } from "./result-effect.ts";
import {
  type IndexedStudy,
  interventionName,
  outcomeOf,
  type ReviewIndex,
  resultPointer,
} from "./review-index.ts";

/** One study's effect in a planned synthesis, whatever the date. */
export interface CandidateRow {
  readonly indexed: IndexedStudy;
  readonly result: Result;
  readonly effect: ResultEffect;
  readonly sides: ArmContrast;
  readonly ref: Ref;
  readonly from: readonly Ref[];
  readonly unverified: boolean;
}

export interface AnalysisCandidates {
  readonly rows: readonly CandidateRow[];
  readonly notPooled: readonly { readonly indexed: IndexedStudy; readonly reason: string }[];
  readonly comparatorName: string;
  readonly outcomeName: string;
  readonly better: "higher" | "lower";
}

function sidesFor(each: IndexedStudy, analysis: Analysis): ArmContrast | undefined {
  const candidates = [...each.contrasts, ...(analysis.against.includes("add-on") ? each.addOns : [])];
  return candidates.find((sides) => sides.comparators.every((id) => analysis.against.includes(id)));
}

/** The results of a study for this analysis, the preferred first: by outcome, then by set of patients and periods. */
function resultsFor(each: IndexedStudy, analysis: Analysis): readonly Result[] {
  const pinned = analysis.use[each.study.id];
  if (pinned !== undefined) return each.study.results.filter((result) => result.id === pinned.result);
  const rank = (result: Result) => {
    const set = result.paired !== undefined && analysis.sets.includes("paired") ? "paired" : result.set;
    return [analysis.outcomes.indexOf(result.outcome), analysis.sets.indexOf(set)] as const;
  };
  return each.study.results
    .filter((result) => rank(result).every((place) => place >= 0))
    .sort((a, b) => rank(a)[0] - rank(b)[0] || rank(a)[1] - rank(b)[1]);
}

function rowFor(
  each: IndexedStudy,
  analysis: Analysis,
  index: ReviewIndex,
): CandidateRow | string | undefined {
  const sides = sidesFor(each, analysis);
  if (sides === undefined) return undefined;
  const excepted = analysis.except[each.study.id];
  if (excepted !== undefined) return excepted;
  if (!each.decides && analysis.allocation === "randomised") return "not randomised: shown, not pooled";
  const results = resultsFor(each, analysis);
  if (results.length === 0)
    return `does not report ${outcomeNames(analysis, index)} for the whole comparison`;
  for (const result of results) {
    const effect = resultEffect(result, sides, analysis.measure);
    if (effect === undefined) continue;
    const pointer = resultPointer(each.study, result);
    const from = effect.pointers.map((inside) => refTo(each.study, `${pointer}${inside}`));
    return {
      indexed: each,
      result,
      effect: { ...effect, patients: effect.patients ?? each.patients },
      sides,
      ref: `effect/${analysis.id}:${each.study.id}`,
      from,
      unverified: effect.pointers.some((inside) =>
        isUnverified(locateDatum(each.study, `${pointer}${inside}`)?.from ?? []),
      ),
    };
  }
  return `reports ${outcomeNames(analysis, index)} without the figures that ${analysis.measure} needs`;
}

function outcomeNames(analysis: Analysis, index: ReviewIndex): string {
  return analysis.outcomes
    .map((id) => outcomeOf(index, analysis.condition, id)?.outcome.name.toLowerCase() ?? id)
    .join(" or ");
}

const remembered = perReview<Analysis, AnalysisCandidates>();

/** Which studies can enter an analysis, with which effect, and why the others cannot. Computed once an analysis. */
export function candidatesOf(index: ReviewIndex, analysis: Analysis): AnalysisCandidates {
  return remembered(index, analysis, () => findCandidates(index, analysis));
}

/** The planned comparators that some study has, or all of them where none has. */
function comparatorsIn(rows: readonly CandidateRow[], analysis: Analysis): readonly string[] {
  const met = analysis.against.filter((id) => rows.some((row) => row.sides.comparators.includes(id)));
  return met.length > 0 ? met : analysis.against;
}

function findCandidates(index: ReviewIndex, analysis: Analysis): AnalysisCandidates {
  const rows: CandidateRow[] = [];
  const notPooled: { indexed: IndexedStudy; reason: string }[] = [];
  for (const each of index.studiesOf.get(analysis.condition) ?? []) {
    if (!each.counts) continue;
    const row = rowFor(each, analysis, index);
    if (typeof row === "string") notPooled.push({ indexed: each, reason: row });
    else if (row !== undefined) rows.push(row);
  }
  const outcome = outcomeOf(index, analysis.condition, analysis.outcomes[0]!)?.outcome;
  return {
    rows,
    notPooled,
    comparatorName: comparatorsIn(rows, analysis)
      .map((id) => interventionName(index.protocol, id))
      .join(" or "),
    outcomeName: outcome?.name ?? analysis.outcomes[0]!,
    better: outcome?.better ?? rows[0]?.result.better ?? "higher",
  };
}
