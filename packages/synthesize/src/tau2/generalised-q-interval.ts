/** The exact interval for tau2 that belongs to a generalised Q estimator (Jackson 2013, Research Synthesis Methods 4:220). */
import { bracketByDoubling, chiSquareMixtureLower, dot, findRoot, sumBy, sumOf } from "@coppice/numeric";
import type { StudyData } from "../pool/study-data.ts";
import type { Tau2Interval } from "./tau2-interval.ts";

/**
 * The positive eigenvalues of S^(1/2) A S^(1/2), where A = diag(a) - a a'/sum(a) and S = diag(v + tau2): a diagonal matrix less
 * one of rank one, so that each is the only root of the secular equation between two neighbouring diagonal entries (Golub 1973).
 */
export function quadraticFormWeights(data: StudyData, a: readonly number[], tau2: number): readonly number[] {
  const total = sumOf(a);
  const entries = a
    .map((weight, i) => ({
      d: weight * (data.v[i]! + tau2),
      b2: (weight * weight * (data.v[i]! + tau2)) / total,
    }))
    .sort((x, y) => x.d - y.d);
  const secular = (lambda: number): number => 1 - sumBy(entries, ({ d, b2 }) => b2 / (d - lambda));
  return entries.slice(1).map(({ d: high }, i) => {
    const low = entries[i]!.d;
    const inset = 1e-13 * (high - low);
    if (!(high - low > 1e-12 * high)) return high;
    return findRoot(secular, low + inset, high - inset).x;
  });
}

/**
 * The tau2 at which the observed Q with weights a is at either end of its exact distribution; null when the weights are too unequal
 * for that distribution to be computed.
 */
export function generalisedQInterval(
  data: StudyData,
  a: readonly number[],
  level: number,
): Tau2Interval | null {
  const total = sumOf(a);
  const mean = dot(a, data.y) / total;
  const observed = sumBy(a, (weight, i) => weight * (data.y[i]! - mean) ** 2);
  const below = (tau2: number): number =>
    chiSquareMixtureLower(observed, quadraticFormWeights(data, a, tau2));
  const shape = { method: "generalised Q", level } as const;
  const tail = (1 - level) / 2;
  // The probability of so small a Q falls as tau2 grows.
  const limit = (probability: number): number | null => {
    const excess = (tau2: number): number => below(tau2) - probability;
    if (!(excess(0) > 0)) return 0;
    const high = bracketByDoubling(excess, 1);
    if (high === null) return null;
    const root = findRoot(excess, 0, high, { relative: 1e-12 });
    return root.converged ? root.x : Number.NaN;
  };
  if (Number.isNaN(below(0))) return null;
  if (below(0) <= tail) return { low: 0, high: 0, state: "empty", ...shape };
  const low = limit(1 - tail);
  const high = limit(tail);
  if (Number.isNaN(low) || Number.isNaN(high)) return null;
  if (low === null || high === null)
    return { low: low ?? 0, high: Number.POSITIVE_INFINITY, state: "unbounded", ...shape };
  return { low, high, state: "interval", ...shape };
}
