/** Sums over lists. */

export function sumOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum;
}

/** The sum of what a function makes of each item. */
export function sumBy<T>(items: ArrayLike<T>, of: (item: T, i: number) => number): number {
  let sum = 0;
  for (let i = 0; i < items.length; i++) sum += of(items[i]!, i);
  return sum;
}

/** The sum of the products of two lists of one length. */
export function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
