/** Kendall's (1938) rank correlation and its test. */

import { normalUpper } from "./normal.ts";
import { sumBy, sumOf } from "./sums.ts";

export interface KendallTest {
  /** tau-b, between -1 and 1; 0 when one of the variables is constant. */
  readonly tau: number;
  /** Two-sided. */
  readonly pValue: number;
  readonly exact: boolean;
}

/** The exact distribution takes some n^3 / 2 additions: a tenth of a second here. */
const EXACT_BELOW = 300;

/** Probabilities of 0, 1, ... concordant pairs among n when all orders are alike: one object more multiplies by (1 + x + ... + x^(m-1)) / m. */
function concordanceDistribution(n: number): Float64Array {
  let current = new Float64Array([1]);
  for (let m = 2; m <= n; m++) {
    const next = new Float64Array(current.length + m - 1);
    for (let i = 0; i < current.length; i++) {
      const share = current[i]! / m;
      for (let j = 0; j < m; j++) next[i + j]! += share;
    }
    current = next;
  }
  return current;
}

/** Sizes of the groups of equal values. */
function tieSizes(values: readonly number[]): readonly number[] {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts.values()];
}

export interface KendallScore {
  /** Concordant less discordant pairs. */
  readonly score: number;
  /** Its variance when nothing but chance orders the pairs, corrected for ties (Kendall 1970, section 4.3). */
  readonly variance: number;
  /** Pairs that are tied in each variable. */
  readonly tied: readonly [number, number];
}

export function kendallScore(x: readonly number[], y: readonly number[]): KendallScore {
  const n = x.length;
  let score = 0;
  for (let i = 1; i < n; i++) {
    for (let j = 0; j < i; j++) score += Math.sign(x[i]! - x[j]!) * Math.sign(y[i]! - y[j]!);
  }
  const [tiesX, tiesY] = [tieSizes(x), tieSizes(y)];
  const twos = (t: number): number => t * (t - 1);
  const threes = (t: number): number => twos(t) * (t - 2);
  const whole = (t: number): number => twos(t) * (2 * t + 5);
  const variance =
    (whole(n) - sumBy(tiesX, whole) - sumBy(tiesY, whole)) / 18 +
    (sumBy(tiesX, twos) * sumBy(tiesY, twos)) / (2 * twos(n)) +
    (n > 2 ? (sumBy(tiesX, threes) * sumBy(tiesY, threes)) / (9 * threes(n)) : 0);
  return { score, variance, tied: [sumBy(tiesX, twos) / 2, sumBy(tiesY, twos) / 2] };
}

/**
 * Tests independence of two variables of one length (at least 2). Exact below 300 pairs when nothing is tied, else normal with the
 * variance corrected for ties.
 */
export function kendallTest(x: readonly number[], y: readonly number[]): KendallTest {
  const n = x.length;
  const pairs = (n * (n - 1)) / 2;
  const {
    score,
    variance,
    tied: [tiedX, tiedY],
  } = kendallScore(x, y);
  const scale = Math.sqrt((pairs - tiedX) * (pairs - tiedY));
  if (scale === 0) return { tau: 0, pValue: 1, exact: false };
  const tau = score / scale;
  if (tiedX === 0 && tiedY === 0 && n < EXACT_BELOW) {
    const concordant = Math.round((score + pairs) / 2);
    const distribution = concordanceDistribution(n);
    const smaller = Math.min(
      sumOf(distribution.subarray(0, concordant + 1)),
      sumOf(distribution.subarray(concordant)),
    );
    return { tau, pValue: Math.min(1, 2 * smaller), exact: true };
  }
  return {
    tau,
    pValue: Math.min(1, 2 * normalUpper(Math.abs(score) / Math.sqrt(variance))),
    exact: false,
  };
}
