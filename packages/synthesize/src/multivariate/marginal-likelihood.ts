/** The likelihood of models of any structure, with the covariance matrix of each block of dependent effects. */
import { type Cholesky, cholesky, invertCholesky, type Matrix, matrix } from "@coppice/numeric";
import type { LikelihoodKind } from "../tau2/likelihood.ts";
import type { Block } from "./dependent-blocks.ts";
import { generalisedLeastSquares } from "./generalised-least-squares.ts";
import type { LikelihoodPoint } from "./likelihood-point.ts";
import type { MultivariateData } from "./multivariate-data.ts";
import { sharedLikelihood } from "./shared-likelihood.ts";

export interface MarginalBlock {
  readonly block: Block;
  /** Marginal covariance M of its effects, scaled. */
  readonly m: Matrix;
}

/** Correlation that a term gives two groups: 1 within one, what is known between two. */
function groupCorrelation(correlation: Matrix | null, a: number, b: number): number {
  if (correlation === null) return a === b ? 1 : 0;
  return correlation.data[a * correlation.cols + b]!;
}

/** M of one block: sampling covariances plus the random effects' ones. */
function marginalBlock(data: MultivariateData, block: Block, structures: readonly Matrix[]): Matrix {
  const { rows, v } = block;
  const n = rows.length;
  const m = matrix(n, n);
  m.data.set(v.data);
  for (const [t, { level, group, correlation }] of data.terms.entries()) {
    const g = structures[t]!;
    for (let i = 0; i < n; i++) {
      const a = rows[i]!;
      const base = level[a]! * g.cols;
      for (let j = 0; j <= i; j++) {
        const b = rows[j]!;
        const shared = groupCorrelation(correlation, group[a]!, group[b]!);
        if (shared === 0) continue;
        const value = shared * g.data[base + level[b]!]!;
        m.data[i * n + j]! += value;
        if (i !== j) m.data[j * n + i]! += value;
      }
    }
  }
  return m;
}

/** Marginal covariances of all blocks. */
export function marginalBlocks(
  data: MultivariateData,
  structures: readonly Matrix[],
): readonly MarginalBlock[] {
  return data.blocks().map((block) => ({ block, m: marginalBlock(data, block, structures) }));
}

function blockLikelihood(
  data: MultivariateData,
  structures: readonly Matrix[],
  kind: LikelihoodKind,
): LikelihoodPoint | null {
  const { k, p } = data.regression;
  let logs = 0;
  const variances = new Float64Array(k);
  const inverses: { rows: Int32Array; inverse: Matrix }[] = [];
  for (const { block, m } of marginalBlocks(data, structures)) {
    const { rows } = block;
    const decomposition: Cholesky | null = cholesky(m);
    if (decomposition === null) return null;
    logs += decomposition.logDeterminant;
    for (let i = 0; i < rows.length; i++) variances[rows[i]!] = m.data[i * (rows.length + 1)]!;
    inverses.push({ rows, inverse: invertCholesky(decomposition) });
  }
  const solve = (b: Matrix): Matrix => {
    const { cols } = b;
    const made = matrix(k, cols);
    for (const { rows, inverse } of inverses) {
      const n = rows.length;
      for (let i = 0; i < n; i++) {
        const to = rows[i]! * cols;
        for (let j = 0; j < n; j++) {
          const w = inverse.data[i * n + j]!;
          const from = rows[j]! * cols;
          for (let a = 0; a < cols; a++) made.data[to + a]! += w * b.data[from + a]!;
        }
      }
    }
    return made;
  };
  const fit = generalisedLeastSquares(data.regression, logs, kind, solve);
  if (fit === null) return null;
  const { u, mq, covariance } = fit;
  const sensitivities = (): readonly Matrix[] => {
    const sums = data.terms.map(({ structure }) => matrix(structure.size, structure.size));
    const half = new Float64Array(p);
    for (const { rows, inverse } of inverses) {
      const n = rows.length;
      for (let i = 0; i < n; i++) {
        const s = rows[i]!;
        for (let a = 0; a < p; a++) {
          half[a] = 0;
          for (let b = 0; b < p; b++) half[a]! += mq.data[s * p + b]! * covariance.data[b * p + a]!;
        }
        for (let j = 0; j < n; j++) {
          const t = rows[j]!;
          let value = inverse.data[i * n + j]! - u[s]! * u[t]!;
          if (kind === "REML") for (let a = 0; a < p; a++) value -= half[a]! * mq.data[t * p + a]!;
          for (const [place, { level, group, correlation }] of data.terms.entries()) {
            const sum = sums[place]!;
            const shared = groupCorrelation(correlation, group[s]!, group[t]!);
            if (shared !== 0) sum.data[level[s]! * sum.cols + level[t]!]! += shared * value;
          }
        }
      }
    }
    return sums;
  };
  const inverseDiagonal = (): Float64Array => {
    const made = new Float64Array(k);
    for (const { rows, inverse } of inverses) {
      for (let i = 0; i < rows.length; i++) made[rows[i]!] = inverse.data[i * (rows.length + 1)]!;
    }
    return made;
  };
  return { ...fit, variances, inverseDiagonal, sensitivities };
}

/** The model at given covariance matrices of the terms; null where a marginal covariance is not positive definite. */
export function likelihoodAt(
  data: MultivariateData,
  structures: readonly Matrix[],
  kind: LikelihoodKind,
): LikelihoodPoint | null {
  return data.shared === null
    ? blockLikelihood(data, structures, kind)
    : sharedLikelihood(data, data.shared, structures, kind);
}
