import { describe, expect, it } from "vitest";
import { bivariateNormalDensity, bivariateNormalLower } from "./bivariate-normal.ts";
import { chiSquareLower } from "./chi-square.ts";
import { chiSquareMixtureLower } from "./chi-square-mixture.ts";
import { fQuantile } from "./fisher-f.ts";
import { gammaLower, gammaQuantile, gammaUpper } from "./gamma.ts";
import { gaussLegendre } from "./gauss-legendre.ts";
import { hypergeometric2F1 } from "./hypergeometric-series.ts";
import { normalLower, normalQuantile } from "./normal.ts";
import { studentQuantile } from "./student-t.ts";

describe("gaussLegendre", () => {
  it("is exact for polynomials of degree 127", () => {
    expect(gaussLegendre((x) => x ** 126, -1, 1)).toBeCloseTo(2 / 127, 14);
    expect(gaussLegendre(Math.exp, 0, 1)).toBeCloseTo(Math.E - 1, 14);
  });
});

describe("the bivariate normal distribution", () => {
  it("has the orthant probability 1/4 + asin(rho)/(2 pi) (Sheppard 1899)", () => {
    for (const rho of [-0.99, -0.5, 0, 0.3, 0.95]) {
      expect(bivariateNormalLower(0, 0, rho)).toBeCloseTo(0.25 + Math.asin(rho) / (2 * Math.PI), 13);
    }
  });

  it("is a product without correlation and degenerate with a perfect one", () => {
    expect(bivariateNormalLower(0.4, -1, 0)).toBeCloseTo(normalLower(0.4) * normalLower(-1), 15);
    expect(bivariateNormalLower(0.4, -1, 1)).toBe(normalLower(-1));
    expect(bivariateNormalLower(0.4, -1, -1)).toBe(0);
    expect(bivariateNormalDensity(0, 0, 0)).toBeCloseTo(1 / (2 * Math.PI), 15);
  });
});

describe("hypergeometric2F1", () => {
  it("is -ln(1-x)/x for (1, 1; 2) and asin for (1/2, 1/2; 3/2)", () => {
    expect(hypergeometric2F1(1, 1, 2, 0.5)).toBeCloseTo(2 * Math.LN2, 14);
    expect(hypergeometric2F1(0.5, 0.5, 1.5, 0.25)).toBeCloseTo(Math.asin(0.5) / 0.5, 14);
  });
});

describe("chiSquareMixtureLower", () => {
  it("is the chi-square distribution when the weights are equal", () => {
    expect(chiSquareMixtureLower(6, [2, 2, 2, 2])).toBeCloseTo(chiSquareLower(3, 4), 13);
  });

  it("matches Imhof's (1961) first example: P(0.6 X1 + 0.3 X2 + 0.1 X3 > 2) = 0.1240", () => {
    expect(1 - chiSquareMixtureLower(2, [0.6, 0.3, 0.1])).toBeCloseTo(0.124, 4);
  });

  it("is 0 at 0 and not a number when the series cannot start", () => {
    expect(chiSquareMixtureLower(0, [1])).toBe(0);
    expect(
      chiSquareMixtureLower(
        1,
        Array.from({ length: 400 }, (_, i) => (i % 2 === 0 ? 1 : 1e6)),
      ),
    ).toBeNaN();
  });
});

describe("the incomplete gamma function at shapes beyond 1e8", () => {
  it("meets 40-digit quadrature of the density", () => {
    const rows: readonly (readonly [number, number, number])[] = [
      [199915147.1862576, 9.815864174885176e-10, 0.9999999990184136],
      [199985857.86437628, 0.15865525372993608, 0.841344746270064],
      [200000000, 0.5000094031597261, 0.4999905968402739],
      [200028284.27124748, 0.9772460504490061, 0.02275394955099385],
      [200070710.67811865, 0.9999997125064022, 2.8749359778376643e-7],
    ];
    for (const [x, lower, upper] of rows) {
      expect(Math.abs(gammaLower(x, 2e8) / lower - 1)).toBeLessThan(1e-12);
      expect(Math.abs(gammaUpper(x, 2e8) / upper - 1)).toBeLessThan(1e-12);
    }
  });
});

describe("distributions with parameters beyond all reason", () => {
  it("end, with a number or without", () => {
    const strange = [5e-324, 1e-100, 1e-12, 1e12, 1e21, 1e100, Number.MAX_VALUE, Number.NaN];
    for (const df of strange) {
      for (const p of [5e-324, 1e-12, 0.5, 0.975]) {
        expect(typeof studentQuantile(p, df)).toBe("number");
        expect(typeof gammaQuantile(p, df)).toBe("number");
        for (const other of strange) expect(typeof fQuantile(p, df, other)).toBe("number");
      }
    }
    expect(studentQuantile(0.975, 1e100)).toBe(normalQuantile(0.975));
  });
});
