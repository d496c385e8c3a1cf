import { badLevel } from "../problems.ts";
import { type Result, sound } from "../result.ts";
import { heterogeneity } from "./heterogeneity.ts";
import { testDf } from "./pool-random.ts";
import { pooledMean, waldTest } from "./pooled-mean.ts";
import type { PooledResult, Test } from "./pooled-result.ts";
import { type Effect, outOfRange, studyData } from "./study-data.ts";

export interface CommonOptions {
  /** Default `z`. */
  readonly test?: Test;
  /** Default 0.95. */
  readonly level?: number;
}

/** The common-effect model (also called fixed-effect): every study estimates the same effect; weights 1/v. */
export function poolCommon(effects: readonly Effect[], options: CommonOptions = {}): Result<PooledResult> {
  const { test = "z", level = 0.95 } = options;
  const checked = studyData(effects);
  if (!checked.ok) return checked;
  const broken = badLevel(level);
  if (broken !== null) return broken;
  const data = checked.value;
  const mean = pooledMean(data, 0, test);
  const df = testDf(test, data.k);
  const cochran = heterogeneity(data);
  const { typicalVariance } = cochran;
  const estimate = mean.estimate * data.unit;
  const se = mean.se * data.unit;
  const result: PooledResult = {
    model: "common",
    k: data.k,
    estimate,
    se,
    ...waldTest(estimate, se, df, level),
    level,
    test,
    df,
    tau2: 0,
    tau2Se: null,
    tau2Interval: null,
    i2: cochran.i2FromQ,
    h2: cochran.h2FromQ,
    i2FromQ: cochran.i2FromQ,
    q: cochran.q,
    qDf: cochran.qDf,
    qP: cochran.qP,
    typicalVariance: typicalVariance === null ? null : typicalVariance * data.unit ** 2,
    scaleFactor: mean.scaleFactor,
    weights: mean.weights,
    prediction: null,
    convergence: { converged: true, iterations: 0, boundary: false, secondMode: null },
    method: "Common-effect model (inverse variance)",
    notes: data.k < 2 && test !== "z" ? ["One study leaves no degrees of freedom: the test is normal."] : [],
  };
  return sound(result, () => outOfRange(effects));
}
