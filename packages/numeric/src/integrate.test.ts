import { describe, expect, it } from "vitest";
import { gaussHermite } from "./gauss-hermite.ts";
import { integrate } from "./integrate.ts";
import { normalDensity } from "./normal.ts";

describe("integrate", () => {
  it("meets known integrals over finite, half-infinite and infinite intervals", () => {
    expect(integrate(Math.sin, 0, Math.PI).value).toBeCloseTo(2, 13);
    expect(integrate((x) => Math.exp(-x), 0, Number.POSITIVE_INFINITY).value).toBeCloseTo(1, 12);
    expect(integrate(normalDensity, Number.NEGATIVE_INFINITY, 0).value).toBeCloseTo(0.5, 12);
    expect(integrate(normalDensity, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY).value).toBeCloseTo(
      1,
      12,
    );
    expect(integrate(Math.exp, 1, 0).value).toBeCloseTo(1 - Math.E, 13);
  });

  it("finds a narrow peak and an end where the function is infinite", () => {
    const peak = integrate((x) => 1 / (1e-6 + (x - 0.3) ** 2), 0, 1);
    expect(peak.converged).toBe(true);
    expect(peak.value).toBeCloseTo(1000 * (Math.atan(700) + Math.atan(300)), 6);
    expect(integrate((x) => 1 / Math.sqrt(x), 0, 1, { relative: 1e-9 }).value).toBeCloseTo(2, 8);
  });

  it("says so when it cannot", () => {
    expect(integrate((x) => 1 / x, 0, 1, { maxIntervals: 50 }).converged).toBe(false);
  });
});

describe("gaussHermite", () => {
  it("is exact for moments of the normal distribution up to its degree", () => {
    for (const order of [1, 2, 5, 7, 20, 64]) {
      const { nodes, weights } = gaussHermite(order);
      const moment = (power: number): number =>
        nodes.reduce((sum, x, i) => sum + weights[i]! * (Math.SQRT2 * x) ** power, 0) / Math.sqrt(Math.PI);
      expect(moment(0)).toBeCloseTo(1, 13);
      if (order > 1) expect(moment(2)).toBeCloseTo(1, 12);
      if (order > 3) expect(moment(8)).toBeCloseTo(105, 9);
      expect(moment(3)).toBeCloseTo(0, 11);
    }
  });
});
