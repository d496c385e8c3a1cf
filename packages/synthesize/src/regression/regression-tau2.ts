/** The estimators of tau2 with moderators: those of the random-effects model with P built from all columns. */
import { chiSquareQuantile, sumBy, sumOf } from "@coppice/numeric";
import type { Tau2Weights } from "../pool/pool-random.ts";
import { closedForm, type Tau2Estimate } from "../tau2/estimate.ts";
import type { LikelihoodKind } from "../tau2/likelihood.ts";
import { highestMode } from "../tau2/likelihood-mode.ts";
import type { Tau2Method } from "../tau2/tau2-estimators.ts";
import type { RegressionData } from "./regression-data.ts";
import { logLikelihoodAt } from "./regression-likelihood.ts";
import { regressionScore } from "./regression-score.ts";
import {
  inverseVarianceWeights,
  traceP,
  tracePP,
  varianceTraces,
  type WeightedFit,
  weightedFit,
} from "./weighted-fit.ts";

function fitAt(data: RegressionData, tau2: number): WeightedFit {
  return fitWith(data, inverseVarianceWeights(data, tau2));
}

/** Weights so unequal that Q'WQ is singular to working precision give NaN everywhere, which the caller reports. */
function fitWith(data: RegressionData, weights: Float64Array): WeightedFit {
  const fit = weightedFit(data, weights);
  if (fit !== null) return fit;
  const nothing = { rows: data.p, cols: data.p, data: new Float64Array(data.p ** 2).fill(Number.NaN) };
  return {
    weights,
    gamma: new Float64Array(data.p).fill(Number.NaN),
    inverse: nothing,
    logDeterminant: Number.NaN,
    residuals: new Float64Array(data.k).fill(Number.NaN),
    q: Number.NaN,
    q2: Number.NaN,
  };
}

/** Standard error of (y'Py - c) / divisor when y has variance V + tau2 I. */
function quadraticFormSe(data: RegressionData, fit: WeightedFit, divisor: number): (tau2: number) => number {
  const { pvpv, ppv } = varianceTraces(data, fit);
  const pp = tracePP(data, fit);
  return (tau2) => Math.sqrt(2 * pvpv + 4 * tau2 * ppv + 2 * tau2 * tau2 * pp) / divisor;
}

function generalisedQ(data: RegressionData, weights: Float64Array): Tau2Estimate {
  const fit = fitWith(data, weights);
  const divisor = traceP(data, fit);
  const raw = (fit.q - varianceTraces(data, fit).pv) / divisor;
  return closedForm(raw, quadraticFormSe(data, fit, divisor));
}

function hunterSchmidt(data: RegressionData, corrected: boolean): Tau2Estimate {
  const { k, p } = data;
  const fit = fitAt(data, 0);
  const total = sumOf(fit.weights);
  // The weighted mean square is multiplied by k / (k - p) in the corrected form.
  const divisor = corrected ? (total * (k - p)) / k : total;
  const raw = corrected ? (fit.q - (k - p)) / divisor : (fit.q - k) / divisor;
  return closedForm(raw, quadraticFormSe(data, fit, divisor));
}

/** The plain variance of the estimates with divisor k: where Sidik and Jonkman start. */
function crudeVariance({ y, k }: RegressionData): number {
  const mean = sumOf(y) / k;
  return sumBy(y, (value) => (value - mean) ** 2) / k;
}

function sidikJonkman(data: RegressionData): Tau2Estimate {
  const { v, k, p } = data;
  const crude = crudeVariance(data);
  if (crude === 0) return closedForm(0, () => 0);
  const fit = fitWith(
    data,
    Float64Array.from(v, (variance) => crude / (variance + crude)),
  );
  return closedForm(fit.q / (k - p), quadraticFormSe(data, fit, k - p));
}

function empiricalBayesSe(data: RegressionData, tau2: number): number {
  const { k, p } = data;
  const total = sumOf(inverseVarianceWeights(data, tau2));
  return Math.sqrt((2 * k * k) / (k - p)) / total;
}

function sidikJonkmanIterated(data: RegressionData): Tau2Estimate {
  const { k, p, v } = data;
  const crude = crudeVariance(data);
  const sorted = [...v].sort((a, b) => a - b);
  const median = 0.5 * (sorted[(k - 1) >> 1]! + sorted[k >> 1]!);
  const threshold = 1e-13 * Math.max((crude * k) / Math.max(1, k - 1), median);
  let tau2 = crude;
  let iterations = 0;
  let converged = false;
  while (!converged && iterations < 10_000) {
    const next = (tau2 * fitAt(data, tau2).q) / (k - p);
    converged = Math.abs(next - tau2) <= threshold;
    tau2 = next;
    iterations += 1;
  }
  return {
    tau2,
    se: empiricalBayesSe(data, tau2),
    convergence: { converged, iterations, boundary: tau2 === 0, secondMode: null },
  };
}

export interface QRoot {
  readonly tau2: number;
  readonly converged: boolean;
  readonly boundary: boolean;
  readonly iterations: number;
}

/** The tau2 at which the generalised Q, y'P(tau2)y, meets the target: Newton's method on 1/Q, as without moderators. */
export function solveGeneralisedQ(data: RegressionData, target: number): QRoot {
  let low = 0;
  let high = Number.POSITIVE_INFINITY;
  let tau2 = 0;
  let last = Number.POSITIVE_INFINITY;
  for (let iterations = 1; iterations < 2000; iterations++) {
    const { q, q2 } = fitAt(data, tau2);
    const excess = q - target;
    if (iterations === 1 && !(excess > 0))
      return { tau2: 0, converged: !Number.isNaN(q), boundary: true, iterations };
    if (excess > 0) low = tau2;
    else high = tau2;
    const newton = tau2 + (q * excess) / (target * q2);
    const inside = newton > low && newton < high;
    const next = inside ? newton : high === Number.POSITIVE_INFINITY ? 2 * tau2 + 1 : 0.5 * (low + high);
    const step = Math.abs(next - tau2);
    if (excess === 0 || step <= 2e-16 * tau2 || (step < 1e-13 * tau2 && step >= last)) {
      return { tau2: excess === 0 ? tau2 : next, converged: true, boundary: false, iterations };
    }
    if (!Number.isFinite(next)) break;
    last = inside ? step : Number.POSITIVE_INFINITY;
    tau2 = next;
  }
  return { tau2: Number.POSITIVE_INFINITY, converged: false, boundary: false, iterations: 2000 };
}

function atTarget(data: RegressionData, target: number): Tau2Estimate {
  const { tau2, converged, boundary, iterations } = solveGeneralisedQ(data, target);
  return {
    tau2,
    se: empiricalBayesSe(data, tau2),
    convergence: { converged, iterations, boundary, secondMode: null },
  };
}

/**
 * A tau2 above which the score is negative. With e the residuals of ordinary least squares (SSE = e'e), y'PPy <= w_max^2 SSE,
 * and tr(P) >= (k - p) w_min: the score is negative once w_max^2 SSE < (k - p) w_min.
 */
function scoreBound(data: RegressionData, least: number, most: number): number {
  const { k, p } = data;
  const { q: sse } = fitWith(data, new Float64Array(k).fill(1));
  const perDf = sse / (k - p);
  let bound = Math.max(perDf, least);
  // As a product of ratios, which overflow only when the bound itself does.
  while (((bound + most) / (bound + least)) * (perDf / (bound + least)) >= 1) bound *= 2;
  return bound;
}

function likelihood(data: RegressionData, kind: LikelihoodKind): Tau2Estimate {
  const leastVariance = Math.min(...data.v);
  const mostVariance = Math.max(...data.v);
  const score = regressionScore(data, kind);
  return highestMode({
    leastVariance,
    mostVariance,
    bound: scoreBound(data, leastVariance, mostVariance),
    score,
    roughScore: score,
    logLikelihood: (tau2) => logLikelihoodAt(data, tau2, kind),
    information: (tau2) => likelihoodInformation(data, tau2, kind),
  });
}

/** tr(WW) or tr(PP): twice the expected information on tau2. */
export function likelihoodInformation(data: RegressionData, tau2: number, kind: LikelihoodKind): number {
  const fit = fitAt(data, tau2);
  return kind === "ML" ? sumBy(fit.weights, (w) => w * w) : tracePP(data, fit);
}

/** The estimate of tau2; 0 when there are no degrees of freedom left to estimate it from. */
export function estimateRegressionTau2(data: RegressionData, method: Tau2Method | Tau2Weights): Tau2Estimate {
  const { k, p, v } = data;
  if (k === p) {
    return {
      tau2: 0,
      se: null,
      convergence: { converged: true, iterations: 0, boundary: true, secondMode: null },
    };
  }
  if (typeof method === "object") {
    return generalisedQ(
      data,
      Float64Array.from(data.studies, (study) => method.generalisedQ[study]!),
    );
  }
  switch (method) {
    case "DL":
      return generalisedQ(
        data,
        Float64Array.from(v, (variance) => 1 / variance),
      );
    case "HE":
      return generalisedQ(data, new Float64Array(k).fill(1));
    case "HS":
      return hunterSchmidt(data, false);
    case "HSk":
      return hunterSchmidt(data, true);
    case "SJ":
      return sidikJonkman(data);
    case "SJIT":
      return sidikJonkmanIterated(data);
    case "PMM":
      return atTarget(data, chiSquareQuantile(0.5, k - p));
    case "PM":
    case "EB":
    case "DLIT":
      return atTarget(data, k - p);
    case "ML":
    case "REML":
      return likelihood(data, method);
  }
}
