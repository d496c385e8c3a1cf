/**
 * What the robust covariance of contrasts would be under the working model: its expectation, and its variance.
 *
 * For contrast s, cluster i has the score t_i(s)'e_i. P(s,t)_ij = t_i(s)' Cov(e_i, e_j) t_j(t) is d_i(s,t) on the diagonal plus a
 * matrix of low rank, F_i(s)' K F_j(t), so that sums over all pairs of clusters cost no more than sums over clusters.
 */
import { bilinear, dot, type Matrix, matrix, matrixOf, multiply, rowOf, transpose } from "@coppice/numeric";
import type { ClusteredModel } from "./clusters.ts";

export interface WorkingMoments {
  /** Expected robust covariance of the contrasts, q x q. */
  readonly expected: Matrix;
  /** The same without leverage: what the errors themselves would give. */
  readonly scale: Matrix;
  /** Variance of element (s, t) of the robust covariance of the contrasts. */
  readonly variance: (s: number, t: number) => number;
}

interface ClusterTerms {
  /** d(s, t). */
  readonly own: Matrix;
  /** Column s is F(s). */
  readonly low: Matrix;
}

function kernel({ bread, middle, p }: ClusteredModel): Matrix {
  if (middle === null) return { ...bread, data: bread.data.map((value) => -value) };
  const spread = multiply(multiply(bread, middle), bread);
  return matrixOf(2 * p, 2 * p, (i, j) => {
    const at = (i % p) * p + (j % p);
    if (i < p && j < p) return spread.data[at]!;
    return i < p || j < p ? -bread.data[at]! : 0;
  });
}

function stack(top: Matrix, below: Matrix): Matrix {
  const made = matrix(top.rows + below.rows, top.cols);
  made.data.set(top.data);
  made.data.set(below.data, top.data.length);
  return made;
}

/** Sum of the products of elements, tr(A'B). */
const entrywise = (a: Matrix, b: Matrix): number => dot(a.data, b.data);

/**
 * `adjusted` has A'WX of each cluster; a column of `contrasts` holds the weights of the coefficients, so that t_i(s) is
 * A'WX V c_s. Null when the model has dependence across clusters.
 */
export function workingMoments(
  model: ClusteredModel,
  adjusted: readonly Matrix[],
  contrasts: Matrix,
): WorkingMoments | null {
  const q = contrasts.cols;
  const k = kernel(model);
  const directions = multiply(model.bread, contrasts);
  const terms: ClusterTerms[] = [];
  for (const [i, cluster] of model.clusters.entries()) {
    if (cluster.phi === null) return null;
    const t = multiply(adjusted[i]!, directions);
    const phiT = multiply(cluster.phi, t);
    const u = multiply(transpose(cluster.x), t);
    const low = model.middle === null ? u : stack(u, multiply(transpose(cluster.weighted), phiT));
    terms.push({ own: multiply(transpose(t), phiT), low });
  }
  const expected = matrix(q, q);
  const scale = matrix(q, q);
  for (const { own, low } of terms) {
    const leverage = multiply(multiply(transpose(low), k), low);
    for (let i = 0; i < q * q; i++) {
      scale.data[i]! += own.data[i]!;
      expected.data[i]! += own.data[i]! + leverage.data[i]!;
    }
  }
  return { expected, scale, variance: (s, t) => varianceOf(terms, k, s, t) };
}

/** sum over i, j of P(s,s)_ij P(t,t)_ij + P(s,t)_ij P(t,s)_ij. */
function varianceOf(terms: readonly ClusterTerms[], k: Matrix, s: number, t: number): number {
  const r = k.rows;
  const moment = (a: number, b: number): Matrix => {
    const made = matrix(r, r);
    for (const { low } of terms) {
      for (let i = 0; i < r; i++) {
        const left = low.data[i * low.cols + a]!;
        for (let j = 0; j < r; j++) made.data[i * r + j]! += left * low.data[j * low.cols + b]!;
      }
    }
    return made;
  };
  const form = ({ low }: ClusterTerms, a: number, b: number): number =>
    bilinear(rowOf(transpose(low), a), k, rowOf(transpose(low), b));
  let sum = 0;
  for (const term of terms) {
    const q = term.own.cols;
    const ss = term.own.data[s * q + s]!;
    const tt = term.own.data[t * q + t]!;
    const st = term.own.data[s * q + t]!;
    sum += ss * tt + ss * form(term, t, t) + tt * form(term, s, s) + st * st + 2 * st * form(term, s, t);
  }
  const cross = moment(s, t);
  const kCrossK = multiply(multiply(k, cross), k);
  // tr(K M K M') and tr(K M K M), with M the moment of F(s) and F(t): both are sums over pairs of clusters.
  return sum + entrywise(kCrossK, cross) + entrywise(kCrossK, transpose(cross));
}
