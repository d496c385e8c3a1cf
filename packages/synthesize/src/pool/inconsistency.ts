/** H, I2 and R_b: how much of the spread of the estimates is not sampling error, with intervals. */
import { normalQuantile } from "@coppice/numeric";
import { fromQ } from "./heterogeneity.ts";

export interface Inconsistency {
  /** sqrt(Q / df), at least 1. */
  readonly h: number;
  readonly hLow: number | null;
  readonly hHigh: number | null;
  /** Per cent. */
  readonly i2: number;
  /** Per cent; null when fewer than three studies leave no standard error. */
  readonly i2Low: number | null;
  readonly i2High: number | null;
  readonly level: number;
}

const percent = (h: number): number => (100 * (h * h - 1)) / (h * h);

/** Standard error of ln H (Higgins & Thompson 2002, Statistics in Medicine 21:1539); null for k < 3 below Q = k. */
function standardErrorOfLogH(q: number, k: number): number | null {
  if (k < 3) return null;
  if (q > k) return (0.5 * (Math.log(q) - Math.log(k - 1))) / (Math.sqrt(2 * q) - Math.sqrt(2 * k - 3));
  return Math.sqrt((1 / (2 * (k - 2))) * (1 - 1 / (3 * (k - 2) ** 2)));
}

/**
 * H and I2 from Cochran's Q on `df` degrees of freedom, with test-based intervals; H of no degrees of freedom (or of a Q that
 * is no number) is 1. */
export function inconsistency(q: number, df: number, level = 0.95): Inconsistency {
  if (!(df > 0) || !(q >= 0) || !Number.isFinite(q + df))
    return { h: 1, hLow: null, hHigh: null, i2: 0, i2Low: null, i2High: null, level };
  const { i2FromQ, h2FromQ } = fromQ(q, df);
  const h = Math.sqrt(Math.max(1, h2FromQ));
  const se = standardErrorOfLogH(q, df + 1);
  const half = se === null ? Number.NaN : normalQuantile((1 + level) / 2) * se;
  if (!(half < Number.POSITIVE_INFINITY) || !Number.isFinite(h))
    return { h, hLow: null, hHigh: null, i2: i2FromQ, i2Low: null, i2High: null, level };
  const hLow = Math.max(1, h * Math.exp(-half));
  const hHigh = Math.max(1, h * Math.exp(half));
  return { h, hLow, hHigh, i2: i2FromQ, i2Low: percent(hLow), i2High: percent(hHigh), level };
}

/**
 * R_b (Crippa, Khudyakov, Wang, Orsini & Spiegelman 2016, Statistics in Medicine 35:3661): tau2 / (k se^2) in per cent, the mean
 * over studies of tau2 / (v + tau2); se is the classic standard error of the random-effects mean.
 */
export function varianceShare(tau2: number, se: number, k: number): number {
  return (100 * tau2) / (k * se * se);
}
