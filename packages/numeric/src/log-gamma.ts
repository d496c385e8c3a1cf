/**
 * The logarithm of the gamma function for x > 0, its Stirling remainder, and the logarithm of the beta function.
 *
 * Between 0.5 and 2.5 the Taylor series around 1 and 2 is used (Abramowitz & Stegun 1964, 6.1.33): it keeps full relative
 * accuracy beside the zeros of ln Gamma at 1 and 2, where every other formula cancels. Above 10 Stirling's series (6.1.41).
 */

import { BERNOULLI, powerSeries } from "./bernoulli.ts";

const EULER = 0.5772156649015329;
export const HALF_LOG_TWO_PI = 0.9189385332046728;

/**
 * zeta(k) - 1 for k = 2, 3, ..., the coefficients of the Taylor series: the first terms of the sum over m of m^-k, and what is left
 * by the Euler-Maclaurin formula (A&S 23.2.3 and 3.6.28).
 */
const ZETA_MINUS_ONE: readonly number[] = Array.from({ length: 31 }, (_, i) => {
  const k = i + 2;
  const n = 60;
  const fifth = 1 - ((k + 3) * (k + 4)) / (42 * n * n);
  const third = 1 - (((k + 1) * (k + 2)) / (60 * n * n)) * fifth;
  let sum = n ** -k * (n / (k - 1) + 0.5 + (k / 12 / n) * third);
  for (let m = n - 1; m >= 2; m--) sum += m ** -k;
  return sum;
});

/** ln Gamma(2 + z) for |z| <= 0.5: z (1 - gamma) + sum over k >= 2 of (-1)^k (zeta(k) - 1) z^k / k. */
function logGammaNearTwo(z: number): number {
  let sum = 0;
  for (let k = ZETA_MINUS_ONE.length + 1; k >= 2; k--) {
    sum = ((k % 2 === 0 ? 1 : -1) * ZETA_MINUS_ONE[k - 2]!) / k + z * sum;
  }
  return z * (1 - EULER) + z * z * sum;
}

/** ln Gamma(1 + z) for -0.5 <= z <= 0.5, with full relative accuracy near z = 0. */
function logGammaNearOne(z: number): number {
  return logGammaNearTwo(z) - Math.log1p(z);
}

const STIRLING = BERNOULLI.map((b, i) => b / ((2 * i + 2) * (2 * i + 1)));

/** The sum of B(2j) / (2j (2j - 1) x^(2j - 1)). */
function stirlingSeries(x: number): number {
  return x * powerSeries(STIRLING, 1 / (x * x));
}

/** ln Gamma(x) for x > 0; NaN for a negative or missing x, Infinity at 0. */
export function logGamma(x: number): number {
  if (Number.isNaN(x) || x < 0) return Number.NaN;
  if (x === 0 || x === Number.POSITIVE_INFINITY) return Number.POSITIVE_INFINITY;
  if (x < 0.5) return logGammaNearOne(x) - Math.log(x);
  if (x <= 1.5) return logGammaNearOne(x - 1);
  if (x <= 2.5) return logGammaNearTwo(x - 2);
  if (x < 10) {
    let product = 1;
    let argument = x;
    while (argument > 2.5) {
      argument -= 1;
      product *= argument;
    }
    return logGammaNearTwo(argument - 2) + Math.log(product);
  }
  return (x - 0.5) * Math.log(x) - x + HALF_LOG_TWO_PI + stirlingSeries(x);
}

/** ln Gamma(1 + x) for x > -0.5, with full relative accuracy near x = 0. */
export function logGammaOnePlus(x: number): number {
  return Math.abs(x) <= 0.5 ? logGammaNearOne(x) : logGamma(1 + x);
}

/** The remainder ln Gamma(x) - [(x - 1/2) ln x - x + ln(2 pi)/2], which stays accurate where ln Gamma is huge. */
export function stirlingRemainder(x: number): number {
  return x >= 10 ? stirlingSeries(x) : logGamma(x) - ((x - 0.5) * Math.log(x) - x + HALF_LOG_TWO_PI);
}

/** ln B(a, b). For large arguments the big terms cancel on paper rather than in floating point. */
export function logBeta(a: number, b: number): number {
  const small = Math.min(a, b);
  const large = Math.max(a, b);
  if (large < 10) return logGamma(small) + logGamma(large) - logGamma(small + large);
  const remainder = stirlingRemainder(large) - stirlingRemainder(small + large);
  const ratio = small / large;
  if (small < 10) {
    // ln Gamma(large) - ln Gamma(small + large), written with the two Stirling series.
    return (
      logGamma(small) +
      remainder -
      (large - 0.5) * Math.log1p(ratio) -
      small * Math.log(small + large) +
      small
    );
  }
  return (
    HALF_LOG_TWO_PI -
    0.5 * Math.log(large) +
    remainder +
    stirlingRemainder(small) -
    (small - 0.5) * Math.log1p(large / small) -
    large * Math.log1p(ratio)
  );
}
