/**
 * Tails of the hypergeometric distribution: the events of group 1 when both groups together have a given number of them and every choice
 * of who has them is as likely. Each tail is summed from its own end of the question, by ratios of neighbouring terms.
 */
import {
  centralLogDensity,
  type HypergeometricMargins,
  hypergeometricRange,
} from "./noncentral-hypergeometric.ts";

/** P(X <= count). */
export function hypergeometricAtMost(margins: HypergeometricMargins, count: number): number {
  const [low, high] = hypergeometricRange(margins);
  const last = Math.floor(count);
  if (last < low) return 0;
  if (last >= high) return 1;
  return last < mean(margins) ? sumFrom(margins, last, -1) : 1 - sumFrom(margins, last + 1, 1);
}

/** P(X >= count). */
export function hypergeometricAtLeast(margins: HypergeometricMargins, count: number): number {
  const [low, high] = hypergeometricRange(margins);
  const first = Math.ceil(count);
  if (first > high) return 0;
  if (first <= low) return 1;
  return first > mean(margins) ? sumFrom(margins, first, 1) : 1 - sumFrom(margins, first - 1, -1);
}

const mean = ({ n1, n2, events }: HypergeometricMargins): number => (n1 * events) / (n1 + n2);

/** Terms from one away from the mode, until they no longer count. */
function sumFrom(margins: HypergeometricMargins, from: number, step: 1 | -1): number {
  const { n1, n2, events } = margins;
  const [low, high] = hypergeometricRange(margins);
  let term = 1;
  let sum = 1;
  for (let x = from; step === 1 ? x < high : x > low; x += step) {
    term *=
      step === 1
        ? ((n1 - x) * (events - x)) / ((x + 1) * (n2 - events + x + 1))
        : (x * (n2 - events + x)) / ((n1 - x + 1) * (events - x + 1));
    sum += term;
    if (term < 1e-18 * sum) break;
  }
  return Math.min(1, Math.exp(centralLogDensity(margins, from)) * sum);
}
