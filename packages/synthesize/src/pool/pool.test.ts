import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { riskRatio } from "../binary/risk-ratio.ts";
import { meanDifference } from "../continuous/mean-difference.ts";
import { bcg, hospitalStay } from "../published-studies.fixture.ts";
import { codeOf, okValue } from "../result-value.fixture.ts";
import { type Tau2Method, tau2Estimators } from "../tau2/tau2-estimators.ts";
import { poolCommon } from "./pool-common.ts";
import { poolRandom } from "./pool-random.ts";
import { predictionInterval } from "./prediction-interval.ts";
import type { Effect } from "./study-data.ts";

const bcgEffects = bcg.map((table) => okValue(riskRatio(table)));
const methods = Object.keys(tau2Estimators) as readonly Tau2Method[];

const effects = fc.array(
  fc.record({
    // Nothing between 0 and 1e-9: scaling a subnormal number loses digits.
    yi: fc.double({ min: -5, max: 5, noNaN: true }).map((x) => (Math.abs(x) < 1e-9 ? 0 : x)),
    vi: fc.double({ min: 0.001, max: 10, noNaN: true }),
  }),
  { minLength: 2, maxLength: 25 },
);

describe("the BCG vaccine meta-analysis", () => {
  it("by REML: ln RR -0.7145 (-1.0669 to -0.3622), tau2 0.3132, I2 92.22 per cent, Q 152.23", () => {
    const result = okValue(poolRandom(bcgEffects));
    expect(result.estimate).toBeCloseTo(-0.7145323421, 8);
    expect(result.ciLow).toBeCloseTo(-1.0669, 4);
    expect(result.ciHigh).toBeCloseTo(-0.3622, 4);
    expect(result.tau2).toBeCloseTo(0.3132432581, 8);
    expect(result.i2).toBeCloseTo(92.2213845, 5);
    expect(result.q).toBeCloseTo(152.2330081, 6);
    expect(result.tau2Interval?.low).toBeCloseTo(0.1197, 4);
    expect(result.tau2Interval?.high).toBeCloseTo(1.1115, 4);
    expect(result.convergence).toMatchObject({ converged: true, boundary: false, secondMode: null });
  });

  it("by DerSimonian and Laird: -0.7141, tau2 0.3088; by Hartung and Knapp: -1.1084 to -0.3206", () => {
    const dl = okValue(poolRandom(bcgEffects, { tau2: "DL" }));
    expect([dl.estimate, dl.tau2].map((x) => x.toFixed(4))).toEqual(["-0.7141", "0.3088"]);
    const hk = okValue(poolRandom(bcgEffects, { test: "hk" }));
    expect([hk.ciLow, hk.ciHigh].map((x) => x.toFixed(4))).toEqual(["-1.1084", "-0.3206"]);
    expect(hk.df).toBe(12);
  });

  it("under a common effect: -0.4303 with Q-based I2", () => {
    const result = okValue(poolCommon(bcgEffects));
    expect(result.estimate).toBeCloseTo(-0.430285163654, 11);
    expect(result.i2).toBeCloseTo(92.1173468, 6);
    expect(result.prediction).toBeNull();
  });
});

describe("the hospital-stay meta-analysis (Normand 1999, pages 338-339)", () => {
  const stays = hospitalStay.map((study) => okValue(meanDifference(study)));

  it("gives -3.49 days under a common effect and -14 days by DerSimonian and Laird (tau2 about 205)", () => {
    expect(okValue(poolCommon(stays)).estimate).toBeCloseTo(-3.49, 1);
    const dl = okValue(poolRandom(stays, { tau2: "DL" }));
    expect(dl.estimate).toBeCloseTo(-14, 0);
    expect(Math.abs(dl.tau2 - 205.4)).toBeLessThan(15);
  });
});

describe("every estimator of tau2", () => {
  it("does not depend on the order of the studies", () => {
    fc.assert(
      fc.property(effects, fc.constantFrom(...methods), (data, tau2) => {
        const result = okValue(poolRandom(data, { tau2 }));
        const reversed = okValue(poolRandom([...data].reverse(), { tau2 }));
        expect(reversed.estimate).toBeCloseTo(result.estimate, 7);
        expect(reversed.tau2).toBeCloseTo(result.tau2, 6);
      }),
    );
  });

  it("follows the sign and the scale of the effects", () => {
    fc.assert(
      fc.property(
        effects,
        fc.constantFrom(...methods),
        fc.integer({ min: -40, max: 40 }),
        (data, tau2, power) => {
          const unit = 2 ** power;
          const result = okValue(poolRandom(data, { tau2, test: "hk" }));
          const scaled = data.map(({ yi, vi }) => ({ yi: -yi * unit, vi: vi * unit * unit }));
          const other = okValue(poolRandom(scaled, { tau2, test: "hk" }));
          // A power of two changes no digit, so that even the iterations are the same.
          expect(other.estimate + result.estimate * unit).toBe(0);
          expect(other.se).toBe(result.se * unit);
          expect(other.tau2).toBe(result.tau2 * unit * unit);
          expect(other.pValue).toBe(result.pValue);
        },
      ),
    );
  });

  it("converges, is never negative, and gives weights that add up to 100", () => {
    fc.assert(
      fc.property(effects, fc.constantFrom(...methods), (data, tau2) => {
        const result = okValue(poolRandom(data, { tau2 }));
        expect(result.tau2).toBeGreaterThanOrEqual(0);
        expect(result.convergence.converged).toBe(true);
        expect(result.weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(100, 9);
        expect(result.se).toBeGreaterThan(0);
      }),
    );
  });

  it("is exactly 0 for identical effects, where Sidik and Jonkman's crude start is 0 as well", () => {
    const same = [0.1, 0.2, 0.5].map((vi) => ({ yi: 0.3, vi }));
    for (const tau2 of methods) {
      const result = okValue(poolRandom(same, { tau2 }));
      expect(result.tau2).toBe(0);
      expect(result.i2).toBe(0);
      expect(result.estimate).toBeCloseTo(0.3, 14);
    }
  });
});

describe("REML and ML", () => {
  it("sit at a point where no neighbour is likelier", () => {
    fc.assert(
      fc.property(effects, fc.constantFrom<Tau2Method>("REML", "ML"), (data, tau2) => {
        const best = okValue(poolRandom(data, { tau2 }));
        const deviance = (value: number): number => {
          const w = data.map(({ vi }) => 1 / (vi + value));
          const s1 = w.reduce((sum, x) => sum + x, 0);
          const mean = w.reduce((sum, x, i) => sum + x * data[i]!.yi, 0) / s1;
          const base = w.reduce((sum, x, i) => sum - Math.log(x) + x * (data[i]!.yi - mean) ** 2, 0);
          return tau2 === "ML" ? base : base + Math.log(s1);
        };
        for (const factor of [0, 0.5, 0.9, 1.1, 2, 10]) {
          const neighbour = factor === 0 ? 0 : best.tau2 === 0 ? factor : best.tau2 * factor;
          expect(deviance(best.tau2)).toBeLessThanOrEqual(deviance(neighbour) + 1e-9);
        }
      }),
    );
  });

  it("report a second mode when there is one", () => {
    // Two precise studies that nearly agree, and two imprecise ones that do not: tau2 is small or large, hardly in between.
    const data: Effect[] = [
      { yi: 0, vi: 1e-4 },
      { yi: 0.05, vi: 1e-4 },
      { yi: 2, vi: 0.5 },
      { yi: -2, vi: 0.5 },
    ];
    const result = okValue(poolRandom(data));
    expect(result.tau2).toBeCloseTo(1.8630840022, 8);
    expect(result.convergence).toMatchObject({ converged: true, boundary: false });
    expect(result.convergence.secondMode).toBeCloseTo(0.0011932907, 8);
    expect(result.notes.join()).toContain("second, lower maximum");
  });
});

describe("few studies", () => {
  it("none at all is a problem", () => {
    expect(codeOf(poolRandom([]))).toBe("no-studies");
    expect(codeOf(poolCommon([]))).toBe("no-studies");
  });

  it("one is itself, with a normal test and a note", () => {
    const result = okValue(poolRandom([{ yi: 0.4, vi: 0.04 }], { test: "hk" }));
    expect(result).toMatchObject({
      k: 1,
      estimate: 0.4,
      tau2: 0,
      df: null,
      q: 0,
      qP: 1,
      prediction: null,
      tau2Interval: null,
    });
    expect(result.ciLow).toBeCloseTo(0.4 - 1.959963984540054 * 0.2, 12);
    expect(result.notes).toHaveLength(2);
  });

  it("two have a Hartung-Knapp interval with 1 df, and no prediction interval with k - 2", () => {
    const two = [
      { yi: 0.2, vi: 0.04 },
      { yi: 0.9, vi: 0.09 },
    ];
    const result = okValue(poolRandom(two, { test: "hk" }));
    expect(result.df).toBe(1);
    expect(result.prediction).toBeNull();
    expect(predictionInterval(result, "k-1")?.df).toBe(1);
    expect(result.tau2).toBeCloseTo(0.18, 12);
  });
});

describe("data that cannot be pooled", () => {
  it("name the study and the remedy", () => {
    expect(
      poolRandom([
        { yi: 1, vi: 1 },
        { yi: 1, vi: 0 },
      ]),
    ).toMatchObject({
      problems: [{ code: "bad-variance", message: expect.stringContaining("Study 2") }],
    });
    expect(codeOf(poolCommon([{ yi: Number.NaN, vi: 1 }]))).toBe("bad-estimate");
    expect(codeOf(poolRandom(bcgEffects, { level: 95 }))).toBe("bad-level");
    expect(codeOf(poolCommon(bcgEffects, { level: 1 }))).toBe("bad-level");
    expect(codeOf(poolRandom(bcgEffects, { tau2: -1 }))).toBe("bad-tau2");
    expect(codeOf(poolRandom(bcgEffects, { weights: [1, 2] }))).toBe("bad-weights");
  });
});

describe("Hartung-Knapp", () => {
  const homogeneous = [0.31, 0.3, 0.29].map((yi, i) => ({ yi, vi: [0.04, 0.09, 0.02][i]! }));

  it("says when its factor is below 1, and hk-adhoc raises it to 1", () => {
    const plain = okValue(poolRandom(homogeneous, { test: "hk" }));
    expect(plain.scaleFactor).toBeLessThan(0.01);
    expect(plain.notes.join()).toContain("below 1");
    const adhoc = okValue(poolRandom(homogeneous, { test: "hk-adhoc" }));
    expect(adhoc.scaleFactor).toBe(1);
    expect(adhoc.se).toBe(okValue(poolRandom(homogeneous, { test: "t" })).se);
  });

  it("has a Q-profile interval that is empty for such estimates", () => {
    expect(okValue(poolRandom(homogeneous)).tau2Interval).toMatchObject({ state: "empty", low: 0, high: 0 });
  });
});
