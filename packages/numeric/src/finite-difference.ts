/** Derivatives of functions that can only be evaluated: central differences, improved by Richardson's extrapolation. */
import { type Matrix, matrix } from "./matrix.ts";

export type Objective = (x: readonly number[]) => number;

const stepOf = (value: number, relative: number): number => relative * Math.max(1, Math.abs(value));

/** The gradient from central differences of fourth order (Abramowitz & Stegun 25.3.6), good to about twelve digits of a smooth function. */
export function numericGradient(f: Objective, x: readonly number[]): number[] {
  const at = [...x];
  return x.map((value, i) => {
    const h = stepOf(value, 1e-3);
    const difference = (size: number): number => {
      at[i] = value + size;
      const up = f(at);
      at[i] = value - size;
      return up - f(at);
    };
    const slope = (8 * difference(h) - difference(2 * h)) / (12 * h);
    at[i] = value;
    return slope;
  });
}

/**
 * The matrix of second derivatives: central differences at three step sizes, each half the one before, extrapolated to step 0
 * twice, so that the error is of sixth order (Richardson 1911). `relative` is the largest step relative to max(1, |x|);
 * default 1e-2, for functions good to full precision.
 */
export function numericHessian(f: Objective, x: readonly number[], relative = 1e-2): Matrix {
  const n = x.length;
  const centre = f(x);
  const hessian = matrix(n, n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      const hi = stepOf(x[i]!, relative);
      const hj = stepOf(x[j]!, relative);
      const [coarse, middle, fine] = [1, 0.5, 0.25].map((share) =>
        i === j ? second(f, x, centre, i, hi * share) : mixed(f, x, i, j, hi * share, hj * share),
      ) as [number, number, number];
      const better = (4 * middle - coarse) / 3;
      const best = (4 * fine - middle) / 3;
      const value = (16 * best - better) / 15;
      hessian.data[i * n + j] = value;
      hessian.data[j * n + i] = value;
    }
  }
  return hessian;
}

function second(f: Objective, x: readonly number[], centre: number, i: number, h: number): number {
  const at = [...x];
  at[i] = x[i]! + h;
  const up = f(at);
  at[i] = x[i]! - h;
  return (up - 2 * centre + f(at)) / (h * h);
}

function mixed(f: Objective, x: readonly number[], i: number, j: number, hi: number, hj: number): number {
  const at = [...x];
  const value = (si: number, sj: number): number => {
    at[i] = x[i]! + si * hi;
    at[j] = x[j]! + sj * hj;
    return f(at);
  };
  return (value(1, 1) - value(1, -1) - value(-1, 1) + value(-1, -1)) / (4 * hi * hj);
}
