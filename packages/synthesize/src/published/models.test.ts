/** Published analyses redone: the numbers are those that the papers print, at the pages given. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { bivariateAccuracy } from "../diagnostic-accuracy/bivariate.ts";
import { poolMixedTables } from "../generalised-mixed/pool-mixed-tables.ts";
import { fitMultivariate, type MultivariateOptions } from "../multivariate/fit-multivariate.ts";
import { proportion } from "../one-group/proportion.ts";
import { poolRandom } from "../pool/pool-random.ts";
import { bcgEffects } from "../published-effects.fixture.ts";
import { bcg } from "../published-studies.fixture.ts";
import { designMatrix } from "../regression/design.ts";
import { locationScale } from "../regression/location-scale.ts";
import { predictEffects } from "../regression/predict.ts";
import { regress } from "../regression/regress.ts";
import { okValue } from "../result-value.fixture.ts";
import { errors, estimates, oddsRatios, redoneFrom, rounded } from "./redone.fixture.ts";

const redone = redoneFrom(
  readFileSync(new URL("../../fixtures/published/studies.json", import.meta.url), "utf8"),
);

describe("regression", () => {
  it("BCG on latitude with smoothed variances by empirical Bayes (Berkey et al. 1995, Stat Med 14:395, page 408)", () => {
    const ratio = (events: 1 | 2) =>
      bcg.reduce((sum, t) => sum + (events === 1 ? t.n1 / t.events1 - 1 : t.n2 / t.events2 - 1), 0) / 13;
    const smoothed = bcgEffects.map(({ yi, ablat }, i) => ({
      yi,
      vi: ratio(1) / bcg[i]!.n1 + ratio(2) / bcg[i]!.n2,
      ablat,
    }));
    const plain = okValue(poolRandom(smoothed, { tau2: "EB" }));
    expect(rounded([plain.estimate, plain.se], 4)).toEqual([-0.5429, 0.1842]);
    expect(plain.tau2).toBeCloseTo(0.268, 3);
    const design = okValue(designMatrix(smoothed, "~ I(ablat - 33.46)"));
    const fitted = okValue(regress(smoothed, design, { tau2: "EB" }));
    // The article prints -0.6304.
    expect(estimates(fitted.coefficients, 4)).toEqual([-0.6303, -0.0268]);
    expect(errors(fitted.coefficients, 4)).toEqual([0.1591, 0.011]);
    expect(fitted.tau2).toBeCloseTo(0.157, 3);
    const there = okValue(
      predictEffects(fitted, [
        [1, 0],
        [1, 42 - 33.46],
      ]),
    );
    expect(
      rounded(
        there.map(({ estimate }) => Math.exp(estimate)),
        2,
      ),
    ).toEqual([0.53, 0.42]);
  });

  it("BCG on latitude by ML: 0.371 (0.106), -0.033 (0.003), tau2 0.004 (van Houwelingen et al. 2002, pages 608-609)", () => {
    const effects = oddsRatios(bcg);
    const design = okValue(designMatrix(bcgEffects, "~ ablat"));
    const fitted = okValue(regress(effects, design, { tau2: "ML" }));
    expect(estimates(fitted.coefficients, 3)).toEqual([0.371, -0.033]);
    expect(errors(fitted.coefficients, 3)).toEqual([0.106, 0.003]);
    expect(fitted.tau2).toBeCloseTo(0.004, 3);
  });

  it("writing to learn: spread by grade in a location-scale model (data of Bangert-Drowns et al. 2004; reference metafor, test_misc_rma_ls)", () => {
    const rows = redone.bangertdrowns2004.map(({ yi, vi, grade }) => ({ yi, vi, grade }));
    const fitted = okValue(
      locationScale(rows, okValue(designMatrix(rows, "~ 1")), okValue(designMatrix(rows, "~ grade"))),
    );
    expect(fitted.location[0]!.estimate).toBeCloseTo(0.2220791, 5);
    expect(fitted.scale[0]!.estimate).toBeCloseTo(-3.10513013522415, 4);
    expect(fitted.scale[1]!.estimate).toBeCloseTo(0.041361925354706, 4);
  });
});

describe("multivariate models", () => {
  const rows = redone.ishak2007;
  const design = {
    names: ["3", "6", "12", "long"],
    rows: rows.map(({ time }) => [1, 2, 3, 4].map((each) => (each === time ? 1 : 0))),
    intercept: false,
    terms: [],
  };
  const occasions = (structure: "DIAG" | "HAR"): NonNullable<MultivariateOptions["random"]> => [
    {
      kind: "structured",
      structure,
      inner: rows.map(({ time }) => time),
      outer: rows.map(({ study }) => study),
    },
  ];

  it("deep-brain stimulation at four times (Ishak, Platt, Joseph, Hanley & Caro 2007, Clin Trials 4:525, table 1)", () => {
    const independent = okValue(fitMultivariate(rows, { design, random: occasions("DIAG") }));
    expect(estimates(independent.coefficients, 1)).toEqual([-24.9, -27.5, -28.5, -24.1]);
    expect(rounded(independent.random[0]!.variances, 1)).toEqual([23.1, 27.8, 27.7, 29.9]);
    const shared = okValue(
      fitMultivariate(rows, {
        design,
        random: [{ kind: "intercept", groups: rows.map(({ study }) => study) }],
      }),
    );
    expect(estimates(shared.coefficients, 1)).toEqual([-26.2, -27.2, -28.5, -25.6]);
    expect(rounded(shared.random[0]!.variances, 1)).toEqual([26.7]);
  });

  it("the same with errors correlated 0.97 from time to time and true effects that drift (their multivariate model)", () => {
    const samplingCovariance = rows.map((a) =>
      rows.map((b) => (a.study === b.study ? 0.97 ** Math.abs(a.time - b.time) * Math.sqrt(a.vi * b.vi) : 0)),
    );
    const fitted = okValue(fitMultivariate(rows, { design, random: occasions("HAR"), samplingCovariance }));
    expect(estimates(fitted.coefficients, 1)).toEqual([-25.9, -27.5, -28.7, -26.5]);
    // The table has 22.6 and 31.1 for the first and the last.
    expect(rounded(fitted.random[0]!.variances, 1)).toEqual([22.7, 33.7, 26.1, 31.2]);
    expect(fitted.random[0]!.correlations[0]).toBeCloseTo(0.88, 2);
  });

  it("BCG, both arms: log odds -4.834 and -4.096, variances 1.431 and 2.407, correlation 0.947 (van Houwelingen et al. 2002, pages 604-605), as a multivariate and as a bivariate model", () => {
    const arms = bcg.flatMap(({ events1, n1, events2, n2 }, trial) =>
      [
        { events: events1, n: n1, arm: "vaccine" },
        { events: events2, n: n2, arm: "control" },
      ].map(({ events, n, arm }) => ({ ...okValue(proportion("PLO", { events, n })), arm, trial })),
    );
    const fitted = okValue(
      fitMultivariate(arms, {
        method: "ML",
        design: {
          names: ["vaccine", "control"],
          rows: arms.map(({ arm }) => (arm === "vaccine" ? [1, 0] : [0, 1])),
          intercept: false,
          terms: [],
        },
        random: [
          {
            kind: "structured",
            structure: "UN",
            inner: arms.map(({ arm }) => arm),
            outer: arms.map(({ trial }) => trial),
          },
        ],
      }),
    );
    expect(estimates(fitted.coefficients, 3)).toEqual([-4.834, -4.096]);
    expect(fitted.random[0]!.levels).toEqual(["control", "vaccine"]);
    expect(rounded(fitted.random[0]!.variances, 3)).toEqual([2.407, 1.431]);
    expect(fitted.random[0]!.correlations[0]).toBeCloseTo(0.947, 3);
    const asTest = bcg.map(({ events1, n1, events2, n2 }) => ({
      truePositives: events1,
      falseNegatives: n1 - events1,
      falsePositives: events2,
      trueNegatives: n2 - events2,
    }));
    const bivariate = okValue(bivariateAccuracy(asTest, { method: "ML" }));
    expect(rounded(bivariate.mean, 3)).toEqual([-4.834, -4.096]);
    expect(rounded([bivariate.between![0][0], bivariate.between![1][1]], 3)).toEqual([1.431, 2.407]);
  });
});

describe("mixed models of counts", () => {
  it("H2 antagonists and bleeding: 0.122 (0.099) and 0.175 (0.136), tau2 0.119, by the conditional likelihood (van Houwelingen, Zwinderman & Stijnen 1993, Stat Med 12:2273, pages 2275 and 2277)", () => {
    const common = okValue(poolMixedTables(redone.collins1985a, { model: "conditional", effects: "common" }));
    expect(estimates(common.coefficients, 3)).toEqual([0.122]);
    // The paper prints 0.099, metafor 3.8-1 has 0.09946; this is the information in 40-digit arithmetic (mpmath).
    expect(common.coefficients[0]!.se).toBeCloseTo(0.0995578939865595, 12);
    expect(common.coefficients[0]!.estimate).toBeCloseTo(0.121589038357493, 12);
    const random = okValue(poolMixedTables(redone.collins1985a, { model: "conditional" }));
    // The paper, which integrates more coarsely, has 0.175, 0.136, 0.119 and -52.989; metafor 3.8-1 these.
    expect(random.coefficients[0]!.estimate).toBeCloseTo(0.17440621, 6);
    expect(random.coefficients[0]!.se).toBeCloseTo(0.1364, 4);
    expect(random.tau2).toBeCloseTo(0.11920959, 6);
    expect(random.fit.logLikelihood).toBeCloseTo(-52.99008615, 7);
  });
});
