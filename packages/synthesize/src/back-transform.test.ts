import { describe, expect, it } from "vitest";
import { backTransform } from "./back-transform.ts";
import { type Measure, measures } from "./measure.ts";
import { proportion } from "./one-group/proportion.ts";
import { okValue } from "./result-value.fixture.ts";

describe("backTransform", () => {
  it("reads log measures as ratios and leaves differences alone", () => {
    expect(backTransform("RR", 0)).toBe(1);
    expect(backTransform("OR", Math.log(2.5))).toBeCloseTo(2.5, 14);
    expect(backTransform("MD", -3.2)).toBe(-3.2);
  });

  it("returns a proportion to where it came from on every scale", () => {
    for (const measure of ["PR", "PLN", "PLO", "PRZ", "PAS", "PFT"] as const) {
      const effect = okValue(proportion(measure, { events: 7, n: 40 }));
      expect(backTransform(measure, effect.yi, { n: 40 })).toBeCloseTo(7 / 40, 12);
    }
  });

  it("stays within bounds beyond the ends of bounded scales", () => {
    expect(backTransform("PAS", 2)).toBe(1);
    expect(backTransform("PFT", -1, { n: 10 })).toBe(0);
    expect(backTransform("IRS", -0.5)).toBe(0);
  });

  it("rises on every measure", () => {
    for (const measure of Object.keys(measures) as Measure[]) {
      expect(backTransform(measure, 0.6, { n: 50 })).toBeGreaterThan(backTransform(measure, 0.4, { n: 50 }));
    }
  });
});
