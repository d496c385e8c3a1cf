/**
 * The regularised incomplete gamma functions P(a, x) and Q(a, x) = 1 - P(a, x), each computed where it is small.
 *
 * Series for P below the mean, Lentz's continued fraction for Q above it (DLMF 8.11.4, 8.9.2; Lentz 1976), and for small a
 * and x Gautschi's (1979) decomposition of Q, all with a prefactor that does not cancel at large a (Loader 2000; Temme 1994).
 */
import { devianceTerm } from "./deviance-term.ts";
import { HALF_LOG_TWO_PI, logGamma, logGammaOnePlus, stirlingRemainder } from "./log-gamma.ts";
import { normalLogLower, normalLogUpper } from "./normal.ts";

/** ln of x^a exp(-x) / Gamma(a). */
export function logGammaKernel(a: number, x: number): number {
  if (a < 1) return a * Math.log(x) - x - logGamma(a);
  return 0.5 * Math.log(a) - HALF_LOG_TWO_PI - stirlingRemainder(a) - devianceTerm(a, x);
}

/** P(a, x) / kernel: the series 1/a (1 + x/(a+1) + x^2/((a+1)(a+2)) + ...). */
function lowerSeries(a: number, x: number): number {
  let term = 1 / a;
  let sum = term;
  for (let n = 1; n < 1e5; n++) {
    term *= x / (a + n);
    const next = sum + term;
    if (next === sum) break;
    sum = next;
  }
  return sum;
}

/** Q(a, x) / kernel: the continued fraction by Lentz's method. */
function upperFraction(a: number, x: number): number {
  const tiny = 1e-300;
  let b = x + 1 - a;
  let c = 1 / tiny;
  let d = 1 / (b === 0 ? tiny : b);
  let h = d;
  for (let n = 1; n < 1e5; n++) {
    const numerator = -n * (n - a);
    b += 2;
    d = numerator * d + b;
    if (Math.abs(d) < tiny) d = tiny;
    c = b + numerator / c;
    if (Math.abs(c) < tiny) c = tiny;
    d = 1 / d;
    const delta = d * c;
    h *= delta;
    if (Math.abs(delta - 1) < 2e-16) break;
  }
  return h;
}

/** Q(a, x) for a < 1 and x <= 1, where both P near 1 and Q near 0 must come out right. */
function upperSmall(a: number, x: number): number {
  const logPower = a * Math.log(x) - logGammaOnePlus(a);
  let term = 1;
  let sum = 0;
  for (let n = 1; n < 200; n++) {
    term *= -x / n;
    const next = sum + term / (a + n);
    if (next === sum) break;
    sum = next;
  }
  return -Math.expm1(logPower) - a * Math.exp(logPower) * sum;
}

/** Both tails in logarithms: `lower` = ln P(a, x), `upper` = ln Q(a, x). */
export interface LogTails {
  readonly lower: number;
  readonly upper: number;
}

/** ln(1 - exp(logP)) without cancellation. */
export function logComplement(logP: number): number {
  return logP > -Math.LN2 ? Math.log(-Math.expm1(logP)) : Math.log1p(-Math.exp(logP));
}

/**
 * Both tails for a large a and x near it, where the series would take some sqrt(a) terms: Temme's (1979) uniform expansion to
 * its second term, whose remainder is of order a^-2.5.
 */
function nearlyNormal(a: number, x: number): LogTails {
  const mu = (x - a) / a;
  // eta^2 / 2 = mu - ln(1 + mu), without cancellation for small mu.
  const half = devianceTerm(a, x) / a;
  const eta = Math.sign(mu) * Math.sqrt(2 * half);
  // c0(eta) = 1/mu - 1/eta and c1(0), by Temme's coefficients (DLMF 8.12.10).
  const c0 =
    -1 / 3 + eta * (1 / 12 + eta * (-2 / 135 + eta * (1 / 864 + eta * (1 / 2835 - (139 * eta) / 777600))));
  const c1 = -1 / 540;
  const z = eta * Math.sqrt(a);
  const logRest = -0.5 * z * z - HALF_LOG_TWO_PI - 0.5 * Math.log(a);
  const rest = c0 + c1 / a;
  const tail = (log: number, sign: number): number => log + Math.log1p(sign * rest * Math.exp(logRest - log));
  return { lower: tail(normalLogLower(z), -1), upper: tail(normalLogUpper(z), 1) };
}

/** ln P(a, x) and ln Q(a, x) for x >= 0 and a between 1e-100 and 1e100; NaN beyond, where no statistic lies. */
export function logIncompleteGamma(a: number, x: number): LogTails {
  if (!(a >= 1e-100 && a <= 1e100) || Number.isNaN(x)) return { lower: Number.NaN, upper: Number.NaN };
  if (x <= 0) return { lower: Number.NEGATIVE_INFINITY, upper: 0 };
  if (x === Number.POSITIVE_INFINITY) return { lower: 0, upper: Number.NEGATIVE_INFINITY };
  if (a > 1e8 && Math.abs(x / a - 1) < 0.05) return nearlyNormal(a, x);
  if (a < 1 && x <= 1) {
    const lower = logGammaKernel(a, x) + Math.log(lowerSeries(a, x));
    return { lower: Math.min(lower, 0), upper: Math.log(upperSmall(a, x)) };
  }
  if (x < a + 1) {
    const lower = Math.min(logGammaKernel(a, x) + Math.log(lowerSeries(a, x)), 0);
    return { lower, upper: logComplement(lower) };
  }
  const upper = Math.min(logGammaKernel(a, x) + Math.log(upperFraction(a, x)), 0);
  return { lower: logComplement(upper), upper };
}
