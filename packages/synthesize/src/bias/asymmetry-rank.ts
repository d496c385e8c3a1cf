/** Rank tests of funnel plot asymmetry. */

import { kendallScore as scoreOf, sumBy } from "@coppice/numeric";
import { type Effect, studyData } from "../pool/study-data.ts";
import { tooFewStudies } from "../problems.ts";
import { failure, type Result, success } from "../result.ts";
import { type AsymmetryTest, asymmetryStatistic, fewStudiesNote } from "./asymmetry-test.ts";

export interface RankOptions {
  /** Moves S by 1 towards 0 before it is divided by its standard error; default false. */
  readonly continuityCorrection?: boolean;
}

export interface KendallScore {
  /** Concordant less discordant pairs. */
  readonly score: number;
  /** Standard error of the score without association, ties taken into account. */
  readonly se: number;
}

/** Kendall's score and its standard error (Kendall & Gibbons 1990, Rank Correlation Methods). */
export function kendallScore(x: readonly number[], y: readonly number[]): KendallScore {
  const { score, variance } = scoreOf(x, y);
  return { score, se: Math.sqrt(variance) };
}

/** The rank test of any two columns. */
export function asymmetryRank(
  x: readonly number[],
  y: readonly number[],
  name: string,
  method: string,
  options: RankOptions = {},
): Result<AsymmetryTest> {
  const k = x.length;
  if (k < 3) return tooFewStudies(k, 3);
  if ([...x, ...y].some((value) => !Number.isFinite(value))) {
    return failure("not-a-number", `A study has no values for ${name}'s test; leave it out.`);
  }
  const { score, se } = kendallScore(x, y);
  if (!(se > 0)) {
    return failure("same-precision", `All ${k} studies are tied; ${name}'s test needs different ones.`);
  }
  const used =
    options.continuityCorrection === true ? Math.sign(score) * Math.max(0, Math.abs(score) - 1) : score;
  return success({
    name,
    estimate: score,
    se,
    ...asymmetryStatistic(used, se, null),
    df: null,
    limit: null,
    heterogeneity: null,
    k,
    method,
    notes: fewStudiesNote(k),
  });
}

/** Begg & Mazumdar 1994 (Biometrics 50:1088): Kendall's correlation of the standardized deviates and the variances. */
export function beggTest(effects: readonly Effect[], options: RankOptions = {}): Result<AsymmetryTest> {
  const data = studyData(effects);
  if (!data.ok) return data;
  const { y, v } = data.value;
  const total = sumBy(v, (variance) => 1 / variance);
  const mean = sumBy(y, (yi, i) => yi / v[i]!) / total;
  const deviates = y.map((yi, i) => (yi - mean) / Math.sqrt(v[i]! - 1 / total));
  return asymmetryRank(
    effects.length < 2 ? y : deviates,
    v,
    "Begg",
    "Rank correlation of standardized effects and their variances",
    options,
  );
}
