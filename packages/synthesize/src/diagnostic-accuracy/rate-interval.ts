/** Confidence intervals of sensitivity, specificity and false positive rate. */
import { betaQuantile, chiSquareQuantile, normalQuantile } from "@coppice/numeric";

/**
 * The intervals that Brown, Cai & DasGupta (2001, Statistical Science 16:101) compare. Counts need not be whole numbers, since a
 * correction may have been added.
 */
export type AccuracyIntervalMethod =
  | "wilson"
  | "wald"
  | "agresti-coull"
  | "jeffreys"
  | "modified-wilson"
  | "modified-jeffreys"
  | "clopper-pearson"
  | "arcsine"
  | "logit";

export type Limits = readonly [low: number, high: number];

const within = (low: number, high: number): Limits => [Math.max(0, low), Math.min(1, high)];

function wilson(x: number, n: number, z: number): Limits {
  const middle = (x + (z * z) / 2) / (n + z * z);
  const p = x / n;
  const half = (z * Math.sqrt(n) * Math.sqrt(p * (1 - p) + (z * z) / (4 * n))) / (n + z * z);
  return within(middle - half, middle + half);
}

/** Wilson's, with Poisson limits where very few or nearly all have the event (section 4.1.1). */
function modifiedWilson(x: number, n: number, z: number, alpha: number): Limits {
  const [low, high] = wilson(x, n, z);
  const few = n <= 50 ? 2 : 3;
  const poisson = (count: number): number => (0.5 * chiSquareQuantile(alpha, 2 * count)) / n;
  const whole = Number.isInteger(x);
  return [
    whole && x >= 1 && x <= few ? poisson(x) : low,
    whole && n - x >= 1 && n - x <= few ? 1 - poisson(n - x) : high,
  ];
}

function jeffreys(x: number, n: number, tail: number): Limits {
  return [
    x === 0 ? 0 : betaQuantile(tail, x + 0.5, n - x + 0.5),
    x === n ? 1 : betaQuantile(1 - tail, x + 0.5, n - x + 0.5),
  ];
}

/** Jeffreys' with the Clopper-Pearson limit at 0 and n, and 0 or 1 one step inside (section 4.1.2). */
function modifiedJeffreys(x: number, n: number, tail: number): Limits {
  const [low, high] = jeffreys(x, n, tail);
  return [
    x === n ? tail ** (1 / n) : x <= 1 ? 0 : low,
    x === 0 ? 1 - tail ** (1 / n) : x >= n - 1 ? 1 : high,
  ];
}

function clopperPearson(x: number, n: number, tail: number): Limits {
  return [x === 0 ? 0 : betaQuantile(tail, x, n - x + 1), x === n ? 1 : betaQuantile(1 - tail, x + 1, n - x)];
}

function agrestiCoull(x: number, n: number, z: number): Limits {
  const people = n + z * z;
  const middle = (x + (z * z) / 2) / people;
  const half = z * Math.sqrt((middle * (1 - middle)) / people);
  return within(middle - half, middle + half);
}

/** Anscombe's arcsine with x + 3/8 of n + 3/4. */
function arcsine(x: number, n: number, z: number): Limits {
  const middle = Math.asin(Math.sqrt((x + 0.375) / (n + 0.75)));
  const half = z / (2 * Math.sqrt(n));
  return [Math.sin(Math.max(0, middle - half)) ** 2, Math.sin(Math.min(Math.PI / 2, middle + half)) ** 2];
}

function logit(x: number, n: number, z: number): Limits {
  if (x === 0 || x === n) return [0, 1];
  const middle = Math.log(x / (n - x));
  const half = z * Math.sqrt(n / (x * (n - x)));
  return [1 / (1 + Math.exp(half - middle)), 1 / (1 + Math.exp(-half - middle))];
}

/** The interval of x of n; x between 0 and n, n above 0. */
export function rateLimits(x: number, n: number, method: AccuracyIntervalMethod, level: number): Limits {
  const tail = (1 - level) / 2;
  const z = normalQuantile((1 + level) / 2);
  switch (method) {
    case "wilson":
      return wilson(x, n, z);
    case "wald": {
      const half = z * Math.sqrt(((x / n) * (1 - x / n)) / n);
      return within(x / n - half, x / n + half);
    }
    case "agresti-coull":
      return agrestiCoull(x, n, z);
    case "jeffreys":
      return jeffreys(x, n, tail);
    case "modified-wilson":
      return modifiedWilson(x, n, z, 1 - level);
    case "modified-jeffreys":
      return modifiedJeffreys(x, n, tail);
    case "clopper-pearson":
      return clopperPearson(x, n, tail);
    case "arcsine":
      return arcsine(x, n, z);
    case "logit":
      return logit(x, n, z);
  }
}
