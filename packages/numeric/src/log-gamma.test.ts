import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { logBeta, logGamma, logGammaOnePlus, stirlingRemainder } from "./log-gamma.ts";

const close = (actual: number, expected: number, relative = 1e-14) =>
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(relative * Math.abs(expected) + Number.MIN_VALUE);

describe("logGamma", () => {
  it("gives the logarithms of factorials", () => {
    let logFactorial = 0;
    for (let n = 2; n <= 170; n++) {
      logFactorial += Math.log(n);
      close(logGamma(n + 1), logFactorial, 1e-13);
    }
  });

  it("is ln sqrt(pi) at 1/2 and exactly 0 at 1 and 2", () => {
    close(logGamma(0.5), 0.5 * Math.log(Math.PI));
    expect(logGamma(1)).toBeCloseTo(0, 16);
    expect(logGamma(2)).toBeCloseTo(0, 16);
  });

  it("keeps relative accuracy beside its zeros, where ln Gamma(1 + x) is about -gamma x", () => {
    close(logGammaOnePlus(1e-12), -5.772156649007e-13, 1e-11);
  });

  it("satisfies Gamma(x + 1) = x Gamma(x) at any size", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-3, max: 1e6, noNaN: true }), (x) => {
        const left = logGamma(x + 1);
        expect(Math.abs(left - logGamma(x) - Math.log(x))).toBeLessThan(1e-13 * (10 + Math.abs(left)));
      }),
    );
  });

  it("is not a number below 0 and infinite at 0", () => {
    expect(logGamma(-1)).toBeNaN();
    expect(logGamma(0)).toBe(Number.POSITIVE_INFINITY);
  });
});

describe("logBeta", () => {
  it("agrees with the gamma functions where these do not cancel", () => {
    close(logBeta(2, 3), Math.log(1 / 12));
    close(logBeta(0.5, 0.5), Math.log(Math.PI));
  });

  it("is symmetric and stays accurate for one large argument: B(1/2, n) is about sqrt(pi / n)", () => {
    expect(logBeta(0.5, 1e8)).toBe(logBeta(1e8, 0.5));
    close(logBeta(0.5, 1e12), 0.5 * Math.log(Math.PI / 1e12), 1e-13);
  });
});

describe("stirlingRemainder", () => {
  it("is continuous where the series takes over, and about 1/(12 x)", () => {
    close(stirlingRemainder(9.999999999), stirlingRemainder(10.000000001), 1e-8);
    close(stirlingRemainder(1e6), 1 / 12e6, 1e-12);
  });
});
