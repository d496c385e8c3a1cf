/** Minima of smooth functions: the BFGS method with a line search, then Newton steps (Nocedal & Wright 2006, chapters 3 and 6). */

import { scaledIdentity, updated } from "./bfgs.ts";
import { cholesky, solveCholesky } from "./cholesky.ts";
import { numericGradient, numericHessian, type Objective } from "./finite-difference.ts";
import { matrixFromRows } from "./matrix.ts";
import { dot } from "./sums.ts";

export interface Minimum {
  readonly x: readonly number[];
  readonly value: number;
  /** Largest component of the gradient at x. */
  readonly gradientNorm: number;
  readonly iterations: number;
  readonly evaluations: number;
  /** True when the gradient is small or no further step lowers the value by more than rounding. */
  readonly converged: boolean;
}

export interface MinimiseOptions {
  /** Without one it is taken by central differences. */
  readonly gradient?: (x: readonly number[]) => readonly number[];
  /** Default 500. */
  readonly maxIterations?: number;
  /**
   * Largest component of the gradient that will do, for values up to 1000; for larger ones in proportion, up to a
   * thousand times as much. Default 1e-9. */
  readonly tolerance?: number;
  /** Newton steps at the end, from numeric second derivatives; default 3. */
  readonly polish?: number;
}

const largest = (values: readonly number[]): number =>
  values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);

/** A minimum near the start. Where the function is not finite it counts as infinitely high, so that a barrier may be Infinity. */
export function minimise(f: Objective, start: readonly number[], options: MinimiseOptions = {}): Minimum {
  const { maxIterations = 500, tolerance = 1e-9, polish = 3 } = options;
  let evaluations = 0;
  const value = (x: readonly number[]): number => {
    evaluations += 1;
    const y = f(x);
    return Number.isNaN(y) ? Number.POSITIVE_INFINITY : y;
  };
  const gradientAt = options.gradient ?? ((x: readonly number[]) => numericGradient(value, x));
  const n = start.length;
  let x = [...start];
  let fx = value(x);
  let g = [...gradientAt(x)];
  let inverse = scaledIdentity(n, 1);
  let iterations = 0;
  let stalled = false;
  let fresh = true;
  // A sum of many terms has rounding errors of its own size; the bound keeps a fall without end from passing for a minimum.
  const scale = (): number => Math.min(1000, Math.max(1, 1e-3 * Math.abs(fx)));
  const small = (): boolean => largest(g) <= tolerance * scale();
  while (iterations < maxIterations && !small() && Number.isFinite(fx)) {
    iterations += 1;
    let direction = inverse.map((row) => -dot(row, g));
    let slope = dot(direction, g);
    if (!(slope < 0)) {
      inverse = scaledIdentity(n, 1);
      direction = g.map((component) => -component);
      slope = -dot(g, g);
      fresh = true;
    }
    // The first step has no scale of its own: a unit step at most.
    const first = fresh ? Math.min(1, 1 / largest(g)) : 1;
    const step = backtrack(value, x, fx, direction, slope, first);
    if (step === null) {
      if (fresh) {
        stalled = true;
        break;
      }
      inverse = scaledIdentity(n, 1);
      fresh = true;
      continue;
    }
    const gNext = [...gradientAt(step.x)];
    const s = step.x.map((component, i) => component - x[i]!);
    const y = gNext.map((component, i) => component - g[i]!);
    const learnt = updated(inverse, s, y, fresh);
    if (learnt !== null) {
      inverse = learnt;
      fresh = false;
    }
    const gained = fx - step.value;
    x = step.x;
    fx = step.value;
    g = gNext;
    if (gained <= 1e-15 * Math.max(1, Math.abs(fx)) && largest(s) <= 1e-10 * Math.max(1, largest(x))) {
      stalled = true;
      break;
    }
  }
  for (let i = 0; i < polish && n > 0 && (stalled || small()); i++) {
    const step = newtonStep(value, x, g);
    if (step === null) break;
    const next = x.map((component, j) => component + step[j]!);
    const fNext = value(next);
    if (!(fNext <= fx + 1e-13 * Math.max(1, Math.abs(fx)))) break;
    const gNext = [...gradientAt(next)];
    if (!(largest(gNext) < largest(g))) break;
    x = next;
    fx = fNext;
    g = gNext;
  }
  const gradientNorm = largest(g);
  const flat = gradientNorm <= 1e-4 * scale();
  return {
    x,
    value: fx,
    gradientNorm,
    iterations,
    evaluations,
    converged: Number.isFinite(fx) && (small() || (stalled && flat)),
  };
}

/** Armijo's rule with steps by quadratic interpolation; null when no step along the direction lowers the value. */
function backtrack(
  f: Objective,
  x: readonly number[],
  fx: number,
  direction: readonly number[],
  slope: number,
  first: number,
): { readonly x: number[]; readonly value: number } | null {
  let step = first;
  for (let attempt = 0; attempt < 60; attempt++) {
    const next = x.map((component, i) => component + step * direction[i]!);
    const value = f(next);
    if (value <= fx + 1e-4 * step * slope) return { x: next, value };
    const interpolated = Number.isFinite(value)
      ? (-slope * step * step) / (2 * (value - fx - slope * step))
      : 0.1 * step;
    step = Math.max(0.1 * step, Math.min(0.5 * step, interpolated));
  }
  return null;
}

/** -H^-1 g, or null where the numeric Hessian is not positive definite. */
function newtonStep(f: Objective, x: readonly number[], g: readonly number[]): readonly number[] | null {
  const decomposition = cholesky(numericHessian(f, x, 1e-3));
  if (decomposition === null) return null;
  return Array.from(solveCholesky(decomposition, matrixFromRows(g.map((component) => [-component]))).data);
}
