/**
 * The error function and its complement.
 *
 * Below 1 the confluent series, all of whose terms are positive (Abramowitz & Stegun 1964, 7.1.6); above it Laplace's
 * continued fraction (7.1.14) for the scaled complement, so that the far tail keeps its relative accuracy.
 */

const TWO_OVER_ROOT_PI = 1.1283791670955126;
const ONE_OVER_ROOT_PI = 0.5641895835477563;

/** exp(-x^2) with x^2 split in an exact and a small part: squaring first would lose digits when x is large. */
function expMinusSquare(x: number): number {
  const head = Math.trunc(x * 16) / 16;
  return Math.exp(-head * head) * Math.exp(-(x - head) * (x + head));
}

/** erf(x) by its series, for |x| < about 2. */
function erfSeries(x: number): number {
  const square = 2 * x * x;
  let term = x;
  let sum = x;
  for (let n = 1; ; n++) {
    term *= square / (2 * n + 1);
    const next = sum + term;
    if (next === sum) return TWO_OVER_ROOT_PI * expMinusSquare(x) * sum;
    sum = next;
  }
}

/** erfcx(x) = exp(x^2) erfc(x) for x >= 1, by the continued fraction evaluated from the tail. */
export function erfcxTail(x: number): number {
  const depth = Math.ceil(16 + 160 / (x * x));
  let tail = 0;
  for (let k = depth; k >= 1; k--) tail = (0.5 * k) / (x + tail);
  return ONE_OVER_ROOT_PI / (x + tail);
}

/** erf(x) = 2/sqrt(pi) times the integral of exp(-t^2) from 0 to x. */
export function erf(x: number): number {
  if (Math.abs(x) < 1) return erfSeries(x);
  return x > 0 ? 1 - erfc(x) : erfc(-x) - 1;
}

/** erfc(x) = 1 - erf(x), accurate in the upper tail. */
export function erfc(x: number): number {
  if (Number.isNaN(x)) return x;
  if (x < -1) return 2 - erfc(-x);
  if (x < 1) return 1 - erfSeries(x);
  return x > 27.3 ? 0 : expMinusSquare(x) * erfcxTail(x);
}
