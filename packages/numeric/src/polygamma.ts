/**
 * The first two derivatives of ln Gamma for x > 0: recurrence up to x >= 12 and the asymptotic series
 * (Abramowitz & Stegun 1964, 6.3.18 and 6.4.12).
 */
import { BERNOULLI, powerSeries } from "./bernoulli.ts";

const DIGAMMA = BERNOULLI.map((b, i) => b / (2 * i + 2));

/** psi(x) = d/dx ln Gamma(x) for x > 0. */
export function digamma(x: number): number {
  if (!(x > 0)) return Number.NaN;
  let shift = 0;
  let argument = x;
  while (argument < 12) {
    shift += 1 / argument;
    argument += 1;
  }
  return Math.log(argument) - 0.5 / argument - powerSeries(DIGAMMA, 1 / (argument * argument)) - shift;
}

/** psi'(x) for x > 0. */
export function trigamma(x: number): number {
  if (!(x > 0)) return Number.NaN;
  let shift = 0;
  let argument = x;
  while (argument < 12) {
    shift += 1 / (argument * argument);
    argument += 1;
  }
  const inverseSquare = 1 / (argument * argument);
  return 1 / argument + 0.5 * inverseSquare + powerSeries(BERNOULLI, inverseSquare) / argument + shift;
}
