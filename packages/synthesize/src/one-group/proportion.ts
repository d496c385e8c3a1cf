/** One group's proportion on six scales. */

import { normalQuantile } from "@coppice/numeric";
import { type EffectSize, effectSize } from "../effect-size.ts";
import { notEventsAmong } from "../problems.ts";
import type { Result } from "../result.ts";

export interface Proportion {
  readonly events: number;
  readonly n: number;
}

export type ProportionMeasure = "PR" | "PLN" | "PLO" | "PRZ" | "PAS" | "PFT";

export interface ProportionOptions {
  /** Added to events and to non-events when either is 0, on the scales that need it; default 0.5. */
  readonly add?: number;
  /** For `PR`: divide by n (default) or by n - 1. */
  readonly unbiased?: boolean;
}

interface Scale {
  /** True when the scale breaks down at 0 or 1. */
  readonly fills: boolean;
  readonly estimate: (x: number, n: number) => number;
  readonly variance: (x: number, n: number) => number;
  readonly formula: string;
}

const scales: Readonly<Record<ProportionMeasure, Scale>> = {
  PR: {
    fills: true,
    estimate: (x, n) => x / n,
    variance: (x, n) => ((x / n) * (1 - x / n)) / n,
    formula: "yi = x/n; vi = p(1-p)/n",
  },
  PLN: {
    fills: true,
    estimate: (x, n) => Math.log(x / n),
    variance: (x, n) => 1 / x - 1 / n,
    formula: "yi = ln(x/n); vi = 1/x - 1/n",
  },
  PLO: {
    fills: true,
    estimate: (x, n) => Math.log(x / (n - x)),
    variance: (x, n) => 1 / x + 1 / (n - x),
    formula: "yi = ln(x/(n-x)); vi = 1/x + 1/(n-x)",
  },
  PRZ: {
    fills: true,
    estimate: (x, n) => normalQuantile(x / n),
    variance: (x, n) => (2 * Math.PI * (x / n) * (1 - x / n) * Math.exp(normalQuantile(x / n) ** 2)) / n,
    formula: "yi = z = probit(x/n); vi = 2 pi p(1-p) exp(z^2)/n",
  },
  PAS: {
    fills: false,
    estimate: (x, n) => Math.asin(Math.sqrt(x / n)),
    variance: (_x, n) => 1 / (4 * n),
    formula: "yi = asin sqrt(x/n); vi = 1/(4n)",
  },
  PFT: {
    fills: false,
    estimate: (x, n) => 0.5 * (Math.asin(Math.sqrt(x / (n + 1))) + Math.asin(Math.sqrt((x + 1) / (n + 1)))),
    variance: (_x, n) => 1 / (4 * n + 2),
    formula: "yi = (asin sqrt(x/(n+1)) + asin sqrt((x+1)/(n+1)))/2; vi = 1/(4n+2)",
  },
};

/** The proportion events / n on the scale of `measure`. */
export function proportion(
  measure: ProportionMeasure,
  { events, n }: Proportion,
  options: ProportionOptions = {},
): Result<EffectSize> {
  if (!(events >= 0) || !(n > 0) || events > n) {
    return notEventsAmong(events, n);
  }
  const scale = scales[measure];
  const { add = 0.5, unbiased = false } = options;
  const filled = scale.fills && (events === 0 || events === n) ? add : 0;
  const x = events + filled;
  const total = n + 2 * filled;
  const shrink = measure === "PR" && unbiased ? total / (total - 1) : 1;
  return effectSize(measure, {
    yi: scale.estimate(x, total),
    vi: scale.variance(x, total) * shrink,
    n,
    formula: unbiased && measure === "PR" ? "yi = x/n; vi = p(1-p)/(n-1)" : scale.formula,
    inputs: { x, n: total },
    assumptions: filled > 0 ? [`${filled} added to events and non-events because one of them is 0`] : [],
    source: "Freeman & Tukey 1950, Ann Math Stat 21:607; Fleiss 1981",
  });
}
