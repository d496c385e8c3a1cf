/** Joint tests of contrasts with a robust covariance. */
import {
  chiSquareUpper,
  cholesky,
  fUpper,
  type Matrix,
  multiply,
  symmetricPower,
  transpose,
} from "@coppice/numeric";
import { jointStatistic } from "../regression/joint-test.ts";
import type { JointTest } from "../regression/regression-result.ts";
import type { ClusteredModel } from "./clusters.ts";
import { workingMoments } from "./working-moments.ts";

/**
 * `htz`: Hotelling's T-squared with the degrees of freedom that give the covariance its total variance under the working model
 * (Zhang 2012, 2013; Tipton & Pustejovsky 2015). `clusters-p`, `clusters-1`: F with J - p or J - 1 degrees of freedom.
 * `chi-square`: for many clusters.
 */
export type JointReference = "htz" | "clusters-p" | "clusters-1" | "chi-square";

/** The fit behind a robust covariance. */
export interface RobustFit {
  readonly model: ClusteredModel;
  readonly adjusted: readonly Matrix[];
}

/** Degrees of freedom of the Wishart distribution with the same total variance; null where the clusters hold no information. */
function wishartDf({ model, adjusted }: RobustFit, contrasts: Matrix): number | null {
  const q = contrasts.cols;
  const raw = workingMoments(model, adjusted, contrasts);
  if (raw === null || cholesky(raw.expected) === null) return null;
  const standard = multiply(contrasts, symmetricPower(raw.expected, -0.5));
  const moments = workingMoments(model, adjusted, standard);
  if (moments === null) return null;
  let total = 0;
  for (let s = 0; s < q; s++) {
    for (let t = 0; t <= s; t++) total += (s === t ? 1 : 2) * moments.variance(s, t);
  }
  return (q * (q + 1)) / total;
}

/** The test that the contrasts are all 0; null when there are too few clusters for it or the contrasts depend on each other. */
export function robustJointTest(
  fit: RobustFit,
  /** One row a contrast, with a weight for each coefficient. */
  rows: Matrix,
  estimates: readonly number[],
  covariance: readonly (readonly number[])[],
  reference: JointReference,
): JointTest | null {
  const q = rows.rows;
  const square = jointStatistic(estimates, covariance);
  if (!Number.isFinite(square)) return null;
  if (reference === "chi-square") {
    return { statistic: square, df1: q, df2: null, pValue: chiSquareUpper(square, q) };
  }
  const j = fit.model.clusters.length;
  if (reference !== "htz") {
    const df2 = reference === "clusters-p" ? j - fit.model.p : j - 1;
    return df2 > 0 ? { statistic: square / q, df1: q, df2, pValue: fUpper(square / q, q, df2) } : null;
  }
  const eta = wishartDf(fit, transpose(rows));
  if (eta === null || !(eta - q + 1 > 0 && eta < Infinity)) return null;
  const statistic = ((eta - q + 1) / (eta * q)) * square;
  return { statistic, df1: q, df2: eta - q + 1, pValue: fUpper(statistic, q, eta - q + 1) };
}
