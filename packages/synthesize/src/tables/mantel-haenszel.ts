/** Mantel-Haenszel pooling of 2x2 tables: single zero cells need no filling. */

import { sumBy, sumOf } from "@coppice/numeric";
import { type Cells, type Counts, cellsOf, type ZeroCellOptions } from "../binary/counts.ts";
import { oddsRatio } from "../binary/odds-ratio.ts";
import { riskDifference } from "../binary/risk-difference.ts";
import { riskRatio } from "../binary/risk-ratio.ts";
import { noStudies } from "../problems.ts";
import { failure, type Result, sound } from "../result.ts";
import { breslowDay, type HomogeneityTests } from "./breslow-day.ts";
import { type ChiSquareTest, chiSquareTest, type PooledTables, pooledTables } from "./pooled-ratio.ts";

export interface MantelHaenszelOptions {
  /** Default `RR`. */
  readonly measure?: "OR" | "RR" | "RD";
  /** Default 0.95. */
  readonly level?: number;
  /** Continuity correction of the Cochran-Mantel-Haenszel test; default true. */
  readonly continuityCorrection?: boolean;
  /** Zero-cell rule of each study's own effect; default: 0.5 into tables with a zero cell, double-zero studies dropped. */
  readonly studies?: ZeroCellOptions;
  /** Zero-cell rule of the tables that are pooled; default: none. */
  readonly tables?: ZeroCellOptions;
}

export interface MantelHaenszelResult extends PooledTables {
  /** The Cochran-Mantel-Haenszel test; only for the odds ratio. */
  readonly association: ChiSquareTest | null;
  /** Breslow-Day and Tarone tests that the odds ratios are equal; only for the odds ratio. */
  readonly homogeneity: HomogeneityTests | null;
}

interface Estimate {
  readonly estimate: number;
  readonly variance: number;
  readonly weights: readonly number[];
}

const size = ({ n1, n2 }: Cells): number => n1 + n2;

/** Robins, Breslow & Greenland (1986, equation 6) for the variance. */
function pooledOddsRatio(cells: readonly Cells[]): Estimate {
  const r = (x: Cells): number => (x.a * x.d) / size(x);
  const s = (x: Cells): number => (x.b * x.c) / size(x);
  const p = (x: Cells): number => (x.a + x.d) / size(x);
  const q = (x: Cells): number => (x.b + x.c) / size(x);
  const R = sumBy(cells, r);
  const S = sumBy(cells, s);
  return {
    estimate: Math.log(R / S),
    variance:
      0.5 *
      (sumBy(cells, (x) => p(x) * r(x)) / (R * R) +
        sumBy(cells, (x) => p(x) * s(x) + q(x) * r(x)) / (R * S) +
        sumBy(cells, (x) => q(x) * s(x)) / (S * S)),
    weights: cells.map(s),
  };
}

/** Greenland & Robins (1985, equation 13). */
function pooledRiskRatio(cells: readonly Cells[]): Estimate {
  const R = sumBy(cells, (x) => (x.a * x.n2) / size(x));
  const S = sumBy(cells, (x) => (x.c * x.n1) / size(x));
  const D = sumBy(cells, (x) => (x.n1 / size(x)) * (x.n2 / size(x)) * (x.a + x.c) - (x.a * x.c) / size(x));
  return {
    estimate: Math.log(R / S),
    variance: D / (R * S),
    weights: cells.map((x) => (x.c * x.n1) / size(x)),
  };
}

/** Sato, Greenland & Robins (1989), consistent both for many small and for few large tables. */
function pooledRiskDifference(cells: readonly Cells[]): Estimate {
  const weights = cells.map((x) => (x.n1 * x.n2) / size(x));
  const W = sumOf(weights);
  const estimate = sumBy(cells, (x) => (x.a * x.n2 - x.c * x.n1) / size(x)) / W;
  const P = sumBy(
    cells,
    (x) =>
      x.c * (x.n1 / size(x)) ** 2 -
      x.a * (x.n2 / size(x)) ** 2 +
      ((x.n1 / size(x)) * (x.n2 / size(x)) * (x.n2 - x.n1)) / 2,
  );
  const Q = sumBy(cells, (x) => (x.a * x.d + x.c * x.b) / (2 * size(x)));
  return { estimate, variance: (estimate * P + Q) / (W * W), weights };
}

const pooled = { OR: pooledOddsRatio, RR: pooledRiskRatio, RD: pooledRiskDifference };
const single = { OR: oddsRatio, RR: riskRatio, RD: riskDifference };
const names = { OR: "odds ratio", RR: "risk ratio", RD: "risk difference" };

/** The Cochran-Mantel-Haenszel test of no association (Mantel & Haenszel 1959). */
function associationTest(cells: readonly Cells[], corrected: boolean): ChiSquareTest | null {
  const difference = Math.abs(sumBy(cells, (x) => x.a - (x.n1 * (x.a + x.c)) / size(x)));
  const variance = sumBy(
    cells,
    (x) => (x.n1 / size(x)) * (x.n2 / size(x)) * (x.a + x.c) * ((x.b + x.d) / (size(x) - 1)),
  );
  if (!(variance > 0)) return null;
  return chiSquareTest((difference - (corrected ? 0.5 : 0)) ** 2 / variance, 1);
}

/** The Mantel-Haenszel odds ratio, risk ratio (both as logarithms) or risk difference. */
export function mantelHaenszel(
  tables: readonly Counts[],
  options: MantelHaenszelOptions = {},
): Result<MantelHaenszelResult> {
  const { measure = "RR", level = 0.95, continuityCorrection = true } = options;
  if (tables.length === 0) {
    return noStudies();
  }
  const cells: Cells[] = [];
  for (const [index, table] of tables.entries()) {
    const result = cellsOf(table, { rule: "none", ...options.tables });
    if (!result.ok) {
      const [problem] = result.problems;
      return failure(problem!.code, `Study ${index + 1}: ${problem!.message}`);
    }
    cells.push(result.value);
  }
  const { estimate, variance, weights } = pooled[measure](cells);
  if (!Number.isFinite(estimate) || !(variance > 0)) {
    return failure(
      "not-estimable",
      `The Mantel-Haenszel ${names[measure]} of ${tables.length} studies does not exist: an arm has no events (or non-events); choose a zero-cell rule or a risk difference.`,
    );
  }
  const own = { dropDoubleZero: true, ...options.studies };
  const effects = tables.map((table) => {
    const effect = single[measure](table, own);
    return effect.ok && effect.value.vi > 0 ? effect.value : null;
  });
  const result = pooledTables({
    model: "mantel-haenszel",
    estimate,
    se: Math.sqrt(variance),
    level,
    weights,
    effects,
    method: `Mantel-Haenszel ${names[measure]}, common effect`,
  });
  if (!result.ok) return result;
  const tested: MantelHaenszelResult = {
    ...result.value,
    association: measure === "OR" ? associationTest(cells, continuityCorrection) : null,
    homogeneity: measure === "OR" ? breslowDay(cells, estimate) : null,
  };
  return sound(tested, () =>
    failure("out-of-range", "The counts are too far apart for the tests of homogeneity."),
  );
}
