/** Bootstrap intervals for the pooled effect and tau2 (Efron & Tibshirani 1993; for meta-analysis van den Noortgate & Onghena 2005). */

import { normalLower, normalQuantile, type Random, randomGenerator, sumBy, sumOf } from "@coppice/numeric";
import type { PoolOptions } from "../pool/pool.ts";
import { type Effect, outOfRange, type StudyData, studyData } from "../pool/study-data.ts";
import { badLevel, tooFewStudies } from "../problems.ts";
import { failure, type Result, sound } from "../result.ts";
import { type FastFit, type FastFitter, fastFitter } from "./fast-fit.ts";

export interface BootstrapOptions {
  /** `studies` (default) draws studies with replacement; `parametric` draws effects from the fitted model. */
  readonly kind?: "studies" | "parametric";
  /** Default 10,000. */
  readonly samples?: number;
  /** Whole number from which the samples are drawn; default 1. */
  readonly seed?: number;
  /** Default 0.95. */
  readonly level?: number;
  /** Called now and then with the share that is done. */
  readonly progress?: (share: number) => void;
  /** Looked at between samples. */
  readonly signal?: { readonly aborted: boolean };
}

interface Interval {
  readonly low: number;
  readonly high: number;
}

export interface BootstrapFigure {
  readonly estimate: number;
  /** Standard deviation of the bootstrap values. */
  readonly se: number;
  /** Mean of the bootstrap values less the estimate. */
  readonly bias: number;
  readonly percentile: Interval;
  /** Reflected percentiles: 2 estimate - percentile. */
  readonly basic: Interval;
  /** Corrected for bias and acceleration; null where it is not defined (all values on one side, or fewer than 3 studies). */
  readonly bca: Interval | null;
  readonly values: Float64Array;
}

export interface Bootstrap {
  readonly effect: BootstrapFigure;
  readonly tau2: BootstrapFigure;
  readonly samples: number;
  readonly kind: "studies" | "parametric";
}

/** Quantile by linear interpolation between order statistics (Hyndman & Fan 1996, type 7). */
function quantileOf(sorted: Float64Array, p: number): number {
  const at = p * (sorted.length - 1);
  const below = Math.floor(at);
  const above = Math.min(sorted.length - 1, below + 1);
  return sorted[below]! + (at - below) * (sorted[above]! - sorted[below]!);
}

/** The figure of values that were divided by `unit`. */
function summarise(
  values: Float64Array,
  estimate: number,
  jackknife: readonly number[],
  level: number,
  unit: number,
): BootstrapFigure {
  const n = values.length;
  const mean = sumOf(values) / n;
  const variance = n < 2 ? 0 : sumBy(values, (value) => (value - mean) ** 2) / (n - 1);
  const sorted = Float64Array.from(values).sort();
  const tail = (1 - level) / 2;
  const low = quantileOf(sorted, tail);
  const high = quantileOf(sorted, 1 - tail);
  const times = (interval: Interval): Interval => ({ low: interval.low * unit, high: interval.high * unit });
  const bca = corrected(sorted, estimate, jackknife, tail);
  return {
    estimate: estimate * unit,
    se: Math.sqrt(variance) * unit,
    bias: (mean - estimate) * unit,
    percentile: times({ low, high }),
    basic: times({ low: 2 * estimate - high, high: 2 * estimate - low }),
    bca: bca === null ? null : times(bca),
    values: values.map((value) => value * unit),
  };
}

/** Efron (1987): percentiles moved by the median bias z0 and the acceleration a, a from the skewness of the jackknife. */
function corrected(
  sorted: Float64Array,
  estimate: number,
  jackknife: readonly number[],
  tail: number,
): Interval | null {
  const below = sumBy(sorted, (value) => (value < estimate ? 1 : value === estimate ? 0.5 : 0));
  const share = below / sorted.length;
  if (jackknife.length < 3 || share <= 0 || share >= 1) return null;
  const z0 = normalQuantile(share);
  const mean = sumOf(jackknife) / jackknife.length;
  const squares = sumBy(jackknife, (value) => (mean - value) ** 2);
  const cubes = sumBy(jackknife, (value) => (mean - value) ** 3);
  const a = squares === 0 ? 0 : cubes / (6 * squares ** 1.5);
  if (!Number.isFinite(a)) return null;
  const moved = (p: number): number => {
    const z = z0 + normalQuantile(p);
    return normalLower(z0 + z / (1 - a * z));
  };
  return { low: quantileOf(sorted, moved(tail)), high: quantileOf(sorted, moved(1 - tail)) };
}

interface Sample {
  readonly y: number[];
  readonly v: number[];
  readonly k: number;
  readonly unit: number;
}

/** Fills the sample with studies drawn with replacement, or with effects drawn around the fitted mean. */
function draw(
  sample: Sample,
  data: StudyData,
  fit: FastFit,
  kind: "studies" | "parametric",
  random: Random,
): void {
  for (let i = 0; i < data.k; i++) {
    if (kind === "studies") {
      const study = random.integer(data.k);
      sample.y[i] = data.y[study]!;
      sample.v[i] = data.v[study]!;
    } else {
      sample.y[i] = fit.estimate + Math.sqrt(fit.tau2 + data.v[i]!) * random.normal();
      sample.v[i] = data.v[i]!;
    }
  }
}

function leaveOut(data: StudyData, fitter: FastFitter): readonly FastFit[] {
  return data.y.map((_, i) =>
    fitter({
      y: data.y.filter((__, j) => j !== i),
      v: data.v.filter((__, j) => j !== i),
      k: data.k - 1,
      unit: data.unit,
    }),
  );
}

/** Bootstraps the pooled effect and tau2 of a model. */
export function bootstrap(
  effects: readonly Effect[],
  pooling: PoolOptions,
  options: BootstrapOptions = {},
): Result<Bootstrap> {
  const { kind = "studies", samples = 10_000, seed = 1, level = 0.95 } = options;
  const checked = studyData(effects);
  if (!checked.ok) return checked;
  const data = checked.value;
  const broken = badLevel(level);
  if (broken !== null) return broken;
  if (data.k < 2) return tooFewStudies(data.k, 2);
  if (!(Number.isInteger(samples) && samples >= 1 && samples <= 1e7)) {
    return failure(
      "bad-samples",
      `${samples} samples cannot be drawn; give a whole number up to 10,000,000, as 10000.`,
    );
  }
  const fitter = fastFitter(pooling);
  if (!fitter.ok) return fitter;
  const fit = fitter.value(data);
  const random = randomGenerator(seed);
  const estimates = new Float64Array(samples);
  const variances = new Float64Array(samples);
  const sample: Sample = { y: [...data.y], v: [...data.v], k: data.k, unit: data.unit };
  for (let i = 0; i < samples; i++) {
    if (i % 256 === 0) {
      if (options.signal?.aborted === true) {
        return failure("aborted", `The bootstrap was stopped after ${i} of ${samples} samples.`);
      }
      options.progress?.(i / samples);
    }
    draw(sample, data, fit, kind, random);
    const drawn = fitter.value(sample);
    if (Number.isNaN(drawn.estimate + drawn.tau2)) return outOfRange(effects);
    estimates[i] = drawn.estimate;
    variances[i] = drawn.tau2;
  }
  options.progress?.(1);
  const jackknife = data.k > 2 ? leaveOut(data, fitter.value) : [];
  const effect = summarise(
    estimates,
    fit.estimate,
    jackknife.map(({ estimate }) => estimate),
    level,
    data.unit,
  );
  const tau2 = summarise(
    variances,
    fit.tau2,
    jackknife.map((without) => without.tau2),
    level,
    data.unit ** 2,
  );
  return sound({ effect, tau2, samples, kind }, () => outOfRange(effects));
}
