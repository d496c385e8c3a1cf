/**
 * The logarithm of the gamma function for x > 0, its Stirling remainder, and the logarithm of the beta function.
 *
 * Between 0.5 and 2.5 the Taylor series around 1 and 2 is used (Abramowitz & Stegun 1964, 6.1.33): it keeps full relative
 * accuracy beside the zeros of ln Gamma at 1 and 2, where every other formula cancels. Above 10 Stirling's series (6.1.41).
 */

const EULER = 0.5772156649015329;
export const HALF_LOG_TWO_PI = 0.9189385332046728;

/** zeta(k) - 1 for k = 2, 3, ...: the coefficients of the Taylor series (A&S table 23.3). */
const ZETA_MINUS_ONE: readonly number[] = [
  0.6449340668482264, 0.2020569031595943, 0.08232323371113819, 0.03692775514336993, 0.01734306198444914,
  0.008349277381922827, 0.00407735619794434, 0.0020083928260822143, 0.0009945751278180853,
  0.0004941886041194645, 0.0002460865533080483, 0.00012271334757848915, 6.124813505870483e-5,
  3.058823630702049e-5, 1.528225940865187e-5, 7.637197637899763e-6, 3.81729326499984e-6, 1.908212716553939e-6,
  9.539620338727962e-7, 4.769329867878064e-7, 2.38450502727733e-7, 1.1921992596531106e-7,
  5.960818905125948e-8, 2.980350351465228e-8, 1.4901554828365043e-8, 7.45071178983543e-9,
  3.725334024788457e-9, 1.862659723513049e-9, 9.313274324196682e-10, 4.656629065033784e-10,
  2.3283118336765053e-10,
];

/** B(2j) / (2j (2j - 1)): the coefficients of Stirling's series. */
const STIRLING: readonly number[] = [
  1 / 12,
  -1 / 360,
  1 / 1260,
  -1 / 1680,
  1 / 1188,
  -691 / 360360,
  1 / 156,
  -3617 / 122400,
  43867 / 244188,
];

/** ln Gamma(2 + z) for |z| <= 0.5: z (1 - gamma) + sum over k >= 2 of (-1)^k (zeta(k) - 1) z^k / k. */
function logGammaNearTwo(z: number): number {
  let sum = 0;
  for (let k = ZETA_MINUS_ONE.length + 1; k >= 2; k--) {
    sum = ((k % 2 === 0 ? 1 : -1) * ZETA_MINUS_ONE[k - 2]!) / k + z * sum;
  }
  return z * (1 - EULER) + z * z * sum;
}

/** ln Gamma(1 + z) for -0.5 <= z <= 0.5, with full relative accuracy near z = 0. */
function logGammaNearOne(z: number): number {
  return logGammaNearTwo(z) - Math.log1p(z);
}

function stirlingSeries(x: number): number {
  const inverseSquare = 1 / (x * x);
  let sum = 0;
  for (let j = STIRLING.length - 1; j >= 0; j--) sum = STIRLING[j]! + inverseSquare * sum;
  return sum / x;
}

/** ln Gamma(x) for x > 0; NaN for a negative or missing x, Infinity at 0. */
export function logGamma(x: number): number {
  if (Number.isNaN(x) || x < 0) return Number.NaN;
  if (x === 0 || x === Number.POSITIVE_INFINITY) return Number.POSITIVE_INFINITY;
  if (x < 0.5) return logGammaNearOne(x) - Math.log(x);
  if (x <= 1.5) return logGammaNearOne(x - 1);
  if (x <= 2.5) return logGammaNearTwo(x - 2);
  if (x < 10) {
    let product = 1;
    let argument = x;
    while (argument > 2.5) {
      argument -= 1;
      product *= argument;
    }
    return logGammaNearTwo(argument - 2) + Math.log(product);
  }
  return (x - 0.5) * Math.log(x) - x + HALF_LOG_TWO_PI + stirlingSeries(x);
}

/** ln Gamma(1 + x) for x > -0.5, with full relative accuracy near x = 0. */
export function logGammaOnePlus(x: number): number {
  return Math.abs(x) <= 0.5 ? logGammaNearOne(x) : logGamma(1 + x);
}

/** The remainder ln Gamma(x) - [(x - 1/2) ln x - x + ln(2 pi)/2], which stays accurate where ln Gamma is huge. */
export function stirlingRemainder(x: number): number {
  return x >= 10 ? stirlingSeries(x) : logGamma(x) - ((x - 0.5) * Math.log(x) - x + HALF_LOG_TWO_PI);
}

/** ln B(a, b). For large arguments the big terms cancel on paper rather than in floating point. */
export function logBeta(a: number, b: number): number {
  const small = Math.min(a, b);
  const large = Math.max(a, b);
  if (large < 10) return logGamma(small) + logGamma(large) - logGamma(small + large);
  const remainder = stirlingRemainder(large) - stirlingRemainder(small + large);
  const ratio = small / large;
  if (small < 10) {
    // ln Gamma(large) - ln Gamma(small + large), written with the two Stirling series.
    return (
      logGamma(small) +
      remainder -
      (large - 0.5) * Math.log1p(ratio) -
      small * Math.log(small + large) +
      small
    );
  }
  return (
    HALF_LOG_TWO_PI -
    0.5 * Math.log(large) +
    remainder +
    stirlingRemainder(small) -
    (small - 0.5) * Math.log1p(large / small) -
    large * Math.log1p(ratio)
  );
}
