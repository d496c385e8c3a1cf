/** One promise with its measured figure. */
export interface Measured {
  readonly promise: string;
  readonly bound: number;
  readonly unit: "ms" | "kB" | "s" | "MB" | "works" | "records" | "strategies" | "share";
  readonly figure: number;
  /** How it was measured, and the spread. */
  readonly note: string;
  /** How many times the figure fits into the peer's in the same run, and how many times it has to. */
  readonly ratio?: {
    readonly figure: number;
    readonly bound: number;
    readonly note: string;
    /** Who it is; metafor without a name. */
    readonly peer?: string;
  };
}

const sorted = (values: readonly number[]): readonly number[] => [...values].sort((a, b) => a - b);

export function quantile(values: readonly number[], share: number): number {
  const list = sorted(values);
  return list[Math.min(list.length - 1, Math.floor(share * list.length))]!;
}

/** Median with the range that nine of ten runs fell in. */
export function spread(values: readonly number[], unit: string): string {
  const [low, high] = [quantile(values, 0.05), quantile(values, 0.95)];
  return `median of ${values.length}, 90% between ${low.toFixed(1)} and ${high.toFixed(1)} ${unit}`;
}
