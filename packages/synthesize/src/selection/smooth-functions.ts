/** Selection functions that are smooth in the p-value. */

/** ln w and its derivatives in delta, at a p-value (p, q = 1 - p, and the logarithms of both) and an imprecision. */
type LogWeight = (
  at: PValuePoint,
  imprecision: number,
  delta: readonly number[],
  slopes: Float64Array,
) => number;

export interface PValuePoint {
  readonly p: number;
  readonly q: number;
  readonly lnP: number;
  readonly lnQ: number;
}

export type SmoothKind =
  | "beta"
  | "half-normal"
  | "negative-exponential"
  | "logistic"
  | "power"
  | "negative-exponential-power";

export interface SmoothFunction {
  readonly name: string;
  readonly logWeight: LogWeight;
  /** Values at which nothing is selected. */
  readonly none: readonly number[];
  readonly lower: readonly number[];
  /** From where a search for the maximum starts, besides `none`. */
  readonly starts: readonly (readonly number[])[];
  /** p-values nearer to 0 or 1 than this count as being this far away; 0 for no such censoring. */
  readonly censoring: number;
  /** The z beyond which w no longer changes. */
  readonly reach: number;
  readonly source: string;
}

export const smoothFunctions = {
  /** w = p^(delta1 - 1) (1 - p)^(delta2 - 1). */
  beta: {
    name: "beta",
    logWeight: ({ lnP, lnQ }, _imprecision, [d1, d2], slopes) => {
      slopes[0] = lnP;
      slopes[1] = lnQ;
      return (d1! - 1) * lnP + (d2! - 1) * lnQ;
    },
    none: [1, 1],
    lower: [1e-5, 1e-5],
    starts: [
      [0.7, 1],
      [1, 2],
      [1.5, 1],
      [1.5, 3],
    ],
    censoring: 1e-5,
    reach: 0,
    source: "Citkowicz & Vevea (2017)",
  },
  /** w = exp(-delta prec p^2). */
  "half-normal": {
    name: "half-normal",
    logWeight: ({ p }, imprecision, [d], slopes) => {
      slopes[0] = -imprecision * p * p;
      return d! * slopes[0];
    },
    none: [0],
    lower: [0],
    starts: [[1], [5], [25]],
    censoring: 0,
    reach: 8.3,
    source: "Preston, Ashby & Smyth (2004)",
  },
  /** w = exp(-delta prec p). */
  "negative-exponential": {
    name: "negative exponential",
    logWeight: ({ p }, imprecision, [d], slopes) => {
      slopes[0] = -imprecision * p;
      return d! * slopes[0];
    },
    none: [0],
    lower: [0],
    starts: [[1], [5], [25]],
    censoring: 0,
    reach: 8.3,
    source: "Preston, Ashby & Smyth (2004)",
  },
  /** w = 2 exp(-delta prec p) / (1 + exp(-delta prec p)). */
  logistic: {
    name: "logistic",
    logWeight: ({ p }, imprecision, [d], slopes) => {
      const x = d! * imprecision * p;
      slopes[0] = (-imprecision * p) / (1 + Math.exp(-x));
      return Math.LN2 - x - Math.log1p(Math.exp(-x));
    },
    none: [0],
    lower: [0],
    starts: [[1], [5], [25]],
    censoring: 0,
    reach: 8.3,
    source: "Preston, Ashby & Smyth (2004)",
  },
  /** w = (1 - p)^(delta prec). */
  power: {
    name: "power",
    logWeight: ({ lnQ }, imprecision, [d], slopes) => {
      slopes[0] = imprecision * lnQ;
      return d! * slopes[0];
    },
    none: [0],
    lower: [0],
    starts: [[0.5], [2], [10]],
    censoring: 1e-5,
    reach: 0,
    source: "after Preston, Ashby & Smyth (2004)",
  },
  /** w = exp(-delta1 prec p^(1 / delta2)). */
  "negative-exponential-power": {
    name: "negative exponential power",
    logWeight: ({ p, lnP }, imprecision, [d1, d2], slopes) => {
      const power = p === 0 || d2! <= 0 ? 0 : imprecision * Math.exp(lnP / d2!);
      slopes[0] = -power;
      slopes[1] = power === 0 ? 0 : (d1! * power * lnP) / (d2! * d2!);
      return -d1! * power;
    },
    none: [0, 1],
    lower: [0, 0],
    starts: [
      [1, 1],
      [5, 1],
      [3, 0.3],
      [3, 3],
      [20, 3],
    ],
    censoring: 0,
    reach: 38,
    source: "after Begg & Mazumdar (1994)",
  },
} as const satisfies Readonly<Record<SmoothKind, SmoothFunction>>;
