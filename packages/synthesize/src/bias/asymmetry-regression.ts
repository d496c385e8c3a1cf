/** The weighted regression behind most tests of funnel plot asymmetry. */

import { binaryUnit } from "../pool/study-data.ts";
import { tooFewStudies } from "../problems.ts";
import { failure, type Result, sound } from "../result.ts";
import { type AsymmetryTest, asymmetryStatistic, fewStudiesNote } from "./asymmetry-test.ts";

export interface AsymmetryPoint {
  /** What measures the size or precision of the study. */
  readonly x: number;
  readonly y: number;
  readonly weight: number;
}

/**
 * y = limit + slope x by weighted least squares with a multiplicative residual variance, which is estimated; the slope is tested
 * by t with k - 2 degrees of freedom. All numbers are scaled first, so that their units do not matter.
 */
export function asymmetryRegression(
  points: readonly AsymmetryPoint[],
  name: string,
  method: string,
): Result<AsymmetryTest> {
  const k = points.length;
  if (k < 3) {
    return tooFewStudies(k, 3);
  }
  const stray = points.findIndex(
    ({ x, y, weight }) => !Number.isFinite(x) || !Number.isFinite(y) || !(weight > 0 && weight < Infinity),
  );
  if (stray >= 0) {
    return failure("not-a-number", `Study ${stray + 1} has no values for ${name}'s test; leave it out.`);
  }
  const heaviest = points.reduce((most, { weight }) => Math.max(most, weight), 0);
  const unitX = binaryUnit(points.map(({ x }) => x));
  const unitY = binaryUnit(points.map(({ y }) => y));
  const scaled = points.map(({ x, y, weight }) => ({ x: x / unitX, y: y / unitY, w: weight / heaviest }));
  let total = 0;
  let meanX = 0;
  let meanY = 0;
  for (const { x, y, w } of scaled) {
    total += w;
    meanX += (w / total) * (x - meanX);
    meanY += (w / total) * (y - meanY);
  }
  let sxx = 0;
  let sxy = 0;
  for (const { x, y, w } of scaled) {
    sxx += w * (x - meanX) ** 2;
    sxy += w * (x - meanX) * (y - meanY);
  }
  const spread = Math.sqrt(sxx / total);
  if (!(spread > 1e-10 * Math.abs(meanX))) {
    return failure(
      "same-precision",
      `All ${k} studies have the same ${name === "Macaskill" ? "size" : "precision"}; ${name}'s test needs different ones.`,
    );
  }
  const slope = sxy / sxx;
  let residual = 0;
  for (const { x, y, w } of scaled) {
    residual += w * (y - meanY - slope * (x - meanX)) ** 2;
  }
  const df = k - 2;
  const se = Math.sqrt(residual / df / sxx);
  const result: AsymmetryTest = {
    name,
    estimate: (slope * unitY) / unitX,
    se: (se * unitY) / unitX,
    ...asymmetryStatistic(slope, se, df),
    df,
    limit: (meanY - slope * meanX) * unitY,
    heterogeneity: (residual / df) * (Math.sqrt(heaviest) * unitY) ** 2,
    k,
    method,
    notes: fewStudiesNote(k),
  };
  return sound(result, () =>
    failure("out-of-range", `The numbers are too far apart for ${name}'s test; check their units.`),
  );
}
