import { fUpper } from "@coppice/numeric";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bcgEffects, expectancy } from "../published-effects.fixture.ts";
import { codeOf, okValue } from "../result-value.fixture.ts";
import { compareRegressions } from "./compare-regressions.ts";
import { designMatrix } from "./design.ts";
import { inflationFactors } from "./inflation.ts";
import { testCoefficients, testContrasts } from "./joint-test.ts";
import { predictEffects } from "./predict.ts";
import { type RegressionOptions, regress } from "./regress.ts";

const design = (formula: string) => okValue(designMatrix(bcgEffects, formula));
const fit = (formula: string, options: RegressionOptions = {}) =>
  okValue(regress(bcgEffects, design(formula), options));

describe("predicted effects", () => {
  it("at three latitudes are metafor's (BCG by latitude; predict, metafor 3.8-1)", () => {
    const rows = [13, 33, 55].map((latitude) => [1, latitude]);
    const predicted = okValue(predictEffects(fit("~ ablat"), rows));
    const expected = [
      [-0.126854215144, -0.458738364726, 0.205029934438, -0.762019271111, 0.508310840823],
      [-0.708888715377, -0.919041066279, -0.498736364475, -1.28979453405, -0.127982896705],
      [-1.349126665633, -1.743271759361, -0.954981571906, -2.018931050874, -0.679322280393],
    ];
    for (const [i, { estimate, ciLow, ciHigh, prediction }] of predicted.entries()) {
      const found = [estimate, ciLow, ciHigh, prediction!.low, prediction!.high];
      expect(found).toEqual(expected[i]!.map((value) => expect.closeTo(value, 8)));
    }
  });

  it("of the studies themselves are the fitted ones, and narrower at a lower level", () => {
    const result = fit("~ ablat + alloc", { test: "hk" });
    const { rows } = design("~ ablat + alloc");
    const wide = okValue(predictEffects(result, rows));
    const narrow = okValue(predictEffects(result, rows, { level: 0.8 }));
    for (const [i, { estimate, ciLow }] of wide.entries()) {
      expect(estimate).toBeCloseTo(result.fitted[i]!, 12);
      expect(narrow[i]!.ciLow).toBeGreaterThan(ciLow);
    }
  });

  it("spread by the distribution that was asked for", () => {
    const result = fit("~ ablat", { test: "t" });
    const width = (prediction: "as-test" | "k-p" | "k-p-1" | "normal" | "simple") => {
      const [only] = okValue(predictEffects(result, [[1, 30]], { prediction }));
      return only!.prediction!.high - only!.prediction!.low;
    };
    expect(width("as-test")).toBe(width("k-p"));
    expect(width("k-p-1")).toBeGreaterThan(width("k-p"));
    expect(width("normal")).toBeLessThan(width("k-p"));
    expect(width("simple")).toBeCloseTo(2 * 1.959963984540054 * Math.sqrt(result.tau2), 10);
    expect(okValue(predictEffects(fit("~ 1", { model: "common" }), [[1]]))[0]!.prediction).toBeNull();
  });

  it("are straight lines out to the largest numbers", () => {
    const result = fit("~ 0 + ablat");
    const [near, far] = okValue(predictEffects(result, [[1], [2 ** 1000]]));
    expect(far!.se).toBe(near!.se * 2 ** 1000);
    expect(far!.ciHigh).toBe(near!.ciHigh * 2 ** 1000);
  });

  it("need a finite value of every moderator, and a level", () => {
    const result = fit("~ ablat");
    expect(codeOf(predictEffects(result, [[1]]))).toBe("bad-moderators");
    expect(codeOf(predictEffects(result, [[1, Number.NaN]]))).toBe("bad-moderators");
    expect(codeOf(predictEffects(result, [[1, 3]], { level: 1 }))).toBe("bad-level");
  });
});

describe("tests of coefficients", () => {
  it("of all moderators are the regression's own", () => {
    const result = fit("~ ablat + alloc", { test: "hk" });
    expect(okValue(testCoefficients(result, [1, 2, 3]))).toEqual(result.moderators);
    expect(result.moderators).toMatchObject({ df1: 3, df2: 9 });
    const { statistic, pValue } = result.moderators;
    expect(pValue).toBeCloseTo(fUpper(statistic, 3, 9), 12);
  });

  it("of a single coefficient are the square of its own", () => {
    const result = fit("~ ablat + year");
    const [, latitude] = result.coefficients;
    const { statistic, pValue } = okValue(testCoefficients(result, [1]));
    expect(statistic).toBeCloseTo(latitude!.statistic ** 2, 10);
    expect(pValue).toBeCloseTo(latitude!.pValue, 10);
  });

  it("of contrasts do not depend on the coding", () => {
    const means = fit("~ 0 + alloc");
    const differences = fit("~ alloc");
    const { contrasts, joint } = okValue(
      testContrasts(means, [
        [-1, 1, 0],
        [-1, 0, 1],
      ]),
    );
    for (const [j, { estimate, se, pValue }] of contrasts.entries()) {
      expect(estimate).toBeCloseTo(differences.coefficients[j + 1]!.estimate, 9);
      expect(se).toBeCloseTo(differences.coefficients[j + 1]!.se, 9);
      expect(pValue).toBeCloseTo(differences.coefficients[j + 1]!.pValue, 9);
    }
    expect(joint!.statistic).toBeCloseTo(differences.moderators.statistic, 8);
  });

  it("against their own estimates find nothing", () => {
    const result = fit("~ ablat");
    const [only] = okValue(testContrasts(result, [[0, 1]], [result.coefficients[1]!.estimate])).contrasts;
    expect(only).toMatchObject({ estimate: 0, statistic: 0, pValue: 1 });
  });

  it("are the same for any multiple of the contrast, and refused for a coefficient named twice", () => {
    const result = fit("~ ablat");
    const small = okValue(testContrasts(result, [[0, 2 ** -600]]));
    expect(small.contrasts[0]!.statistic).toBe(result.coefficients[1]!.statistic);
    expect(small.joint!.pValue).toBeCloseTo(result.coefficients[1]!.pValue, 12);
    expect(codeOf(testCoefficients(result, [1, 1]))).toBe("dependent-coefficients");
  });

  it("have no joint test when one contrast follows from others, and refuse what is not there", () => {
    const result = fit("~ ablat");
    const double = okValue(
      testContrasts(result, [
        [0, 1],
        [0, 2],
      ]),
    );
    expect(double.joint).toBeNull();
    expect(codeOf(testContrasts(result, [[1]]))).toBe("bad-contrast");
    expect(codeOf(testContrasts(result, []))).toBe("bad-contrast");
    expect(codeOf(testCoefficients(result, [2]))).toBe("bad-coefficient");
    expect(codeOf(testCoefficients(result, []))).toBe("bad-coefficient");
  });
});

describe("the likelihood-ratio test", () => {
  it("finds nothing in the year beside latitude (BCG; anova, metafor 3.8-1)", () => {
    const ml = { tau2: "ML" } as const;
    const test = okValue(compareRegressions(fit("~ ablat + year", ml), fit("~ ablat", ml)));
    expect(test.statistic).toBeCloseTo(0.079100601368, 8);
    expect(test.pValue).toBeCloseTo(0.77851996768, 8);
    expect(test.df).toBe(1);
  });

  it("compares with a common effect what Q compares", () => {
    const common = { model: "common" } as const;
    const [full, reduced] = [fit("~ alloc", common), fit("~ 1", common)];
    const test = okValue(compareRegressions(full, reduced));
    expect(test.statistic).toBeCloseTo(reduced.q - full.q, 8);
    expect(test.statistic).toBeCloseTo(full.moderators.statistic, 8);
  });

  it("refuses models that cannot be compared", () => {
    const ml = { tau2: "ML" } as const;
    const [full, reduced] = [fit("~ ablat", ml), fit("~ 1", ml)];
    expect(codeOf(compareRegressions(reduced, full))).toBe("not-nested");
    expect(codeOf(compareRegressions(fit("~ ablat"), reduced))).toBe("other-method");
    expect(codeOf(compareRegressions(fit("~ ablat"), fit("~ 1")))).toBe("not-comparable");
    const other = okValue(regress(expectancy, okValue(designMatrix(expectancy, "~ weeks")), ml));
    expect(codeOf(compareRegressions(other, reduced))).toBe("other-studies");
  });
});

describe("variance inflation", () => {
  it("of latitude and year is metafor's (BCG; vif, metafor 3.8-1)", () => {
    const factors = okValue(inflationFactors(fit("~ ablat + year"), design("~ ablat + year").terms));
    expect(factors.map(({ label }) => label)).toEqual(["ablat", "year"]);
    for (const { factor, perCoefficient } of factors) {
      expect(factor).toBeCloseTo(1.53913018354787, 8);
      expect(perCoefficient).toBeCloseTo(1.24061685606309, 8);
    }
  });

  it("of a factor of several columns does not depend on its first level", () => {
    const recoded = bcgEffects.map((row) => ({
      ...row,
      alloc: row.alloc === "systematic" ? "a" : row.alloc,
    }));
    const other = okValue(designMatrix(recoded, "~ ablat + alloc"));
    const one = okValue(inflationFactors(fit("~ ablat + alloc"), design("~ ablat + alloc").terms));
    const two = okValue(inflationFactors(okValue(regress(recoded, other)), other.terms));
    expect(two.map(({ factor }) => factor)).toEqual(one.map(({ factor }) => expect.closeTo(factor, 9)));
    expect(one[1]!.perCoefficient).toBeCloseTo(one[1]!.factor ** 0.25, 12);
  });

  it("is 1 for a moderator alone, and not defined for moderators that nearly repeat each other", () => {
    expect(okValue(inflationFactors(fit("~ ablat"), design("~ ablat").terms))[0]!.factor).toBeCloseTo(1, 12);
    fc.assert(
      fc.property(fc.double({ min: 1e-5, max: 1e-3, noNaN: true }), (wobble) => {
        const rows = bcgEffects.map((row, i) => ({ ...row, near: row.ablat + wobble * Math.sin(i) }));
        const near = okValue(designMatrix(rows, "~ ablat + near"));
        const found = inflationFactors(okValue(regress(rows, near)), near.terms);
        if (found.ok) expect(found.value[0]!.factor).toBeGreaterThan(1e4);
        else expect(codeOf(found)).toBe("collinear");
      }),
      { numRuns: 30 },
    );
  });
});
