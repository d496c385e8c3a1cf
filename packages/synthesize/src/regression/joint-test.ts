import { chiSquareUpper, cholesky, dot, fUpper, matrixFromRows, solveLower, sumBy } from "@coppice/numeric";
import { waldTest } from "../pool/pooled-mean.ts";
import { binaryUnit } from "../pool/study-data.ts";
import { type Failure, failure, type Result, sound } from "../result.ts";
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
  return dot(solved.data, solved.data);
}

/** b'V^-1 b on length(b) df: chi-square, or F when df is given. */
function jointTest(
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

/** The same of the coefficients at some places. */
export function jointTestAt(
  places: readonly number[],
  estimates: readonly number[],
  covariance: readonly (readonly number[])[],
  df: number | null,
): JointTest {
  return jointTest(
    places.map((place) => estimates[place]!),
    places.map((row) => places.map((column) => covariance[row]![column]!)),
    df,
  );
}

/** Places of all coefficients but the intercept, or of the intercept when it is alone. */
export function moderatorPlaces(names: readonly string[]): readonly number[] {
  const tested = names.flatMap((name, j) => (name === "intrcpt" ? [] : [j]));
  return tested.length === 0 ? [0] : tested;
}

/** The problem when there is no coefficient at one of the places, or no place at all; else null. */
export function noCoefficient(places: readonly number[], p: number): Failure | null {
  const stranger = places.find((place) => !(Number.isInteger(place) && place >= 0 && place < p));
  if (stranger === undefined && places.length > 0) return null;
  return failure(
    "bad-coefficient",
    `There is no coefficient ${stranger ?? "named"}; choose from 0 to ${p - 1}, counted as they are printed.`,
  );
}

/** The test that some coefficients are 0 together, named by their place in `coefficients`. */
export function testCoefficients(result: RegressionResult, places: readonly number[]): Result<JointTest> {
  const broken = noCoefficient(places, result.p);
  if (broken !== null) return broken;
  return sound(
    jointTestAt(
      places,
      result.coefficients.map(({ estimate }) => estimate),
      result.covariance,
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
): number => sumBy(a, (x, i) => x * dot(covariance[i]!, b));

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
    (row, i) => sumBy(row, (x, j) => x * result.coefficients[j]!.estimate) - against[i]!,
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
