/** The Bernoulli numbers B(2), B(4), ..., of which the asymptotic series of the gamma function and its derivatives are made. */
export const BERNOULLI: readonly number[] = [
  1 / 6,
  -1 / 30,
  1 / 42,
  -1 / 30,
  5 / 66,
  -691 / 2730,
  7 / 6,
  -3617 / 510,
  43867 / 798,
];

/** c_1 x + c_2 x^2 + ..., by Horner's rule. */
export function powerSeries(coefficients: readonly number[], x: number): number {
  let sum = 0;
  for (let j = coefficients.length - 1; j >= 0; j--) sum = x * (coefficients[j]! + sum);
  return sum;
}
