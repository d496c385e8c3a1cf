/**
 * Fisher's noncentral hypergeometric distribution: the events of group 1 when both groups together have a given number of them,
 * for a log odds ratio eta. Sums run outwards from the mode by ratios of neighbouring terms, so that nothing overflows and
 * thousands of people cost no more than the width of the distribution.
 */
import { logGamma } from "./log-gamma.ts";

export interface HypergeometricMargins {
  /** People in group 1. */
  readonly n1: number;
  /** People in group 2. */
  readonly n2: number;
  /** Events in both groups together. */
  readonly events: number;
}

/** ln of n choose k. */
export function logChoose(n: number, k: number): number {
  return logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);
}

/** Smallest and largest number of events that group 1 can have. */
export function hypergeometricRange({ n1, n2, events }: HypergeometricMargins): readonly [number, number] {
  return [Math.max(0, events - n2), Math.min(n1, events)];
}

/** ln P(X = count) when eta is 0. */
export function centralLogDensity({ n1, n2, events }: HypergeometricMargins, count: number): number {
  return logChoose(n1, count) + logChoose(n2, events - count) - logChoose(n1 + n2, events);
}

export interface HypergeometricMoments {
  /** ln of the sum over x of P(X = x | eta = 0) exp(eta x): the cumulant generating function at eta. */
  readonly logNormaliser: number;
  readonly mean: number;
  readonly variance: number;
  /** Third central moment. */
  readonly thirdMoment: number;
}

/** The mode: where the ratio of neighbouring terms passes 1, a quadratic equation in x (Liao & Rosen 2001, section 2). */
function modeOf({ n1, n2, events }: HypergeometricMargins, eta: number, low: number, high: number): number {
  const odds = Math.exp(Math.max(-700, Math.min(700, eta)));
  const a = odds - 1;
  const b = -((events + n1 + 2) * odds + n2 - events);
  const c = odds * (n1 + 1) * (events + 1);
  const root = Math.sqrt(Math.max(0, b * b - 4 * a * c));
  // The root that stays finite as a goes to 0.
  const x = (2 * c) / (-b + root);
  return Math.max(low, Math.min(high, Math.floor(Number.isFinite(x) ? x : low)));
}

/** The normalising constant and the first moments at eta, by summation outwards from the mode. */
export function hypergeometricMoments(margins: HypergeometricMargins, eta: number): HypergeometricMoments {
  const { n1, n2, events } = margins;
  const [low, high] = hypergeometricRange(margins);
  const mode = modeOf(margins, eta, low, high);
  const odds = Math.exp(eta);
  // Term x + 1 over term x.
  const ratio = (x: number): number => (((n1 - x) / (x + 1)) * (events - x) * odds) / (n2 - events + x + 1);
  let total = 1;
  let [s1, s2, s3] = [0, 0, 0];
  const add = (weight: number, d: number): void => {
    total += weight;
    s1 += weight * d;
    s2 += weight * d * d;
    s3 += weight * d * d * d;
  };
  let weight = 1;
  for (let x = mode; x < high; x++) {
    weight *= ratio(x);
    const d = x + 1 - mode;
    add(weight, d);
    if (weight * d * d * d < 1e-18 * total) break;
  }
  weight = 1;
  for (let x = mode; x > low; x--) {
    weight /= ratio(x - 1);
    const d = x - 1 - mode;
    add(weight, d);
    if (weight * Math.abs(d * d * d) < 1e-18 * total) break;
  }
  const shift = s1 / total;
  const second = s2 / total;
  return {
    logNormaliser: centralLogDensity(margins, mode) + eta * mode + Math.log(total),
    mean: mode + shift,
    variance: second - shift * shift,
    thirdMoment: s3 / total - 3 * shift * second + 2 * shift ** 3,
  };
}
