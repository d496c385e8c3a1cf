/** Mixtures of normal distributions: what is normal once tau is known, averaged over tau. */
import { dot, findRoot, normalLower, normalQuantile, normalUpper, sumBy } from "@coppice/numeric";
import type { Distribution } from "./distribution.ts";

/** Components of a mixture, as plain arrays of the same length. */
export interface NormalMixture {
  /** They add up to 1. */
  readonly weights: readonly number[];
  readonly means: readonly number[];
  readonly sds: readonly number[];
}

const ROOT_TWO_PI = 2.5066282746310002;

export function mixtureMean({ weights, means }: NormalMixture): number {
  return dot(weights, means);
}

export function mixtureSd(mixture: NormalMixture): number {
  const { weights, means, sds } = mixture;
  const mean = mixtureMean(mixture);
  return Math.sqrt(sumBy(weights, (w, i) => w * (sds[i]! ** 2 + (means[i]! - mean) ** 2)));
}

/** The density at x. */
export function mixtureDensity({ weights, means, sds }: NormalMixture, x: number): number {
  let sum = 0;
  for (let i = 0; i < weights.length; i++) {
    const z = (x - means[i]!) / sds[i]!;
    sum += (weights[i]! * Math.exp(-0.5 * z * z)) / sds[i]!;
  }
  return sum / ROOT_TWO_PI;
}

/** The derivative of the density at x. */
export function mixtureSlope({ weights, means, sds }: NormalMixture, x: number): number {
  let sum = 0;
  for (let i = 0; i < weights.length; i++) {
    const z = (x - means[i]!) / sds[i]!;
    sum -= (weights[i]! * z * Math.exp(-0.5 * z * z)) / (sds[i]! * sds[i]!);
  }
  return sum / ROOT_TWO_PI;
}

/** P(X <= x). */
export function mixtureLower({ weights, means, sds }: NormalMixture, x: number): number {
  let sum = 0;
  for (let i = 0; i < weights.length; i++) sum += weights[i]! * normalLower((x - means[i]!) / sds[i]!);
  return sum;
}

/** P(X > x), with its own digits where it is small. */
export function mixtureUpper({ weights, means, sds }: NormalMixture, x: number): number {
  let sum = 0;
  for (let i = 0; i < weights.length; i++) sum += weights[i]! * normalUpper((x - means[i]!) / sds[i]!);
  return sum;
}

/** The x with P(X <= x) = p, by Newton's method kept inside a shrinking bracket. */
export function mixtureQuantile(mixture: NormalMixture, p: number): number {
  if (!(p > 0)) return p === 0 ? Number.NEGATIVE_INFINITY : Number.NaN;
  if (!(p < 1)) return p === 1 ? Number.POSITIVE_INFINITY : Number.NaN;
  const { means, sds } = mixture;
  const z = normalQuantile(p);
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < means.length; i++) {
    low = Math.min(low, means[i]! + z * sds[i]!);
    high = Math.max(high, means[i]! + z * sds[i]!);
  }
  const upperTail = p > 0.5;
  const least = sds.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  let x = Math.min(high, Math.max(low, mixtureMean(mixture) + z * mixtureSd(mixture)));
  for (let iteration = 0; iteration < 200 && high > low; iteration++) {
    if (iteration === 12) {
      // Components of very different size: the quantile lies between those of two neighbouring ones.
      [low, high] = neighbours(mixture, p, z);
      x = 0.5 * (low + high);
    }
    const excess = upperTail ? 1 - p - mixtureUpper(mixture, x) : mixtureLower(mixture, x) - p;
    if (excess === 0) return x;
    if (excess > 0) high = Math.min(high, x);
    else low = Math.max(low, x);
    const newton = x - excess / mixtureDensity(mixture, x);
    const inside = newton > low && newton < high;
    const next = inside ? newton : 0.5 * (low + high);
    // Newton's method doubles its digits: after a step of 1e-8 the next one would not be seen.
    if (inside && Math.abs(next - x) <= 1e-8 * least) return next;
    if (Math.abs(high - low) <= 4 * Number.EPSILON * Math.max(Math.abs(low), Math.abs(high))) return next;
    x = next;
  }
  return x;
}

/** Two components' p-quantiles, next to each other, between which the mixture's lies. */
function neighbours(mixture: NormalMixture, p: number, z: number): [number, number] {
  const candidates = mixture.means.map((mean, i) => mean + z * mixture.sds[i]!).sort((a, b) => a - b);
  let below = 0;
  let above = candidates.length - 1;
  while (above - below > 1) {
    const middle = (above + below) >> 1;
    const tooFar =
      p > 0.5
        ? mixtureUpper(mixture, candidates[middle]!) < 1 - p
        : mixtureLower(mixture, candidates[middle]!) > p;
    if (tooFar) above = middle;
    else below = middle;
  }
  return [candidates[below]!, candidates[above]!];
}

/** Where the density is highest, and whether it has one peak as far as a grid of looks can tell. */
export function mixturePeak(mixture: NormalMixture): { readonly mode: number; readonly unimodal: boolean } {
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  for (const mean of mixture.means) {
    from = Math.min(from, mean);
    to = Math.max(to, mean);
  }
  // Beyond all the means the density only falls.
  const steps = 24;
  const width = (to - from) / steps;
  if (!(width > 0)) return { mode: from, unimodal: true };
  const slopes = Array.from({ length: steps + 1 }, (_, i) => mixtureSlope(mixture, from + i * width));
  const peaks: number[] = [];
  for (let i = 0; i < steps; i++) {
    if (slopes[i]! >= 0 && slopes[i + 1]! < 0) {
      peaks.push(
        findRoot((x) => mixtureSlope(mixture, x), from + i * width, from + (i + 1) * width, {
          relative: 1e-12,
        }).x,
      );
    }
  }
  const mode = peaks.reduce(
    (best, x) => (mixtureDensity(mixture, x) > mixtureDensity(mixture, best) ? x : best),
    peaks[0] ?? (slopes[0]! > 0 ? to : from),
  );
  return { mode, unimodal: peaks.length < 2 };
}

export function mixtureDistribution(mixture: NormalMixture, unimodal: boolean): Distribution {
  return {
    density: (x) => (Number.isFinite(x) ? mixtureDensity(mixture, x) : 0),
    lower: (x) => mixtureLower(mixture, x),
    quantile: (p) => mixtureQuantile(mixture, p),
    unimodal,
  };
}
