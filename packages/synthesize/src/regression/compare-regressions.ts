import { chiSquareUpper } from "@coppice/numeric";
import { failure, type Result, success } from "../result.ts";
import { type Tau2Method, tau2Estimators } from "../tau2/tau2-estimators.ts";
import type { RegressionResult } from "./regression-result.ts";

export interface LikelihoodRatioTest {
  /** 2 (ll of the full model - ll of the reduced one). */
  readonly statistic: number;
  readonly df: number;
  readonly pValue: number;
  /** Per cent of the reduced model's tau2 that the further moderators explain, at least 0; null when there is none. */
  readonly r2: number | null;
}

const methodOf = (result: RegressionResult): Tau2Method | null => {
  const names = Object.keys(tau2Estimators) as Tau2Method[];
  return names.find((name) => result.method.includes(`by ${tau2Estimators[name].name},`)) ?? null;
};

/**
 * The likelihood-ratio test of a regression against one with fewer moderators of the same studies (Viechtbauer 2010, section
 * 3.4). REML likelihoods of different moderators are not comparable (Harville 1977), so that both must be fitted by maximum
 * likelihood, or with a common effect or the same given tau2.
 */
export function compareRegressions(
  full: RegressionResult,
  reduced: RegressionResult,
): Result<LikelihoodRatioTest> {
  if (full.k !== reduced.k || full.studies.some((study, i) => study !== reduced.studies[i])) {
    return failure(
      "other-studies",
      `The models rest on different studies (${full.k} and ${reduced.k}); fit both to the same studies.`,
    );
  }
  if (reduced.p >= full.p) {
    return failure(
      "not-nested",
      `The full model has ${full.p} coefficients and the reduced one ${reduced.p}; give the larger model first.`,
    );
  }
  if (methodOf(full) !== methodOf(reduced) || full.model !== reduced.model) {
    return failure("other-method", "The models estimate tau2 differently; fit both by ML.");
  }
  if (full.model === "random" && methodOf(full) === "REML") {
    return failure("not-comparable", "The models have different moderators; fit both by ML.");
  }
  const statistic = Math.max(0, 2 * (full.fit.ml.logLikelihood - reduced.fit.ml.logLikelihood));
  const df = full.p - reduced.p;
  return success({
    statistic,
    df,
    pValue: chiSquareUpper(statistic, df),
    r2: reduced.tau2 === 0 ? null : Math.max(0, (100 * (reduced.tau2 - full.tau2)) / reduced.tau2),
  });
}
