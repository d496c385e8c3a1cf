/** The chi-square distribution: twice a gamma variable with shape df/2. */
import { gammaDensity, gammaLower, gammaQuantile, gammaUpper, gammaUpperQuantile } from "./gamma.ts";
import { logIncompleteGamma } from "./incomplete-gamma.ts";

/** The density at x. */
export function chiSquareDensity(x: number, df: number): number {
  return 0.5 * gammaDensity(x / 2, df / 2);
}

/** P(X <= x). */
export function chiSquareLower(x: number, df: number): number {
  return gammaLower(x / 2, df / 2);
}

/** P(X > x): the p-value of a chi-square statistic, accurate however small. */
export function chiSquareUpper(x: number, df: number): number {
  return gammaUpper(x / 2, df / 2);
}

/** ln P(X > x), finite where the probability itself is not. */
export function chiSquareLogUpper(x: number, df: number): number {
  return logIncompleteGamma(df / 2, x / 2).upper;
}

/** The x with P(X <= x) = p. */
export function chiSquareQuantile(p: number, df: number): number {
  return 2 * gammaQuantile(p, df / 2);
}

/** The x with P(X > x) = q. */
export function chiSquareUpperQuantile(q: number, df: number): number {
  return 2 * gammaUpperQuantile(q, df / 2);
}
