/**
 * The regularised incomplete beta function I_x(a, b) and its complement, each computed where it is small.
 *
 * A continued fraction by Lentz's method on the side of the mean where it converges fast (Didonato & Morris 1992),
 * with a prefactor that does not cancel at large parameters (Loader 2000). The argument comes as its logit
 * u = ln(x / (1 - x)), so that x next to 0 and x next to 1 are equally well expressed.
 */
import { devianceTerm } from "./deviance-term.ts";
import { type LogTails, logComplement } from "./incomplete-gamma.ts";
import { HALF_LOG_TWO_PI, logBeta, stirlingRemainder } from "./log-gamma.ts";

/** ln(1 + exp(u)) for any u. */
function softplus(u: number): number {
  return u > 0 ? u + Math.log1p(Math.exp(-u)) : Math.log1p(Math.exp(u));
}

/** ln of x^a (1-x)^b / B(a, b), where u = logit x. */
export function logBetaKernel(a: number, b: number, u: number): number {
  const logX = -softplus(-u);
  const logY = -softplus(u);
  const n = a + b;
  // Small parameters do not cancel, and beyond |u| = 600 the expected part underflows.
  if (Math.max(a, b) < 10 || Math.abs(u) > 600) return a * logX + b * logY - logBeta(a, b);
  return (
    0.5 * Math.log((a / n) * b) -
    HALF_LOG_TWO_PI +
    stirlingRemainder(n) -
    stirlingRemainder(a) -
    stirlingRemainder(b) -
    devianceTerm(a, n * Math.exp(logX)) -
    devianceTerm(b, n * Math.exp(logY))
  );
}

/**
 * I_x(a, b) / kernel by the continued fraction of Didonato & Morris (1992, section 4), with a y - b x in place of
 * a - (a + b) x, which would cancel when x is next to 1.
 */
function fraction(a: number, b: number, x: number, y: number): number {
  const tiny = 1e-300;
  const lambda = a * y - b * x + 1;
  const bracket = (m: number): number =>
    m + (m * (b - m) * x) / (a + 2 * m - 1) + ((a + m) * (lambda + m * (1 + y))) / (a + 2 * m + 1);
  let f = (a * lambda) / (a + 1);
  if (Math.abs(f) < tiny) f = tiny;
  let c = f;
  let d = 0;
  for (let m = 1; m < 1e5; m++) {
    const numerator =
      ((((a + m - 1) * x) / (a + 2 * m - 1)) * ((a + b + m - 1) * m * (b - m) * x)) / (a + 2 * m - 1);
    const denominator = bracket(m);
    d = denominator + numerator * d;
    if (Math.abs(d) < tiny) d = tiny;
    c = denominator + numerator / c;
    if (Math.abs(c) < tiny) c = tiny;
    d = 1 / d;
    const delta = c * d;
    f *= delta;
    if (Math.abs(delta - 1) < 2e-16) break;
  }
  return 1 / f;
}

/** ln I_x(a, b) and ln(1 - I_x(a, b)), where u = logit x, for a and b between 1e-100 and 1e100; NaN beyond. */
export function logIncompleteBeta(a: number, b: number, u: number): LogTails {
  if (!(Math.min(a, b) >= 1e-100 && Math.max(a, b) <= 1e100) || Number.isNaN(u))
    return { lower: Number.NaN, upper: Number.NaN };
  if (u === Number.NEGATIVE_INFINITY) return { lower: Number.NEGATIVE_INFINITY, upper: 0 };
  if (u === Number.POSITIVE_INFINITY) return { lower: 0, upper: Number.NEGATIVE_INFINITY };
  const x = 1 / (1 + Math.exp(-u));
  const y = 1 / (1 + Math.exp(u));
  if (x * (a + b + 2) <= a + 1) {
    const lower = Math.min(logBetaKernel(a, b, u) + Math.log(fraction(a, b, x, y)), 0);
    return { lower, upper: logComplement(lower) };
  }
  const upper = Math.min(logBetaKernel(b, a, -u) + Math.log(fraction(b, a, y, x)), 0);
  return { lower: logComplement(upper), upper };
}
