import { type PoolOptions, pool } from "../pool/pool.ts";
import { type Effect, outOfRange } from "../pool/study-data.ts";
import { tooFewStudies } from "../problems.ts";
import { type Result, sound, success } from "../result.ts";
import { poolerOf } from "../sensitivity/pooling.ts";

export interface BaujatPoint {
  /** Index in the effects given. */
  readonly study: number;
  /** Squared Pearson residual: what the study adds to the heterogeneity. */
  readonly heterogeneity: number;
  /** Squared standardised change of the pooled effect without the study. */
  readonly influence: number;
}

/** The points of Baujat et al.'s (2002) plot: which studies make the heterogeneity, and which of them move the result. */
export function baujat(effects: readonly Effect[], options: PoolOptions): Result<readonly BaujatPoint[]> {
  const pooler = poolerOf(options.model === "random" ? { ...options, tau2Interval: false } : options);
  if (!pooler.ok) return pooler;
  const whole = pooler.value(effects);
  if (!whole.ok) return whole;
  if (effects.length < 2) {
    return tooFewStudies(effects.length, 2);
  }
  const points: BaujatPoint[] = [];
  for (const [study, { yi, vi }] of effects.entries()) {
    const without = pooler.value(effects.filter((_, i) => i !== study));
    if (!without.ok) return without;
    // Identical effects have a Hartung-Knapp standard error of 0 and move nothing.
    const change = whole.value.estimate - without.value.estimate;
    points.push({
      study,
      heterogeneity: ((yi - whole.value.estimate) / Math.sqrt(vi + whole.value.tau2)) ** 2,
      influence: change === 0 ? 0 : (change / without.value.se) ** 2,
    });
  }
  return sound(points, () => outOfRange(effects));
}

export interface RadialPlot {
  readonly points: readonly {
    readonly study: number;
    /** 1 / sqrt(v + tau2): precision. */
    readonly x: number;
    /** yi / sqrt(v + tau2): the effect in its own standard deviations. */
    readonly y: number;
  }[];
  /** Slope of the line from the origin: the pooled effect. */
  readonly estimate: number;
  readonly ciLow: number;
  readonly ciHigh: number;
}

/** Galbraith's (1988) radial plot. */
export function radialPlot(effects: readonly Effect[], options: PoolOptions): Result<RadialPlot> {
  const whole = pool(effects, options);
  if (!whole.ok) return whole;
  const { estimate, ciLow, ciHigh, tau2 } = whole.value;
  return success({
    points: effects.map(({ yi, vi }, study) => {
      const sd = Math.sqrt(vi + tau2);
      return { study, x: 1 / sd, y: yi / sd };
    }),
    estimate,
    ciLow,
    ciHigh,
  });
}
