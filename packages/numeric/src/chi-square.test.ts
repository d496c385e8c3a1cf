import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  chiSquareDensity,
  chiSquareLogUpper,
  chiSquareLower,
  chiSquareQuantile,
  chiSquareUpper,
  chiSquareUpperQuantile,
} from "./chi-square.ts";
import { gammaDensity, gammaLower } from "./gamma.ts";

describe("the chi-square distribution", () => {
  it("gives tabulated critical values", () => {
    expect(chiSquareUpperQuantile(0.05, 1)).toBeCloseTo(3.841458820694124, 12);
    expect(chiSquareUpperQuantile(0.05, 10)).toBeCloseTo(18.307038053275146, 12);
    expect(chiSquareQuantile(0.5, 2)).toBeCloseTo(2 * Math.LN2, 13);
  });

  it("is exponential with 2 df, also where 1 - cdf would be 0", () => {
    expect(chiSquareUpper(500, 2) / Math.exp(-250)).toBeCloseTo(1, 12);
    expect(chiSquareLogUpper(5000, 2)).toBeCloseTo(-2500, 9);
  });

  it("has tails that add up to 1", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-3, max: 500, noNaN: true }),
        fc.double({ min: 0.1, max: 300, noNaN: true }),
        (x, df) => {
          expect(chiSquareLower(x, df) + chiSquareUpper(x, df)).toBeCloseTo(1, 12);
        },
      ),
    );
  });

  it("inverts itself in both tails", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -200, max: -0.31, noNaN: true }),
        fc.double({ min: 0.5, max: 2000, noNaN: true }),
        (exponent, df) => {
          const p = 10 ** exponent;
          expect(chiSquareUpper(chiSquareUpperQuantile(p, df), df) / p).toBeCloseTo(1, 9);
          const low = chiSquareQuantile(p, df);
          if (low > 1e-290) expect(chiSquareLower(low, df) / p).toBeCloseTo(1, 9);
        },
      ),
    );
  });

  it("has a density that is the slope of its distribution function", () => {
    for (const [x, df] of [
      [0.3, 0.7],
      [4, 5],
      [90, 100],
    ] as const) {
      const h = 1e-5 * x;
      expect((chiSquareLower(x + h, df) - chiSquareLower(x - h, df)) / (2 * h)).toBeCloseTo(
        chiSquareDensity(x, df),
        7,
      );
    }
    expect(gammaDensity(-1, 2)).toBe(0);
    expect(gammaDensity(0, 1)).toBe(1);
  });

  it("stays right for very small shapes, where nearly all mass sits at 0", () => {
    // P(a, x) = 1 - a E1(x) + O(a^2), E1(1) = 0.2193839343955203.
    expect((1 - gammaLower(1, 1e-6)) / (1e-6 * 0.2193839343955203)).toBeCloseTo(1, 5);
  });
});
