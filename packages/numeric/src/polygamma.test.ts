import { describe, expect, it } from "vitest";
import { digamma, trigamma } from "./polygamma.ts";

describe("digamma and trigamma", () => {
  it("have their known values at 1 and 1/2 (Abramowitz & Stegun 6.3.2, 6.3.3, 6.4.4)", () => {
    expect(digamma(1)).toBeCloseTo(-0.5772156649015329, 14);
    expect(digamma(0.5)).toBeCloseTo(-1.9635100260214235, 14);
    expect(trigamma(1)).toBeCloseTo(Math.PI ** 2 / 6, 13);
    expect(trigamma(0.5)).toBeCloseTo(Math.PI ** 2 / 2, 13);
  });

  it("satisfy their recurrences across the point where the series takes over", () => {
    for (const x of [0.1, 3.7, 11.5, 40]) {
      expect(digamma(x + 1) - digamma(x)).toBeCloseTo(1 / x, 12);
      expect(trigamma(x) - trigamma(x + 1)).toBeCloseTo(1 / (x * x), 11);
    }
  });

  it("are not defined at or below 0", () => {
    expect(digamma(0)).toBeNaN();
    expect(trigamma(-2)).toBeNaN();
  });
});
