/** Where a simulated screening found what it found. */
export interface StoppingOrder {
  readonly name: string;
  readonly seed: number;
  /** Records in all, the two of the start included. */
  readonly count: number;
  /** Positions of the relevant records from 0, in the order screened; the start is at 0 and 1. */
  readonly relevantAt: readonly number[];
}

/** Starts that each set is simulated from. */
export const STARTS = 20;
