/** One-dimensional roots: bracketing by doubling, and Brent's (1973, chapter 4) method inside the bracket. */

export interface Root {
  /** The argument at which the function changes sign. */
  readonly x: number;
  /** False when the iterations ran out or the function was not finite; `x` is then the best point found. */
  readonly converged: boolean;
  /** Function evaluations inside the bracket. */
  readonly iterations: number;
}

export interface RootOptions {
  /** Relative tolerance on x; default 1e-15 (the last digit or so). */
  readonly relative?: number;
  /** Absolute tolerance on x; default 0. */
  readonly absolute?: number;
  readonly maxIterations?: number;
}

/** The root of f between a and b, where f(a) and f(b) must differ in sign (or one be zero). */
export function findRoot(f: (x: number) => number, a: number, b: number, options: RootOptions = {}): Root {
  const { relative = 1e-15, absolute = 0, maxIterations = 200 } = options;
  let best = b;
  let other = a;
  let fBest = f(best);
  let fOther = f(other);
  if (fBest === 0) return { x: best, converged: true, iterations: 2 };
  if (fOther === 0) return { x: other, converged: true, iterations: 2 };
  if (!(fBest * fOther < 0)) return { x: best, converged: false, iterations: 2 };
  let previous = other;
  let fPrevious = fOther;
  let step = best - other;
  let lastStep = step;
  for (let iteration = 3; iteration <= maxIterations; iteration++) {
    if (Math.sign(fBest) !== Math.sign(fPrevious)) {
      other = previous;
      fOther = fPrevious;
      step = best - previous;
      lastStep = step;
    }
    if (Math.abs(fOther) < Math.abs(fBest)) {
      previous = best;
      fPrevious = fBest;
      best = other;
      fBest = fOther;
      other = previous;
      fOther = fPrevious;
    }
    const tolerance = relative * Math.abs(best) + 0.5 * absolute + Number.MIN_VALUE;
    const half = 0.5 * (other - best);
    if (fBest === 0 || Math.abs(half) <= tolerance)
      return { x: best, converged: true, iterations: iteration };
    step = interpolate(half, tolerance);
    previous = best;
    fPrevious = fBest;
    best += Math.abs(step) > tolerance ? step : Math.sign(half) * tolerance;
    fBest = f(best);
    if (Number.isNaN(fBest)) return { x: best, converged: false, iterations: iteration };
  }
  return { x: best, converged: false, iterations: maxIterations };

  /** Inverse quadratic or linear interpolation where it stays inside and shrinks fast enough, bisection elsewhere. */
  function interpolate(half: number, tolerance: number): number {
    if (Math.abs(lastStep) < tolerance || Math.abs(fPrevious) <= Math.abs(fBest)) {
      lastStep = half;
      return half;
    }
    const s = fBest / fPrevious;
    let p: number;
    let q: number;
    if (previous === other) {
      p = 2 * half * s;
      q = 1 - s;
    } else {
      const r = fBest / fOther;
      const t = fPrevious / fOther;
      p = s * (2 * half * t * (t - r) - (best - previous) * (r - 1));
      q = (t - 1) * (r - 1) * (s - 1);
    }
    if (p > 0) q = -q;
    else p = -p;
    if (2 * p < Math.min(3 * half * q - Math.abs(tolerance * q), Math.abs(lastStep * q))) {
      lastStep = step;
      return p / q;
    }
    lastStep = half;
    return half;
  }
}

/**
 * The first point of start, 2 start, 4 start ... at which `f` is negative, for an f that falls from a positive value;
 * null when it is still positive after 1100 doublings, NaN when `f` itself is NaN too often.
 */
export function bracketByDoubling(f: (x: number) => number, start: number): number | null {
  let x = start;
  let lost = 0;
  for (let doubling = 0; doubling < 1100 && Number.isFinite(x); doubling++) {
    const value = f(x);
    if (value < 0) return x;
    if (Number.isNaN(value)) lost += 1;
    if (lost > 30) return Number.NaN;
    x *= 2;
  }
  return null;
}
