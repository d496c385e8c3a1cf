/** The beta distribution, and its quantile in the logit coordinate on which t and F stand. */
import { logBetaKernel, logIncompleteBeta } from "./incomplete-beta.ts";
import { logBeta } from "./log-gamma.ts";
import { normalQuantile } from "./normal.ts";
import { logTailsOf, tailQuantile } from "./tail-quantile.ts";

function logit(x: number): number {
  return Math.log(x) - Math.log1p(-x);
}

/** The density at x. */
export function betaDensity(x: number, a: number, b: number): number {
  if (x < 0 || x > 1) return 0;
  if (x === 0) return a < 1 ? Number.POSITIVE_INFINITY : a === 1 ? b : 0;
  if (x === 1) return b < 1 ? Number.POSITIVE_INFINITY : b === 1 ? a : 0;
  return Math.exp(logBetaKernel(a, b, logit(x))) / (x * (1 - x));
}

/** P(X <= x) = I_x(a, b), the regularised incomplete beta function. */
export function betaLower(x: number, a: number, b: number): number {
  return x <= 0 ? 0 : x >= 1 ? 1 : Math.exp(logIncompleteBeta(a, b, logit(x)).lower);
}

/** P(X > x). */
export function betaUpper(x: number, a: number, b: number): number {
  return x <= 0 ? 1 : x >= 1 ? 0 : Math.exp(logIncompleteBeta(a, b, logit(x)).upper);
}

/** logit x at which ln I_x(a, b) = logP and ln(1 - I_x(a, b)) = logQ; `near` is a guess, when there is a better one than ours. */
export function betaLogitQuantile(logP: number, logQ: number, a: number, b: number, near?: number): number {
  return tailQuantile(
    {
      tails: (u) => logIncompleteBeta(a, b, u),
      logDensity: (u) => logBetaKernel(a, b, u),
      start: near ?? startOf(logP, logQ, a, b),
    },
    logP,
    logQ,
  );
}

function startOf(logP: number, logQ: number, a: number, b: number): number {
  const z = logP < logQ ? normalQuantile(Math.exp(logP)) : -normalQuantile(Math.exp(logQ));
  const middle = Math.log(a / b) + (Number.isFinite(z) ? z : 0) * Math.sqrt(1 / a + 1 / b);
  const lowerTail = (logP + Math.log(a) + logBeta(a, b)) / a;
  const upperTail = -(logQ + Math.log(b) + logBeta(a, b)) / b;
  // Each tail's leading term is right only where it lies well outside the bulk of the distribution.
  const width = 2 * Math.sqrt(1 / a + 1 / b);
  const centre = Math.log(a / b);
  if (logP < logQ && lowerTail < centre - width && a < 10) return lowerTail;
  return logQ < logP && upperTail > centre + width && b < 10 ? upperTail : middle;
}

/** The x with P(X <= x) = p. */
export function betaQuantile(p: number, a: number, b: number): number {
  if (!(p >= 0 && p <= 1) || !(a > 0) || !(b > 0)) return Number.NaN;
  if (p === 0 || p === 1) return p;
  const [logP, logQ] = logTailsOf(p);
  const u = betaLogitQuantile(logP, logQ, a, b);
  return 1 / (1 + Math.exp(-u));
}
