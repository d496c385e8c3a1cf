/** The simplex method of Nelder & Mead (1965), for functions without usable derivatives. */

import type { Objective } from "./finite-difference.ts";
import type { Minimum } from "./minimise.ts";
import { sumBy } from "./sums.ts";

export interface NelderMeadOptions {
  /** Size of the first simplex along each axis, relative to max(1, |x|); default 0.1. */
  readonly size?: number;
  /** Default 5000. */
  readonly maxEvaluations?: number;
  /** The values at the corners agree to this, relative to max(1, |value|); default 1e-13. */
  readonly tolerance?: number;
}

interface Corner {
  readonly x: readonly number[];
  readonly value: number;
}

/** A minimum near the start; `gradientNorm` is NaN, since none is taken. */
export function nelderMead(f: Objective, start: readonly number[], options: NelderMeadOptions = {}): Minimum {
  const { size = 0.1, maxEvaluations = 5000, tolerance = 1e-13 } = options;
  let evaluations = 0;
  const corner = (x: readonly number[]): Corner => {
    evaluations += 1;
    const value = f(x);
    return { x, value: Number.isNaN(value) ? Number.POSITIVE_INFINITY : value };
  };
  const n = start.length;
  let corners: Corner[] = [corner(start)];
  for (let i = 0; i < n; i++) {
    corners.push(corner(start.map((v, j) => (i === j ? v + size * Math.max(1, Math.abs(v)) : v))));
  }
  let iterations = 0;
  let converged = false;
  while (evaluations < maxEvaluations) {
    iterations += 1;
    corners.sort((a, b) => a.value - b.value);
    const [best, worst] = [corners[0]!, corners[n]!];
    converged =
      worst.value - best.value <= tolerance * Math.max(1, Math.abs(best.value)) && spreadOf(corners) < 1e-7;
    if (converged) break;
    const centre = start.map((_, j) => sumBy(corners.slice(0, n), (c) => c.x[j]!) / n);
    const along = (factor: number): Corner => corner(centre.map((c, j) => c + factor * (worst.x[j]! - c)));
    const reflected = along(-1);
    if (reflected.value < best.value) {
      const expanded = along(-2);
      corners[n] = expanded.value < reflected.value ? expanded : reflected;
    } else if (reflected.value < corners[n - 1]!.value) {
      corners[n] = reflected;
    } else {
      const contracted = along(reflected.value < worst.value ? -0.5 : 0.5);
      if (contracted.value < Math.min(worst.value, reflected.value)) corners[n] = contracted;
      else
        corners = [best, ...corners.slice(1).map(({ x }) => corner(x.map((v, j) => 0.5 * (v + best.x[j]!))))];
    }
  }
  corners.sort((a, b) => a.value - b.value);
  const { x, value } = corners[0]!;
  return { x, value, gradientNorm: Number.NaN, iterations, evaluations, converged };
}

/** Largest distance from the first corner along any axis, relative to max(1, |x|). */
function spreadOf(corners: readonly Corner[]): number {
  const first = corners[0]!.x;
  return corners.reduce(
    (most, { x }) =>
      x.reduce((m, v, j) => Math.max(m, Math.abs(v - first[j]!) / Math.max(1, Math.abs(first[j]!))), most),
    0,
  );
}
