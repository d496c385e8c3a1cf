import { type Effect, outOfRange, studyData } from "../pool/study-data.ts";
import { weightedSums } from "../pool/weighted-sums.ts";
import { failure, type Result, success } from "../result.ts";
import { type LikelihoodKind, logLikelihood } from "../tau2/likelihood.ts";

export interface ProfilePoint {
  readonly tau2: number;
  readonly logLikelihood: number;
  /** Pooled effect at this tau2. */
  readonly estimate: number;
  readonly se: number;
}

/** The (restricted) log-likelihood, and the pooled effect, over given values of tau2. */
export function likelihoodProfile(
  effects: readonly Effect[],
  tau2s: readonly number[],
  kind: LikelihoodKind = "REML",
): Result<readonly ProfilePoint[]> {
  const checked = studyData(effects);
  if (!checked.ok) return checked;
  const data = checked.value;
  const bad = tau2s.find((tau2) => !(tau2 >= 0 && tau2 < Number.POSITIVE_INFINITY));
  if (bad !== undefined) return failure("bad-tau2", `The between-study variance is ${bad}; give 0 or more.`);
  const constant = (kind === "ML" ? data.k : data.k - 1) * Math.log(data.unit);
  const points = tau2s.map((tau2) => {
    const scaled = tau2 / data.unit ** 2;
    const sums = weightedSums(data, scaled);
    return {
      tau2,
      logLikelihood: logLikelihood(data, scaled, kind) - constant,
      estimate: sums.mean * data.unit,
      se: data.unit / Math.sqrt(sums.s1),
    };
  });
  return points.some(({ logLikelihood: height }) => Number.isNaN(height))
    ? outOfRange(effects)
    : success(points);
}
