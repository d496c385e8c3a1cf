import { describe, expect, it } from "vitest";
import { riskRatio } from "../binary/risk-ratio.ts";
import { poolCommon } from "../pool/pool-common.ts";
import { poolRandom } from "../pool/pool-random.ts";
import { bcg, hospitalStay } from "../published-studies.fixture.ts";
import { codeOf, okValue } from "../result-value.fixture.ts";
import { mantelHaenszel } from "../tables/mantel-haenszel.ts";
import { analyseByProfile } from "./analyse-by-profile.ts";
import { iqwig6, metaDefaults, metaforDefaults, profiles, revMan5, revMan2025 } from "./profile.ts";
import { twoModels } from "./two-models.ts";

const tables = { kind: "tables", measure: "RR", studies: bcg } as const;
const effects = bcg.map((table) => okValue(riskRatio(table)));

describe("profiles (BCG, risk ratio)", () => {
  it("metafor's defaults give its documented result: -0.7145, 95% CI -1.0669 to -0.3622, I2 92.22%", () => {
    const { main, i2, prediction } = okValue(analyseByProfile(tables, metaforDefaults));
    expect(main.estimate).toBeCloseTo(-0.7145, 4);
    expect([main.ciLow, main.ciHigh].map((x) => Number(x.toFixed(4)))).toEqual([-1.0669, -0.3622]);
    expect(i2).toBeCloseTo(92.22, 2);
    const pooled = okValue(poolRandom(effects, { prediction: "as-test" }));
    expect(prediction!.low).toBeCloseTo(pooled.prediction!.low, 12);
  });

  it("meta's defaults show Mantel-Haenszel beside REML, I2 from Q and t with k - 1 df", () => {
    const { models, i2, prediction } = okValue(analyseByProfile(tables, metaDefaults));
    expect(models.common.estimate).toBeCloseTo(okValue(mantelHaenszel(bcg)).estimate, 12);
    expect(i2).toBeCloseTo(okValue(poolCommon(effects)).i2FromQ, 12);
    expect(prediction!.df).toBe(12);
  });

  it("RevMan 2025 takes Hartung-Knapp, t for prediction, I2 from tau2, and says so", () => {
    const { main, i2, prediction, rules, models } = okValue(analyseByProfile(tables, revMan2025));
    const pooled = okValue(poolRandom(effects, { test: "hk", prediction: "as-test" }));
    expect(main.ciLow).toBeCloseTo(pooled.ciLow, 12);
    expect(prediction!.high).toBeCloseTo(pooled.prediction!.high, 12);
    expect(i2).toBeCloseTo(pooled.i2, 12);
    expect(models.tau2Interval!.method).toBe("Q-profile");
    expect(rules.join(" ")).toContain("Hartung-Knapp interval");
  });

  it("RevMan 2025 falls back to the classic interval for two studies and without heterogeneity", () => {
    const two = okValue(analyseByProfile({ ...tables, studies: bcg.slice(0, 2) }, revMan2025));
    expect(two.main.df).toBeNull();
    expect(two.prediction!.df).toBeNull();
    expect(two.rules[1]).toContain("fewer than 3 studies");
    const alike = [0.1, 0.11, 0.12].map((yi) => ({ yi, vi: 0.04 }));
    const same = okValue(analyseByProfile({ kind: "effects", studies: alike }, revMan2025));
    expect(same.rules[1]).toContain("tau2 is 0");
  });

  it("RevMan 5 takes Q and tau2 around the Mantel-Haenszel estimate", () => {
    const { models } = okValue(analyseByProfile(tables, revMan5));
    const around = okValue(mantelHaenszel(bcg)).estimate;
    const q = effects.reduce((sum, { yi, vi }) => sum + (yi - around) ** 2 / vi, 0);
    expect(models.q).toBeCloseTo(q, 9);
    expect(models.tau2).toBeGreaterThan(okValue(poolRandom(effects, { tau2: "DL" })).tau2);
    expect(models.tau2Interval).toBeNull();
  });

  it("all analyse tables, means and effects", () => {
    for (const profile of profiles) {
      for (const data of [
        tables,
        { kind: "means", measure: "SMD", studies: hospitalStay },
        { kind: "means", measure: "MD", studies: hospitalStay },
        { kind: "effects", studies: effects },
      ] as const) {
        const { main, effects: own } = okValue(analyseByProfile(data, profile));
        expect(Number.isFinite(main.estimate)).toBe(true);
        expect(own.length).toBe(data.studies.length);
      }
    }
    expect(okValue(analyseByProfile(tables, iqwig6)).rules[0]).toContain("PM");
  });

  it("leave out studies without an effect and say why", () => {
    const empty = { events1: 0, n1: 5, events2: 0, n2: 5 };
    const {
      left,
      effects: own,
      main,
    } = okValue(analyseByProfile({ ...tables, studies: [...bcg, empty] }, metaDefaults));
    expect(left).toMatchObject([{ study: 13, problem: { code: "double-zero" } }]);
    expect(own[13]).toBeNull();
    expect(main.weights.length).toBe(13);
    expect(codeOf(analyseByProfile({ ...tables, studies: [empty] }, revMan2025))).toBe("no-studies");
  });
});

describe("twoModels", () => {
  it("with a given tau2 has no interval for it", () => {
    const { tau2, tau2Interval } = okValue(twoModels(effects, { tau2: 0.3 }));
    expect(tau2).toBeCloseTo(0.3, 14);
    expect(tau2Interval).toBeNull();
  });

  it("takes Jackson's interval for DerSimonian-Laird and for two studies", () => {
    expect(okValue(twoModels(effects, { tau2: "DL" })).tau2Interval!.method).toBe("generalised Q");
    expect(okValue(twoModels(effects.slice(0, 2))).tau2Interval!.method).toBe("generalised Q");
  });

  it("handles one study, none, and sizes that do not fit", () => {
    const one = okValue(twoModels(effects.slice(0, 1), { interval: "hk" }));
    expect(one).toMatchObject({ k: 1, tau2: 0, tau2Interval: null, prediction: null, varianceShare: null });
    expect(codeOf(twoModels([]))).toBe("no-studies");
    expect(codeOf(twoModels(effects, { sampleSizes: [] }))).toBe("bad-weights");
  });
});
