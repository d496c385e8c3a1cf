/** The proportional hazards model of the ROC curve: sensitivity = (false positive rate)^theta (Holling, Bohning & Bohning 2012). */
import { minimise } from "@coppice/numeric";
import { failure, type Result, success } from "../result.ts";
import { type AccuracyCorrection, type AccuracyTable, correctedTables } from "./accuracy-study.ts";

export interface ProportionalHazards {
  readonly theta: number;
  /** Between-study variance of theta; 0 when studies share one curve. */
  readonly tau2: number;
  /** Of ln sensitivity / ln false positive rate. */
  readonly logLikelihood: number;
  /** Area under the curve, 1 / (1 + theta). */
  readonly area: number;
  readonly converged: boolean;
}

/**
 * Maximum likelihood with ln p_i ~ N(theta ln u_i, (1 - p_i)/(n_i p_i) + theta^2 (1 - u_i)/(m_i u_i) + tau2 (ln u_i)^2), p_i the
 * sensitivity among n_i people with the condition and u_i the false positive rate among m_i without.
 */
export function proportionalHazards(
  tables: readonly AccuracyTable[],
  options: { readonly heterogeneous?: boolean; readonly correction?: AccuracyCorrection } = {},
): Result<ProportionalHazards> {
  const { heterogeneous = true, correction = {} } = options;
  const corrected = correctedTables(tables, correction);
  if (!corrected.ok) return corrected;
  const studies = corrected.value.map(({ tp, fn, fp, tn }) => {
    const [p, u] = [tp / (tp + fn), fp / (fp + tn)];
    return { logP: Math.log(p), logU: Math.log(u), ofP: (1 - p) / tp, ofU: (1 - u) / fp };
  });
  const bad = studies.findIndex(({ logP, logU }) => !(logP < 0 && logU < 0 && Number.isFinite(logP + logU)));
  if (bad >= 0) {
    return failure(
      "zero-cell",
      `Study ${bad + 1} has a sensitivity or a false positive rate of 0 or 1; add a correction of 0.5.`,
    );
  }
  if (heterogeneous && studies.length < 2) {
    return failure("too-few-studies", "One study has no between-study variation; fit the model without it.");
  }
  const logLikelihood = (theta: number, tau2: number): number =>
    studies.reduce((sum, { logP, logU, ofP, ofU }) => {
      const variance = (ofP + theta * theta * ofU) / (logU * logU) + tau2;
      const distance = logP / logU - theta;
      return sum - 0.5 * (Math.log(variance) + (distance * distance) / variance);
    }, 0);
  const start = Math.log(studies.reduce((sum, { logP, logU }) => sum + logP / logU, 0) / studies.length);
  const objective = (x: readonly number[]): number =>
    -logLikelihood(Math.exp(x[0]!), heterogeneous ? (x[1]! * Math.exp(x[0]!)) ** 2 : 0);
  const starts = heterogeneous ? [0.3, 1, 0.05].map((spread) => [start, spread]) : [[start]];
  const found = starts.map((at) => minimise(objective, at)).reduce((a, b) => (b.value < a.value ? b : a));
  if (!Number.isFinite(found.value)) {
    return failure(
      "not-converged",
      "The likelihood of the proportional hazards model has no maximum here; use the bivariate model.",
    );
  }
  const theta = Math.exp(found.x[0]!);
  return success({
    theta,
    tau2: heterogeneous ? (found.x[1]! * theta) ** 2 : 0,
    logLikelihood: -found.value,
    area: 1 / (1 + theta),
    converged: found.converged,
  });
}
