/** Trim and fill: how many studies seem to be missing on one side of the funnel, and the pooled effect with them filled in. */

import { sumBy } from "@coppice/numeric";
import { type PoolOptions, pool } from "../pool/pool.ts";
import type { PooledResult } from "../pool/pooled-result.ts";
import type { Effect } from "../pool/study-data.ts";
import { tooFewStudies } from "../problems.ts";
import { interceptOnly } from "../regression/design.ts";
import { regress } from "../regression/regress.ts";
import { failure, type Result, success } from "../result.ts";
import { poolerOf } from "../sensitivity/pooling.ts";

export interface TrimAndFillOptions {
  /** Estimator of the number of missing studies (Duval & Tweedie 2000); default `L0`. */
  readonly estimator?: "L0" | "R0" | "Q0";
  /** The side on which studies are missing; `auto` (default) takes it from the slope of the effects on their standard errors. */
  readonly side?: "auto" | "left" | "right";
}

export interface TrimAndFill {
  readonly side: "left" | "right";
  /** Estimated number of missing studies. */
  readonly missing: number;
  readonly missingSe: number;
  /** One-sided p-value of no missing studies; only the estimator R0 gives one. */
  readonly missingP: number | null;
  /** The studies filled in: mirror images of the most extreme ones. */
  readonly filled: readonly Effect[];
  /** Studies and filled studies pooled together. */
  readonly result: PooledResult;
}

/** Half to even, so that a count estimated as 2.5 is 2 whatever its side. */
function roundHalfEven(x: number): number {
  const below = Math.floor(x);
  if (x - below !== 0.5) return Math.round(x);
  return below % 2 === 0 ? below : below + 1;
}

interface Missing {
  readonly count: number;
  readonly se: number;
}

/** Ranks of the absolute values, ties in the order of the values given. */
function signedRanks(centred: readonly number[]): readonly number[] {
  const order = centred
    .map((_, i) => i)
    .sort((a, b) => Math.abs(centred[a]!) - Math.abs(centred[b]!) || a - b);
  const ranks = new Array<number>(centred.length);
  for (const [rank, i] of order.entries()) ranks[i] = (rank + 1) * Math.sign(centred[i]!);
  return ranks;
}

/** The three estimators (Duval & Tweedie 2000, JASA 95:89, section 2) from effects centred at the pooled mean, missing on the left. */
function estimateMissing(centred: readonly number[], estimator: "L0" | "R0" | "Q0"): Missing {
  const k = centred.length;
  const ranks = signedRanks(centred);
  if (estimator === "R0") {
    const lowest = ranks.reduce((most, rank) => Math.max(most, -rank), 0);
    const count = Math.max(0, roundHalfEven(k - lowest - 1));
    return { count, se: Math.sqrt(2 * count + 2) };
  }
  const sum = sumBy(ranks, (rank) => Math.max(0, rank));
  const raw =
    estimator === "L0"
      ? (4 * sum - k * (k + 1)) / (2 * k - 1)
      : k - 0.5 - Math.sqrt(Math.max(0, 2 * k * k - 4 * sum + 0.25));
  const count = Math.max(0, roundHalfEven(raw));
  // The variance is of the estimate before it is rounded.
  const n = raw;
  const variance =
    (k * (k + 1) * (2 * k + 1) +
      10 * n ** 3 +
      27 * n ** 2 +
      17 * n -
      18 * k * n ** 2 -
      18 * k * n +
      6 * k ** 2 * n) /
    24;
  const divisor =
    estimator === "L0" ? (2 * k - 1) / 4 : 0.5 * Math.sqrt((k - 0.5) ** 2 - n * (2 * k - n - 1));
  return { count, se: Math.sqrt(Math.max(0, variance)) / divisor };
}

/** Where small studies are missing: left when effects grow with their standard errors, right when they fall. */
function sideOf(effects: readonly Effect[], options: PoolOptions): Result<"left" | "right"> {
  const design = interceptOnly(effects.length);
  const slope = regress(
    effects,
    { ...design, names: ["intrcpt", "standard error"], rows: effects.map(({ vi }) => [1, Math.sqrt(vi)]) },
    { ...options, test: "z" },
  );
  if (!slope.ok) return slope;
  const second = slope.value.coefficients[1];
  if (second === undefined) {
    return failure(
      "no-side",
      "All studies have the same standard error; name the side of the funnel to fill.",
    );
  }
  return success(second.estimate < 0 ? "right" : "left");
}

/**
 * Trims the studies without counterpart until their number settles, then fills their mirror images in (Duval & Tweedie 2000,
 * Biometrics 56:455). A sensitivity analysis: it assumes that the most extreme effects are the ones suppressed, and it errs
 * when studies differ for other reasons (Peters et al. 2007).
 */
export function trimAndFill(
  effects: readonly Effect[],
  pooling: PoolOptions,
  options: TrimAndFillOptions = {},
): Result<TrimAndFill> {
  const { estimator = "L0", side: asked = "auto" } = options;
  const pooler = poolerOf(pooling);
  if (!pooler.ok) return pooler;
  const whole = pooler.value(effects);
  if (!whole.ok) return whole;
  if (effects.length < 3) {
    return tooFewStudies(effects.length, 3);
  }
  const sided = asked === "auto" ? sideOf(effects, pooling) : success(asked);
  if (!sided.ok) return sided;
  const sign = sided.value === "right" ? -1 : 1;
  const k = effects.length;
  const sorted = effects.map(({ yi, vi }) => ({ yi: sign * yi, vi })).sort((a, b) => a.yi - b.yi);
  let missing: Missing = { count: 0, se: 0 };
  let centre = 0;
  let previous = -1;
  for (let iteration = 0; missing.count !== previous; iteration++) {
    if (iteration > 100) {
      return failure(
        "not-converged",
        "The number of missing studies did not settle in 100 steps; use another estimator.",
      );
    }
    previous = missing.count;
    const trimmed = pooler.value(sorted.slice(0, k - missing.count));
    if (!trimmed.ok) return trimmed;
    centre = trimmed.value.estimate;
    missing = estimateMissing(
      sorted.map(({ yi }) => yi - centre),
      estimator,
    );
    if (missing.count >= k) {
      return failure(
        "not-converged",
        "As many studies are missing as there are; the funnel cannot be mirrored.",
      );
    }
  }
  const filled = sorted.slice(k - missing.count).map(({ yi, vi }) => ({ yi: sign * (2 * centre - yi), vi }));
  const result = pool([...effects, ...filled], pooling);
  if (!result.ok) return result;
  return success({
    side: sided.value,
    missing: missing.count,
    missingSe: missing.se,
    missingP: estimator === "R0" ? 0.5 ** (missing.count + 1) : null,
    filled,
    result: result.value,
  });
}
