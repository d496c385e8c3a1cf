import { sumBy } from "@coppice/numeric";
import { criticalValue } from "../pool/critical-value.ts";
import { combinationSe } from "../regression/joint-test.ts";
import { badRow, type Predicted, predictedWith, rowsTooLarge } from "../regression/predict.ts";
import { type Result, sound } from "../result.ts";
import type { MultivariateResult } from "./fitted-model.ts";

export interface NewEffect {
  /** Values of the design's columns, the intercept's 1 included. */
  readonly x: readonly number[];
  /** Level of the inner factor in each random term, in their order; only needed where each level has its own variance. */
  readonly levels?: readonly (string | undefined)[];
}

/**
 * Expected effects with confidence intervals, and prediction intervals for the effect of a new study (its variance is the sum of
 * those of all random terms at its levels). Without a level where one is needed there is no prediction interval.
 */
export function predictMultivariate(
  result: MultivariateResult,
  rows: readonly NewEffect[],
): Result<readonly Predicted[]> {
  const bad = badRow(
    rows.map(({ x }) => x),
    result.columns,
  );
  if (bad !== null) return bad;
  return sound(
    rows.map(({ x: row, levels = [] }) => {
      const x = result.columns.map((column) => row[column]!);
      // The fewest degrees of freedom of the coefficients that enter.
      const dfs = result.coefficients.flatMap(({ df: own }, j) => (own === null || x[j] === 0 ? [] : [own]));
      const df = dfs.length === 0 ? result.df : Math.min(...dfs);
      const estimate = sumBy(x, (value, j) => value * result.coefficients[j]!.estimate);
      const se = combinationSe(x, result.covariance);
      let between: number | null = 0;
      for (const [t, { variances, levels: names }] of result.random.entries()) {
        const place: number = variances.length === 1 ? 0 : names.indexOf(levels[t] ?? "");
        if (place < 0) between = null;
        else if (between !== null) between += variances[place]!;
      }
      const spread = between === null ? null : Math.hypot(se, Math.sqrt(between));
      const half = criticalValue(result.level, df);
      return predictedWith(estimate, se, spread, { half, wide: half, df });
    }),
    rowsTooLarge,
  );
}
