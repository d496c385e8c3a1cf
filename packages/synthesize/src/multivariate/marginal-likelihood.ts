/** The (restricted) likelihood of the variance parameters and its gradient, block by block. */
import { type Cholesky, cholesky, invertCholesky, type Matrix, matrix } from "@coppice/numeric";
import type { LikelihoodKind } from "../tau2/likelihood.ts";
import type { Block, MultivariateData } from "./multivariate-data.ts";

export interface FittedBlock {
  readonly block: Block;
  /** Marginal covariance. */
  readonly m: Matrix;
  readonly inverse: Matrix;
  /** M^-1 Q, row by row. */
  readonly mq: Matrix;
  /** M^-1 (y - Q gamma). */
  readonly u: Float64Array;
}

export interface Marginal {
  readonly blocks: readonly FittedBlock[];
  /** Coefficients of the orthonormal moderators. */
  readonly gamma: Float64Array;
  /** Their covariance (Q'M^-1 Q)^-1. */
  readonly covariance: Matrix;
  readonly residuals: Float64Array;
  /** r'M^-1 r. */
  readonly q: number;
  /** With its constants, on the scale of the scaled data. */
  readonly logLikelihood: number;
}

/** M of one block: sampling covariances plus the random effects' ones. */
function marginalBlock(data: MultivariateData, block: Block, structures: readonly Matrix[]): Matrix {
  const { rows, v } = block;
  const n = rows.length;
  const m = matrix(n, n);
  m.data.set(v.data);
  for (const [t, { level, group }] of data.terms.entries()) {
    const g = structures[t]!;
    for (let i = 0; i < n; i++) {
      const a = rows[i]!;
      const base = level[a]! * g.cols;
      for (let j = 0; j <= i; j++) {
        const b = rows[j]!;
        if (group[a] !== group[b]) continue;
        const value = g.data[base + level[b]!]!;
        m.data[i * n + j]! += value;
        if (i !== j) m.data[j * n + i]! += value;
      }
    }
  }
  return m;
}

/** The model at given covariance matrices of the terms; null where a marginal covariance is not positive definite. */
export function marginalAt(
  data: MultivariateData,
  structures: readonly Matrix[],
  kind: LikelihoodKind,
): Marginal | null {
  const { regression } = data;
  const { k, p, q: basis, y } = regression;
  const information = matrix(p, p);
  const moments = new Float64Array(p);
  let logs = 0;
  const parts: { block: Block; m: Matrix; inverse: Matrix; mq: Matrix }[] = [];
  for (const block of data.blocks) {
    const { rows } = block;
    const n = rows.length;
    const m = marginalBlock(data, block, structures);
    const decomposition: Cholesky | null = cholesky(m);
    if (decomposition === null) return null;
    logs += decomposition.logDeterminant;
    const inverse = invertCholesky(decomposition);
    const mq = matrix(n, p);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        const w = inverse.data[i * n + j]!;
        if (w === 0) continue;
        const row = rows[j]! * p;
        for (let a = 0; a < p; a++) mq.data[i * p + a]! += w * basis.data[row + a]!;
      }
    }
    for (let i = 0; i < n; i++) {
      const row = rows[i]! * p;
      const value = y[rows[i]!]!;
      for (let a = 0; a < p; a++) {
        moments[a]! += mq.data[i * p + a]! * value;
        for (let b = 0; b <= a; b++)
          information.data[a * p + b]! += basis.data[row + a]! * mq.data[i * p + b]!;
      }
    }
    parts.push({ block, m, inverse, mq });
  }
  const decomposition = cholesky(information);
  if (decomposition === null) return null;
  const covariance = invertCholesky(decomposition);
  const gamma = new Float64Array(p);
  for (let a = 0; a < p; a++)
    for (let b = 0; b < p; b++) gamma[a]! += covariance.data[a * p + b]! * moments[b]!;
  const residuals = new Float64Array(k);
  for (let i = 0; i < k; i++) {
    let fitted = 0;
    for (let a = 0; a < p; a++) fitted += basis.data[i * p + a]! * gamma[a]!;
    residuals[i] = y[i]! - fitted;
  }
  let q = 0;
  const blocks = parts.map(({ block, m, inverse, mq }): FittedBlock => {
    const { rows } = block;
    const n = rows.length;
    const u = new Float64Array(n);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) u[i]! += inverse.data[i * n + j]! * residuals[rows[j]!]!;
      q += u[i]! * residuals[rows[i]!]!;
    }
    return { block, m, inverse, mq, u };
  });
  const halfLogTwoPi = 0.5 * Math.log(2 * Math.PI);
  const ml = -k * halfLogTwoPi - 0.5 * (logs + q);
  return {
    blocks,
    gamma,
    covariance,
    residuals,
    q,
    logLikelihood: kind === "ML" ? ml : ml + p * halfLogTwoPi - 0.5 * decomposition.logDeterminant,
  };
}

/**
 * For each term the matrix S over its levels with d logLikelihood = -1/2 sum S_ab dG_ab (Harville 1977, equation 5.1): S adds up,
 * over the groups, M^-1 - M^-1 Q C Q'M^-1 (for REML) - u u'.
 */
export function sensitivities(
  data: MultivariateData,
  marginal: Marginal,
  kind: LikelihoodKind,
): readonly Matrix[] {
  const p = data.regression.p;
  const sums = data.terms.map(({ structure }) => matrix(structure.size, structure.size));
  for (const { block, inverse, mq, u } of marginal.blocks) {
    const { rows } = block;
    const n = rows.length;
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        let value = inverse.data[i * n + j]! - u[i]! * u[j]!;
        if (kind === "REML") {
          for (let a = 0; a < p; a++) {
            for (let b = 0; b < p; b++) {
              value -= mq.data[i * p + a]! * marginal.covariance.data[a * p + b]! * mq.data[j * p + b]!;
            }
          }
        }
        const [s, t] = [rows[i]!, rows[j]!];
        for (const [place, { level, group }] of data.terms.entries()) {
          if (group[s] !== group[t]) continue;
          const sum = sums[place]!;
          sum.data[level[s]! * sum.cols + level[t]!]! += value;
        }
      }
    }
  }
  return sums;
}
