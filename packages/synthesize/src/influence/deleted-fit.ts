/** The model without one study, in the terms of the model with all: rows taken out, nothing decomposed anew. */
import { findRoot, rowsOf } from "@coppice/numeric";
import type { RegressionOptions } from "../regression/regress.ts";
import type { RegressionData } from "../regression/regression-data.ts";
import { regressionScore } from "../regression/regression-score.ts";
import { estimateRegressionTau2 } from "../regression/regression-tau2.ts";
import { coefficients, covariance, inverseVarianceWeights, weightedFit } from "../regression/weighted-fit.ts";
import type { LikelihoodKind } from "../tau2/likelihood.ts";

export interface DeletedFit {
  readonly beta: readonly number[];
  readonly covariance: readonly (readonly number[])[];
  readonly tau2: number;
  readonly scaleFactor: number;
  /** Cochran's residual Q. */
  readonly q: number;
}

/** With fewer studies one of them may make or unmake a mode of the likelihood, and a full search costs nothing. */
const WARM_FROM = 50;

/** All rows but one. Its basis is no longer orthonormal, but it still spans the moderators: X = QR. */
function without(data: RegressionData, study: number): RegressionData {
  const { k, p, y, v, q } = data;
  const basis = new Float64Array((k - 1) * p);
  basis.set(q.data.subarray(0, study * p));
  basis.set(q.data.subarray((study + 1) * p), study * p);
  const rest = (values: readonly number[]): number[] => {
    const kept = values.slice();
    kept.splice(study, 1);
    return kept;
  };
  return { ...data, k: k - 1, y: rest(y), v: rest(v), q: { rows: k - 1, cols: p, data: basis } };
}

/** The share of a study's row that the others do not determine: 0 when a moderator varies only in it. */
function independence({ p, q }: RegressionData, study: number): number {
  let leverage = 0;
  for (let a = 0; a < p; a++) leverage += q.data[study * p + a]! ** 2;
  return 1 - leverage;
}

/**
 * The root of the (restricted) likelihood's score next to `start`, the only mode with all studies; null when it is not found
 * nearby, and the full search has to be made.
 */
function warmVariance(data: RegressionData, kind: LikelihoodKind, start: number): number | null {
  const score = regressionScore(data, kind);
  if (start === 0) return score(0) <= 0 ? 0 : null;
  let [low, high] = [0.98 * start, 1.02 * start];
  // One study of many moves tau2 by a few per cent; beyond a factor of 3 the shape may have changed.
  for (let widening = 0; !(score(low) > 0); widening++) {
    if (widening === 5) return null;
    high = low;
    low *= 0.8;
  }
  for (let widening = 0; !(score(high) < 0); widening++) {
    if (widening === 5) return null;
    low = high;
    high *= 1.25;
  }
  const root = findRoot(score, low, high);
  return root.converged ? root.x : null;
}

function deletedVariance(
  data: RegressionData,
  { model = "random", tau2: method = "REML" }: RegressionOptions,
  whole: { readonly tau2: number; readonly unimodal: boolean },
): number {
  if (model === "common") return 0;
  if (typeof method === "number") return method / data.unit ** 2;
  const warm =
    (method === "REML" || method === "ML") && whole.unimodal && data.k >= WARM_FROM
      ? warmVariance(data, method, whole.tau2 / data.unit ** 2)
      : null;
  return warm ?? estimateRegressionTau2(data, method).tau2;
}

/** The fit without a study of the data; null when the others hardly determine the coefficients, or weights were given. */
export function deletedFit(
  all: RegressionData,
  study: number,
  options: RegressionOptions,
  whole: { readonly tau2: number; readonly unimodal: boolean },
): DeletedFit | null {
  if (options.weights !== undefined || all.k - 1 < all.p || independence(all, study) < 1e-10) return null;
  const data = without(all, study);
  const { k, p, unit } = data;
  const tau2 = deletedVariance(data, options, whole);
  const atZero = weightedFit(data, inverseVarianceWeights(data, 0));
  const fit = weightedFit(data, inverseVarianceWeights(data, tau2));
  if (atZero === null || fit === null) return null;
  const usesFactor = k > p && (options.test === "hk" || options.test === "hk-adhoc");
  const meanSquare = usesFactor ? fit.q / (k - p) : 1;
  const scaleFactor = options.test === "hk-adhoc" ? Math.max(1, meanSquare) : meanSquare;
  const vb = covariance(data, fit.inverse);
  for (let i = 0; i < vb.data.length; i++) vb.data[i]! *= scaleFactor * unit ** 2;
  return {
    beta: coefficients(data, fit.gamma).map((b) => b * unit),
    covariance: rowsOf(vb),
    tau2: tau2 * unit ** 2,
    scaleFactor,
    q: atZero.q,
  };
}
