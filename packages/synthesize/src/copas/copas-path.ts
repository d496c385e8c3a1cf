/**
 * A path from no selection to severe selection through the plane of gamma0 and gamma1, across the contours of the estimate.
 *
 * The plane reaches from where the least precise study is published with probability 0.4 and the most precise one with 0.85, to
 * gamma0 = 2. Contours of the estimate on a grid are all but straight and parallel there (Carpenter, Schwarzer, Ruecker & Kuenstler
 * 2009): the path starts at the corner of least selection, runs at a right angle to them, seen with both axes of equal length,
 * and is looked at where it meets each. The paper leaves the numbers open; those here reproduce what package metasens prints.
 */
import { sumBy } from "@coppice/numeric";
import { contourLines, roundLevels } from "./contour-lines.ts";

export interface CopasPlane {
  readonly gamma0: readonly [number, number];
  readonly gamma1: readonly [number, number];
}

interface Waypoint {
  readonly gamma0: number;
  readonly gamma1: number;
}

/** -0.25 and 1.04 are the normal quantiles of 0.4 and 0.85, to two decimals. */
export function copasPlane(s: readonly number[]): CopasPlane {
  const least = Math.min(...s);
  const largest = Math.max(...s);
  const gamma1 = (1.04 + 0.25) / (1 / least - 1 / largest);
  return { gamma0: [-0.25 - gamma1 / largest, 2], gamma1: [0, gamma1] };
}

export const sequence = ([from, to]: readonly [number, number], n: number): readonly number[] =>
  Array.from({ length: n }, (_, i) => from + ((to - from) * i) / (n - 1));

interface Line {
  readonly intercept: number;
  readonly slope: number;
  readonly points: number;
}

/** Least squares of y on x; null for fewer than three points or when they show no line (adjusted R2 not above 0). */
function straightLine(points: readonly (readonly [number, number])[]): Line | null {
  const n = points.length;
  if (n < 3) return null;
  const meanX = sumBy(points, ([x]) => x) / n;
  const meanY = sumBy(points, ([, y]) => y) / n;
  const sxx = sumBy(points, ([x]) => (x - meanX) ** 2);
  const sxy = sumBy(points, ([x, y]) => (x - meanX) * (y - meanY));
  const syy = sumBy(points, ([, y]) => (y - meanY) ** 2);
  if (!(sxx > 0) || !(syy > 0)) return null;
  const slope = sxy / sxx;
  const unexplained = (syy - slope * sxy) / (n - 2);
  if (!(1 - unexplained / (syy / (n - 1)) > 0)) return null;
  return { slope, intercept: meanY - slope * meanX, points: n };
}

export interface CopasPath {
  /** d gamma1 / d gamma0 of the path; null when the estimate does not vary in the plane. */
  readonly slope: number | null;
  /** From little to much selection. */
  readonly waypoints: readonly Waypoint[];
}

/** The path through a plane with the estimates at the points of a grid, estimates[i][j] at gamma0[i] and gamma1[j]. */
export function copasPath(
  plane: CopasPlane,
  gamma0: readonly number[],
  gamma1: readonly number[],
  estimates: readonly (readonly number[])[],
  levels: number,
): CopasPath {
  const all = estimates.flat();
  const lines = roundLevels(Math.min(...all), Math.max(...all), levels)
    .flatMap((level) => contourLines(gamma0, gamma1, estimates, level))
    .map(({ points }) => straightLine(points))
    .filter((line) => line !== null);
  const total = sumBy(lines, ({ points }) => points);
  const mean = sumBy(lines, ({ points, slope }) => points * slope) / total;
  if (!(total > 0) || mean === 0) return { slope: null, waypoints: [] };
  const [lowest0, highest0] = plane.gamma0;
  const [, highest1] = plane.gamma1;
  const ratio = (highest1 - plane.gamma1[0]) / (highest0 - lowest0);
  const slope = -(ratio * ratio) / mean;
  const waypoints = lines
    .map((line) => {
      const x = (line.intercept - highest1 + slope * highest0) / (slope - line.slope);
      return { gamma0: x, gamma1: highest1 + slope * (x - highest0) };
    })
    .filter((point) => point.gamma0 > lowest0 && point.gamma0 < highest0);
  return { slope, waypoints };
}
