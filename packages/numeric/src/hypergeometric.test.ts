import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hypergeometricAtLeast, hypergeometricAtMost } from "./hypergeometric.ts";

/** n over k in whole numbers. */
function choose(n: number, k: number): bigint {
  if (k < 0 || k > n) return 0n;
  let result = 1n;
  for (let i = 1; i <= k; i++) result = (result * BigInt(n - k + i)) / BigInt(i);
  return result;
}

const exactly = (n1: number, n2: number, events: number, count: number): number => {
  let sum = 0n;
  for (let x = 0; x <= count; x++) sum += choose(n1, x) * choose(n2, events - x);
  return Number((sum * 10n ** 20n) / choose(n1 + n2, events)) / 1e20;
};

const margins = fc.record({ n1: fc.nat(60), n2: fc.nat(60) }).chain(({ n1, n2 }) =>
  fc.record({
    n1: fc.constant(n1),
    n2: fc.constant(n2),
    events: fc.nat(n1 + n2),
    count: fc.integer({ min: -1, max: n1 + 1 }),
  }),
);

describe("tails of the hypergeometric distribution", () => {
  it("are those of counting in whole numbers", () => {
    fc.assert(
      fc.property(margins, ({ count, ...of }) => {
        const exact = count < 0 ? 0 : exactly(of.n1, of.n2, of.events, count);
        expect(hypergeometricAtMost(of, count)).toBeCloseTo(exact, 12);
        expect(hypergeometricAtLeast(of, count + 1)).toBeCloseTo(1 - exact, 12);
      }),
    );
  });

  it("give Fisher's tea tasting: all four cups right by chance once in 70, three or more in 17", () => {
    const cups = { n1: 4, n2: 4, events: 4 };
    expect(hypergeometricAtLeast(cups, 4)).toBeCloseTo(1 / 70, 14);
    expect(hypergeometricAtLeast(cups, 3)).toBeCloseTo(17 / 70, 14);
  });

  it("keep small tails of large numbers: nobody of 50,000 among 30 of 100,000", () => {
    // Product of (50000 - i) / (100000 - i).
    let product = 1;
    for (let i = 0; i < 30; i++) product *= (50_000 - i) / (100_000 - i);
    expect(hypergeometricAtMost({ n1: 50_000, n2: 50_000, events: 30 }, 0) / product).toBeCloseTo(1, 8);
  });
});
