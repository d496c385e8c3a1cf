/** The coordinates in which the parameters of a selection function are searched: short where they are small, and inside bounds. */

export interface DeltaSpace {
  readonly lower: readonly number[];
  readonly upper: readonly number[];
  readonly toDelta: (u: readonly number[]) => readonly number[];
  readonly fromDelta: (delta: readonly number[]) => readonly number[];
  /** The gradient in u from the gradient in delta. */
  readonly pullBack: (u: readonly number[], gradient: readonly number[]) => readonly number[];
}

const UNIT = 0.1;

/** Each free parameter on its own: delta = lower + 0.1 (e^u - 1). Null marks a free parameter, a number one that is fixed. */
export function separateSpace(
  fixed: readonly (number | null)[],
  lower: readonly number[],
  upper: readonly number[],
): DeltaSpace {
  const free = [...fixed.keys()].filter((i) => fixed[i] === null);
  return {
    lower: free.map(() => 0),
    upper: free.map((i) => Math.log1p((upper[i]! - lower[i]!) / UNIT)),
    toDelta: (u) => {
      const delta = fixed.map((value) => value ?? 0);
      for (const [at, i] of free.entries()) {
        delta[i] = Math.min(upper[i]!, lower[i]! + UNIT * Math.expm1(u[at]!));
      }
      return delta;
    },
    fromDelta: (delta) => free.map((i) => Math.log1p(Math.max(0, delta[i]! - lower[i]!) / UNIT)),
    pullBack: (u, gradient) => free.map((i, at) => gradient[i]! * UNIT * Math.exp(u[at]!)),
  };
}

/** Weights that never rise with the p-value: delta_1 = 1 and delta_j = u_j delta_(j-1) with u_j from 0 to 1. */
export function decreasingSpace(intervals: number): DeltaSpace {
  const ratios = intervals - 1;
  const toDelta = (u: readonly number[]): readonly number[] => {
    const delta = [1];
    for (const ratio of u) delta.push(delta.at(-1)! * ratio);
    return delta;
  };
  return {
    lower: new Array<number>(ratios).fill(0),
    upper: new Array<number>(ratios).fill(1),
    toDelta,
    fromDelta: (delta) =>
      delta.slice(1).map((value, i) => Math.min(1, Math.max(1e-3, value / Math.max(1e-12, delta[i]!)))),
    pullBack: (u, gradient) =>
      u.map((_, j) => {
        let product = u.slice(0, j).reduce((all, ratio) => all * ratio, 1);
        let sum = product * gradient[j + 1]!;
        for (let later = j + 1; later < u.length; later++) {
          product *= u[later]!;
          sum += product * gradient[later + 1]!;
        }
        return sum;
      }),
  };
}
