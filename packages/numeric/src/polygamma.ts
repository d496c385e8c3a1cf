/**
 * The first two derivatives of ln Gamma for x > 0: recurrence up to x >= 12 and the asymptotic series
 * (Abramowitz & Stegun 1964, 6.3.18 and 6.4.12).
 */
import { bernoulliSeries } from "./bernoulli.ts";

/** psi(x) = d/dx ln Gamma(x) for x > 0. */
export function digamma(x: number): number {
  if (!(x > 0)) return Number.NaN;
  let shift = 0;
  let argument = x;
  while (argument < 12) {
    shift += 1 / argument;
    argument += 1;
  }
  return (
    Math.log(argument) -
    0.5 / argument -
    bernoulliSeries(1 / (argument * argument), (j) => 1 / (2 * j)) -
    shift
  );
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
  return 1 / argument + 0.5 * inverseSquare + bernoulliSeries(inverseSquare, () => 1) / argument + shift;
}
