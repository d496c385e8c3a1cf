import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { betaDensity, betaLower, betaQuantile, betaUpper } from "./beta.ts";
import { fDensity, fLower, fQuantile, fUpper } from "./fisher-f.ts";
import { studentDensity, studentLower, studentQuantile, studentTwoSided, studentUpper } from "./student-t.ts";

describe("Student's t", () => {
  it("gives tabulated critical values", () => {
    expect(studentQuantile(0.975, 1)).toBeCloseTo(12.706204736174707, 11);
    expect(studentQuantile(0.975, 12)).toBeCloseTo(2.178812829667229, 13);
    expect(studentQuantile(0.975, Number.POSITIVE_INFINITY)).toBeCloseTo(1.959963984540054, 13);
  });

  it("is the Cauchy distribution with 1 df, into the far tail", () => {
    expect(studentLower(-1e200, 1) * Math.PI * 1e200).toBeCloseTo(1, 10);
    expect(studentLower(1, 1)).toBeCloseTo(0.75, 14);
    expect(studentUpper(0, 5)).toBe(0.5);
  });

  it("inverts itself on both sides", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -250, max: -0.31, noNaN: true }),
        fc.double({ min: 1, max: 1e5, noNaN: true }),
        (exponent, df) => {
          const p = 10 ** exponent;
          const t = studentQuantile(p, df);
          expect(studentLower(t, df) / p).toBeCloseTo(1, 8);
          expect(studentTwoSided(-t, df)).toBe(studentTwoSided(t, df));
        },
      ),
    );
  });

  it("keeps its digits next to 0", () => {
    expect((studentLower(1e-8, 10) - 0.5) / (studentDensity(0, 10) * 1e-8)).toBeCloseTo(1, 6);
    expect(studentDensity(1e-9, 10)).toBeCloseTo(studentDensity(0, 10), 12);
  });
});

describe("F", () => {
  it("is the square of t with 1 and n df", () => {
    expect(fUpper(4.5, 1, 9)).toBeCloseTo(studentTwoSided(Math.sqrt(4.5), 9), 14);
    expect(fQuantile(0.95, 1, 9)).toBeCloseTo(studentQuantile(0.975, 9) ** 2, 11);
  });

  it("turns over: F(d1, d2) > x is 1/F(d2, d1) < 1/x", () => {
    expect(fUpper(3, 4, 7)).toBeCloseTo(fLower(1 / 3, 7, 4), 14);
    expect(fLower(-1, 2, 3)).toBe(0);
    expect(fDensity(-1, 2, 3)).toBe(0);
  });
});

describe("beta", () => {
  it("is uniform for a = b = 1 and a power for b = 1", () => {
    expect(betaLower(0.3, 1, 1)).toBeCloseTo(0.3, 15);
    expect(betaLower(0.3, 4, 1)).toBeCloseTo(0.3 ** 4, 15);
    expect(betaDensity(0.3, 4, 1)).toBeCloseTo(4 * 0.3 ** 3, 13);
  });

  it("has a quantile that inverts it", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true }),
        fc.double({ min: 0.2, max: 300, noNaN: true }),
        fc.double({ min: 0.2, max: 300, noNaN: true }),
        (p, a, b) => {
          const x = betaQuantile(p, a, b);
          // Beside 1 the spacing of doubles limits x, so that the tail is compared only where x can express it.
          if (x > 1e-300 && x < 1 - 1e-9) expect(betaLower(x, a, b)).toBeCloseTo(p, 6);
          expect(betaLower(x, a, b) + betaUpper(x, a, b)).toBeCloseTo(1, 10);
        },
      ),
    );
  });

  it("knows its ends", () => {
    expect(betaQuantile(0, 2, 2)).toBe(0);
    expect(betaQuantile(1, 2, 2)).toBe(1);
    expect(betaQuantile(-0.1, 2, 2)).toBeNaN();
    expect(betaUpper(0, 2, 2)).toBe(1);
  });
});
