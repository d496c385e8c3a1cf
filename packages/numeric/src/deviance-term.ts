/**
 * D(x, m) = x ln(x / m) + m - x: the unit deviance, which is near 0 where its terms are huge.
 *
 * Densities written with it keep their accuracy at large parameters (Loader 2000, "Fast and accurate computation of
 * binomial probabilities").
 */
export function devianceTerm(x: number, mean: number): number {
  if (x === 0) return mean;
  if (mean === Number.POSITIVE_INFINITY || x === Number.POSITIVE_INFINITY) return Number.POSITIVE_INFINITY;
  const difference = x - mean;
  const v = difference / (x + mean);
  if (Math.abs(v) > 0.1) return x * Math.log(x / mean) - difference;
  // ln(x / m) = 2 atanh(v), so that D = (x - m) v + 2 x (v^3/3 + v^5/5 + ...).
  const square = v * v;
  let power = 2 * x * v;
  let sum = difference * v;
  // Each term is at most a hundredth of the one before: the tenth is below rounding.
  for (let j = 3; j < 30; j += 2) {
    power *= square;
    sum += power / j;
  }
  return sum;
}
