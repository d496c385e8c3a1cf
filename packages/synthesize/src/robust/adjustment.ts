/** Small-sample adjustments of the residuals of a cluster. */
import {
  cholesky,
  type Matrix,
  matrix,
  matrixOf,
  multiply,
  symmetricPart,
  symmetricPower,
  transpose,
} from "@coppice/numeric";
import type { Cluster, ClusteredModel } from "./clusters.ts";

/**
 * How residuals are enlarged, since fitted ones are smaller than the errors. With J clusters, k effects and p coefficients:
 * `CR0`: not at all (Liang & Zeger 1986). The covariance is multiplied by J / (J - 1) in `CR1`, by J / (J - p) in `CR1p`
 * (Hedges, Tipton & Johnson 2010), by J (k - 1) / ((J - 1)(k - p)) in `CR1S` (Stata). `CR2`: bias-reduced linearisation, exactly
 * unbiased when the working model holds (Bell & McCaffrey 2002; Pustejovsky & Tipton 2018, equation 5). `CR3`: close to the
 * jackknife over clusters (Bell & McCaffrey 2002).
 */
export type SmallSampleCorrection = "CR0" | "CR1" | "CR1p" | "CR1S" | "CR2" | "CR3";

/** The factor of the residuals that is the same for every cluster. */
function commonFactor(correction: SmallSampleCorrection, { clusters, k, p }: ClusteredModel): number {
  const j = clusters.length;
  switch (correction) {
    case "CR1":
      return Math.sqrt(j / (j - 1));
    case "CR1p":
      return Math.sqrt(j / (j - p));
    case "CR1S":
      return Math.sqrt((j * (k - 1)) / ((j - 1) * (k - p)));
    default:
      return 1;
  }
}

/** Covariance of the cluster's residuals under the working model, the cluster's block of (I - H) Phi (I - H)'. */
function residualCovariance(cluster: Cluster, phi: Matrix, { bread, middle }: ClusteredModel): Matrix {
  const { x, weighted } = cluster;
  const xv = multiply(x, bread);
  const xvx = multiply(xv, transpose(x));
  const m = x.rows;
  if (middle === null) return { ...phi, data: phi.data.map((value, i) => value - xvx.data[i]!) };
  const cross = multiply(multiply(xv, transpose(weighted)), phi);
  const spread = multiply(multiply(xv, middle), transpose(xv));
  return matrixOf(
    m,
    m,
    (i, j) =>
      phi.data[i * m + j]! - cross.data[i * m + j]! - cross.data[j * m + i]! + spread.data[i * m + j]!,
  );
}

/** A = D'(D B D')^(-1/2) D with Phi = D'D and B the covariance of the residuals: then A B A' = Phi. */
function biasReduced(cluster: Cluster, phi: Matrix, model: ClusteredModel): Matrix | null {
  const decomposition = cholesky(phi);
  if (decomposition === null) return null;
  const lower = decomposition.lower;
  const upper = transpose(lower);
  const b = residualCovariance(cluster, phi, model);
  const inner = multiply(multiply(upper, b), lower);
  const root = symmetricPower(symmetrised(inner, multiply(upper, lower)), -0.5);
  return multiply(multiply(lower, root), upper);
}

/** The symmetric part; what is rounding error beside the same matrix without leverage counts as nothing. */
function symmetrised(a: Matrix, whole: Matrix): Matrix {
  const n = a.rows;
  const made = symmetricPart(a);
  const size = Math.max(0, ...Array.from({ length: n }, (_, i) => whole.data[i * n + i]!));
  return made.data.some((value) => Math.abs(value) > 1e-12 * size) ? made : matrix(n, n);
}

/** (I - H)^-1 of the cluster, or null when a coefficient rests on this cluster alone. */
function jackknife({ x, weighted }: Cluster, { bread, p }: ClusteredModel): Matrix | null {
  // Woodbury: (I - X V G')^-1 = I + X (V^-1 - G'X)^-1 G', with p x p inverses only.
  const information = cholesky(bread);
  if (information === null) return null;
  const own = multiply(transpose(weighted), x);
  const half = multiply(multiply(transpose(information.lower), own), information.lower);
  const rest = matrixOf(p, p, (i, j) => (i === j ? 1 : 0) - half.data[i * p + j]!);
  const values = symmetricPower(rest, -1, 1e-10);
  if (!fullRank(rest, values)) return null;
  const inverse = multiply(multiply(information.lower, values), transpose(information.lower));
  const made = multiply(multiply(x, inverse), transpose(weighted));
  for (let i = 0; i < x.rows; i++) made.data[i * x.rows + i]! += 1;
  return made;
}

function fullRank(a: Matrix, inverse: Matrix): boolean {
  const product = multiply(a, inverse);
  for (let i = 0; i < a.rows; i++) if (Math.abs(product.data[i * a.rows + i]! - 1) > 1e-4) return false;
  return true;
}

/** A'WX for a cluster, so that its score is this times the residuals; null when the adjustment does not exist. */
export function adjustedWeights(
  cluster: Cluster,
  model: ClusteredModel,
  correction: SmallSampleCorrection,
): Matrix | null {
  if (correction === "CR2") {
    const a = cluster.phi === null ? null : biasReduced(cluster, cluster.phi, model);
    return a === null ? null : multiply(transpose(a), cluster.weighted);
  }
  if (correction === "CR3") {
    const a = jackknife(cluster, model);
    return a === null ? null : multiply(transpose(a), cluster.weighted);
  }
  const factor = commonFactor(correction, model);
  return { ...cluster.weighted, data: cluster.weighted.data.map((value) => value * factor) };
}
