/** The parts that results pooled from tables have in common. */

import { chiSquareUpper, sumBy, sumOf } from "@coppice/numeric";
import type { EffectSize } from "../effect-size.ts";
import { fromQ } from "../pool/heterogeneity.ts";
import { waldTest } from "../pool/pooled-mean.ts";
import type { PooledResult } from "../pool/pooled-result.ts";
import { badLevel } from "../problems.ts";
import { failure, type Result, sound } from "../result.ts";

/** A chi-square test. */
export interface ChiSquareTest {
  readonly statistic: number;
  readonly df: number;
  readonly pValue: number;
}

export function chiSquareTest(statistic: number, df: number): ChiSquareTest {
  return { statistic, df, pValue: df > 0 ? chiSquareUpper(statistic, df) : 1 };
}

export interface PooledTables extends PooledResult {
  /** Each study's own effect, null where the study has none: these give Q, and the lines of a forest plot. */
  readonly effects: readonly (EffectSize | null)[];
}

export interface PooledTablesParts {
  readonly model: "mantel-haenszel" | "peto";
  readonly estimate: number;
  readonly se: number;
  readonly level: number;
  /** Not yet in per cent. */
  readonly weights: readonly number[];
  readonly effects: readonly (EffectSize | null)[];
  /** Cochran's Q around the pooled estimate, when it is not to be computed from `effects`. */
  readonly q?: number;
  readonly method: string;
}

/** A result with a normal test and no between-study variance; a problem when its level is none or its numbers overflowed. */
export function pooledTables(parts: PooledTablesParts): Result<PooledTables> {
  const { estimate, se, level, effects, weights } = parts;
  const broken = badLevel(level);
  if (broken !== null) return broken;
  const estimable = effects.filter((effect) => effect !== null);
  const q = parts.q ?? sumBy(estimable, ({ yi, vi }) => (yi - estimate) ** 2 / vi);
  const qDf = Math.max(0, estimable.length - 1);
  const total = sumOf(weights);
  const { i2FromQ, h2FromQ } = fromQ(q, qDf);
  const left = effects.length - estimable.length;
  const result: PooledTables = {
    model: parts.model,
    k: effects.length,
    estimate,
    se,
    ...waldTest(estimate, se, null, level),
    level,
    test: "z",
    df: null,
    tau2: 0,
    tau2Se: null,
    tau2Interval: null,
    i2: i2FromQ,
    h2: h2FromQ,
    i2FromQ,
    q,
    qDf,
    qP: chiSquareTest(q, qDf).pValue,
    typicalVariance: null,
    scaleFactor: 1,
    weights: weights.map((weight) => (100 * weight) / total),
    prediction: null,
    convergence: { converged: true, iterations: 0, boundary: false, secondMode: null },
    method: parts.method,
    notes:
      left > 0
        ? [`${left} of ${effects.length} studies have no effect of their own and do not enter Q.`]
        : [],
    effects,
  };
  return sound(result, () =>
    failure("out-of-range", "The counts are too large to be computed with; check them."),
  );
}
