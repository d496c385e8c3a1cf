/** Effects that a paper reports already computed: an estimate with an interval, a standard error or a p-value. */

import { normalQuantile, normalUpperQuantile, studentQuantile } from "@coppice/numeric";
import { checkNumbers } from "../computed.ts";
import { type EffectSize, effectSize } from "../effect-size.ts";
import { type Measure, measures } from "../measure.ts";
import { badLevel } from "../problems.ts";
import { failure, type Result, success } from "../result.ts";

export interface ReportedEffect {
  readonly measure: Measure;
  /** As printed: a ratio as a ratio, unless `onLogScale`. */
  readonly estimate: number;
  /** True when a ratio measure is given as its logarithm; default false. */
  readonly onLogScale?: boolean;
  readonly n?: number;
  /** Degrees of freedom of the t distribution the paper used; default: normal. */
  readonly df?: number;
}

interface OnScale {
  readonly yi: number;
  readonly takesLog: boolean;
  readonly toScale: (x: number) => number;
}

function onScale(effect: ReportedEffect): Result<OnScale> {
  const { scale, name } = measures[effect.measure];
  const takesLog = scale === "log" && effect.onLogScale !== true;
  if (takesLog && !(effect.estimate > 0)) {
    return failure(
      "ratio-not-positive",
      `The ${name} is given as ${effect.estimate}; give a positive ratio, or a logarithm with onLogScale.`,
    );
  }
  if (!Number.isFinite(effect.estimate)) {
    return failure("not-a-number", `The ${name} is given as ${effect.estimate}; give a finite number.`);
  }
  const { n = 1, df = 1 } = effect;
  if (!(n >= 0 && n < Number.POSITIVE_INFINITY) || !(df > 0)) {
    return failure(
      "bad-size",
      `The people are ${n} and the degrees of freedom ${df}; give positive numbers, or leave them out.`,
    );
  }
  const toScale = takesLog ? Math.log : (x: number): number => x;
  return success({ yi: toScale(effect.estimate), takesLog, toScale });
}

function upperQuantile(tail: number, df: number | undefined): number {
  return df === undefined ? normalUpperQuantile(tail) : -studentQuantile(tail, df);
}

const distribution = (df: number | undefined): string =>
  df === undefined ? "the test was a z test" : `the test was a t test with ${df} degrees of freedom`;

export interface ReportedInterval extends ReportedEffect {
  readonly ciLow: number;
  readonly ciHigh: number;
  /** Default 0.95. */
  readonly level?: number;
}

/** yi and vi from an estimate and its confidence interval. */
export function effectFromInterval(effect: ReportedInterval): Result<EffectSize> {
  const scaled = onScale(effect);
  if (!scaled.ok) return scaled;
  const { ciLow, ciHigh, level = 0.95, df, n } = effect;
  const { yi, toScale, takesLog } = scaled.value;
  const low = toScale(ciLow);
  const high = toScale(ciHigh);
  if (!(low < high) || !(yi >= low && yi <= high)) {
    return failure(
      "interval-does-not-hold-estimate",
      `The interval ${ciLow} to ${ciHigh} does not hold the estimate ${effect.estimate}; check the three numbers and their scale.`,
    );
  }
  const wrongLevel = badLevel(level);
  if (wrongLevel !== null) return wrongLevel;
  const z = upperQuantile((1 - level) / 2, df);
  const ln = takesLog ? "ln " : "";
  return effectSize(effect.measure, {
    yi,
    vi: ((high - low) / (2 * z)) ** 2,
    n: n ?? null,
    formula: `yi = ${ln}estimate; vi = ((${ln}high - ${ln}low) / (2 z))^2`,
    inputs: { estimate: effect.estimate, low: ciLow, high: ciHigh, z },
    assumptions: ["the interval is symmetric on this scale", distribution(df)],
    source: "Cochrane Handbook, version 6, section 6.3.1",
  });
}

export interface ReportedStandardError extends ReportedEffect {
  /** Standard error on the scale of analysis: of the logarithm, for a ratio. */
  readonly se: number;
}

/** yi and vi from an estimate and its standard error. */
export function effectFromStandardError(effect: ReportedStandardError): Result<EffectSize> {
  const scaled = onScale(effect);
  if (!scaled.ok) return scaled;
  const broken = checkNumbers({ se: effect.se }, { se: "positive" });
  if (broken !== null) return broken;
  return effectSize(effect.measure, {
    yi: scaled.value.yi,
    vi: effect.se * effect.se,
    n: effect.n ?? null,
    formula: scaled.value.takesLog ? "yi = ln estimate; vi = se^2" : "yi = estimate; vi = se^2",
    inputs: { estimate: effect.estimate, se: effect.se },
    source: "by definition",
  });
}

export interface ReportedP extends ReportedEffect {
  /** Two-sided p-value. */
  readonly p: number;
}

/** yi and vi from an estimate and its two-sided p-value. */
export function effectFromP(effect: ReportedP): Result<EffectSize> {
  const scaled = onScale(effect);
  if (!scaled.ok) return scaled;
  const { p, df, n } = effect;
  const { yi } = scaled.value;
  if (!(p > 0 && p < 1)) {
    return failure("bad-p", `The p-value is ${p}; give the exact value between 0 and 1.`);
  }
  if (yi === 0) {
    return failure(
      "no-effect-no-se",
      "The estimate is no effect, where a p-value gives no standard error; give the interval or the standard error.",
    );
  }
  const z = df === undefined ? -normalQuantile(p / 2) : -studentQuantile(p / 2, df);
  return effectSize(effect.measure, {
    yi,
    vi: (yi / z) ** 2,
    n: n ?? null,
    formula: "vi = (yi / z)^2; z = quantile of 1 - p/2",
    inputs: { estimate: effect.estimate, p, z },
    assumptions: [distribution(df), "the p-value is two-sided"],
    source: "Cochrane Handbook, version 6, section 6.3.2",
  });
}

export interface ReportedStatistic extends ReportedEffect {
  /** z or t. */
  readonly statistic: number;
}

/** yi and vi from an estimate and its Wald statistic yi / se. */
export function effectFromStatistic(effect: ReportedStatistic): Result<EffectSize> {
  const scaled = onScale(effect);
  if (!scaled.ok) return scaled;
  const { statistic } = effect;
  if (!Number.isFinite(statistic) || statistic === 0) {
    return failure("bad-statistic", `The test statistic is ${statistic}; give a number other than 0.`);
  }
  return effectSize(effect.measure, {
    yi: scaled.value.yi,
    vi: (scaled.value.yi / statistic) ** 2,
    n: effect.n ?? null,
    formula: "vi = (yi / z)^2",
    inputs: { estimate: effect.estimate, z: statistic },
    source: "by definition of the Wald test",
  });
}
