/** Log-likelihoods and information criteria of a fitted model, for comparing models and for checking against R. */
import { type LikelihoodKind, logLikelihood } from "../tau2/likelihood.ts";
import type { StudyData } from "./study-data.ts";

export interface FitStatistics {
  readonly logLikelihood: number;
  /** -2 (ll - ll of the saturated model) for ML, -2 ll for REML. */
  readonly deviance: number;
  readonly aic: number;
  readonly bic: number;
  /** AIC with the small-sample correction (Hurvich & Tsai 1989). */
  readonly aicc: number;
}

/** Fit statistics at a given mean and tau2; `parameters` counts the mean and, when it was estimated, tau2. */
export function fitStatistics(
  data: StudyData,
  mean: number,
  tau2: number,
  parameters: number,
  kind: LikelihoodKind,
): FitStatistics {
  const observations = kind === "ML" ? data.k : data.k - 1;
  // Undoing the scaling of the data adds -ln(unit) an observation.
  const jacobian = -observations * Math.log(data.unit);
  const ll = logLikelihood(data, tau2, kind, mean) + jacobian;
  return criteria(ll, kind === "ML" ? deviance(data, mean, tau2) : -2 * ll, parameters, observations);
}

/** The information criteria of a log-likelihood. */
export function criteria(
  logLikelihood: number,
  deviance: number,
  parameters: number,
  observations: number,
): FitStatistics {
  const atLeast = Math.max(observations, parameters + 2);
  return {
    logLikelihood,
    deviance,
    aic: -2 * logLikelihood + 2 * parameters,
    bic: -2 * logLikelihood + parameters * Math.log(observations),
    aicc: -2 * logLikelihood + (2 * parameters * atLeast) / (atLeast - parameters - 1),
  };
}

/** -2 times the log-likelihood over that of a model with one mean a study and no tau2; the constants cancel. */
function deviance(data: StudyData, mean: number, tau2: number): number {
  return data.y.reduce((sum, y, i) => {
    const v = data.v[i]!;
    return sum + Math.log1p(tau2 / v) + (y - mean) ** 2 / (v + tau2);
  }, 0);
}
