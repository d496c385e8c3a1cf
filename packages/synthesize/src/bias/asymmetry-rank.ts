/** Rank tests of funnel plot asymmetry. */
import { sumBy } from "@coppice/numeric";
import { type Effect, studyData } from "../pool/study-data.ts";
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

/** Sums over groups of t tied values: of t(t-1)(2t+5), t(t-1)(t-2) and t(t-1). */
function ties(values: readonly number[]): readonly [number, number, number] {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const sums: [number, number, number] = [0, 0, 0];
  for (const t of counts.values()) {
    sums[0] += t * (t - 1) * (2 * t + 5);
    sums[1] += t * (t - 1) * (t - 2);
    sums[2] += t * (t - 1);
  }
  return sums;
}

/** Kendall's score and its standard error (Kendall & Gibbons 1990, Rank Correlation Methods). */
export function kendallScore(x: readonly number[], y: readonly number[]): KendallScore {
  const k = x.length;
  let score = 0;
  for (let i = 1; i < k; i++) {
    for (let j = 0; j < i; j++) score += Math.sign(x[i]! - x[j]!) * Math.sign(y[i]! - y[j]!);
  }
  const [x5, x3, x2] = ties(x);
  const [y5, y3, y2] = ties(y);
  const variance =
    (k * (k - 1) * (2 * k + 5) - x5 - y5) / 18 +
    (x3 * y3) / (9 * k * (k - 1) * (k - 2)) +
    (x2 * y2) / (2 * k * (k - 1));
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
  if (k < 3)
    return failure("too-few-studies", `There are ${k} studies; a test of asymmetry needs at least 3.`);
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
