/** A fail-safe N for any model of one mean (Viechtbauer 2024), which contains Orwin's and Rosenberg's as common-effect cases. */
import { normalUpper, sumBy } from "@coppice/numeric";
import { type PoolOptions, pool } from "../pool/pool.ts";
import { type Effect, outOfRange, studyData } from "../pool/study-data.ts";
import { failure, type Result, sound } from "../result.ts";

/** A mean with its normal test. */
export interface MeanWithNulls {
  readonly estimate: number;
  readonly se: number;
  readonly tau2: number;
  /** Two-sided, normal. */
  readonly pValue: number;
}

/**
 * The mean after `count` studies that average no effect have joined those of a fit. They are as precise as the harmonic mean of
 * the variances and as heterogeneous as the others, so that the variance between all of them is that of two groups:
 * ((k - 1) tau2 + (N - 1) tau2 + k N / (k + N) estimate^2) / (k + N - 1).
 */
export function meanWithNulls(
  effects: readonly Effect[],
  fit: { readonly model?: unknown; readonly estimate: number; readonly tau2: number },
  count: number,
): MeanWithNulls {
  const k = effects.length;
  const n = k + count;
  const between = ((k * count) / n) * fit.estimate ** 2;
  const common = fit.model === "common";
  const tau2 = common ? 0 : count === 0 ? fit.tau2 : ((n - 2) * fit.tau2 + between) / (n - 1);
  const harmonic = k / sumBy(effects, ({ vi }) => 1 / vi);
  let total = count / (harmonic + tau2);
  let weighted = 0;
  for (const { yi, vi } of effects) {
    const w = 1 / (vi + tau2);
    total += w;
    weighted += w * yi;
  }
  const estimate = weighted / total;
  const se = 1 / Math.sqrt(total);
  return { estimate, se, tau2, pValue: 2 * normalUpper(Math.abs(estimate) / se) };
}

export interface FailSafeGeneral {
  /** The smallest number that undoes the result; 0 when there is nothing to undo. */
  readonly studies: number;
  readonly original: MeanWithNulls;
  /** The mean with that many null studies. */
  readonly added: MeanWithNulls;
  /** What the mean was to come down to; null when its significance was to be lost. */
  readonly target: number | null;
}

export interface FailSafeGeneralOptions {
  /** Significance level to be lost (two-sided, normal test); default 0.05. */
  readonly alpha?: number;
  /** Effect to be brought down to instead; only its size counts. */
  readonly target?: number;
}

const MOST = 1e7;

/**
 * How many studies that average no effect would make the mean of a common- or random-effects model insignificant, or bring it
 * down to a target. Unlike studies without any effect at all, they do not make tau2 vanish when there are many.
 */
export function failSafeGeneral(
  effects: readonly Effect[],
  pooling: PoolOptions,
  options: FailSafeGeneralOptions = {},
): Result<FailSafeGeneral> {
  const { alpha = 0.05, target } = options;
  if (!(alpha > 0 && alpha < 1)) {
    return failure("bad-alpha", `The significance level is ${alpha}; give a fraction below 1, as 0.05.`);
  }
  if (target !== undefined && !(Number.isFinite(target) && target !== 0)) {
    return failure("bad-target", `The target effect is ${target}; give a value between 0 and the estimate.`);
  }
  const fitted = pool(effects, pooling.model === "random" ? { ...pooling, tau2Interval: false } : pooling);
  if (!fitted.ok) return fitted;
  const data = studyData(effects);
  if (!data.ok) return data;
  const { y, v, unit } = data.value;
  const scaled = y.map((yi, i) => ({ yi, vi: v[i]! }));
  const { model, estimate, tau2 } = fitted.value;
  const scaledFit = { model, estimate: estimate / unit, tau2: tau2 / unit ** 2 };
  const at = (count: number): MeanWithNulls => {
    const mean = meanWithNulls(scaled, scaledFit, count);
    return {
      ...mean,
      estimate: mean.estimate * unit,
      se: mean.se * unit,
      tau2: mean.tau2 * unit ** 2,
    };
  };
  const undone = ({ pValue, estimate }: MeanWithNulls): boolean =>
    target === undefined ? pValue >= alpha : Math.abs(estimate) <= Math.abs(target);
  // The mean comes nearer to 0 with every study: double until it is near enough, then halve the bracket.
  let low = -1;
  let high = 0;
  while (!undone(at(high))) {
    if (high >= MOST) {
      return failure("no-number", `Not even ${MOST} null results undo the effect.`);
    }
    low = high;
    high = Math.min(MOST, Math.max(1, 2 * high));
  }
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (undone(at(middle))) high = middle;
    else low = middle;
  }
  const original = at(0);
  const result: FailSafeGeneral = {
    studies: high,
    original,
    added: at(high),
    target: target === undefined ? null : Math.abs(target) * (original.estimate < 0 ? -1 : 1),
  };
  return sound(result, () => outOfRange(effects));
}
