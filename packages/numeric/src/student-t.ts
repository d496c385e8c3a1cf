/** Student's t distribution. If t has df degrees of freedom, df / (df + t^2) is beta(df/2, 1/2). */
import { betaLogitQuantile } from "./beta.ts";
import { logBetaKernel, logIncompleteBeta } from "./incomplete-beta.ts";
import { logBeta } from "./log-gamma.ts";
import { normalLower, normalQuantile } from "./normal.ts";
import { logTailsOf } from "./tail-quantile.ts";

/** From here on t is normal to the last digit: the relative difference is t^4 / (4 df) where a double can hold the tail. */
const NORMAL_FROM = 1e22;

/** logit of df / (df + t^2), which is ln(df / t^2). */
function logitOf(t: number, df: number): number {
  return Math.log(df) - 2 * Math.log(Math.abs(t));
}

/** The density at t. */
export function studentDensity(t: number, df: number): number {
  if (t === 0) return Math.exp(-logBeta(df / 2, 0.5)) / Math.sqrt(df);
  return Math.exp(logBetaKernel(df / 2, 0.5, logitOf(t, df))) / Math.abs(t);
}

/** P(T <= t). An infinite df is the normal distribution. */
export function studentLower(t: number, df: number): number {
  if (df > NORMAL_FROM) return normalLower(t);
  if (t === 0) return 0.5;
  const tails = logIncompleteBeta(df / 2, 0.5, logitOf(t, df));
  if (t < 0) return 0.5 * Math.exp(tails.lower);
  return 0.5 + 0.5 * Math.exp(tails.upper);
}

/** P(T > t). */
export function studentUpper(t: number, df: number): number {
  return studentLower(-t, df);
}

/** P(|T| > |t|): the two-sided p-value. */
export function studentTwoSided(t: number, df: number): number {
  return Math.min(1, 2 * studentLower(-Math.abs(t), df));
}

/**
 * Where to look for the logit of df / (df + t^2): the normal quantile carried over by Wallace's (1959) transformation, good to
 * three digits from about three degrees of freedom on in the usual tails; undefined elsewhere.
 */
function startOf(tail: number, df: number): number | undefined {
  if (df < 3 || tail < 1e-6 || tail > 0.4) return undefined;
  const shrink = (8 * df + 1) / (8 * df + 3);
  const z = normalQuantile(tail) / shrink;
  return -Math.log(Math.expm1((z * z) / df));
}

/** The t with P(T <= t) = p. */
export function studentQuantile(p: number, df: number): number {
  if (!(p >= 0 && p <= 1) || !(df > 0)) return Number.NaN;
  if (p === 0) return Number.NEGATIVE_INFINITY;
  if (p === 1) return Number.POSITIVE_INFINITY;
  if (df > NORMAL_FROM) return normalQuantile(p);
  if (p === 0.5) return 0;
  // 2 min(p, 1-p) is the lower tail of the beta variable; 1 - 2p is exact where it matters, next to the median.
  const [logTail] = logTailsOf(2 * Math.min(p, 1 - p));
  const logCentre = Math.log(2 * Math.abs(p - 0.5));
  const u = betaLogitQuantile(logTail, logCentre, df / 2, 0.5, startOf(Math.min(p, 1 - p), df));
  const size = Math.exp(0.5 * (Math.log(df) - u));
  return p < 0.5 ? -size : size;
}
