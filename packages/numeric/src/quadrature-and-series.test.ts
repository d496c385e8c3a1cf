import { describe, expect, it } from "vitest";
import { bivariateNormalDensity, bivariateNormalLower } from "./bivariate-normal.ts";
import { chiSquareLower } from "./chi-square.ts";
import { chiSquareMixtureLower } from "./chi-square-mixture.ts";
import { gaussLegendre } from "./gauss-legendre.ts";
import { hypergeometric2F1 } from "./hypergeometric-series.ts";
import { normalLower } from "./normal.ts";

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
