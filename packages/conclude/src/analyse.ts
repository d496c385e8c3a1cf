import type { Analysis } from "@coppice/model";
import { type PooledResult, poolCommon, poolRandom } from "@coppice/synthesize";
import { type AnalysisCandidates, type CandidateRow, candidatesOf } from "./analysis-rows.ts";
import type { AnalysisOutcome, AnalysisRow, DerivedValue, Pooled } from "./derivation.ts";
import { perReview } from "./memo.ts";
import { isRatio } from "./result-effect.ts";
import { type Horizon, isKnown, type ReviewIndex } from "./review-index.ts";
import { measureNames, plural, showInterval, showNumber, shownEffect } from "./show.ts";

/** An analysis at a date, with the values that its numbers can be asked about. */
export interface AnalysedAt {
  readonly outcome: AnalysisOutcome;
  readonly values: readonly DerivedValue[];
  /** Rows that were pooled. */
  readonly pooledRows: readonly CandidateRow[];
}

type Fit =
  | { readonly ok: true; readonly value: PooledResult }
  | { readonly ok: false; readonly problems: readonly { code: string; message: string }[] };

/** Pools rows as the analysis plans it; the interval of tau² is left out where nobody reads it. */
function fit(
  rows: readonly CandidateRow[],
  analysis: Analysis,
  { test = analysis.model.test, tau2Interval = false } = {},
): Fit {
  const effects = rows.map(({ effect }) => ({ yi: effect.yi, vi: effect.vi }));
  return analysis.model.effects === "common"
    ? poolCommon(effects)
    : poolRandom(effects, { tau2: analysis.model.tau2, test, tau2Interval });
}

function stateOf(row: CandidateRow, horizon: Horizon): AnalysisRow["state"] {
  if (isKnown(row.indexed, horizon)) return "in";
  return horizon.excluded.has(row.indexed.study.id) && (row.indexed.knownFrom ?? "9999") <= horizon.asOf
    ? "left-out"
    : "later";
}

interface PooledWithWeights {
  readonly pooled: Pooled | undefined;
  readonly weights: readonly number[];
  readonly failed: readonly { readonly code: string; readonly message: string }[];
}

function pooledOf(
  rows: readonly CandidateRow[],
  analysis: Analysis,
  scale: "log" | "identity",
): PooledWithWeights {
  if (rows.length === 0) return { pooled: undefined, weights: [], failed: [] };
  const fitted = fit(rows, analysis, { tau2Interval: true });
  if (!fitted.ok) return { pooled: undefined, weights: [], failed: fitted.problems };
  const result = fitted.value;
  const knapp = rows.length > 1 ? fit(rows, analysis, { test: "hk" }) : undefined;
  const back = scale === "log" ? Math.exp : (x: number) => x;
  const patients = rows.reduce((sum, row) => sum + (row.effect.patients ?? 0), 0);
  const pooled: Pooled = {
    k: result.k,
    patients,
    effect: shownEffect(result.estimate, result.se ** 2, scale, [result.ciLow, result.ciHigh]),
    pValue: result.pValue,
    tau2: result.tau2,
    tau2Interval: tau2IntervalOf(result),
    i2: result.i2,
    q: result.q,
    qDf: result.qDf,
    qP: result.qP,
    prediction:
      result.prediction === null || result.k < 3
        ? undefined
        : { low: back(result.prediction.low), high: back(result.prediction.high) },
    hartungKnapp: knapp?.ok ? { low: back(knapp.value.ciLow), high: back(knapp.value.ciHigh) } : undefined,
    method: rows.length === 1 ? "one study: its own effect" : result.method,
    ref: `pooled/${analysis.id}`,
  };
  return { pooled, weights: result.weights, failed: [] };
}

/** The interval of tau², where there is one: with few trials the data may allow no value at all. */
function tau2IntervalOf({ tau2Interval }: PooledResult): Pooled["tau2Interval"] {
  return tau2Interval === null || tau2Interval.state !== "interval"
    ? undefined
    : { low: tau2Interval.low, high: tau2Interval.high };
}

function rowView(
  row: CandidateRow,
  state: AnalysisRow["state"],
  weight: number,
  scale: "log" | "identity",
): AnalysisRow {
  const { indexed, effect } = row;
  return {
    study: indexed.study.id,
    label: indexed.study.label,
    published: indexed.published,
    result: row.result.id,
    state,
    experimental: effect.experimental,
    comparator: effect.comparator,
    ...(effect.counts !== undefined && { counts: effect.counts }),
    effect: shownEffect(effect.yi, effect.vi, scale),
    weight,
    patients: effect.patients,
    via: effect.via,
    unverified: row.unverified,
    ref: row.ref,
  };
}

function rowValue(row: CandidateRow, analysis: Analysis, scale: "log" | "identity"): DerivedValue {
  const shown = shownEffect(row.effect.yi, row.effect.vi, scale);
  const pinned = analysis.use[row.indexed.study.id];
  return {
    ref: row.ref,
    title: `${row.indexed.study.label}: ${measureNames[analysis.measure]}`,
    text: `${showNumber(shown.estimate)} (95% CI ${showInterval(shown)}), ${row.effect.via}`,
    how: [row.effect.how, pinned === undefined ? undefined : `this result was chosen: ${pinned.reason}`]
      .filter(Boolean)
      .join("; "),
    from: row.from,
  };
}

const remembered = perReview<string, AnalysedAt>();

/**
 * Pools an analysis over the studies known at a horizon. Studies published later stay in the rows, unweighted. The
 * result depends only on which studies are known and left out, and is kept by that.
 */
export function analyseAt(index: ReviewIndex, analysis: Analysis, horizon: Horizon): AnalysedAt {
  const candidates = candidatesOf(index, analysis);
  const states = candidates.rows.map((row) => stateOf(row, horizon));
  const waiting = candidates.notPooled.filter(({ indexed }) => isKnown(indexed, horizon));
  const key = `${analysis.id}|${states.join(",")}|${waiting.map(({ indexed }) => indexed.study.id).join(",")}`;
  return remembered(index, key, () => analyse(analysis, candidates, states, waiting));
}

function analyse(
  analysis: Analysis,
  candidates: AnalysisCandidates,
  states: readonly AnalysisRow["state"][],
  waiting: AnalysisCandidates["notPooled"],
): AnalysedAt {
  const scale = isRatio(analysis.measure) ? "log" : "identity";
  const pooledRows = candidates.rows.filter((_, i) => states[i] === "in");
  const { pooled, weights, failed } = pooledOf(pooledRows, analysis, scale);
  const rows = candidates.rows.map((row, i) =>
    rowView(row, states[i]!, weights[pooledRows.indexOf(row)] ?? 0, scale),
  );
  const outcome: AnalysisOutcome = {
    id: analysis.id,
    title: analysis.title,
    condition: analysis.condition,
    against: analysis.against,
    comparatorName: candidates.comparatorName,
    outcomeName: candidates.outcomeName,
    measure: analysis.measure,
    scale,
    better: candidates.better,
    decides: analysis.decides,
    rows,
    notPooled: waiting.map(({ indexed, reason }) => ({
      study: indexed.study.id,
      label: indexed.study.label,
      reason,
    })),
    pooled,
    cumulative: cumulativeOf(pooledRows, analysis, scale),
    leaveOneOut: leaveOneOutOf(pooledRows, analysis, scale),
    problems: failed.map(({ code, message }) => ({
      code,
      severity: "warning",
      message: `${analysis.title}: ${message}`,
      where: { document: `analysis/${analysis.id}` },
    })),
  };
  const values: DerivedValue[] = candidates.rows.map((row) => rowValue(row, analysis, scale));
  if (pooled !== undefined) values.push(pooledValue(pooled, analysis, pooledRows));
  return { outcome, values, pooledRows };
}

function pooledValue(pooled: Pooled, analysis: Analysis, rows: readonly CandidateRow[]): DerivedValue {
  const heterogeneity =
    pooled.k > 1 ? `; τ² ${pooled.tau2.toFixed(3)}${tau2Range(pooled)}, I² ${pooled.i2.toFixed(0)}%` : "";
  return {
    ref: pooled.ref,
    title: `Pooled ${measureNames[analysis.measure]}: ${analysis.title}`,
    text: `${showNumber(pooled.effect.estimate)} (95% CI ${showInterval(pooled.effect)}), ${plural(pooled.k, "trial")}, ${plural(pooled.patients, "patient")}${heterogeneity}`,
    how: pooled.method,
    from: rows.map((row) => row.ref),
  };
}

function tau2Range({ tau2Interval }: Pooled): string {
  return tau2Interval === undefined
    ? ""
    : ` (95% CI ${tau2Interval.low.toFixed(3)} to ${tau2Interval.high.toFixed(3)}, Q-profile)`;
}

function cumulativeOf(
  rows: readonly CandidateRow[],
  analysis: Analysis,
  scale: "log" | "identity",
): AnalysisOutcome["cumulative"] {
  return rows.flatMap((row, i) => {
    const fitted = fit(rows.slice(0, i + 1), analysis);
    if (!fitted.ok) return [];
    const { estimate, se, ciLow, ciHigh } = fitted.value;
    return [
      {
        label: row.indexed.study.label,
        published: row.indexed.published ?? "",
        effect: shownEffect(estimate, se ** 2, scale, [ciLow, ciHigh]),
        k: i + 1,
      },
    ];
  });
}

function leaveOneOutOf(
  rows: readonly CandidateRow[],
  analysis: Analysis,
  scale: "log" | "identity",
): AnalysisOutcome["leaveOneOut"] {
  if (rows.length < 2) return [];
  return rows.flatMap((row) => {
    const fitted = fit(
      rows.filter((other) => other !== row),
      analysis,
    );
    if (!fitted.ok) return [];
    const { estimate, se, ciLow, ciHigh } = fitted.value;
    return [
      {
        study: row.indexed.study.id,
        label: row.indexed.study.label,
        effect: shownEffect(estimate, se ** 2, scale, [ciLow, ciHigh]),
      },
    ];
  });
}
