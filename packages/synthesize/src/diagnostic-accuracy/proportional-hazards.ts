/** The proportional hazards model of the ROC curve: sensitivity = (false positive rate)^theta. */

import { cholesky, invertCholesky, minimise, normalQuantile, numericHessian, sumBy } from "@coppice/numeric";
import { badLevel } from "../problems.ts";
import { failure, type Result, success } from "../result.ts";
import {
  type AccuracyCorrection,
  type AccuracyTable,
  type CorrectedTable,
  correctedTables,
} from "./accuracy-study.ts";

export interface ProportionalHazardsOptions {
  /** False: all studies share one curve. Default true. */
  readonly heterogeneous?: boolean;
  readonly correction?: AccuracyCorrection;
  /** Default 0.95. */
  readonly level?: number;
}

export interface ProportionalHazards {
  readonly k: number;
  /** 0 for a perfect test, 1 for a useless one. */
  readonly theta: number;
  /** From the observed information. */
  readonly thetaSe: number;
  readonly thetaLow: number;
  readonly thetaHigh: number;
  /** Between-study variance of theta; 0 when studies share one curve. */
  readonly tau2: number;
  /** Of ln sensitivity / ln false positive rate, without the constant of 2 pi. */
  readonly logLikelihood: number;
  /** Area under the curve, 1 / (1 + theta), and the limits that follow from those of theta. */
  readonly area: number;
  readonly areaLow: number;
  readonly areaHigh: number;
  /** Squared standardized distances from theta with the sampling variances alone, on k - 1 df when studies share one curve. */
  readonly q: number;
  readonly converged: boolean;
  readonly level: number;
  readonly method: string;
}

interface Study {
  /** log sensitivity / log false positive rate. */
  readonly theta: number;
  /** Var(theta hat) is sens + theta^2 fpr. */
  readonly sens: number;
  readonly fpr: number;
}

function studyTheta({ tp, fn, fp, tn }: CorrectedTable): Study {
  const x = Math.log(fp / (fp + tn));
  return {
    theta: Math.log(tp / (tp + fn)) / x,
    sens: (1 / tp - 1 / (tp + fn)) / (x * x),
    fpr: (1 / fp - 1 / (fp + tn)) / (x * x),
  };
}

function logLikelihood(studies: readonly Study[], theta: number, tau2: number): number {
  let sum = 0;
  for (const study of studies) {
    const variance = study.sens + theta * theta * study.fpr + tau2;
    sum -= 0.5 * (Math.log(variance) + (study.theta - theta) ** 2 / variance);
  }
  return sum;
}

interface Fit {
  readonly theta: number;
  readonly tau2: number;
  readonly converged: boolean;
  readonly thetaSe: number | null;
}

/** Starts spread over the range of the study estimates, the best of them followed to a maximum. */
function maximise(studies: readonly Study[], heterogeneity: boolean): Fit {
  const thetas = studies.map(({ theta }) => theta);
  const variances = studies.map(({ theta, sens, fpr }) => sens + theta * theta * fpr);
  // In units of their own: log theta, and tau as a multiple of the typical standard error, so that tau = 0 is no edge.
  const unit = Math.exp(sumBy(variances, (v) => Math.log(v)) / variances.length / 2);
  const value = (x: readonly number[]): number =>
    -logLikelihood(studies, Math.exp(x[0]!), heterogeneity ? (x[1]! * unit) ** 2 : 0);
  // The maximum lies between the smallest and the largest study estimate, give or take the pull of the variances towards 0.
  const [from, to] = [Math.log(Math.min(...thetas) / 4), Math.log(Math.max(...thetas) * 2)];
  const spread = Math.max(...thetas) / unit;
  const taus = heterogeneity ? [0.1, 0.3, 1, 3, 10, 30].map((tau) => Math.min(tau, spread + 0.1)) : [0];
  const starts = Array.from({ length: 40 }, (_, i) => from + ((to - from) * i) / 39)
    .flatMap((u) => taus.map((tau) => (heterogeneity ? [u, tau] : [u])))
    .map((x) => ({ x, at: value(x) }))
    .sort((a, b) => a.at - b.at);
  let best = minimise(value, starts[0]!.x);
  for (const { x } of [starts[1]!, starts[5]!, starts[15]!]) {
    const other = minimise(value, x);
    if (other.value < best.value - 1e-12) best = other;
  }
  let x = best.x;
  // Where tau2 = 0 is the maximum the search only comes close to it.
  if (heterogeneity && value([x[0]!, 0]) <= best.value + 1e-11) x = [x[0]!, 0];
  const free = x[1] === 0 ? [x[0]!] : x;
  const hessian = numericHessian((at) => value(at.length === 1 ? [at[0]!, 0] : at), free);
  const decomposition = cholesky(hessian);
  const theta = Math.exp(x[0]!);
  return {
    theta,
    tau2: heterogeneity ? (x[1]! * unit) ** 2 : 0,
    converged: best.converged,
    thetaSe: decomposition === null ? null : theta * Math.sqrt(invertCholesky(decomposition).data[0]!),
  };
}

/**
 * Maximum likelihood with ln p_i / ln u_i normal around theta with variance
 * ((1 - p_i)/(n_i p_i) + theta^2 (1 - u_i)/(m_i u_i)) / (ln u_i)^2 + tau2, p_i the sensitivity among n_i people with the condition
 * and u_i the false positive rate among m_i without (Holling, Boehning & Boehning 2012, the adjusted profile likelihood).
 */
export function proportionalHazards(
  tables: readonly AccuracyTable[],
  options: ProportionalHazardsOptions = {},
): Result<ProportionalHazards> {
  const { heterogeneous = true, correction = {}, level = 0.95 } = options;
  const broken = badLevel(level);
  if (broken !== null) return broken;
  const corrected = correctedTables(tables, correction);
  if (!corrected.ok) return corrected;
  const bad = corrected.value.findIndex(({ tp, fn, fp, tn }) => tp * fn * fp * tn === 0);
  if (bad >= 0) {
    return failure(
      "zero-cell",
      `Study ${bad + 1} has a sensitivity or a false positive rate of 0 or 1; add a correction of 0.5.`,
    );
  }
  if (heterogeneous && tables.length < 2) {
    return failure("too-few-studies", "One study has no between-study variance; fit the model without it.");
  }
  const studies = corrected.value.map(studyTheta);
  const { theta, tau2, converged, thetaSe } = maximise(studies, heterogeneous);
  if (thetaSe === null || !Number.isFinite(theta)) {
    return failure("not-converged", "The likelihood has no maximum; use the bivariate model.");
  }
  const half = normalQuantile((1 + level) / 2) * thetaSe;
  const area = (at: number): number => 1 / (1 + Math.max(0, at));
  return success({
    k: studies.length,
    theta,
    thetaSe,
    thetaLow: theta - half,
    thetaHigh: theta + half,
    tau2,
    logLikelihood: logLikelihood(studies, theta, tau2),
    area: area(theta),
    areaLow: area(theta + half),
    areaHigh: area(theta - half),
    q: sumBy(studies, (study) => (study.theta - theta) ** 2 / (study.sens + theta * theta * study.fpr)),
    converged,
    level,
    method: `Proportional hazards model of the ROC curve, ${heterogeneous ? "curves varying between studies" : "one curve for all studies"}, maximum likelihood`,
  });
}
