/**
 * metafor's iterative estimates with its default stopping rule, for values that R computed with it: Fisher scoring from the
 * Hedges estimate until tau2 changes by less than 1e-5 (Viechtbauer 2005), which leaves an error in the fifth digit. The
 * library itself goes to the root.
 */
import type { Effect } from "../src/index.ts";
import { brentRoot } from "./r-root-search.ts";

interface Line {
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly v: readonly number[];
}

/** y'PPy, tr P and tr PP of a straight line through weighted points, by orthogonal columns. */
function traces(
  { x, y }: Line,
  w: readonly number[],
): readonly [square: number, trace: number, second: number] {
  const sum = (f: (i: number) => number): number => w.reduce((total, _, i) => total + f(i), 0);
  const total = sum((i) => w[i]!);
  const mean = sum((i) => w[i]! * x[i]!) / total;
  const sxx = sum((i) => w[i]! * (x[i]! - mean) ** 2);
  const slope = sum((i) => w[i]! * (x[i]! - mean) * y[i]!) / sxx;
  const level = sum((i) => w[i]! * y[i]!) / total;
  const residual = (i: number): number => w[i]! * (y[i]! - level - slope * (x[i]! - mean));
  // P = W - W Z Z' W with the orthonormal columns Z of 1 and x - mean.
  const z = (i: number): readonly [number, number] => [1 / Math.sqrt(total), (x[i]! - mean) / Math.sqrt(sxx)];
  const power = (e: number, a: 0 | 1, b: 0 | 1): number => sum((i) => w[i]! ** e * z(i)[a] * z(i)[b]);
  const a = [power(2, 0, 0), power(2, 0, 1), power(2, 1, 1)] as const;
  const cubes = power(3, 0, 0) + power(3, 1, 1);
  return [
    sum((i) => residual(i) ** 2),
    total - a[0] - a[2],
    sum((i) => w[i]! ** 2) - 2 * cubes + a[0] ** 2 + 2 * a[1] ** 2 + a[2] ** 2,
  ];
}

/** Hedges' estimate around an unweighted line. */
function hedges(line: Line): number {
  const { x, y, v } = line;
  const k = x.length;
  const mean = x.reduce((sum, value) => sum + value, 0) / k;
  const sxx = x.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const [squares] = traces(
    line,
    x.map(() => 1),
  );
  const expected = v.reduce((sum, vi, i) => sum + vi * (1 - 1 / k - (x[i]! - mean) ** 2 / sxx), 0);
  return y.length > 2 ? Math.max(0, (squares - expected) / (k - 2)) : 0;
}

/** How far Fisher scoring moves tau2 for effects around one mean, from y'PPy and y'Py and the sums of the weights' powers. */
type Step = (sums: {
  readonly k: number;
  readonly s1: number;
  readonly s2: number;
  readonly s3: number;
  readonly q: number;
  readonly q2: number;
}) => number;

const steps: Readonly<Record<string, Step>> = {
  REML: ({ s1, s2, s3, q2 }) => (q2 - (s1 - s2 / s1)) / (s2 - (2 * s3) / s1 + (s2 / s1) ** 2),
  ML: ({ s1, s2, q2 }) => (q2 - s1) / s2,
  EB: ({ k, s1, q }) => ((q * k) / (k - 1) - k) / s1,
};

function generalisedQ(effects: readonly Effect[], tau2: number): number {
  const total = effects.reduce((sum, { vi }) => sum + 1 / (vi + tau2), 0);
  const mean = effects.reduce((sum, { yi, vi }) => sum + yi / (vi + tau2), 0) / total;
  return effects.reduce((sum, { yi, vi }) => sum + (yi - mean) ** 2 / (vi + tau2), 0);
}

/** tau2 of a model without moderators as R's iterations leave it; null for an estimator without iterations. */
export function stoppedTau2(effects: readonly Effect[], method: string): number | null {
  const step = steps[method];
  const k = effects.length;
  if (method === "PM") {
    const excess = (tau2: number): number => generalisedQ(effects, tau2) - (k - 1);
    return excess(0) <= 0 ? 0 : brentRoot(excess, 0, 100);
  }
  if (step === undefined || k < 2) return null;
  const mean = effects.reduce((sum, { yi }) => sum + yi, 0) / k;
  const start = effects.reduce((sum, { yi, vi }) => sum + (yi - mean) ** 2 / (k - 1) - vi / k, 0);
  let tau2 = Math.max(0, start);
  for (let iteration = 0; iteration < 100; iteration++) {
    let [s1, s2, s3, sy] = [0, 0, 0, 0];
    for (const { yi, vi } of effects) {
      const w = 1 / (vi + tau2);
      s1 += w;
      s2 += w ** 2;
      s3 += w ** 3;
      sy += w * yi;
    }
    let [q, q2] = [0, 0];
    for (const { yi, vi } of effects) {
      const w = 1 / (vi + tau2);
      q += w * (yi - sy / s1) ** 2;
      q2 += (w * (yi - sy / s1)) ** 2;
    }
    let move = step({ k, s1, s2, s3, q, q2 });
    while (tau2 + move < 0) move /= 2;
    tau2 += move;
    if (Math.abs(move) <= 1e-5) break;
  }
  return tau2;
}

/** The residual tau2 of a regression of the effects on their standard errors. */
export function fisherScoringTau2(effects: readonly Effect[]): number {
  const line = {
    x: effects.map(({ vi }) => Math.sqrt(vi)),
    y: effects.map(({ yi }) => yi),
    v: effects.map(({ vi }) => vi),
  };
  let tau2 = hedges(line);
  for (let iteration = 0; iteration < 100; iteration++) {
    const [square, trace, second] = traces(
      line,
      line.v.map((vi) => 1 / (vi + tau2)),
    );
    let step = (square - trace) / second;
    while (tau2 + step < 0) step /= 2;
    tau2 += step;
    if (Math.abs(step) <= 1e-5) break;
  }
  return tau2;
}
