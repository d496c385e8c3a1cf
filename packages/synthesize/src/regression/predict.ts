import { normalQuantile, studentQuantile } from "@coppice/numeric";
import { badLevel, failure, type Result, sound } from "../result.ts";
import { combinationSe } from "./joint-test.ts";
import type { RegressionResult } from "./regression-result.ts";

export interface Predicted {
  /** Expected effect of studies with these moderators. */
  readonly estimate: number;
  readonly se: number;
  readonly ciLow: number;
  readonly ciHigh: number;
  /** Where the effect of one new such study is expected, null in a common-effect model. */
  readonly prediction: {
    readonly low: number;
    readonly high: number;
    readonly se: number;
    readonly df: number | null;
  } | null;
}

export interface PredictOptions {
  /** Default: that of the fit. */
  readonly level?: number;
  /**
   * Distribution of the prediction interval: `as-test` (default), t with `k-p` or `k-p-1` df, `normal`, or `simple`, which
   * leaves the uncertainty of the estimate out.
   */
  readonly prediction?: "as-test" | "k-p" | "k-p-1" | "normal" | "simple";
}

/**
 * Expected effects at new values of the moderators, one row of the design's columns each (the intercept's 1 included), with
 * confidence and prediction intervals (Riley, Higgins & Deeks 2011; Viechtbauer 2010, equation 5).
 */
export function predictEffects(
  result: RegressionResult,
  rows: readonly (readonly number[])[],
  options: PredictOptions = {},
): Result<readonly Predicted[]> {
  const { level = result.level, prediction = "as-test" } = options;
  const widest = Math.max(...result.columns) + 1;
  for (const row of rows) {
    if (row.length < widest || !row.every(Number.isFinite)) {
      return failure(
        "bad-moderators",
        `A row for prediction has ${row.length} values (${row.join(", ")}); give one finite value for each of the design's columns.`,
      );
    }
  }
  const broken = badLevel(level);
  if (broken !== null) return broken;
  const tail = (1 + level) / 2;
  const quantile = (df: number | null): number =>
    df === null ? normalQuantile(tail) : studentQuantile(tail, df);
  const fewer = Math.max(1, result.k - result.p - (prediction === "k-p-1" ? 1 : 0));
  const df =
    prediction === "as-test" ? result.df : prediction === "k-p" || prediction === "k-p-1" ? fewer : null;
  const half = quantile(result.df);
  const halfPrediction = quantile(df);
  return sound(
    rows.map((row) => {
      const x = result.columns.map((column) => row[column]!);
      const estimate = x.reduce((sum, value, j) => sum + value * result.coefficients[j]!.estimate, 0);
      const se = combinationSe(x, result.covariance);
      const spread = Math.hypot(prediction === "simple" ? 0 : se, Math.sqrt(result.tau2));
      return {
        estimate,
        se,
        ciLow: estimate - half * se,
        ciHigh: estimate + half * se,
        prediction:
          result.model === "common"
            ? null
            : {
                low: estimate - halfPrediction * spread,
                high: estimate + halfPrediction * spread,
                se: spread,
                df,
              },
      };
    }),
    () =>
      failure(
        "bad-moderators",
        "A row for prediction is too large to be computed with; give smaller values.",
      ),
  );
}
