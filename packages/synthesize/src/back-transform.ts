/** From the scale on which a measure is pooled back to the scale on which it is read. */
import { normalLower } from "@coppice/numeric";
import { type Measure, measures, type Scale } from "./measure.ts";

/** Freeman-Tukey back-transformation needs a sample size (Miller 1978); without one, the arcsine limit for large n is used. */
export interface BackTransformOptions {
  readonly n?: number;
}

function squareOfSine(x: number): number {
  const bounded = Math.min(Math.max(x, 0), Math.PI / 2);
  return Math.sin(bounded) ** 2;
}

/** Inverse of the Freeman-Tukey double arcsine for one sample size (Miller 1978, The American Statistician 32:138). */
function inverseDoubleArcsine(x: number, n: number): number {
  const lowest = 0.5 * Math.asin(Math.sqrt(1 / (n + 1)));
  const highest = 0.5 * (Math.asin(Math.sqrt(n / (n + 1))) + Math.PI / 2);
  if (x <= lowest) return 0;
  if (x >= highest) return 1;
  const sine = Math.sin(2 * x);
  const inner = sine + (sine - 1 / sine) / n;
  return 0.5 * (1 - Math.sign(Math.cos(2 * x)) * Math.sqrt(Math.max(0, 1 - inner * inner)));
}

const inverse: Readonly<Record<Scale, (x: number, n: number) => number>> = {
  identity: (x) => x,
  log: Math.exp,
  logit: (x) => 1 / (1 + Math.exp(-x)),
  probit: normalLower,
  "square-root": (x) => (x <= 0 ? 0 : x * x),
  arcsine: squareOfSine,
  "double-arcsine": (x, n) => (Number.isFinite(n) ? inverseDoubleArcsine(x, n) : squareOfSine(x)),
  "fisher-z": Math.tanh,
  "log-complement": (x) => Math.max(0, -Math.expm1(-x)),
  "cube-root-complement": (x) => 1 - (1 - x) ** 3,
};

/** x (an estimate or a confidence limit of `measure`) on the scale on which it is read. */
export function backTransform(measure: Measure, x: number, options: BackTransformOptions = {}): number {
  return inverse[measures[measure].scale](x, options.n ?? Number.POSITIVE_INFINITY);
}
