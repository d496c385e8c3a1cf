/** The items in an order drawn by Fisher & Yates. `integer(n)` draws a whole number from 0 to n − 1. */
export function shuffled<T>(items: readonly T[], integer: (below: number) => number): T[] {
  const drawn = [...items];
  for (let i = drawn.length - 1; i > 0; i--) {
    const j = integer(i + 1);
    [drawn[i], drawn[j]] = [drawn[j]!, drawn[i]!];
  }
  return drawn;
}
