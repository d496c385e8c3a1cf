/** The result of every pooled analysis, whatever the model. */
import type { Convergence } from "../tau2/estimate.ts";
import type { Tau2Interval } from "../tau2/tau2-interval.ts";

/** `z`: normal. `t`: t with k - 1 df. `hk`: Hartung-Knapp. `hk-adhoc`: the same with its scale factor not below 1. */
export type Test = "z" | "t" | "hk" | "hk-adhoc";

export interface PredictionInterval {
  readonly low: number;
  readonly high: number;
  /** Degrees of freedom of t; null for the normal distribution. */
  readonly df: number | null;
  /** sqrt(se^2 + tau2), or tau alone for the `simple` interval. */
  readonly se: number;
}

export interface PooledResult {
  readonly model: "common" | "random" | "mantel-haenszel" | "peto";
  /** Number of studies that entered. */
  readonly k: number;
  /** Pooled effect, on the scale of the effects. */
  readonly estimate: number;
  readonly se: number;
  readonly ciLow: number;
  readonly ciHigh: number;
  /** Confidence level of every interval here, as 0.95. */
  readonly level: number;
  readonly test: Test;
  /** estimate / se. */
  readonly statistic: number;
  /** Two-sided. */
  readonly pValue: number;
  /** Degrees of freedom of the test; null when it is normal. */
  readonly df: number | null;
  /** Between-study variance; 0 in a common-effect model. */
  readonly tau2: number;
  readonly tau2Se: number | null;
  readonly tau2Interval: Tau2Interval | null;
  /** Per cent of the variability that is not sampling error: from tau2 in a random-effects model, from Q in the others. */
  readonly i2: number;
  readonly h2: number;
  /** I2 as (Q - df) / Q in per cent, as older software prints it. */
  readonly i2FromQ: number;
  /** Cochran's Q. */
  readonly q: number;
  readonly qDf: number;
  readonly qP: number;
  /** The "typical" sampling variance behind i2; null for one study. */
  readonly typicalVariance: number | null;
  /** Hartung-Knapp scale factor s2w as applied; 1 for the other tests. */
  readonly scaleFactor: number;
  /** Per cent, in the order of the effects given. */
  readonly weights: readonly number[];
  /** Where a new study's effect is expected; null in a common-effect model or when too few studies allow none. */
  readonly prediction: PredictionInterval | null;
  readonly convergence: Convergence;
  /** One sentence that names the method, for a table or a methods section. */
  readonly method: string;
  /** What the reader should know: a fallback that was taken, a factor below 1, a second mode. */
  readonly notes: readonly string[];
}
