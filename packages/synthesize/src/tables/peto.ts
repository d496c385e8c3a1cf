import { type Counts, cellsOf, type ZeroCellOptions } from "../binary/counts.ts";
import { observedMinusExpected, petoOddsRatio } from "../binary/peto-odds-ratio.ts";
import { noStudies } from "../problems.ts";
import { failure, type Result } from "../result.ts";
import { type PooledTables, pooledTables } from "./pooled-ratio.ts";

export interface PetoOptions {
  /** Default 0.95. */
  readonly level?: number;
  /** Zero-cell rule of each study's own effect; default: 0.5 into tables with a zero cell, double-zero studies dropped. */
  readonly studies?: ZeroCellOptions;
}

/**
 * Peto's one-step log odds ratio sum(O - E) / sum(V) (Yusuf et al. 1985). Good for rare events, balanced arms and small
 * effects; biased when arms are very unequal or effects large (Greenland & Salvan 1990).
 */
export function peto(tables: readonly Counts[], options: PetoOptions = {}): Result<PooledTables> {
  const { level = 0.95 } = options;
  if (tables.length === 0) {
    return noStudies();
  }
  let excess = 0;
  let information = 0;
  let q = 0;
  const weights: number[] = [];
  for (const [index, table] of tables.entries()) {
    const result = cellsOf(table, { rule: "none" });
    if (!result.ok) {
      const [problem] = result.problems;
      return failure(problem!.code, `Study ${index + 1}: ${problem!.message}`);
    }
    const { a, b, c, d } = result.value;
    const { observedMinusExpected: oe, variance } = observedMinusExpected(a, b, c, d);
    weights.push(variance);
    if (variance === 0) continue;
    excess += oe;
    information += variance;
    q += (oe * oe) / variance;
  }
  if (!(information > 0)) {
    return failure(
      "not-estimable",
      `None of the ${tables.length} studies has both events and non-events; choose a risk difference.`,
    );
  }
  const own = { dropDoubleZero: true, ...options.studies };
  const effects = tables.map((table) => {
    const effect = petoOddsRatio(table, own);
    return effect.ok ? effect.value : null;
  });
  return pooledTables({
    model: "peto",
    estimate: excess / information,
    se: 1 / Math.sqrt(information),
    level,
    weights,
    effects,
    q: Math.max(0, q - (excess * excess) / information),
    method: "Peto odds ratio, common effect",
  });
}
