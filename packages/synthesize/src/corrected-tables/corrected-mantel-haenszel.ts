/** Mantel-Haenszel pooling of tables with continuity corrections, as package meta and RevMan 5 do it. */
import { sumBy } from "@coppice/numeric";
import type { Counts } from "../binary/counts.ts";
import { failure, type Result, success } from "../result.ts";
import { type ArmIncrements, type CorrectionOptions, increments, isDoubleZero } from "./increments.ts";

export interface CorrectedMantelHaenszelOptions extends CorrectionOptions {
  /** True pools the tables as they are, without corrections; default false. */
  readonly exact?: boolean;
}

export interface CorrectedMantelHaenszel {
  /** On the log scale for ratios. */
  readonly estimate: number;
  readonly se: number;
  /** Not in per cent: c n1 / n, b c / n or n1 n2 / n; 0 for a table left out. */
  readonly weights: readonly number[];
}

interface CorrectedCells {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
  readonly n1: number;
  readonly n2: number;
  readonly n: number;
  /** The observed difference of the risks. */
  readonly difference: number;
}

function correct({ events1, n1, events2, n2 }: Counts, { arm1, arm2 }: ArmIncrements): CorrectedCells {
  return {
    a: events1 + arm1,
    b: n1 - events1 + arm1,
    c: events2 + arm2,
    d: n2 - events2 + arm2,
    n1: n1 + 2 * arm1,
    n2: n2 + 2 * arm2,
    n: n1 + n2 + 2 * arm1 + 2 * arm2,
    difference: events1 / n1 - events2 / n2,
  };
}

type Sum = (f: (cell: CorrectedCells) => number) => number;

interface Estimate {
  readonly estimate: number;
  readonly variance: number;
  readonly weight: (cell: CorrectedCells) => number;
}

/** Robins, Breslow & Greenland (1986, equation 6). */
function logOddsRatio(sum: Sum): Estimate {
  const weight = (x: CorrectedCells): number => (x.b * x.c) / x.n;
  const r = (x: CorrectedCells): number => (x.a * x.d) / x.n;
  const p = (x: CorrectedCells): number => (x.a + x.d) / x.n;
  const q = (x: CorrectedCells): number => (x.b + x.c) / x.n;
  const R = sum(r);
  const S = sum(weight);
  const variance =
    sum((x) => p(x) * r(x)) / (2 * R * R) +
    sum((x) => p(x) * weight(x) + q(x) * r(x)) / (2 * R * S) +
    sum((x) => q(x) * weight(x)) / (2 * S * S);
  return { estimate: Math.log(R / S), variance, weight };
}

/** Greenland & Robins (1985, equation 13). */
function logRiskRatio(sum: Sum): Estimate {
  const weight = (x: CorrectedCells): number => (x.c * x.n1) / x.n;
  const R = sum((x) => (x.a * x.n2) / x.n);
  const S = sum(weight);
  const D = sum((x) => (x.n1 / x.n) * (x.n2 / x.n) * (x.a + x.c) - (x.a / x.n) * x.c);
  return { estimate: Math.log(R / S), variance: D / (R * S), weight };
}

/** The difference with Greenland & Robins' (1985) variance. */
function riskDifference(sum: Sum): Estimate {
  const weight = (x: CorrectedCells): number => (x.n1 / x.n) * x.n2;
  const total = sum(weight);
  const variance = sum((x) => weight(x) ** 2 * ((x.a * x.b) / x.n1 ** 3 + (x.c * x.d) / x.n2 ** 3));
  return {
    estimate: sum((x) => weight(x) * x.difference) / total,
    variance: variance / (total * total),
    weight,
  };
}

const estimators = { OR: logOddsRatio, RR: logRiskRatio, RD: riskDifference };

/** The pooled ratio (as a logarithm) or difference; double-zero tables are left out of ratios unless kept by option. */
export function correctedMantelHaenszel(
  tables: readonly Counts[],
  measure: "OR" | "RR" | "RD",
  options: CorrectedMantelHaenszelOptions = {},
): Result<CorrectedMantelHaenszel> {
  const { exact = false, keepDoubleZero = false } = options;
  const added = exact
    ? tables.map((): ArmIncrements => ({ arm1: 0, arm2: 0 }))
    : increments(tables, measure, options);
  const enters = tables.map((table) => measure === "RD" || keepDoubleZero || !isDoubleZero(table));
  const cells = tables.map((table, i) => correct(table, added[i]!));
  const used = cells.filter((_, i) => enters[i]);
  const sum: Sum = (f) => sumBy(used, (cell) => f(cell));
  const { estimate, variance, weight } = estimators[measure](sum);
  if (!Number.isFinite(estimate) || !(variance > 0)) {
    return failure(
      "not-estimable",
      `The Mantel-Haenszel estimate of ${tables.length} studies does not exist: an arm has no events (or non-events); choose a continuity correction or a risk difference.`,
    );
  }
  return success({
    estimate,
    se: Math.sqrt(variance),
    weights: cells.map((cell, i) => (enters[i] ? weight(cell) : 0)),
  });
}
