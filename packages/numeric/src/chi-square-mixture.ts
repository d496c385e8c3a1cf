/**
 * P(sum of lambda_j X_j <= q) for independent chi-square X_j with 1 df and positive weights: Ruben's (1962) series of
 * chi-square probabilities with Farebrother's (1984, AS 204) choice of beta. NaN when the series cannot start or does not settle
 * (very many or very unequal weights).
 */

import { chiSquareDensity, chiSquareLower } from "./chi-square.ts";
import { sumBy } from "./sums.ts";

/** The work grows with the square of the terms. */
const MAX_TERMS = 2000;

export function chiSquareMixtureLower(q: number, lambdas: readonly number[]): number {
  if (q <= 0) return 0;
  const n = lambdas.length;
  const least = Math.min(...lambdas);
  const most = Math.max(...lambdas);
  const beta = (2 * least * most) / (least + most);
  const gammas = lambdas.map((lambda) => 1 - beta / lambda);
  const first = Math.exp(0.5 * sumBy(lambdas, (lambda) => Math.log(beta / lambda)));
  if (first < 1e-290) return Number.NaN;
  const x = q / beta;
  const coefficients = [first];
  const powers = gammas.map(() => 1);
  const moments: number[] = [0];
  // P(chi2_{df+2} <= x) = P(chi2_df <= x) - 2 density_{df+2}(x), and that density grows by x / df from df to df + 2.
  let df = n;
  let tail = chiSquareLower(x, df);
  let density = 2 * chiSquareDensity(x, df + 2);
  let mass = first;
  let sum = first * tail;
  for (let r = 1; r < MAX_TERMS; r++) {
    let moment = 0;
    for (let j = 0; j < n; j++) {
      powers[j]! *= gammas[j]!;
      moment += powers[j]!;
    }
    moments.push(0.5 * moment);
    let coefficient = 0;
    for (let m = 0; m < r; m++) coefficient += moments[r - m]! * coefficients[m]!;
    coefficient /= r;
    coefficients.push(coefficient);
    tail = Math.max(0, tail - density);
    df += 2;
    density *= x / df;
    sum += coefficient * tail;
    mass += coefficient;
    if (Math.abs(1 - mass) * tail < 1e-14 * Math.max(sum, 1e-3)) return Math.min(1, Math.max(0, sum));
  }
  return Number.NaN;
}
