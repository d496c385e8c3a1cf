import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { erf, erfc } from "./error-function.ts";
import { normalLogLower, normalLower, normalQuantile, normalUpper, normalUpperQuantile } from "./normal.ts";

describe("erf and erfc", () => {
  it("match Abramowitz & Stegun table 7.1", () => {
    expect(erf(0.5)).toBeCloseTo(0.5204998778, 10);
    expect(erf(1.5)).toBeCloseTo(0.9661051465, 10);
    expect(erfc(-0.5)).toBeCloseTo(1.5204998778, 10);
  });

  it("keep the far tail: erfc(20) is about 5.3959e-176", () => {
    expect(erfc(20) / 5.395865611607901e-176).toBeCloseTo(1, 12);
  });

  it("add up to 1 and are odd", () => {
    fc.assert(
      fc.property(fc.double({ min: -6, max: 6, noNaN: true }), (x) => {
        expect(erf(x) + erfc(x)).toBeCloseTo(1, 14);
        expect(erf(-x)).toBeCloseTo(-erf(x), 15);
      }),
    );
  });
});

describe("the normal distribution", () => {
  it("gives the 1.96 of every textbook", () => {
    expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 14);
    expect(normalUpper(1.959963984540054)).toBeCloseTo(0.025, 15);
    expect(normalUpperQuantile(0.025)).toBe(-normalQuantile(0.025));
  });

  it("inverts itself from 1e-300 to one half", () => {
    fc.assert(
      fc.property(fc.double({ min: -300, max: -0.302, noNaN: true }), (exponent) => {
        const p = 10 ** exponent;
        expect(normalLower(normalQuantile(p)) / p).toBeCloseTo(1, 11);
      }),
    );
  });

  it("has logarithms where the probability itself is 0", () => {
    expect(normalLower(-50)).toBe(0);
    // Mills' ratio: ln P is about -x^2/2 - ln(x sqrt(2 pi)).
    expect(normalLogLower(-50)).toBeCloseTo(-1254.831361, 5);
    expect(normalLogLower(8)).toBeCloseTo(-6.22096e-16, 20);
  });

  it("knows its ends and refuses what is not a probability", () => {
    expect(normalQuantile(0)).toBe(Number.NEGATIVE_INFINITY);
    expect(normalQuantile(1)).toBe(Number.POSITIVE_INFINITY);
    expect(normalQuantile(1.2)).toBeNaN();
  });
});
