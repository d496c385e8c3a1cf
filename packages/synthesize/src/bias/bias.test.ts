import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { riskRatio } from "../binary/risk-ratio.ts";
import { poolCommon } from "../pool/pool-common.ts";
import { poolRandom } from "../pool/pool-random.ts";
import { bcg } from "../published-studies.fixture.ts";
import { codeOf, okValue } from "../result-value.fixture.ts";
import { excessSignificance } from "./excess-significance.ts";
import { failSafeGeneral, meanWithNulls } from "./fail-safe-general.ts";
import { failSafeOrwin, failSafeRosenberg, failSafeRosenthal } from "./fail-safe-n.ts";
import { funnelRegression } from "./funnel-regression.ts";
import { henmiCopas } from "./henmi-copas.ts";
import { limitMetaAnalysis } from "./limit-meta-analysis.ts";
import { petPeese } from "./pet-peese.ts";
import { rankCorrelationTest } from "./rank-correlation.ts";
import { trimAndFill } from "./trim-and-fill.ts";

const vaccine = bcg.map((table) => okValue(riskRatio(table)));

/** Acupoint P6 stimulation against nausea after surgery (Lee & Done 2004; dat.lee2004): log odds ratios by metafor 3.8-1, R 4.2.2. */
const nausea = [
  [-0.130053128248198, 0.1302506775067751],
  [-1.6218604324326573, 0.3090277777777778],
  [0.4183685129440723, 0.4218004218004218],
  [0.0791509372091643, 0.082476061639466],
  [-0.1794684878115482, 0.3594627594627595],
  [-0.2411620568168877, 0.4837662337662337],
  [-0.3805424253453758, 0.0696702019610141],
  [-1.9123874570166697, 0.539044289044289],
  [0, 2.068965517241379],
  [-1.0930874127361396, 0.2870813397129187],
  [-1.3021022698995428, 0.2758624307537351],
  [-0.4530931570974193, 0.4643127245225941],
  [-3.0990318433917947, 1.1702293649555313],
  [-1.6599901915969313, 0.229362284820031],
  [-1.1687156544390884, 0.1393511178056128],
  [0.1609567342962577, 0.0995373146422494],
].map(([yi, vi]) => ({ yi: yi!, vi: vi! }));

describe("trim and fill", () => {
  it("fills two trials into the funnel of dat.lee2004 (metafor 3.8-1, DL)", () => {
    const found = okValue(trimAndFill(nausea, { model: "random", tau2: "DL" }));
    expect(found.side).toBe("right");
    expect(found.missing).toBe(2);
    expect(found.missingSe).toBeCloseTo(2.711794212675112, 10);
    expect(found.result.estimate).toBeCloseTo(-0.553206680474556, 10);
    expect(found.result.se).toBeCloseTo(0.203258848115853, 10);
    expect(found.filled).toHaveLength(2);
  });

  it("fills the mirror images of the studies that it trimmed, whatever the sign of the effects", () => {
    const turned = nausea.map(({ yi, vi }) => ({ yi: -yi, vi }));
    for (const estimator of ["L0", "R0", "Q0"] as const) {
      const right = okValue(trimAndFill(nausea, { model: "common" }, { estimator, side: "right" }));
      const left = okValue(trimAndFill(turned, { model: "common" }, { estimator, side: "left" }));
      expect(left.missing).toBe(right.missing);
      expect(left.result.estimate).toBeCloseTo(-right.result.estimate, 12);
      expect(left.filled.map(({ yi }) => -yi)).toEqual(right.filled.map(({ yi }) => yi));
    }
  });

  it("leaves a symmetric funnel alone, and gives a p-value with R0 only", () => {
    const symmetric = [-3, -2, -1, 0, 1, 2, 3].map((yi) => ({ yi, vi: 0.1 + Math.abs(yi) }));
    const found = okValue(trimAndFill(symmetric, { model: "common" }, { estimator: "R0", side: "left" }));
    expect(found.missing).toBe(0);
    expect(found.filled).toEqual([]);
    expect(found.missingP).toBe(0.5);
    expect(okValue(trimAndFill(symmetric, { model: "common" }, { side: "left" })).missingP).toBeNull();
  });

  it("cannot tell a side when all studies are equally precise", () => {
    const same = [1, 2, 5].map((yi) => ({ yi, vi: 1 }));
    expect(codeOf(trimAndFill(same, { model: "common" }))).toBe("no-side");
    expect(trimAndFill(same, { model: "common" }, { side: "left" }).ok).toBe(true);
    expect(codeOf(trimAndFill(same.slice(1), { model: "common" }))).toBe("too-few-studies");
  });
});

describe("fail-safe N", () => {
  it("is 598 by Rosenthal and 370 by Rosenberg for the BCG trials (metafor's help page of fsn)", () => {
    expect(okValue(failSafeRosenthal(vaccine)).studies).toBe(598);
    expect(okValue(failSafeRosenberg(vaccine)).studies).toBe(370);
  });

  it("by Orwin doubles the studies to halve the mean, and reads a target by its size", () => {
    expect(okValue(failSafeOrwin(vaccine)).studies).toBe(13);
    const target = Math.log(0.95);
    expect(failSafeOrwin(vaccine, -target)).toEqual(failSafeOrwin(vaccine, target));
    expect(okValue(failSafeOrwin(vaccine, -5)).studies).toBe(0);
    expect(codeOf(failSafeOrwin(vaccine, 0))).toBe("bad-target");
  });

  it("in general is Rosenberg's and Orwin's with a common effect", () => {
    const common = { model: "common" } as const;
    expect(okValue(failSafeGeneral(vaccine, common)).studies).toBe(
      okValue(failSafeRosenberg(vaccine)).studies,
    );
    const target = Math.log(0.95);
    expect(okValue(failSafeGeneral(vaccine, common, { target })).studies).toBe(
      okValue(failSafeOrwin(vaccine, target)).studies,
    );
  });

  it("in general is the smallest number that undoes the result", () => {
    const { studies, original, added } = okValue(failSafeGeneral(vaccine, { model: "random" }));
    expect(studies).toBe(25);
    expect(original.pValue).toBeLessThan(0.05);
    expect(added.pValue).toBeGreaterThanOrEqual(0.05);
    const fit = okValue(poolRandom(vaccine));
    expect(meanWithNulls(vaccine, fit, studies - 1).pValue).toBeLessThan(0.05);
    expect(meanWithNulls(vaccine, fit, 0).pValue).toBeCloseTo(fit.pValue, 14);
  });

  it("adds null studies whose variance is that of a mixture of two groups", () => {
    const fit = { estimate: 0.6, tau2: 0.2 };
    const same = Array.from({ length: 40 }, () => ({ yi: 0.6, vi: 0.1 }));
    expect(meanWithNulls(same, fit, 1e6).tau2).toBeCloseTo(0.2, 4);
    expect(meanWithNulls(same, fit, 40).tau2).toBeCloseTo((78 * 0.2 + 20 * 0.36) / 79, 12);
  });

  it("is 0 when there is nothing to undo, and refuses what has no answer", () => {
    const nothing = [-0.2, 0.1, 0.15].map((yi) => ({ yi, vi: 0.3 }));
    expect(okValue(failSafeGeneral(nothing, { model: "random" })).studies).toBe(0);
    expect(codeOf(failSafeGeneral(vaccine, { model: "random" }, { alpha: 0 }))).toBe("bad-alpha");
    expect(codeOf(failSafeGeneral(vaccine, { model: "random" }, { target: 0 }))).toBe("bad-target");
    expect(codeOf(failSafeRosenthal(vaccine, 2))).toBe("bad-alpha");
  });
});

describe("funnel regression and rank correlation", () => {
  it("by weighted least squares is ordinary regression of yi / se on 1 / se", () => {
    const x = nausea.map(({ vi }) => 1 / Math.sqrt(vi));
    const z = nausea.map(({ yi, vi }) => yi / Math.sqrt(vi));
    const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
    const [mx, mz] = [mean(x), mean(z)];
    const slope =
      x.reduce((sum, value, i) => sum + (value - mx) * (z[i]! - mz), 0) /
      x.reduce((sum, value) => sum + (value - mx) ** 2, 0);
    const test = okValue(funnelRegression(nausea));
    expect(test.intercept).toBeCloseTo(slope, 12);
    expect(test.slope).toBeCloseTo(mz - slope * mx, 12);
    expect(test.df).toBe(14);
    expect(test.limit?.estimate).toBe(test.intercept);
  });

  it("needs sizes for predictors of size, and predictors that vary", () => {
    expect(codeOf(funnelRegression(nausea, { predictor: "1/n" }))).toBe("no-size");
    const sized = nausea.map((effect, i) => ({ ...effect, n: 20 + 10 * i }));
    expect(okValue(funnelRegression(sized, { predictor: "n" })).limit).toBeNull();
    expect(okValue(funnelRegression(sized, { predictor: "1/sqrt(n)" })).limit).not.toBeNull();
    expect(codeOf(funnelRegression([1, 2, 4].map((yi) => ({ yi, vi: 1 }))))).toBe("no-spread");
    expect(okValue(funnelRegression(nausea.slice(0, 4))).notes[0]).toContain("Fewer than 10");
  });

  it("PET-PEESE takes PEESE only when PET finds an effect", () => {
    const strong = nausea.map(({ vi }, i) => ({ yi: 2 + 0.1 * Math.sin(i), vi }));
    expect(okValue(petPeese(strong)).chosen).toBe("peese");
    const biased = nausea.map(({ vi }, i) => ({ yi: 1.5 * Math.sqrt(vi) + 0.05 * Math.sin(9 * i), vi }));
    const { chosen, estimate, pet } = okValue(petPeese(biased));
    expect(chosen).toBe("pet");
    expect(estimate).toBe(pet.intercept);
  });

  it("ranks are those of any scale", () => {
    const test = okValue(rankCorrelationTest(nausea));
    const scaled = okValue(
      rankCorrelationTest(nausea.map(({ yi, vi }) => ({ yi: 1e6 * yi, vi: 1e12 * vi }))),
    );
    expect(scaled).toEqual(test);
    expect(codeOf(rankCorrelationTest(nausea.slice(0, 2)))).toBe("too-few-studies");
  });
});

describe("Henmi and Copas's interval", () => {
  it("meets metafor for dat.lee2004 (Henmi & Copas 2010; metafor 3.8-1)", () => {
    const { estimate, se, ciLow, ciHigh, tau2 } = okValue(henmiCopas(nausea));
    expect(estimate).toBeCloseTo(-0.5144602260961576, 12);
    expect(se).toBeCloseTo(0.2177942955975405, 12);
    expect(ciLow).toBeCloseTo(-0.999383149714404, 4);
    expect(ciHigh).toBeCloseTo(-0.0295373024779112, 4);
    expect(tau2).toBeCloseTo(0.3325383208145001, 12);
  });

  it("is centred at the common-effect mean and wider than its interval", () => {
    const common = okValue(poolCommon(nausea));
    const interval = okValue(henmiCopas(nausea));
    expect(interval.estimate).toBeCloseTo(common.estimate, 12);
    expect(interval.ciLow).toBeLessThan(common.ciLow);
    expect(codeOf(henmiCopas(nausea.slice(0, 1)))).toBe("too-few-studies");
    expect(codeOf(henmiCopas(nausea, 1.5))).toBe("bad-level");
  });
});

describe("test of excess significance", () => {
  it("meets metafor for dat.lee2004 with the common effect and no heterogeneity (exact test; metafor 3.8-1)", () => {
    const found = okValue(excessSignificance(nausea, { method: "common", test: "exact" }));
    expect(found.observed).toBe(7);
    expect(found.expected).toBeCloseTo(3.2876869785781304, 10);
    expect(found.pValue).toBeCloseTo(0.0236887539258049, 10);
  });

  it("expects a share alpha of significant results without an effect", () => {
    const options = { effect: 0, tau2: 0, alpha: 0.1 } as const;
    expect(okValue(excessSignificance(nausea, options)).expected).toBeCloseTo(1.6, 10);
    const exact = okValue(excessSignificance(nausea, { ...options, test: "exact" }));
    const binomial = okValue(excessSignificance(nausea, { ...options, test: "binomial" }));
    expect(exact.pValue).toBeCloseTo(binomial.pValue, 12);
  });

  it("of one side are those of the other with the signs changed", () => {
    const turned = nausea.map(({ yi, vi }) => ({ yi: -yi, vi }));
    const less = okValue(excessSignificance(nausea, { alternative: "less" }));
    const greater = okValue(excessSignificance(turned, { alternative: "greater" }));
    expect(greater.observed).toBe(less.observed);
    expect(greater.pValue).toBeCloseTo(less.pValue, 10);
  });
});

describe("limit meta-analysis", () => {
  it("splits Q into a part of small-study effects and a rest", () => {
    const found = okValue(limitMetaAnalysis(nausea));
    expect(found.qSmallStudy + found.qResidual).toBeCloseTo(found.q, 10);
    expect(found.estimate).toBeCloseTo(found.beta + Math.sqrt(found.tau2) * found.alpha, 12);
    expect(found.limits).toHaveLength(16);
  });

  it("without heterogeneity has one limit, the slope of the radial plot", () => {
    const found = okValue(limitMetaAnalysis(nausea, { tau2: 0 }));
    expect(found.estimate).toBeCloseTo(okValue(funnelRegression(nausea)).intercept, 12);
    for (const limit of found.limits) expect(limit).toBeCloseTo(found.beta, 12);
  });

  it("needs studies that differ in precision", () => {
    expect(codeOf(limitMetaAnalysis([1, 2, 4].map((yi) => ({ yi, vi: 1 }))))).toBe("no-spread");
    expect(codeOf(limitMetaAnalysis(nausea.slice(0, 2)))).toBe("too-few-studies");
  });
});

const arbitraryEffects = fc.array(
  fc.record({
    yi: fc.double({ min: -5, max: 5, noNaN: true }),
    vi: fc.double({ min: 0.01, max: 5, noNaN: true }),
  }),
  { minLength: 4, maxLength: 12 },
);

describe("all of them", () => {
  it("follow the scale of the effects", () => {
    fc.assert(
      fc.property(arbitraryEffects, fc.constantFrom(1 / 1024, 4096), (effects, scale) => {
        const scaled = effects.map(({ yi, vi }) => ({ yi: yi * scale, vi: vi * scale ** 2 }));
        const one = henmiCopas(effects);
        const other = henmiCopas(scaled);
        expect(other.ok).toBe(one.ok);
        if (one.ok && other.ok) expect(other.value.reach).toBeCloseTo(one.value.reach, 8);
        const limit = limitMetaAnalysis(effects);
        const scaledLimit = limitMetaAnalysis(scaled);
        if (limit.ok && scaledLimit.ok) {
          expect(scaledLimit.value.pValue).toBeCloseTo(limit.value.pValue, 8);
        }
      }),
      { numRuns: 50 },
    );
  });

  it("answer numbers that make no sense with a problem", () => {
    const bad = [Number.NaN, Number.POSITIVE_INFINITY].map((yi) => [...nausea, { yi, vi: 1 }]);
    for (const effects of [...bad, [...nausea, { yi: 1, vi: 0 }], [], nausea.slice(0, 1)]) {
      for (const answer of [
        trimAndFill(effects, { model: "random" }),
        funnelRegression(effects),
        rankCorrelationTest(effects),
        henmiCopas(effects),
        petPeese(effects),
        limitMetaAnalysis(effects),
      ]) {
        expect(answer.ok).toBe(false);
      }
    }
  });
});
