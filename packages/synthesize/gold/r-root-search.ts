/**
 * R's one-dimensional root search with its default tolerance, so that limits which R only finds to four decimals can be compared
 * at all: package meta passes on metafor's limits of tau2 from `uniroot` on 0 to 100 with tolerance eps^(1/4) = 1.2e-4.
 *
 * The library itself gives the exact roots (`tau2IntervalBy`); the test beside this file shows both.
 */

const DEFAULT_TOLERANCE = 2 ** -13;

/** Brent (1973, Algorithms for Minimization without Derivatives, chapter 4): inverse interpolation guarded by bisection. */
export function brentRoot(
  f: (x: number) => number,
  low: number,
  high: number,
  tolerance = DEFAULT_TOLERANCE,
): number {
  let a = low;
  let b = high;
  let c = a;
  let fa = f(a);
  let fb = f(b);
  let fc = fa;
  for (let iteration = 0; iteration < 1000; iteration++) {
    const previous = b - a;
    if (Math.abs(fc) < Math.abs(fb)) {
      [a, b, c] = [b, c, b];
      [fa, fb, fc] = [fb, fc, fb];
    }
    const least = 2 * Number.EPSILON * Math.abs(b) + tolerance / 2;
    const half = (c - b) / 2;
    if (Math.abs(half) <= least || fb === 0) return b;
    let step = half;
    if (Math.abs(previous) >= least && Math.abs(fa) > Math.abs(fb)) {
      const { p, q } = interpolation({ a, b, c, fa, fb, fc });
      const short = p < 1.5 * half * q - Math.abs(least * q) / 2 && p < Math.abs((previous * q) / 2);
      if (short) step = p / q;
    }
    if (Math.abs(step) < least) step = step > 0 ? least : -least;
    a = b;
    fa = fb;
    b += step;
    fb = f(b);
    if ((fb > 0 && fc > 0) || (fb < 0 && fc < 0)) {
      c = a;
      fc = fa;
    }
  }
  return b;
}

interface Points {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly fa: number;
  readonly fb: number;
  readonly fc: number;
}

/** The step p / q from b, with p >= 0: along a line through two points, or an inverse parabola through three. */
function interpolation({ a, b, c, fa, fb, fc }: Points): { readonly p: number; readonly q: number } {
  const width = c - b;
  let p: number;
  let q: number;
  if (a === c) {
    const ratio = fb / fa;
    p = width * ratio;
    q = 1 - ratio;
  } else {
    const r = fa / fc;
    const s = fb / fc;
    const t = fb / fa;
    p = t * (width * r * (r - s) - (b - a) * (s - 1));
    q = (r - 1) * (s - 1) * (t - 1);
  }
  return p > 0 ? { p, q: -q } : { p: -p, q };
}
