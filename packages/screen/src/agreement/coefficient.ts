/** A coefficient with what is known of its precision, or why there is none. Never NaN. */
export type Coefficient =
  | {
      readonly kind: "defined";
      readonly estimate: number;
      /** Absent with `noInterval` where it says nothing. */
      readonly standardError?: number;
      readonly interval?: Interval;
      /** Why there is no standard error or interval. */
      readonly noInterval?: string;
    }
  | { readonly kind: "undefined"; readonly reason: string };

export interface Interval {
  readonly lower: number;
  readonly upper: number;
  /** Confidence, as 0.95. */
  readonly level: number;
}

export const undefinedFor = (reason: string): Coefficient => ({ kind: "undefined", reason });

/** Estimate ± quantile × standard error, cut at −1 and 1, which no coefficient of agreement can pass. */
export function withStandardError(
  estimate: number,
  standardError: number,
  quantile: number,
  level: number,
): Coefficient {
  if (!(standardError > 0)) {
    const noInterval = "The large-sample standard error is 0 here, which says nothing of the precision.";
    return { kind: "defined", estimate, noInterval };
  }
  return {
    kind: "defined",
    estimate,
    standardError,
    interval: {
      lower: Math.max(-1, estimate - quantile * standardError),
      upper: Math.min(1, estimate + quantile * standardError),
      level,
    },
  };
}
