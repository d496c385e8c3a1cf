import { sumBy } from "@coppice/numeric";
import { criticalValue } from "../pool/critical-value.ts";
import { badLevel } from "../problems.ts";
import { type Failure, failure, type Result, sound } from "../result.ts";
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
  const bad = badRow(rows, result.columns);
  if (bad !== null) return bad;
  const broken = badLevel(level);
  if (broken !== null) return broken;
  const fewer = Math.max(1, result.k - result.p - (prediction === "k-p-1" ? 1 : 0));
  const df =
    prediction === "as-test" ? result.df : prediction === "k-p" || prediction === "k-p-1" ? fewer : null;
  const half = criticalValue(level, result.df);
  const wide = criticalValue(level, df);
  return sound(
    rows.map((row) => {
      const x = result.columns.map((column) => row[column]!);
      const estimate = sumBy(x, (value, j) => value * result.coefficients[j]!.estimate);
      const se = combinationSe(x, result.covariance);
      const spread =
        result.model === "common"
          ? null
          : Math.hypot(prediction === "simple" ? 0 : se, Math.sqrt(result.tau2));
      return predictedWith(estimate, se, spread, { half, wide, df });
    }),
    rowsTooLarge,
  );
}

/** The problem when a row lacks a value of one of the design's columns, else null. */
export function badRow(rows: readonly (readonly number[])[], columns: readonly number[]): Failure | null {
  const widest = Math.max(...columns) + 1;
  const bad = rows.find((row) => row.length < widest || !row.every(Number.isFinite));
  if (bad === undefined) return null;
  return failure(
    "bad-moderators",
    `A row for prediction has ${bad.length} values (${bad.join(", ")}); give one finite value for each of the design's columns.`,
  );
}

export const rowsTooLarge = (): Failure =>
  failure("bad-moderators", "A row for prediction is too large; give smaller values.");

/**
 * Both intervals around an estimate: `half` and `wide` standard errors to either side; `spread` is the standard error of a new
 * study's effect, null where there is none.
 */
export function predictedWith(
  estimate: number,
  se: number,
  spread: number | null,
  { half, wide, df }: { readonly half: number; readonly wide: number; readonly df: number | null },
): Predicted {
  return {
    estimate,
    se,
    ciLow: estimate - half * se,
    ciHigh: estimate + half * se,
    prediction:
      spread === null
        ? null
        : { low: estimate - wide * spread, high: estimate + wide * spread, se: spread, df },
  };
}
