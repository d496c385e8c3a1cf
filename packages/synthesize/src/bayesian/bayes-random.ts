/** The Bayesian random-effects model, by quadrature: nothing is sampled, and the same data give the same digits. */

import { dot, sumBy } from "@coppice/numeric";
import { type Effect, outOfRange, studyData } from "../pool/study-data.ts";
import { badLevel } from "../problems.ts";
import { failure, type Result, sound, success } from "../result.ts";
import { conditional, type MeanPrior } from "./conditional.ts";
import { type Distribution, shortestFrom, shortestInterval } from "./distribution.ts";
import {
  mixtureDensity,
  mixtureDistribution,
  mixtureLower,
  mixtureMean,
  mixturePeak,
  mixtureSd,
  mixtureSlope,
  mixtureUpper,
  type NormalMixture,
} from "./normal-mixture.ts";
import { tauPosterior } from "./tau-posterior.ts";
import { checkTauPrior, type TauPrior, tauDensity } from "./tau-prior.ts";

export interface BayesOptions {
  /** Prior of the between-study standard deviation, in the unit of the effects. There is no default: say what you believe. */
  readonly tauPrior: TauPrior;
  /** Prior of the mean effect: normal, or `flat` (default). */
  readonly meanPrior?: { readonly mean: number; readonly sd: number } | "flat";
  /** Probability of the credible intervals; default 0.95. */
  readonly level?: number;
  /** Effects whose exceedance is asked for; default [0]. */
  readonly thresholds?: readonly number[];
  /** False leaves the studies' own (shrinkage) posteriors out, which take most of the time; default true. */
  readonly shrinkage?: boolean;
}

export interface PosteriorSummary {
  /** Null where the tail of the posterior is too long for it to exist. */
  readonly mean: number | null;
  readonly sd: number | null;
  readonly median: number;
  readonly mode: number;
  /** Equal probability in both tails. */
  readonly low: number;
  readonly high: number;
  /** The shortest interval of that probability. */
  readonly shortestLow: number;
  readonly shortestHigh: number;
}

export interface EffectPosterior extends PosteriorSummary {
  /** The posterior itself, as a mixture of normal distributions: for densities and further probabilities. */
  readonly distribution: NormalMixture;
}

export interface Exceedance {
  readonly threshold: number;
  /** P(mean effect > threshold). */
  readonly mean: number;
  /** P(effect of a new study > threshold). */
  readonly prediction: number;
}

export interface BayesResult {
  readonly k: number;
  readonly tau: PosteriorSummary;
  /** Posterior of tau as points and probabilities. */
  readonly tauNodes: { readonly taus: readonly number[]; readonly weights: readonly number[] };
  /** The mean effect mu. */
  readonly mean: EffectPosterior;
  /** The effect of a new study. */
  readonly prediction: EffectPosterior;
  /** The effect of each study given all of them, in the order given; empty when it was not asked for. */
  readonly studies: readonly EffectPosterior[];
  /** Per cent each study contributes to the posterior mean of mu (Roever & Friede 2021). With a normal prior they leave its share out. */
  readonly weights: readonly number[];
  readonly exceedance: readonly Exceedance[];
  /** ln p(y); null when a prior is improper. */
  readonly logMarginalLikelihood: number | null;
  readonly bayesFactors: {
    /** Evidence for tau = 0 against the model; null when the prior of tau is improper. */
    readonly homogeneity: number | null;
    /** Evidence for mu = 0 against the model; null when a prior is improper. */
    readonly noEffect: number | null;
  };
  readonly level: number;
  readonly method: string;
  readonly notes: readonly string[];
}

function meanPriorOf(options: BayesOptions, unit: number): Result<MeanPrior> {
  const { meanPrior = "flat" } = options;
  if (meanPrior === "flat") return success({ mean: 0, sd: Number.POSITIVE_INFINITY });
  if (!Number.isFinite(meanPrior.mean) || !(meanPrior.sd > 0 && Number.isFinite(meanPrior.sd))) {
    return failure(
      "bad-prior",
      `The prior of the mean is normal(${meanPrior.mean}, ${meanPrior.sd}); give a finite mean and a positive standard deviation, or flat.`,
    );
  }
  return success({ mean: meanPrior.mean / unit, sd: meanPrior.sd / unit });
}

interface Moments {
  readonly mean: number | null;
  readonly sd: number | null;
}

function summary(
  distribution: Distribution,
  mode: number,
  moments: Moments,
  level: number,
  nearby?: (x: number) => { readonly lower: number; readonly density: number; readonly slope: number },
): PosteriorSummary {
  const tail = (1 - level) / 2;
  const low = distribution.quantile(tail);
  const high = distribution.quantile(1 - tail);
  const quick =
    nearby === undefined || !distribution.unimodal ? null : shortestFrom({ low, high }, level, nearby);
  const shortest = quick ?? shortestInterval(distribution, level);
  return {
    ...moments,
    median: distribution.quantile(0.5),
    mode,
    low,
    high,
    shortestLow: shortest.low,
    shortestHigh: shortest.high,
  };
}

function mixtureSummary(
  mixture: NormalMixture,
  hasMean: boolean,
  hasSd: boolean,
  level: number,
): EffectPosterior {
  const { mode, unimodal } = mixturePeak(mixture);
  const moments = { mean: hasMean ? mixtureMean(mixture) : null, sd: hasSd ? mixtureSd(mixture) : null };
  const nearby = (x: number) => ({
    lower: mixtureLower(mixture, x),
    density: mixtureDensity(mixture, x),
    slope: mixtureSlope(mixture, x),
  });
  return {
    ...summary(mixtureDistribution(mixture, unimodal), mode, moments, level, nearby),
    distribution: mixture,
  };
}

/**
 * Posterior of the normal-normal random-effects model y_i ~ N(theta_i, v_i), theta_i ~ N(mu, tau^2) (Roever 2020, Journal of
 * Statistical Software 93(6)): given tau all is normal, so that one integral over tau is left.
 *
 * Effects and priors are in one unit; so are all results. One study is enough when the prior of tau is proper.
 *
 * Problems: those of `poolRandom`, `bad-prior`, and `improper-posterior` when the data are too few for an improper prior.
 */
export function bayesRandom(effects: readonly Effect[], options: BayesOptions): Result<BayesResult> {
  const { level = 0.95, thresholds = [0], shrinkage = true } = options;
  const checked = studyData(effects);
  if (!checked.ok) return checked;
  const { v, k, unit } = checked.value;
  // Taken away so that large effects do not cost the digits of their differences.
  const centre = checked.value.y[v.indexOf(Math.min(...v))]!;
  const y = checked.value.y.map((value) => value - centre);
  const wrongLevel = badLevel(level);
  if (wrongLevel !== null) return wrongLevel;
  const broken = checkTauPrior(options.tauPrior);
  if (broken !== null) return broken;
  const meanPrior = meanPriorOf(options, unit);
  if (!meanPrior.ok) return meanPrior;
  const prior = tauDensity(options.tauPrior, unit, v);
  if (Number.isFinite(prior.scale) && !(prior.scale > 1e-100 && prior.scale < 1e100)) {
    return failure(
      "out-of-range",
      `The prior of tau (${prior.name}) and the standard errors, around ${unit}, are too far apart; check their units.`,
    );
  }
  const flat = meanPrior.value.sd === Number.POSITIVE_INFINITY;
  // The posterior of tau falls like tau^-tail; a moment of order n exists when tail > n + 1.
  const tail = prior.tail + (flat ? k - 1 : k);
  if (!prior.proper && tail <= 1) {
    return failure(
      "improper-posterior",
      `${k} ${k === 1 ? "study leaves" : "studies leave"} the ${prior.name} prior of tau without a proper posterior; choose the half-normal.`,
    );
  }
  const around = { ...meanPrior.value, mean: meanPrior.value.mean - centre };
  const at = (tau: number) => conditional(y, v, tau, around, -centre);
  const spread = Math.max(...y) - Math.min(...y);
  const leastSe = Math.sqrt(Math.min(...v));
  const posterior = tauPosterior({
    logDensity: (tau) => prior.logDensity(tau) + at(tau).logLikelihood,
    logarithmic: prior.logarithmic,
    logMassBelow: (tau) => Math.log(prior.lower(tau)) + at(0).logLikelihood,
    scale: Math.min(leastSe, prior.logarithmic ? leastSe : prior.scale),
    reach: Math.max(Math.min(spread, prior.max), leastSe, Number.isFinite(prior.scale) ? prior.scale : 0),
    max: prior.max,
  });
  const { taus, weights } = posterior;
  if (!Number.isFinite(posterior.logIntegral)) return outOfRange(effects);
  const given = taus.map(at);
  const hasMean = tail > 2;
  const hasSd = tail > 3;
  const toUnit = (mixture: NormalMixture): NormalMixture => ({
    weights: mixture.weights,
    means: mixture.means.map((mean) => (mean + centre) * unit),
    sds: mixture.sds.map((sd) => sd * unit),
  });
  const effectPosterior = (scaled: NormalMixture, mean: boolean, sd: boolean): EffectPosterior =>
    mixtureSummary(toUnit(scaled), mean, sd, level);
  const ofMean = {
    weights,
    means: given.map(({ mean }) => mean),
    sds: given.map(({ variance }) => Math.sqrt(variance)),
  };
  const ofNew = {
    weights,
    means: ofMean.means,
    sds: given.map(({ variance }, j) => Math.sqrt(variance + taus[j]! ** 2)),
  };
  const mean = effectPosterior(ofMean, !flat || hasMean, !flat || hasSd);
  const prediction = effectPosterior(ofNew, hasMean, hasSd);
  const tauScaled: Distribution = {
    density: (tau) => posterior.density(tau / unit) / unit,
    lower: (tau) => posterior.lower(tau / unit),
    quantile: (p) => posterior.quantile(p) * unit,
    unimodal: posterior.unimodal,
  };
  const tauMean = dot(weights, taus);
  const tauSd = Math.sqrt(sumBy(weights, (w, j) => w * (taus[j]! - tauMean) ** 2));
  const properAll = prior.proper && !flat;
  const logUnit = k * Math.log(unit);
  const atZero = at(0).logLikelihood;
  const result: BayesResult = {
    k,
    tau: summary(
      tauScaled,
      posterior.mode * unit,
      { mean: hasMean ? tauMean * unit : null, sd: hasSd ? tauSd * unit : null },
      level,
    ),
    tauNodes: { taus: taus.map((tau) => tau * unit), weights },
    mean,
    prediction,
    studies: shrinkage
      ? y.map((_, i) => effectPosterior(shrunken(y[i]!, v[i]!, taus, weights, given), true, true))
      : [],
    weights: y.map(
      (_, i) => 100 * sumBy(weights, (w, j) => (w * given[j]!.variance) / (v[i]! + taus[j]! ** 2)),
    ),
    exceedance: thresholds.map((threshold) => ({
      threshold,
      mean: mixtureUpper(mean.distribution, threshold),
      prediction: mixtureUpper(prediction.distribution, threshold),
    })),
    logMarginalLikelihood: properAll ? posterior.logIntegral - logUnit : null,
    bayesFactors: {
      homogeneity: prior.proper ? Math.exp(atZero - posterior.logIntegral) : null,
      noEffect: properAll
        ? sumBy(weights, (w, j) => w * Math.exp(given[j]!.logLikelihoodAtZero - given[j]!.logLikelihood))
        : null,
    },
    level,
    method: `Bayesian random-effects model; tau: ${prior.name}; mean effect: ${flat ? "flat" : `normal(${options.meanPrior === "flat" || options.meanPrior === undefined ? "" : `${options.meanPrior.mean}, ${options.meanPrior.sd}`})`}; by quadrature`,
    notes: [
      ...notesOn(k, prior.proper, hasMean, hasSd),
      ...(posterior.settled ? [] : ["The posterior of tau is uneven: not all digits hold."]),
    ],
  };
  return sound(result, () => outOfRange(effects));
}

interface GivenTau {
  readonly mean: number;
  readonly variance: number;
}

/** Given tau, theta_i is normal around B y_i + (1 - B) E(mu) with B = tau^2 / (tau^2 + v_i) (Roever 2020). */
function shrunken(
  yi: number,
  vi: number,
  taus: readonly number[],
  weights: readonly number[],
  given: readonly GivenTau[],
): NormalMixture {
  const own = taus.map((tau) => (tau * tau) / (tau * tau + vi));
  return {
    weights,
    means: own.map((share, j) => share * yi + (1 - share) * given[j]!.mean),
    sds: own.map((share, j) => Math.sqrt(share * vi + (1 - share) ** 2 * given[j]!.variance)),
  };
}

function notesOn(k: number, proper: boolean, hasMean: boolean, hasSd: boolean): readonly string[] {
  const notes: string[] = [];
  if (!proper) notes.push("The prior of tau is improper: there is no Bayes factor or marginal likelihood.");
  if (!hasMean) notes.push("The posterior of tau has no mean: report the median.");
  else if (!hasSd) notes.push("The posterior of tau has no standard deviation.");
  if (k < 3)
    notes.push(`With ${k} ${k === 1 ? "study" : "studies"} the prior of tau decides most of the result.`);
  return notes;
}
