/** The gamma distribution with shape a and scale 1, on which chi-square stands. */
import { logGammaKernel, logIncompleteGamma } from "./incomplete-gamma.ts";
import { logGammaOnePlus } from "./log-gamma.ts";
import { normalQuantile } from "./normal.ts";
import { logTailsOf, tailQuantile } from "./tail-quantile.ts";

/** The density at x. */
export function gammaDensity(x: number, shape: number): number {
  if (x < 0) return 0;
  if (x === 0) return shape < 1 ? Number.POSITIVE_INFINITY : shape === 1 ? 1 : 0;
  return Math.exp(logGammaKernel(shape, x)) / x;
}

/** P(X <= x). */
export function gammaLower(x: number, shape: number): number {
  return Math.exp(logIncompleteGamma(shape, x).lower);
}

/** P(X > x). */
export function gammaUpper(x: number, shape: number): number {
  return Math.exp(logIncompleteGamma(shape, x).upper);
}

/** Starting value: Wilson & Hilferty (1931) in the middle, the leading term of the series in the lower tail. */
function start(logP: number, z: number, shape: number): number {
  const small = (logP + logGammaOnePlus(shape)) / shape;
  const cube = 1 - 1 / (9 * shape) + z / (3 * Math.sqrt(shape));
  const middle = cube > 0 ? Math.log(shape) + 3 * Math.log(cube) : Number.NEGATIVE_INFINITY;
  return cube > 0.3 ? middle : Math.min(small, Math.log(shape + 1));
}

function quantile(logP: number, logQ: number, z: number, shape: number): number {
  const u = tailQuantile(
    {
      tails: (v) => logIncompleteGamma(shape, Math.exp(v)),
      logDensity: (v) => logGammaKernel(shape, Math.exp(v)),
      start: Math.max(start(logP, z, shape), -700),
    },
    logP,
    logQ,
  );
  return Math.exp(u);
}

/** The x with P(X <= x) = p. */
export function gammaQuantile(p: number, shape: number): number {
  if (!(p >= 0 && p <= 1) || !(shape > 0)) return Number.NaN;
  if (p === 0) return 0;
  if (p === 1) return Number.POSITIVE_INFINITY;
  const [logP, logQ] = logTailsOf(p);
  // Below exp(-700) the answer is the leading term of the series, and no double holds most of it.
  const leading = (logP + logGammaOnePlus(shape)) / shape;
  if (leading < -690) return Math.exp(leading);
  return quantile(logP, logQ, normalQuantile(p), shape);
}

/** The x with P(X > x) = q. */
export function gammaUpperQuantile(q: number, shape: number): number {
  if (!(q >= 0 && q <= 1) || !(shape > 0)) return Number.NaN;
  if (q === 0) return Number.POSITIVE_INFINITY;
  if (q === 1) return 0;
  const [logQ, logP] = logTailsOf(q);
  const leading = (logP + logGammaOnePlus(shape)) / shape;
  if (leading < -690) return Math.exp(leading);
  return quantile(logP, logQ, -normalQuantile(q), shape);
}
