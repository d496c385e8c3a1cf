import { criticalValue } from "../pool/critical-value.ts";
import { poolRandom, type RandomOptions } from "../pool/pool-random.ts";
import type { Effect } from "../pool/study-data.ts";
import { type Result, success } from "../result.ts";

export interface ShrunkenEffect {
  /** Index in the effects given. */
  readonly study: number;
  /** Best linear unbiased prediction of the study's true effect: its own estimate drawn towards the mean. */
  readonly estimate: number;
  readonly se: number;
  readonly low: number;
  readonly high: number;
  /** The prediction's distance from the mean, with its own standard error. */
  readonly deviation: number;
  readonly deviationSe: number;
  readonly deviationLow: number;
  readonly deviationHigh: number;
  /** Share of the study's own estimate in the prediction: tau2 / (tau2 + v). */
  readonly reliability: number;
}

/** Predictions of the studies' true effects in a random-effects model (Raudenbush & Bryk 1985; Robinson 1991). */
export function shrunkenEffects(
  effects: readonly Effect[],
  options: RandomOptions = {},
): Result<readonly ShrunkenEffect[]> {
  const fitted = poolRandom(effects, options);
  if (!fitted.ok) return fitted;
  const { estimate: mean, se: meanSe, tau2, df, level } = fitted.value;
  const quantile = criticalValue(level, df);
  return success(
    effects.map(({ yi, vi }, study) => {
      const reliability = tau2 / (tau2 + vi);
      const estimate = reliability * yi + (1 - reliability) * mean;
      const within = reliability * vi;
      const se = Math.sqrt(within + (1 - reliability) ** 2 * meanSe ** 2);
      const deviation = reliability * (yi - mean);
      const deviationSe = Math.sqrt(within + reliability ** 2 * meanSe ** 2);
      return {
        study,
        estimate,
        se,
        low: estimate - quantile * se,
        high: estimate + quantile * se,
        deviation,
        deviationSe,
        deviationLow: deviation - quantile * deviationSe,
        deviationHigh: deviation + quantile * deviationSe,
        reliability,
      };
    }),
  );
}
