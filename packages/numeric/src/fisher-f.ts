/** The F distribution: d1 F / (d1 F + d2) is beta(d1/2, d2/2). */
import { betaLogitQuantile } from "./beta.ts";
import { logBetaKernel, logIncompleteBeta } from "./incomplete-beta.ts";
import { logTailsOf } from "./tail-quantile.ts";

function logitOf(x: number, df1: number, df2: number): number {
  return Math.log(x) + Math.log(df1 / df2);
}

/** The density at x > 0. */
export function fDensity(x: number, df1: number, df2: number): number {
  return x > 0 ? Math.exp(logBetaKernel(df1 / 2, df2 / 2, logitOf(x, df1, df2))) / x : 0;
}

/** P(F <= x). */
export function fLower(x: number, df1: number, df2: number): number {
  return x <= 0 ? 0 : Math.exp(logIncompleteBeta(df1 / 2, df2 / 2, logitOf(x, df1, df2)).lower);
}

/** P(F > x): the p-value of an F statistic. */
export function fUpper(x: number, df1: number, df2: number): number {
  return x <= 0 ? 1 : Math.exp(logIncompleteBeta(df1 / 2, df2 / 2, logitOf(x, df1, df2)).upper);
}

/** The x with P(F <= x) = p. */
export function fQuantile(p: number, df1: number, df2: number): number {
  if (!(p >= 0 && p <= 1)) return Number.NaN;
  if (p === 0) return 0;
  if (p === 1) return Number.POSITIVE_INFINITY;
  const [logP, logQ] = logTailsOf(p);
  return Math.exp(betaLogitQuantile(logP, logQ, df1 / 2, df2 / 2)) * (df2 / df1);
}
