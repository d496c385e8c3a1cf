/** Standard errors and standard deviations from what papers print in their place (Cochrane Handbook, version 6, chapter 6). */

import { normalQuantile, studentQuantile } from "@coppice/numeric";
import { type Computed, checkNumbers, computed } from "../computed.ts";
import { criticalValue } from "../pool/critical-value.ts";
import { failure, type Result } from "../result.ts";

/** SD = SE sqrt(n). */
export function sdFromStandardError(se: number, n: number): Result<Computed> {
  const broken = checkNumbers({ se, n }, { se: "non-negative", n: "positive" });
  if (broken !== null) return broken;
  return computed({
    value: se * Math.sqrt(n),
    formula: "SD = SE sqrt(n)",
    inputs: { SE: se, n },
    source: "Cochrane Handbook, version 6, section 6.5.2.2",
  });
}

export interface IntervalOfMean {
  readonly low: number;
  readonly high: number;
  readonly n: number;
  /** Default 0.95. */
  readonly level?: number;
}

/** SD of one group from the confidence interval of its mean, by the t distribution with n - 1 df. */
export function sdFromInterval({ low, high, n, level = 0.95 }: IntervalOfMean): Result<Computed> {
  if (!(high > low) || !(n >= 2) || !(level > 0 && level < 1)) {
    return failure(
      "bad-interval",
      `The interval ${low} to ${high} of a mean of ${n} people at level ${level} cannot be; give low < high, at least 2 people and a level as 0.95.`,
    );
  }
  const t = -studentQuantile((1 - level) / 2, n - 1);
  return computed({
    value: (Math.sqrt(n) * (high - low)) / (2 * t),
    formula: "SD = sqrt(n) (high - low)/(2 t); t with n - 1 df",
    inputs: { low, high, n, t },
    assumptions: ["the interval was computed with the t distribution"],
    source: "Cochrane Handbook, version 6, section 6.5.2.2",
  });
}

/** The SE of an estimate from its confidence interval; df for a t distribution, else normal. */
export function standardErrorFromInterval(
  low: number,
  high: number,
  level = 0.95,
  df?: number,
): Result<Computed> {
  if (!(high > low) || !(level > 0 && level < 1)) {
    return failure(
      "bad-interval",
      `The interval ${low} to ${high} at level ${level} cannot be; give low < high and a level as 0.95.`,
    );
  }
  const z = criticalValue(level, df ?? null);
  return computed({
    value: (high - low) / (2 * z),
    formula: "SE = (high - low)/(2 z)",
    inputs: { low, high, z },
    assumptions: ["the interval is symmetric on this scale"],
    source: "Cochrane Handbook, version 6, section 6.3.1",
  });
}

/** The SE of an estimate from its two-sided p-value; df for a t distribution, else normal. */
export function standardErrorFromP(estimate: number, p: number, df?: number): Result<Computed> {
  if (!(p > 0 && p < 1) || estimate === 0) {
    return failure(
      "bad-p",
      `The estimate ${estimate} with p = ${p} has no standard error; give an exact p between 0 and 1 of an estimate other than 0.`,
    );
  }
  const z = df === undefined ? -normalQuantile(p / 2) : -studentQuantile(p / 2, df);
  return computed({
    value: Math.abs(estimate) / z,
    formula: "SE = |estimate|/z; z = quantile of 1 - p/2",
    inputs: { estimate, p, z },
    assumptions: ["the p-value is two-sided"],
    source: "Cochrane Handbook, version 6, section 6.3.2",
  });
}

/** The SD common to two groups from the standard error of the difference of their means. */
export function sdFromDifference(seOfDifference: number, n1: number, n2: number): Result<Computed> {
  const inputs = { "SE of difference": seOfDifference, n1, n2 };
  const broken = checkNumbers(inputs, { "SE of difference": "non-negative", n1: "positive", n2: "positive" });
  if (broken !== null) return broken;
  return computed({
    value: seOfDifference / Math.sqrt(1 / n1 + 1 / n2),
    formula: "SD = SE/sqrt(1/n1 + 1/n2)",
    inputs,
    assumptions: ["both arms have the same variance"],
    source: "Cochrane Handbook, version 6, section 6.5.2.3",
  });
}
