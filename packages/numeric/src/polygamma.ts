/**
 * The first two derivatives of ln Gamma for x > 0: recurrence up to x >= 12 and the asymptotic series
 * (Abramowitz & Stegun 1964, 6.3.18 and 6.4.12).
 */

/** B(2j) / (2j): coefficients of digamma. */
const DIGAMMA: readonly number[] = [
  1 / 12,
  -1 / 120,
  1 / 252,
  -1 / 240,
  1 / 132,
  -691 / 32760,
  1 / 12,
  -3617 / 8160,
];

/** B(2j): coefficients of trigamma. */
const TRIGAMMA: readonly number[] = [
  1 / 6,
  -1 / 30,
  1 / 42,
  -1 / 30,
  5 / 66,
  -691 / 2730,
  7 / 6,
  -3617 / 510,
];

function series(coefficients: readonly number[], inverseSquare: number): number {
  let sum = 0;
  for (let j = coefficients.length - 1; j >= 0; j--) sum = inverseSquare * (coefficients[j]! + sum);
  return sum;
}

/** psi(x) = d/dx ln Gamma(x) for x > 0. */
export function digamma(x: number): number {
  if (!(x > 0)) return Number.NaN;
  let shift = 0;
  let argument = x;
  while (argument < 12) {
    shift += 1 / argument;
    argument += 1;
  }
  return Math.log(argument) - 0.5 / argument - series(DIGAMMA, 1 / (argument * argument)) - shift;
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
  return 1 / argument + 0.5 * inverseSquare + series(TRIGAMMA, inverseSquare) / argument + shift;
}
