/** Cronbach's alpha on three scales. */
import { type EffectSize, effectSize } from "../effect-size.ts";
import { failure, type Result } from "../result.ts";

export interface Reliability {
  readonly alpha: number;
  /** Number of items. */
  readonly items: number;
  readonly n: number;
}

export type AlphaMeasure = "ARAW" | "AHW" | "ABT";

interface Entry {
  readonly estimate: (alpha: number) => number;
  readonly variance: (alpha: number, m: number, n: number) => number;
  readonly formula: string;
  readonly source: string;
}

const entries: Readonly<Record<AlphaMeasure, Entry>> = {
  ARAW: {
    estimate: (alpha) => alpha,
    variance: (alpha, m, n) => (2 * m * (1 - alpha) ** 2) / ((m - 1) * (n - 2)),
    formula: "yi = alpha; vi = 2 m (1-alpha)^2/((m-1)(n-2))",
    source: "van Zyl et al. 2000, Psychometrika 65:271",
  },
  AHW: {
    estimate: (alpha) => 1 - Math.cbrt(1 - alpha),
    variance: (alpha, m, n) => (18 * m * (n - 1) * (1 - alpha) ** (2 / 3)) / ((m - 1) * (9 * n - 11) ** 2),
    formula: "yi = 1 - (1-alpha)^(1/3); vi = 18 m (n-1)(1-alpha)^(2/3)/((m-1)(9n-11)^2)",
    source: "Hakstian & Whalen 1976, Psychometrika 41:219",
  },
  ABT: {
    estimate: (alpha) => -Math.log(1 - alpha),
    variance: (_alpha, m, n) => (2 * m) / ((m - 1) * (n - 2)),
    formula: "yi = -ln(1-alpha); vi = 2 m/((m-1)(n-2))",
    source: "Bonett 2002, J Educ Behav Stat 27:335; Bonett 2010",
  },
};

/** Cronbach's alpha on the scale of `measure`. */
export function cronbachAlpha(measure: AlphaMeasure, { alpha, items, n }: Reliability): Result<EffectSize> {
  if (!(alpha < 1) || !(items >= 2) || !(n > 2)) {
    return failure(
      "bad-reliability",
      `alpha = ${alpha} with ${items} items and ${n} people; give alpha below 1, at least 2 items and 3 people.`,
    );
  }
  const { estimate, variance, formula, source } = entries[measure];
  return effectSize(measure, {
    yi: estimate(alpha),
    vi: variance(alpha, items, n),
    n,
    formula,
    inputs: { alpha, m: items, n },
    source,
  });
}
