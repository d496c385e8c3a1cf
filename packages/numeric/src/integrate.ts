/** Adaptive quadrature: the Gauss-Legendre rule with 15 points, whose error is judged by the one with 7. */
import { gaussLegendre } from "./gauss-legendre.ts";

export interface Integral {
  readonly value: number;
  /** Estimated absolute error. */
  readonly error: number;
  readonly converged: boolean;
}

export interface IntegrateOptions {
  /** Default 1e-12. */
  readonly relative?: number;
  /** Default 0. */
  readonly absolute?: number;
  /** Default 500. */
  readonly maxIntervals?: number;
}

interface Piece {
  readonly a: number;
  readonly b: number;
  readonly value: number;
  readonly error: number;
}

function rule(f: (x: number) => number, a: number, b: number): Piece {
  const value = gaussLegendre(f, a, b, 15);
  return { a, b, value, error: Math.abs(value - gaussLegendre(f, a, b, 7)) };
}

/** The integral of f from a to b; either may be infinite. The interval with the largest error is halved until the sum will do. */
export function integrate(
  f: (x: number) => number,
  a: number,
  b: number,
  options: IntegrateOptions = {},
): Integral {
  if (a === b) return { value: 0, error: 0, converged: true };
  if (a > b) {
    const turned = integrate(f, b, a, options);
    return { ...turned, value: -turned.value };
  }
  if (Number.isFinite(a) && Number.isFinite(b)) return adaptive(f, a, b, options);
  if (!Number.isFinite(a) && !Number.isFinite(b)) {
    // x = t / (1 - t^2) maps (-1, 1) onto the line.
    return adaptive((t) => (f(t / (1 - t * t)) * (1 + t * t)) / (1 - t * t) ** 2, -1, 1, options);
  }
  const sign = Number.isFinite(a) ? 1 : -1;
  const end = Number.isFinite(a) ? a : b;
  return adaptive((t) => f(end + (sign * t) / (1 - t)) / (1 - t) ** 2, 0, 1, options);
}

function adaptive(f: (x: number) => number, a: number, b: number, options: IntegrateOptions): Integral {
  const { relative = 1e-12, absolute = 0, maxIntervals = 500 } = options;
  const safe = (x: number): number => {
    const value = f(x);
    return Number.isFinite(value) ? value : 0;
  };
  const middle = 0.5 * (a + b);
  const pieces: Piece[] = [rule(safe, a, middle), rule(safe, middle, b)];
  for (;;) {
    let value = 0;
    let error = 0;
    let worst = 0;
    for (const [i, piece] of pieces.entries()) {
      value += piece.value;
      error += piece.error;
      if (piece.error > pieces[worst]!.error) worst = i;
    }
    // Below this the difference of the two rules is rounding.
    const floor = 50 * Number.EPSILON * Math.abs(value);
    const converged = error <= Math.max(absolute, relative * Math.abs(value), floor);
    if (converged || pieces.length >= maxIntervals) return { value, error, converged };
    const { a: low, b: high } = pieces[worst]!;
    const cut = 0.5 * (low + high);
    pieces[worst] = rule(safe, low, cut);
    pieces.push(rule(safe, cut, high));
  }
}
