/** Published analyses redone: the numbers are those that the papers print, at the pages given. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { henmiCopas } from "../bias/henmi-copas.ts";
import { riskDifference } from "../binary/risk-difference.ts";
import { poolMixedRates } from "../generalised-mixed/pool-mixed-rates.ts";
import { proportion } from "../one-group/proportion.ts";
import { readProportion } from "../one-group/read-proportion.ts";
import { poolCommon } from "../pool/pool-common.ts";
import { poolRandom } from "../pool/pool-random.ts";
import { studyData } from "../pool/study-data.ts";
import { bcg } from "../published-studies.fixture.ts";
import { okValue } from "../result-value.fixture.ts";
import { mantelHaenszel } from "../tables/mantel-haenszel.ts";
import { mantelHaenszelRates } from "../tables/mantel-haenszel-rates.ts";
import { peto } from "../tables/peto.ts";
import { profileLikelihoodInterval, qProfileInterval } from "../tau2/tau2-interval.ts";
import { oddsRatios, redoneFrom, rounded } from "./redone.fixture.ts";

const redone = redoneFrom(
  readFileSync(new URL("../../fixtures/published/studies.json", import.meta.url), "utf8"),
);

describe("tables", () => {
  const tolbutamide = [
    { events1: 8, n1: 106, events2: 5, n2: 120 },
    { events1: 22, n1: 98, events2: 16, n2: 85 },
  ];

  it("tolbutamide and death by age (Rothman, Greenland & Lash 2008, Modern Epidemiology, chapter 15, table 15-1)", () => {
    const difference = okValue(mantelHaenszel(tolbutamide, { measure: "RD", level: 0.9 }));
    expect(difference.estimate).toBeCloseTo(0.0349, 4);
    expect(difference.ciLow).toBeCloseTo(-0.0176, 4);
    const ratio = okValue(mantelHaenszel(tolbutamide, { measure: "RR", level: 0.9 }));
    expect(rounded([ratio.estimate, ratio.ciLow, ratio.ciHigh].map(Math.exp), 2)).toEqual([1.33, 0.87, 2.03]);
    const odds = okValue(
      mantelHaenszel(tolbutamide, { measure: "OR", level: 0.9, continuityCorrection: false }),
    );
    expect(rounded([odds.estimate, odds.ciLow, odds.ciHigh].map(Math.exp), 2)).toEqual([1.4, 0.84, 2.34]);
    const single = tolbutamide.map((table) => okValue(riskDifference(table)));
    expect(single.map(({ yi }) => Number(yi.toFixed(3)))).toEqual([0.034, 0.036]);
  });

  const doctors = [
    [32, 52407, 2, 18790],
    [104, 43248, 12, 10673],
    [206, 28612, 28, 5710],
    [186, 12663, 28, 2585],
    [102, 5317, 31, 1462],
  ].map(([events1, time1, events2, time2]) => ({
    events1: events1!,
    time1: time1!,
    events2: events2!,
    time2: time2!,
  }));

  it("smoking and coronary death of British doctors by age (the same, table 15-2)", () => {
    const pooled = okValue(mantelHaenszelRates(doctors, { measure: "IRR", level: 0.9 }));
    expect(rounded([pooled.estimate, pooled.ciLow, pooled.ciHigh].map(Math.exp), 2)).toEqual([
      1.42, 1.19, 1.7,
    ]);
    const likely = okValue(poolMixedRates(doctors, { model: "conditional", effects: "common", level: 0.9 }));
    expect(likely.coefficients[0]!.estimate).toBeCloseTo(0.3545, 4);
    expect(likely.likelihoodRatioHeterogeneity.statistic).toBeCloseTo(12.13, 2);
  });

  it("beta blockers after infarction, early entry: odds ratio 0.93 (0.74 to 1.18) by Peto (Yusuf et al. 1985, Prog Cardiovasc Dis 27:335, table 6 and page 107 as cited by metafor)", () => {
    const pooled = okValue(peto(redone.yusuf1985));
    expect(rounded([pooled.estimate, pooled.ciLow, pooled.ciHigh].map(Math.exp), 2)).toEqual([
      0.93, 0.74, 1.18,
    ]);
  });
});

describe("one group", () => {
  it("four proportions by the double arcsine (Miller 1978, The American Statistician 32:138)", () => {
    const groups = [
      [3, 11],
      [6, 17],
      [10, 21],
      [1, 6],
    ].map(([events, n]) => ({ events: events!, n: n! }));
    const effects = groups.map((group) => okValue(proportion("PFT", group)));
    expect(
      rounded(
        effects.map(({ yi }) => 2 * yi),
        4,
      ),
    ).toEqual([1.1391, 1.2888, 1.5253, 0.9515]);
    const sizes = groups.map(({ n }) => n);
    const weighted = okValue(poolCommon(effects));
    expect(okValue(readProportion("PFT", weighted, sizes)).estimate).toBeCloseTo(0.3595, 4);
  });
});

describe("the random-effects model", () => {
  const clasp = oddsRatios(
    [
      [5, 156, 8, 74],
      [5, 303, 17, 303],
      [12, 565, 9, 477],
      [69, 1570, 94, 1565],
      [9, 103, 11, 105],
      [313, 4659, 352, 4650],
    ].map(([events1, n1, events2, n2]) => ({ events1: events1!, n1: n1!, events2: events2!, n2: n2! })),
  );

  it.each([
    ["PM", 0.3681, -0.3811, 0.206],
    ["HE", 0.441, -0.4035, 0.2327],
    ["DL", 0.2323, -0.324, 0.154],
    ["EB", 0.3681, -0.3811, 0.206],
    ["REML", 0.1843, -0.298, 0.1343],
    ["HS", 0.133, -0.2666, 0.1125],
    ["SJ", 0.4572, -0.4079, 0.2386],
  ] as const)(
    "aspirin against pre-eclampsia by %s: tau %d, mean %d (%d) (DerSimonian & Kacker 2007, Contemp Clin Trials 28:105, tables 3 and 4)",
    (tau2, tau, mean, se) => {
      const pooled = okValue(poolRandom(clasp, { tau2 }));
      expect(Math.abs(Math.sqrt(pooled.tau2) - tau)).toBeLessThan(2e-4);
      expect(pooled.estimate).toBeCloseTo(mean, 3);
      expect(pooled.se).toBeCloseTo(se, 3);
    },
  );

  it("diuretics against pre-eclampsia: tau2 and its intervals (Viechtbauer 2007, Stat Med 26:37, table II on page 44)", () => {
    const effects = oddsRatios(redone.collins1985b);
    const found = (["DL", "ML", "REML", "SJ"] as const).map((tau2) => okValue(poolRandom(effects, { tau2 })));
    expect(
      rounded(
        found.map(({ tau2 }) => tau2),
        3,
      ),
    ).toEqual([0.23, 0.239, 0.301, 0.456]);
    const data = okValue(studyData(effects));
    const limits = ({ low, high }: { readonly low: number; readonly high: number }) =>
      rounded([low * data.unit ** 2, high * data.unit ** 2], 3);
    expect(limits(qProfileInterval(data, 0.95))).toEqual([0.072, 2.203]);
    const profile = (i: 1 | 2, kind: "ML" | "REML") =>
      limits(profileLikelihoodInterval(data, found[i]!.tau2 / data.unit ** 2, kind, 0.95));
    expect(profile(1, "ML")).toEqual([0.027, 1.131]);
    expect(profile(2, "REML")).toEqual([0.043, 1.475]);
  });

  it("acupoint stimulation against nausea: -0.679 by DL, -0.515 (-0.999 to -0.030) by Henmi & Copas (2010, Stat Med 29:2969, page 2978)", () => {
    const effects = oddsRatios(redone.lee2004);
    const pooled = okValue(poolRandom(effects, { tau2: "DL" }));
    expect(rounded([pooled.tau2, pooled.estimate, pooled.ciLow, pooled.ciHigh], 4)).toEqual([
      0.3325, -0.6787, -1.0664, -0.2911,
    ]);
    const copas = okValue(henmiCopas(effects));
    expect(rounded([copas.estimate, copas.ciLow, copas.ciHigh], 4)).toEqual([-0.5145, -0.9994, -0.0295]);
  });

  it("BCG: odds ratio 0.647 under a common effect, 0.476 (0.336 to 0.675) by ML (van Houwelingen, Arends & Stijnen 2002, Stat Med 21:589, pages 596-597)", () => {
    const effects = oddsRatios(bcg);
    const common = okValue(poolCommon(effects));
    expect(rounded([common.estimate, common.ciLow].map(Math.exp), 3)).toEqual([0.647, 0.595]);
    const random = okValue(poolRandom(effects, { tau2: "ML" }));
    expect(rounded([random.estimate, random.ciLow, random.ciHigh].map(Math.exp), 3)).toEqual([
      0.476, 0.336, 0.675,
    ]);
    expect(random.tau2).toBeCloseTo(0.302, 3);
  });
});
