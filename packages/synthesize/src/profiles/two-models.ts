/** A common-effect and a random-effects analysis of the same studies, side by side, with everything that is read from them. */
import { chiSquareUpper, sumBy } from "@coppice/numeric";
import { sampleSizeMean } from "../corrected-tables/sample-size-weights.ts";
import { type FutureStudyMethod, futureStudyInterval } from "../pool/future-study.ts";
import { type Inconsistency, inconsistency, varianceShare } from "../pool/inconsistency.ts";
import { poolCommon } from "../pool/pool-common.ts";
import { poolRandom } from "../pool/pool-random.ts";
import { waldTest } from "../pool/pooled-mean.ts";
import type { PooledResult, PredictionInterval } from "../pool/pooled-result.ts";
import {
  type AdHocRule,
  type MeanInterval,
  type RandomIntervalMethod,
  randomInterval,
} from "../pool/random-interval.ts";
import { type Effect, outOfRange } from "../pool/study-data.ts";
import { type Tau2IntervalMethod, tau2IntervalBy } from "../pool/tau2-interval-by.ts";
import { failure, type Result, sound, success } from "../result.ts";
import type { Convergence } from "../tau2/estimate.ts";
import type { Tau2Method } from "../tau2/tau2-estimators.ts";
import type { Tau2Interval } from "../tau2/tau2-interval.ts";

/** A pooled estimate made outside, by Mantel-Haenszel say, with its weights in its own units. */
export interface GivenMean {
  readonly estimate: number;
  readonly se: number;
  readonly weights: readonly number[];
}

export interface TwoModelOptions {
  /** Estimator of the between-study variance, or its value; default `REML`. */
  readonly tau2?: Tau2Method | number;
  /** Of the intervals of both means; default 0.95. */
  readonly level?: number;
  /** Default 0.95. */
  readonly predictionLevel?: number;
  /** Of the intervals of tau2, H and I2; default 0.95. */
  readonly heterogeneityLevel?: number;
  /** Default `classic`. */
  readonly interval?: RandomIntervalMethod;
  /** Default `none`. */
  readonly adHoc?: AdHocRule;
  /** Default `V`. */
  readonly prediction?: FutureStudyMethod;
  /** The prediction interval's Hartung-Knapp standard error is not let below the classic one; default false. */
  readonly predictionAdHocSe?: boolean;
  /** Default: `J` for DL and for two studies, else `QP`; `none` leaves it out. */
  readonly tau2Interval?: Tau2IntervalMethod | "none";
  /** The common-effect estimate when it is not the inverse-variance one. */
  readonly common?: GivenMean;
  /**
   * True takes Q around `common`, and with DL tau2 from that Q, as RevMan 5 does for Mantel-Haenszel; there is then no interval
   * for tau2. Default false.
   */
  readonly qAroundCommon?: boolean;
  /** People of both arms, in the order of the effects: both means are weighted by n1 n2 / (n1 + n2). */
  readonly sampleSizes?: readonly { readonly n1: number; readonly n2: number }[];
}

export interface WeightedMean extends MeanInterval {
  /** In their own units: inverse variances, unless another method weights. */
  readonly weights: readonly number[];
}

export interface TwoModels {
  readonly k: number;
  readonly common: WeightedMean;
  readonly random: WeightedMean;
  /** Null when too few studies leave no degrees of freedom. */
  readonly prediction: PredictionInterval | null;
  readonly q: number;
  readonly qDf: number;
  readonly qP: number;
  readonly tau2: number;
  /** Null when it was not asked for, cannot exist, or tau2 was given. */
  readonly tau2Interval: Tau2Interval | null;
  /** H and I2 from Q. */
  readonly inconsistency: Inconsistency;
  /** I2 in per cent from tau2 and the typical variance, as metafor and RevMan 2025 print it. */
  readonly i2FromTau2: number;
  /** R_b in per cent; null when tau2 is not estimable. */
  readonly varianceShare: number | null;
  readonly convergence: Convergence;
  readonly notes: readonly string[];
}

interface CochranQ {
  readonly q: number;
  readonly qDf: number;
  readonly qP: number;
}

function qAround(effects: readonly Effect[], mean: number): CochranQ {
  const q = sumBy(effects, ({ yi, vi }) => (yi - mean) ** 2 / vi);
  const qDf = effects.length - 1;
  return qDf > 0 ? { q, qDf, qP: chiSquareUpper(q, qDf) } : { q: 0, qDf: 0, qP: 1 };
}

/** DerSimonian and Laird's equation with a Q around another mean. */
function momentTau2(effects: readonly Effect[], { q, qDf }: CochranQ): number {
  const s1 = sumBy(effects, ({ vi }) => 1 / vi);
  const s2 = sumBy(effects, ({ vi }) => 1 / (vi * vi));
  return qDf > 0 ? Math.max(0, (q - qDf) / (s1 - s2 / s1)) : 0;
}

function commonMean(
  effects: readonly Effect[],
  pooled: PooledResult,
  level: number,
  given: GivenMean | undefined,
): WeightedMean {
  const { estimate, se, weights } = given ?? { ...pooled, weights: effects.map(({ vi }) => 1 / vi) };
  const method =
    given === undefined ? "inverse-variance mean, classic (normal) interval" : "classic (normal) interval";
  return { estimate, se, df: null, ...waldTest(estimate, se, null, level), method, weights };
}

/** Both analyses. The effects are those that could be computed: leave the others out before. */
export function twoModels(effects: readonly Effect[], options: TwoModelOptions = {}): Result<TwoModels> {
  const { tau2: method = "REML", level = 0.95, heterogeneityLevel = 0.95, predictionLevel = 0.95 } = options;
  const sized = options.sampleSizes;
  if (sized !== undefined && sized.length !== effects.length) {
    return failure(
      "bad-weights",
      `There are ${sized.length} sample sizes for ${effects.length} effects; give one each.`,
    );
  }
  const pooled = poolCommon(effects, { level });
  if (!pooled.ok) return pooled;
  const sizes = sized === undefined ? undefined : effects.map((effect, i) => ({ ...effect, ...sized[i]! }));
  const given = sizes === undefined ? success(options.common) : sampleSizeMean(sizes, 0);
  if (!given.ok) return given;
  const common = commonMean(effects, pooled.value, level, given.value);
  const around = options.qAroundCommon === true;
  const cochran = around ? qAround(effects, common.estimate) : pooled.value;
  const model = poolRandom(effects, {
    tau2: around && method === "DL" ? momentTau2(effects, cochran) : method,
    level,
    tau2Interval: false,
  });
  if (!model.ok) return model;
  const { tau2 } = model.value;
  const mean = randomInterval(effects, tau2, {
    level,
    ...(options.interval === undefined ? {} : { method: options.interval }),
    ...(options.adHoc === undefined ? {} : { adHoc: options.adHoc }),
  });
  if (!mean.ok) return mean;
  const random = sizes === undefined ? success(mean.value) : bySampleSize(sizes, tau2, level);
  if (!random.ok) return random;
  const prediction = futureStudyInterval(effects, tau2, {
    level: predictionLevel,
    adHocSe: options.predictionAdHocSe === true,
    ...(options.prediction === undefined ? {} : { method: options.prediction }),
  });
  if (!prediction.ok) return prediction;
  const by =
    around && method === "DL"
      ? "none"
      : (options.tau2Interval ?? (method === "DL" || effects.length <= 2 ? "J" : "QP"));
  const wanted = by !== "none" && typeof method !== "number" && effects.length > 1;
  const interval = wanted ? tau2IntervalBy(effects, by, heterogeneityLevel) : null;
  if (interval !== null && !interval.ok) return interval;
  const models: TwoModels = {
    k: effects.length,
    common,
    random: {
      ...random.value,
      weights: sizes === undefined ? effects.map(({ vi }) => 1 / (vi + tau2)) : common.weights,
    },
    prediction: prediction.value,
    q: cochran.q,
    qDf: cochran.qDf,
    qP: cochran.qP,
    tau2,
    tau2Interval: interval === null ? null : interval.value,
    inconsistency: inconsistency(cochran.q, cochran.qDf, heterogeneityLevel),
    i2FromTau2: model.value.i2,
    varianceShare: effects.length > 1 ? varianceShare(tau2, model.value.se, effects.length) : null,
    convergence: model.value.convergence,
    notes: model.value.notes,
  };
  return sound(models, () => outOfRange(effects));
}

type Sized = Parameters<typeof sampleSizeMean>[0];

function bySampleSize(sizes: Sized, tau2: number, level: number): Result<MeanInterval> {
  const mean = sampleSizeMean(sizes, tau2);
  if (!mean.ok) return mean;
  const { estimate, se } = mean.value;
  const method = "mean weighted by sample sizes, classic (normal) interval";
  return success({ estimate, se, df: null, ...waldTest(estimate, se, null, level), method });
}
