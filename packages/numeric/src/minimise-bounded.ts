/**
 * Minima of smooth functions inside a box: the BFGS method on the variables that are not held at a bound, with steps bent at
 * the bounds (Bertsekas 1982, SIAM Journal on Control and Optimization 20:221-246), then Newton steps.
 */

import { scaledIdentity, updated } from "./bfgs.ts";
import { cholesky, solveCholesky } from "./cholesky.ts";
import { type Matrix, matrix, matrixFromRows } from "./matrix.ts";
import type { Minimum } from "./minimise.ts";
import { dot, sumBy } from "./sums.ts";

export interface ValueAndGradient {
  /** Infinity where the function is not defined. */
  readonly value: number;
  readonly gradient: readonly number[];
}

export interface BoundedOptions {
  /** Lower bounds, one a variable; -Infinity for none. */
  readonly lower: readonly number[];
  /** Upper bounds, one a variable; Infinity for none. */
  readonly upper: readonly number[];
  /** Largest component of the projected gradient that will do; default 1e-9. */
  readonly tolerance?: number;
  /** Default 300. */
  readonly maxIterations?: number;
  /** Newton steps at the end, from differences of the gradient; default 4. */
  readonly polish?: number;
}

export interface BoundedMinimum extends Minimum {
  /** Whether each variable is held at a bound by the gradient. */
  readonly atBound: readonly boolean[];
}

type Smooth = (x: readonly number[]) => ValueAndGradient;

/** A local minimum inside the box, from a start that is moved into it. */
export function minimiseBounded(
  f: Smooth,
  start: readonly number[],
  options: BoundedOptions,
): BoundedMinimum {
  const { lower, upper, tolerance = 1e-9, maxIterations = 300, polish = 4 } = options;
  const n = start.length;
  let evaluations = 0;
  const evaluate: Smooth = (x) => {
    evaluations += 1;
    const found = f(x);
    return Number.isNaN(found.value) ? { ...found, value: Number.POSITIVE_INFINITY } : found;
  };
  const clamp = (x: number, i: number): number => Math.min(upper[i]!, Math.max(lower[i]!, x));
  const held = (at: readonly number[], g: readonly number[]): boolean[] =>
    at.map((xi, i) => (xi <= lower[i]! && g[i]! >= 0) || (xi >= upper[i]! && g[i]! <= 0));
  const norm = (g: readonly number[], fixed: readonly boolean[]): number =>
    g.reduce((most, gi, i) => (fixed[i] ? most : Math.max(most, Math.abs(gi))), 0);

  let x = start.map(clamp);
  let { value, gradient: g } = evaluate(x);
  let fixed = held(x, g);
  let inverse: number[][] = [];
  let fresh = true;
  let stalled = false;
  let iterations = 0;
  while (iterations < maxIterations && Number.isFinite(value) && norm(g, fixed) > tolerance) {
    iterations += 1;
    if (fresh) inverse = scaledIdentity(n, 1);
    let direction = inverse.map((row, i) =>
      fixed[i] ? 0 : -row.reduce((sum, h, j) => (fixed[j] ? sum : sum + h * g[j]!), 0),
    );
    if (!(dot(direction, g) < 0)) {
      inverse = scaledIdentity(n, 1);
      fresh = true;
      direction = g.map((gi, i) => (fixed[i] ? 0 : -gi));
    }
    // The first step has no scale of its own: half a unit at most.
    const longest = Math.max(...direction.map(Math.abs));
    const taken = search(fresh ? Math.min(1, 0.5 / longest) : Math.min(1, 10 / longest), direction);
    if (taken === null) {
      if (fresh) {
        stalled = true;
        break;
      }
      fresh = true;
      continue;
    }
    const s = taken.x.map((xi, i) => xi - x[i]!);
    const y = taken.gradient.map((gi, i) => gi - g[i]!);
    const nowFixed = held(taken.x, taken.gradient);
    const learnt = updated(inverse, s, y, fresh);
    if (learnt !== null) {
      inverse = learnt;
      fresh = false;
    }
    if (nowFixed.some((is, i) => is !== fixed[i])) fresh = true;
    const gained = value - taken.value;
    x = taken.x;
    value = taken.value;
    g = taken.gradient;
    fixed = nowFixed;
    if (gained <= 1e-15 * Math.max(1, Math.abs(value)) && norm(s, []) <= 1e-10) {
      stalled = true;
      break;
    }
  }
  for (let i = 0; i < polish && Number.isFinite(value) && norm(g, fixed) > 0; i++) {
    const step = newtonStep(evaluate, x, g, fixed);
    if (step === null || norm(step, []) > 1) break;
    const next = x.map((xi, j) => clamp(xi + step[j]!, j));
    const found = evaluate(next);
    const nextFixed = held(next, found.gradient);
    if (!(found.value <= value + 1e-13 * Math.max(1, Math.abs(value)))) break;
    if (!(norm(found.gradient, nextFixed) < norm(g, fixed))) break;
    x = next;
    value = found.value;
    g = found.gradient;
    fixed = nextFixed;
  }
  const gradientNorm = norm(g, fixed);
  return {
    x,
    value,
    gradientNorm,
    iterations,
    evaluations,
    converged:
      Number.isFinite(value) &&
      (gradientNorm <= Math.max(tolerance, 1e-7) || (stalled && gradientNorm <= 1e-4)),
    atBound: fixed,
  };

  /** Armijo's rule along the path bent at the bounds; null when no step lowers the value. */
  function search(
    first: number,
    direction: readonly number[],
  ): { readonly x: number[]; readonly value: number; readonly gradient: readonly number[] } | null {
    let step = first;
    for (let attempt = 0; attempt < 60; attempt++) {
      const next = x.map((xi, i) => clamp(xi + step * direction[i]!, i));
      const found = evaluate(next);
      const expected = sumBy(next, (xi, i) => g[i]! * (xi - x[i]!));
      if (found.value <= value + 1e-4 * expected && expected < 0) return { x: next, ...found };
      const bend = found.value - value - expected;
      step *= Number.isFinite(bend) && bend > 0 ? Math.max(0.1, Math.min(0.5, -expected / (2 * bend))) : 0.1;
    }
    return null;
  }
}

/** -H^-1 g over the free variables; null where H is not positive definite there. */
function newtonStep(
  f: Smooth,
  x: readonly number[],
  g: readonly number[],
  fixed: readonly boolean[],
): readonly number[] | null {
  const free = [...x.keys()].filter((i) => !fixed[i]);
  const steps = x.map((xi) => 1e-4 * Math.max(1, Math.abs(xi)));
  const hessian = gradientHessian((at) => f(at).gradient, x, steps, free);
  const decomposition = cholesky(hessian);
  if (decomposition === null) return null;
  const solved = solveCholesky(decomposition, matrixFromRows(free.map((i) => [-g[i]!])));
  const step = x.map(() => 0);
  for (const [row, i] of free.entries()) step[i] = solved.data[row]!;
  return step.every(Number.isFinite) ? step : null;
}

/**
 * Second derivatives from a gradient that is exact: central differences of fourth order (Abramowitz & Stegun 25.3.6), made
 * symmetric. `steps` are the absolute steps, one a variable; `which` picks the variables, in the order wanted (default all).
 */
export function gradientHessian(
  gradient: (x: readonly number[]) => readonly number[],
  x: readonly number[],
  steps: readonly number[],
  which: readonly number[] = [...x.keys()],
): Matrix {
  const m = which.length;
  const hessian = matrix(m, m);
  const at = [...x];
  for (const [row, i] of which.entries()) {
    const h = steps[i]!;
    const near = ([h, -h, 2 * h, -2 * h] as const).map((shift) => {
      at[i] = x[i]! + shift;
      return gradient(at);
    });
    at[i] = x[i]!;
    for (const [col, j] of which.entries()) {
      const slope = (8 * (near[0]![j]! - near[1]![j]!) - (near[2]![j]! - near[3]![j]!)) / (12 * h);
      hessian.data[row * m + col]! += 0.5 * slope;
      hessian.data[col * m + row]! += 0.5 * slope;
    }
  }
  return hessian;
}
