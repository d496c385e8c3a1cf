/** The pooled effect and tau2 without tests, intervals or sentences: for fits that are made by the thousand. */

import type { PoolOptions } from "../pool/pool.ts";
import type { Tau2Weights } from "../pool/pool-random.ts";
import type { StudyData } from "../pool/study-data.ts";
import { traceP, weightedSums } from "../pool/weighted-sums.ts";
import { badTau2, ownWeights } from "../problems.ts";
import { type Result, success } from "../result.ts";
import { type Tau2Method, tau2Estimators } from "../tau2/tau2-estimators.ts";

export interface FastFit {
  readonly estimate: number;
  readonly se: number;
  readonly tau2: number;
  /** Cochran's Q. */
  readonly q: number;
  /** Per cent; from tau2 in a random-effects model, from Q in a common-effect one. */
  readonly i2: number;
}

/** The fit of scaled data, in scaled units. */
export type FastFitter = (data: StudyData) => FastFit;

/** A fitter for a model's options: weights given by hand belong to all studies together and cannot be used on parts of them. */
export function fastFitter(options: PoolOptions): Result<FastFitter> {
  if (options.model === "common") return success((data: StudyData) => fit(data, 0, true));
  const method: Tau2Method | Tau2Weights | number = options.tau2 ?? "REML";
  if (typeof method === "object" || options.weights !== undefined) return ownWeights();
  if (typeof method === "number") {
    const wrongTau2 = badTau2(method);
    if (wrongTau2 !== null) return wrongTau2;
    return success((data: StudyData) => fit(data, method / data.unit ** 2, false));
  }
  const { estimate } = tau2Estimators[method];
  return success((data: StudyData) => fit(data, data.k < 2 ? 0 : estimate(data).tau2, false));
}

function fit(data: StudyData, tau2: number, common: boolean): FastFit {
  const atZero = weightedSums(data, 0);
  const at = tau2 === 0 ? atZero : weightedSums(data, tau2);
  const df = data.k - 1;
  const q = df === 0 ? 0 : atZero.q;
  const typical = df === 0 ? Number.POSITIVE_INFINITY : df / traceP(atZero);
  return {
    estimate: at.mean,
    se: 1 / Math.sqrt(at.s1),
    tau2,
    q,
    i2: common ? (q > df ? (100 * (q - df)) / q : 0) : (100 * tau2) / (typical + tau2),
  };
}
