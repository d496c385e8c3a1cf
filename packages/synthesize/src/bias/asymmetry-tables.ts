/** Tests of funnel plot asymmetry for 2x2 tables, which do not suffer from the correlation of a log odds ratio and its variance. */
import type { Counts } from "../binary/counts.ts";
import { observedMinusExpected } from "../binary/peto-odds-ratio.ts";
import { correctedMantelHaenszel } from "../corrected-tables/corrected-mantel-haenszel.ts";
import type { Result } from "../result.ts";
import { hypergeometricMoments } from "./asymmetry-hypergeometric.ts";
import { asymmetryRank, type RankOptions } from "./asymmetry-rank.ts";
import { asymmetryRegression } from "./asymmetry-regression.ts";
import type { AsymmetryTest } from "./asymmetry-test.ts";

/** Tables with events and non-events: the others have no score. */
const informative = (tables: readonly Counts[]): readonly Counts[] =>
  tables.filter(({ events1, n1, events2, n2 }) => events1 + events2 > 0 && events1 + events2 < n1 + n2);

/**
 * Harbord, Egger & Sterne 2006 (Statistics in Medicine 25:3443): efficient score over its variance, Z/V, on 1/sqrt(V), weights V;
 * Z and V are those of the log odds ratio at 0.
 */
export function harbordTest(tables: readonly Counts[]): Result<AsymmetryTest> {
  return asymmetryRegression(
    informative(tables).map(({ events1, n1, events2, n2 }) => {
      const { observedMinusExpected: z, variance } = observedMinusExpected(
        events1,
        n1 - events1,
        events2,
        n2 - events2,
      );
      return { x: 1 / Math.sqrt(variance), y: z / variance, weight: variance };
    }),
    "Harbord",
    "Weighted regression of the efficient score over its variance on the inverse root of the variance",
  );
}

export interface TableEffect extends Counts {
  /** The study's log odds ratio (or another effect). */
  readonly yi: number;
}

/** Peters et al. 2006 (JAMA 295:676): effect on 1/n, weights (1/events + 1/non-events)^-1 of both arms together. */
export function petersTest(tables: readonly TableEffect[]): Result<AsymmetryTest> {
  return asymmetryRegression(
    tables.map(({ yi, events1, n1, events2, n2 }) => {
      const n = n1 + n2;
      const events = events1 + events2;
      return { x: 1 / n, y: yi, weight: (events / n) * (n - events) };
    }),
    "Peters",
    "Weighted regression of the effect on the inverse of the number of people",
  );
}

/**
 * Schwarzer, Antes & Schumacher 2007 (Statistics in Medicine 26:721): Kendall's correlation of the standardized number of events
 * in arm 1 with the inverse of its variance, both of the non-central hypergeometric distribution at the Mantel-Haenszel odds ratio.
 */
export function schwarzerTest(tables: readonly Counts[], options: RankOptions = {}): Result<AsymmetryTest> {
  const used = informative(tables);
  const pooled = correctedMantelHaenszel(used, "OR");
  if (!pooled.ok) return pooled;
  const moments = used.map((table) => hypergeometricMoments(table, pooled.value.estimate));
  return asymmetryRank(
    used.map(({ events1 }, i) => (events1 - moments[i]!.mean) / Math.sqrt(moments[i]!.variance)),
    moments.map(({ variance }) => 1 / variance),
    "Schwarzer",
    "Rank correlation of the standardized number of events and the inverse of its variance",
    options,
  );
}
