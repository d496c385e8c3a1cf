/** The standard normal distribution: density, both tails and their logarithms, quantile. */
import { erfc, erfcxTail } from "./error-function.ts";
import { HALF_LOG_TWO_PI } from "./log-gamma.ts";

const ROOT_HALF = Math.SQRT1_2;
const ONE_OVER_ROOT_TWO_PI = 0.3989422804014327;

/** exp(-x^2 / 2) with x^2 split in an exact and a small part: squaring first would lose digits when x is large. */
function expMinusHalfSquare(x: number): number {
  const head = Math.trunc(x * 16) / 16;
  return Math.exp(-0.5 * head * head) * Math.exp(-0.5 * (x - head) * (x + head));
}

/** phi(x), the density. */
export function normalDensity(x: number): number {
  return expMinusHalfSquare(x) * ONE_OVER_ROOT_TWO_PI;
}

/** P(Z <= x). */
export function normalLower(x: number): number {
  if (x > -1.5) return 0.5 * erfc(-x * ROOT_HALF);
  return x < -39 ? 0 : 0.5 * expMinusHalfSquare(x) * erfcxTail(-x * ROOT_HALF);
}

/** P(Z > x). */
export function normalUpper(x: number): number {
  return normalLower(-x);
}

/** ln P(Z <= x), finite far below the smallest double. */
export function normalLogLower(x: number): number {
  if (x > -1.5) return x > 5 ? Math.log1p(-normalUpper(x)) : Math.log(normalLower(x));
  return Math.log(0.5 * erfcxTail(-x * ROOT_HALF)) - 0.5 * x * x;
}

/** ln P(Z > x). */
export function normalLogUpper(x: number): number {
  return normalLogLower(-x);
}

function ratio(numerator: readonly number[], denominator: readonly number[], r: number): number {
  let top = 0;
  let bottom = 0;
  for (let i = numerator.length - 1; i >= 0; i--) top = numerator[i]! + r * top;
  for (let i = denominator.length - 1; i >= 0; i--) bottom = denominator[i]! + r * bottom;
  return top / bottom;
}

// Coefficients of algorithm AS 241, PPND16 (Wichura 1988, Applied Statistics 37:477-484).
const CENTRE = [
  [
    3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946, 45921.95393154987,
    67265.7709270087, 33430.57558358813, 2509.0809287301227,
  ],
  [
    1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597, 39307.89580009271,
    28729.085735721943, 5226.495278852546,
  ],
] as const;
const MIDDLE = [
  [
    1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045, 1.2704582524523684,
    0.2417807251774506, 0.022723844989269184, 0.0007745450142783414,
  ],
  [
    1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008, 0.015198666563616457,
    0.0005475938084995345, 1.0507500716444169e-9,
  ],
] as const;

/** z from -2 ln P, with P = phi(z)/z: right to 2 in a thousand at z = 6.7, and better beyond. */
function farTail(t: number): number {
  return Math.sqrt(t - Math.log(2 * Math.PI * (t - Math.log(2 * Math.PI * t))));
}

/** The z < -1.4 with P(Z <= z) = p. Two Halley steps take the start to 16 figures where the approximations do not give them. */
function lowerTail(p: number): number {
  const square = -Math.log(p);
  let z = square <= 25 ? -ratio(MIDDLE[0], MIDDLE[1], Math.sqrt(square) - 1.6) : -farTail(2 * square);
  for (let step = 0; step < 2 && z < -5; step++) {
    // With f = ln P - ln p: f' = phi/P, and f''/f' = -(z + f'), which is what Halley's method needs.
    const slope = Math.exp(-0.5 * z * z - HALF_LOG_TWO_PI - normalLogLower(z));
    const newton = (normalLogLower(z) - Math.log(p)) / slope;
    z -= newton / (1 + 0.5 * newton * (z + slope));
  }
  return z;
}

/** The z with P(Z <= z) = p; -Infinity at 0, Infinity at 1. */
export function normalQuantile(p: number): number {
  if (!(p >= 0 && p <= 1)) return Number.NaN;
  if (p === 0) return Number.NEGATIVE_INFINITY;
  if (p === 1) return Number.POSITIVE_INFINITY;
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) return q * ratio(CENTRE[0], CENTRE[1], 0.180625 - q * q);
  return q < 0 ? lowerTail(p) : -lowerTail(1 - p);
}

/** The z with P(Z > z) = q. */
export function normalUpperQuantile(q: number): number {
  return -normalQuantile(q);
}
