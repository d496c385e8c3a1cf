/** The limits of tau2 as R finds them: with the same equations as ours, but the tolerance of its root search. */
import { chiSquareMixtureLower, chiSquareQuantile, chiSquareUpperQuantile } from "@coppice/numeric";
import { type Effect, studyData, type Tau2IntervalMethod } from "../src/index.ts";
import { quadraticFormWeights } from "../src/tau2/generalised-q-interval.ts";
import { brentRoot } from "./r-root-search.ts";

function weightedSquares(effects: readonly Effect[], weights: readonly number[]): number {
  const total = weights.reduce((sum, w) => sum + w, 0);
  const mean = effects.reduce((sum, { yi }, i) => sum + weights[i]! * yi, 0) / total;
  return effects.reduce((sum, { yi }, i) => sum + weights[i]! * (yi - mean) ** 2, 0);
}

/** A function that falls in tau2, and its values at the lower and upper limit. */
interface Pivot {
  readonly of: (tau2: number) => number;
  readonly atLow: number;
  readonly atHigh: number;
}

function qProfile(effects: readonly Effect[], tail: number): Pivot {
  const df = effects.length - 1;
  const of = (tau2: number): number =>
    weightedSquares(
      effects,
      effects.map(({ vi }) => 1 / (vi + tau2)),
    );
  return { of, atLow: chiSquareUpperQuantile(tail, df), atHigh: chiSquareQuantile(tail, df) };
}

function generalisedQ(effects: readonly Effect[], tail: number, weight: (v: number) => number): Pivot {
  const data = studyData(effects.map((effect) => effect));
  if (!data.ok) return { of: () => Number.NaN, atLow: 0, atHigh: 0 };
  const { unit } = data.value;
  const weights = data.value.v.map(weight);
  const scaled = data.value.y.map((yi, i) => ({ yi, vi: data.value.v[i]! }));
  const observed = weightedSquares(scaled, weights);
  const of = (tau2: number): number =>
    chiSquareMixtureLower(observed, quadraticFormWeights(data.value, weights, tau2 / unit ** 2));
  return { of, atLow: 1 - tail, atHigh: tail };
}

/** Both limits; the search ends at 100 or ten times the estimate, and what lies beyond is reported as the end. */
export function rTau2Limits(
  effects: readonly Effect[],
  tau2: number,
  method: Tau2IntervalMethod,
  level: number,
): readonly [low: number, high: number] {
  const tail = (1 - level) / 2;
  const pivot =
    method === "QP"
      ? qProfile(effects, tail)
      : generalisedQ(effects, tail, method === "J" ? (v) => 1 / Math.sqrt(v) : (v) => 1 / v);
  const end = Math.max(100, 10 * tau2);
  const limit = (target: number): number => {
    const excess = (x: number): number => pivot.of(x) - target;
    if (!(excess(0) > 0)) return 0;
    return excess(end) >= 0 ? end : brentRoot(excess, 0, end);
  };
  return [limit(pivot.atLow), limit(pivot.atHigh)];
}
