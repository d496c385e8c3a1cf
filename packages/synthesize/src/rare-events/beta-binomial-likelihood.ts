/** Beta-binomial probabilities, written so that they go over into binomial ones as the risks stop varying. */
import { logBeta, logChoose, logGamma } from "@coppice/numeric";

/** Sum of ln(x + j r) over j < m. */
function logRisingSum(m: number, x: number, r: number): number {
  if (m === 0) return 0;
  if (r * m <= 1e-10 * x) return m * Math.log(x) + (r * m * (m - 1)) / (2 * x);
  if (m <= 40 && Number.isInteger(m)) {
    let sum = 0;
    for (let j = 0; j < m; j++) sum += Math.log(x + j * r);
    return sum;
  }
  return m * Math.log(r) + logGamma(m) - logBeta(x / r, m);
}

/**
 * ln of the probability of `events` in `n` when the risk has a beta distribution with this mean and 1/r = a + b. The intraclass
 * correlation is r / (1 + r); r = 0 is the binomial distribution.
 */
export function betaBinomialLogDensity(events: number, n: number, mean: number, r: number): number {
  return (
    logChoose(n, events) +
    logRisingSum(events, mean, r) +
    logRisingSum(n - events, 1 - mean, r) -
    logRisingSum(n, 1, r)
  );
}

/** How far the expected risk given the events lies from the mean risk. */
export function posteriorShift(events: number, n: number, mean: number, r: number): number {
  return (r * (events - n * mean)) / (1 + n * r);
}
