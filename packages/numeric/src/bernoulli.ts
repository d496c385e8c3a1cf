/** The Bernoulli numbers B(2), B(4), ..., of which the asymptotic series of the gamma function and its derivatives are made. */
const BERNOULLI: readonly number[] = [
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

/** The sum over j >= 1 of f(j) B(2j) x^j, by Horner's rule. */
export function bernoulliSeries(x: number, factor: (j: number) => number): number {
  let sum = 0;
  for (let j = BERNOULLI.length; j >= 1; j--) sum = x * (factor(j) * BERNOULLI[j - 1]! + sum);
  return sum;
}
