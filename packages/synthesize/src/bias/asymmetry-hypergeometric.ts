import type { Counts } from "../binary/counts.ts";

export interface Moments {
  readonly mean: number;
  readonly variance: number;
}

/**
 * Mean and variance of the events of arm 1 given the margins of the table and a log odds ratio (Fisher's non-central hypergeometric
 * distribution; Liao & Rosen 2001, The American Statistician 55:366).
 *
 * Probabilities are built from the mode outwards by their ratios, so that nothing overflows, and stop when they no longer count.
 */
export function hypergeometricMoments({ events1, n1, events2, n2 }: Counts, logOddsRatio: number): Moments {
  const m = events1 + events2;
  const low = Math.max(0, m - n2);
  const high = Math.min(n1, m);
  const odds = Math.exp(logOddsRatio);
  /** P(x) / P(x - 1). */
  const ratio = (x: number): number => (((n1 - x + 1) * (m - x + 1)) / (x * (n2 - m + x))) * odds;
  const mode = modeOf(ratio, low, high);
  let total = 1;
  let first = 0;
  let second = 0;
  const add = (x: number, p: number): void => {
    total += p;
    first += p * (x - mode);
    second += p * (x - mode) ** 2;
  };
  for (let x = mode + 1, p = 1; x <= high; x++) {
    p *= ratio(x);
    add(x, p);
    if (p < 1e-20 * total) break;
  }
  for (let x = mode, p = 1; x > low; x--) {
    p /= ratio(x);
    add(x - 1, p);
    if (p < 1e-20 * total) break;
  }
  const shift = first / total;
  return { mean: mode + shift, variance: second / total - shift * shift };
}

/** The last x at which the ratio is still at least 1, by bisection: it falls in x. */
function modeOf(ratio: (x: number) => number, low: number, high: number): number {
  let below = low;
  let above = high;
  while (below < above) {
    const middle = Math.ceil((below + above) / 2);
    if (ratio(middle) >= 1) below = middle;
    else above = middle - 1;
  }
  return below;
}
