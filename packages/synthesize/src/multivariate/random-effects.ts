/** What the model says of each group: the random effects themselves, shrunken towards 0. */

import { bilinear, type Cholesky, cholesky, matrix, solveLower } from "@coppice/numeric";
import { criticalValue } from "../pool/critical-value.ts";
import type { MultivariateResult } from "./fitted-model.ts";
import type { CodedTerm } from "./random-terms.ts";

export interface PredictedRandomEffect {
  /** Name of the group. */
  readonly group: string;
  /** Name of the level; empty for an intercept. */
  readonly level: string;
  /** Index, in the effects given, of one effect that has this random effect. */
  readonly effect: number;
  readonly estimate: number;
  /** Standard error of its difference from the true random effect. */
  readonly se: number;
  /** Where the true random effect is to be expected. */
  readonly low: number;
  readonly high: number;
}

/** The random effects that occur: one a group, and one a level within it for structured terms, each with a row that has it. */
function occurring({ group, level, structure }: CodedTerm) {
  const first = new Map<number, number>();
  for (let i = 0; i < group.length; i++) {
    const key = group[i]! * structure.size + level[i]!;
    if (!first.has(key)) first.set(key, i);
  }
  return [...first.entries()]
    .sort(([a], [b]) => a - b)
    .map(([key, row]) => ({ row, group: Math.floor(key / structure.size) }));
}

/**
 * Best linear unbiased predictions of the random effects of each term, with the standard errors of prediction that allow for the
 * estimated coefficients (Henderson 1975; Robinson 1991, section 7.3).
 */
export function predictRandomEffects(
  result: MultivariateResult,
): readonly (readonly PredictedRandomEffect[])[] {
  const { data, point, structures, marginal } = result.state;
  const { k, p, unit, studies } = data.regression;
  const quantile = criticalValue(result.level, result.df);
  const decompositions = marginal.blocks.map(({ m }) => cholesky(m));
  const blockOf = new Int32Array(k);
  for (const [b, { block }] of marginal.blocks.entries()) for (const row of block.rows) blockOf[row] = b;
  return data.terms.map((term, t) => {
    const { group, level, correlation } = term;
    const g = structures[t]!;
    return occurring(term).map(({ row, group: own }) => {
      const { rows } = marginal.blocks[blockOf[row]!]!.block;
      // Covariances of this random effect with the observed effects of its block.
      const c = matrix(rows.length, 1);
      let estimate = 0;
      const half = new Float64Array(p);
      for (const [i, other] of rows.entries()) {
        const shared =
          correlation === null
            ? Number(group[other] === own)
            : correlation.data[own * correlation.cols + group[other]!]!;
        const value = shared * g.data[level[row]! * g.cols + level[other]!]!;
        c.data[i] = value;
        estimate += value * point.u[other]!;
        for (let a = 0; a < p; a++) half[a]! += value * point.mq.data[other * p + a]!;
      }
      const solved = solveLower(decompositions[blockOf[row]!] as Cholesky, c).data;
      const self = correlation === null ? 1 : correlation.data[own * (correlation.cols + 1)]!;
      let variance = self * g.data[level[row]! * (g.cols + 1)]!;
      for (const value of solved) variance -= value * value;
      variance += bilinear(half, point.covariance, half);
      const se = Math.sqrt(Math.max(0, variance)) * unit;
      const value = estimate * unit;
      return {
        group: term.groupNames[own]!,
        level: term.levelNames[term.named[row]!]!,
        effect: studies[row]!,
        estimate: value,
        se,
        low: value - quantile * se,
        high: value + quantile * se,
      };
    });
  });
}
