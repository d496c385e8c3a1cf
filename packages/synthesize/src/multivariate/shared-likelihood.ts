/**
 * The likelihood of models with shared random effects, M = D + Z Delta Z' with diagonal D: by the sparse matrix J + SAS, where
 * A = Z'D^-1 Z, Delta = SJS and J has signs only (Woodbury's identity; Henderson et al. 1959). Nested models take time in
 * proportion to the number of effects.
 */
import {
  factorSparse,
  type Matrix,
  matrix,
  type SparseValues,
  selectedInverse,
  solveSparse,
} from "@coppice/numeric";
import type { LikelihoodKind } from "../tau2/likelihood.ts";
import { generalisedLeastSquares } from "./generalised-least-squares.ts";
import type { LikelihoodPoint } from "./likelihood-point.ts";
import type { MultivariateData } from "./multivariate-data.ts";
import type { EffectFamily, SharedEffects } from "./shared-effects.ts";

/** Variance of each random effect of a family, by its level. */
function varianceOf({ part }: EffectFamily, g: Matrix, level: number): number {
  const own = g.data[level * g.cols + level]!;
  if (part === "variance") return own;
  const covariance = g.data[1]!;
  return part === "covariance" ? covariance : own - covariance;
}

interface Factored {
  /** Sampling variance plus the variance of the random effects that no other effect shares. */
  readonly own: Float64Array;
  /** Square roots of the absolute variances of the shared ones. */
  readonly scale: Float64Array;
  /** Their signs: the covariance within a group may be negative. */
  readonly sign: Float64Array;
  readonly factor: SparseValues;
  readonly variances: Float64Array;
  readonly logDeterminant: number;
}

/** Null where M is not positive definite. */
function factored(
  data: MultivariateData,
  shared: SharedEffects,
  structures: readonly Matrix[],
): Factored | null {
  const { k, v } = data.regression;
  const { families, pattern, columnFamily, columnGroup, starts, columns, places } = shared;
  const own = new Float64Array(v);
  const variances = new Float64Array(v);
  for (const family of families) {
    const g = structures[family.term]!;
    const byLevel = new Float64Array(g.rows);
    for (let level = 0; level < g.rows; level++) byLevel[level] = varianceOf(family, g, level);
    for (let i = 0; i < k; i++) {
      const group = family.group[i]!;
      const variance = byLevel[family.level[group]!]!;
      variances[i]! += variance;
      if (family.column[group]! < 0) own[i]! += variance;
    }
  }
  const q = pattern.size;
  const scale = new Float64Array(q);
  const sign = new Float64Array(q);
  for (let c = 0; c < q; c++) {
    const family = families[columnFamily[c]!]!;
    const variance = varianceOf(family, structures[family.term]!, family.level[columnGroup[c]!]!);
    // Not quite 0, so that derivatives by a variance of 0 can be divided by it.
    scale[c] = Math.max(Math.sqrt(Math.abs(variance)), 1e-100);
    sign[c] = variance < 0 ? -1 : 1;
  }
  const values: SparseValues = { diagonal: sign.slice(), lower: new Float64Array(pattern.rows.length) };
  let logDeterminant = 0;
  let pair = 0;
  for (let i = 0; i < k; i++) {
    if (!(own[i]! > 0)) return null;
    logDeterminant += Math.log(own[i]!);
    const w = 1 / own[i]!;
    for (let a = starts[i]!; a < starts[i + 1]!; a++) {
      const c = columns[a]!;
      values.diagonal[c]! += w * scale[c]! * scale[c]!;
      for (let b = starts[i]!; b < a; b++)
        values.lower[places[pair++]!]! += w * scale[c]! * scale[columns[b]!]!;
    }
  }
  const factor = factorSparse(pattern, values);
  if (factor === null) return null;
  for (let c = 0; c < q; c++) {
    // M is positive definite if and only if J + SAS has as many negative pivots as J (Haynsworth 1968).
    if (!(factor.diagonal[c]! * sign[c]! > 0)) return null;
    logDeterminant += Math.log(Math.abs(factor.diagonal[c]!));
  }
  return { own, scale, sign, factor, variances, logDeterminant };
}

/** M^-1 b, row by row. */
function solved(
  { regression: { k } }: MultivariateData,
  shared: SharedEffects,
  at: Factored,
  b: Matrix,
): Matrix {
  const { pattern, starts, columns } = shared;
  const { own, scale, factor } = at;
  const width = b.cols;
  const sums = new Float64Array(pattern.size * width);
  const made = matrix(k, width);
  for (let i = 0; i < k; i++) {
    for (let a = 0; a < width; a++) {
      const value = b.data[i * width + a]! / own[i]!;
      made.data[i * width + a] = value;
      for (let c = starts[i]!; c < starts[i + 1]!; c++)
        sums[columns[c]! * width + a]! += scale[columns[c]!]! * value;
    }
  }
  solveSparse(pattern, factor, sums, width);
  for (let i = 0; i < k; i++) {
    for (let c = starts[i]!; c < starts[i + 1]!; c++) {
      const weight = scale[columns[c]!]! / own[i]!;
      for (let a = 0; a < width; a++) made.data[i * width + a]! -= weight * sums[columns[c]! * width + a]!;
    }
  }
  return made;
}

/** Diagonals of Z'M^-1 Z = AS(J + SAS)^-1 J S^-1 for every random effect of every family, and of M^-1. */
function ownInformation(
  { regression: { k } }: MultivariateData,
  shared: SharedEffects,
  { own, scale, sign, factor }: Factored,
): { readonly families: readonly Float64Array[]; readonly effects: Float64Array } {
  const { families, pattern, starts, columns, places } = shared;
  const inverse = selectedInverse(pattern, factor);
  const information = families.map(({ groups }) => new Float64Array(groups));
  const perColumn = new Float64Array(pattern.size);
  const alone = new Float64Array(k);
  let pair = 0;
  for (let i = 0; i < k; i++) {
    const w = 1 / own[i]!;
    let reduction = 0;
    for (let a = starts[i]!; a < starts[i + 1]!; a++) {
      const c = columns[a]!;
      perColumn[c]! += w * inverse.diagonal[c]!;
      reduction += scale[c]! * scale[c]! * inverse.diagonal[c]!;
      for (let b = starts[i]!; b < a; b++) {
        const d = columns[b]!;
        const z = inverse.lower[places[pair++]!]!;
        // Off the diagonal the inverse has a factor of both scales, so that these quotients stay finite.
        perColumn[c]! += (w * z * scale[d]!) / scale[c]!;
        perColumn[d]! += (w * z * scale[c]!) / scale[d]!;
        reduction += 2 * scale[c]! * scale[d]! * z;
      }
    }
    alone[i] = w - w * w * reduction;
  }
  for (const [f, { group, column }] of families.entries()) {
    for (let i = 0; i < k; i++) {
      const c = column[group[i]!]!;
      information[f]![group[i]!] = c < 0 ? alone[i]! : sign[c]! * perColumn[c]!;
    }
  }
  return { families: information, effects: alone };
}

export function sharedLikelihood(
  data: MultivariateData,
  shared: SharedEffects,
  structures: readonly Matrix[],
  kind: LikelihoodKind,
): LikelihoodPoint | null {
  const at = factored(data, shared, structures);
  if (at === null) return null;
  const fit = generalisedLeastSquares(data.regression, at.logDeterminant, kind, (b) =>
    solved(data, shared, at, b),
  );
  if (fit === null) return null;
  const { p, k } = data.regression;
  const sensitivities = (): readonly Matrix[] => {
    const sums = data.terms.map(({ structure }) => matrix(structure.size, structure.size));
    const information = ownInformation(data, shared, at).families;
    for (const [f, family] of shared.families.entries()) {
      const { group, groups, level, term, part } = family;
      const zu = new Float64Array(groups);
      const zmq = new Float64Array(groups * p);
      for (let i = 0; i < k; i++) {
        const g = group[i]!;
        zu[g]! += fit.u[i]!;
        for (let a = 0; a < p; a++) zmq[g * p + a]! += fit.mq.data[i * p + a]!;
      }
      const sum = sums[term]!;
      for (let g = 0; g < groups; g++) {
        let value = information[f]![g]! - zu[g]! * zu[g]!;
        if (kind === "REML") {
          for (let a = 0; a < p; a++) {
            for (let b = 0; b < p; b++) {
              value -= zmq[g * p + a]! * fit.covariance.data[a * p + b]! * zmq[g * p + b]!;
            }
          }
        }
        // All of one parameter goes to one entry; an excess also takes from the covariance of levels.
        if (part === "covariance") sum.data[1]! += value;
        else sum.data[level[g]! * (sum.cols + 1)]! += value;
        if (part === "excess") sum.data[1]! -= value;
      }
    }
    return sums;
  };
  return {
    ...fit,
    variances: at.variances,
    inverseDiagonal: () => ownInformation(data, shared, at).effects,
    sensitivities,
  };
}
