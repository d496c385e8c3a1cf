import { chiSquareUpper, cholesky, fUpper, matrixFromRows, solveLower } from "@coppice/numeric";
import { waldTest } from "../pool/pooled-mean.ts";
import { binaryUnit } from "../pool/study-data.ts";
import { failure, type Result, sound } from "../result.ts";
import type { JointTest, RegressionResult } from "./regression-result.ts";

/** b'V^-1 b; NaN when V is singular. */
export function jointStatistic(
  estimates: readonly number[],
  covariance: readonly (readonly number[])[],
): number {
  if (estimates.length === 1) return (estimates[0]! / Math.sqrt(covariance[0]![0]!)) ** 2;
  const decomposition = cholesky(matrixFromRows(covariance));
  if (decomposition === null) return Number.NaN;
  const solved = solveLower(decomposition, matrixFromRows(estimates.map((b) => [b])));
  return solved.data.reduce((sum, value) => sum + value * value, 0);
}

/** b'V^-1 b on length(b) df: chi-square, or F when df is given. */
export function jointTest(
  estimates: readonly number[],
  covariance: readonly (readonly number[])[],
  df: number | null,
): JointTest {
  const m = estimates.length;
  const square = jointStatistic(estimates, covariance);
  const statistic = df === null ? square : square / m;
  return {
    statistic,
    df1: m,
    df2: df,
    pValue: df === null ? chiSquareUpper(square, m) : fUpper(statistic, m, df),
  };
}

/** The test that some coefficients are 0 together, named by their place in `coefficients`. */
export function testCoefficients(result: RegressionResult, places: readonly number[]): Result<JointTest> {
  const stranger = places.find((place) => result.coefficients[place] === undefined);
  if (stranger !== undefined || places.length === 0) {
    return failure(
      "bad-coefficient",
      `There is no coefficient ${stranger ?? "named"}; choose from 0 to ${result.p - 1}, counted as they are printed.`,
    );
  }
  return sound(
    jointTest(
      places.map((place) => result.coefficients[place]!.estimate),
      places.map((row) => places.map((column) => result.covariance[row]![column]!)),
      result.df,
    ),
    () =>
      failure(
        "dependent-coefficients",
        "One of these coefficients is named twice or follows from the others; leave it out.",
      ),
  );
}

const product = (
  a: readonly number[],
  covariance: readonly (readonly number[])[],
  b: readonly number[],
): number => a.reduce((sum, x, i) => sum + x * covariance[i]!.reduce((s, c, j) => s + c * b[j]!, 0), 0);

/** Standard error of a combination of coefficients. */
export function combinationSe(
  weights: readonly number[],
  covariance: readonly (readonly number[])[],
): number {
  const unit = binaryUnit(weights);
  const scaled = weights.map((weight) => weight / unit);
  return unit * Math.sqrt(Math.max(0, product(scaled, covariance, scaled)));
}

export interface ContrastTest {
  readonly contrasts: readonly {
    readonly estimate: number;
    readonly se: number;
    readonly ciLow: number;
    readonly ciHigh: number;
    readonly statistic: number;
    readonly pValue: number;
  }[];
  /** All of them together; null when one follows from the others. */
  readonly joint: JointTest | null;
}

/** Tests linear combinations of the coefficients, one a row; `against` gives their values under the null hypothesis, 0 by default. */
export function testContrasts(
  result: RegressionResult,
  rows: readonly (readonly number[])[],
  against: readonly number[] = rows.map(() => 0),
): Result<ContrastTest> {
  const bad = () =>
    failure(
      "bad-contrast",
      `A contrast needs ${result.p} weights of ordinary size, one for each coefficient, and one value under the null hypothesis.`,
    );
  if (rows.length === 0 || rows.some((row) => row.length !== result.p) || against.length !== rows.length)
    return bad();
  const estimates = rows.map(
    (row, i) => row.reduce((sum, x, j) => sum + x * result.coefficients[j]!.estimate, 0) - against[i]!,
  );
  // The joint test is the same for multiples of the contrasts.
  const units = rows.map(binaryUnit);
  const scaled = rows.map((row, i) => row.map((weight) => weight / units[i]!));
  const joint = jointTest(
    estimates.map((estimate, i) => estimate / units[i]!),
    scaled.map((a) => scaled.map((b) => product(a, result.covariance, b))),
    result.df,
  );
  const contrasts = estimates.map((estimate, i) => {
    const se = combinationSe(rows[i]!, result.covariance);
    return { estimate, se, ...waldTest(estimate, se, result.df, result.level) };
  });
  return sound({ contrasts, joint: Number.isNaN(joint.statistic) ? null : joint }, bad);
}
