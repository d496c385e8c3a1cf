import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Counts } from "../binary/counts.ts";
import { bcg } from "../published-studies.fixture.ts";
import type { TwoRates } from "../rate/two-rates.ts";
import { designMatrix } from "../regression/design.ts";
import { codeOf, okValue } from "../result-value.fixture.ts";
import type { MixedResult } from "./mixed-result.ts";
import { poolLogisticMixed, poolPoissonMixed } from "./pool-mixed-groups.ts";
import { poolMixedRates } from "./pool-mixed-rates.ts";
import { poolMixedTables, type TableModel } from "./pool-mixed-tables.ts";

/** Bloodstream infections with anti-infective-treated and with standard catheters (Niel-Weise et al. 2007). */
const catheters: readonly Counts[] = [
  [0, 116, 3, 117],
  [1, 44, 3, 35],
  [2, 208, 9, 195],
  [0, 130, 7, 136],
  [5, 151, 6, 157],
  [1, 98, 4, 139],
  [1, 174, 3, 177],
  [1, 74, 2, 39],
  [1, 97, 19, 103],
  [1, 113, 2, 122],
  [0, 66, 7, 64],
  [0, 70, 1, 58],
  [3, 188, 5, 175],
  [6, 187, 11, 180],
  [0, 118, 0, 105],
  [0, 252, 1, 262],
  [1, 345, 3, 362],
  [4, 64, 1, 69],
].map(([events1, n1, events2, n2]) => ({ events1: events1!, n1: n1!, events2: events2!, n2: n2! }));

/** Infections per catheter-day (Niel-Weise et al. 2008). */
const infections: readonly TwoRates[] = [
  [7, 1344, 11, 1988],
  [8, 1600, 8, 1461],
  [3, 12012, 14, 10962],
  [6, 1536, 10, 1503],
  [1, 370, 1, 483],
  [1, 729, 8, 913],
  [17, 6760, 15, 6840],
  [3, 1107, 7, 1015],
  [2, 320, 3, 440],
].map(([events1, time1, events2, time2]) => ({
  events1: events1!,
  time1: time1!,
  events2: events2!,
  time2: time2!,
}));

const pooled = (result: MixedResult) => result.coefficients[0]!;

const tableModels: readonly TableModel[] = [
  "fixed-intercepts",
  "random-intercepts",
  "conditional",
  "conditional-approximate",
];

describe("poolMixedTables", () => {
  it("redoes Stijnen, Hamza & Ozdemir (2010): -1.353 (0.351) by the exact, -1.303 (0.339) by the approximate likelihood", () => {
    const exact = okValue(poolMixedTables(catheters, { model: "conditional" }));
    expect(pooled(exact).estimate).toBeCloseTo(-1.353, 3);
    expect(pooled(exact).se).toBeCloseTo(0.351, 3);
    const approximate = okValue(poolMixedTables(catheters, { model: "conditional-approximate" }));
    expect(pooled(approximate).estimate).toBeCloseTo(-1.303, 3);
    expect(pooled(approximate).se).toBeCloseTo(0.339, 3);
    expect(exact.notes[0]).toMatch(/^1 study was left out/);
    expect(exact.studies).not.toContain(14);
  });

  it("has the information of the hypergeometric model exactly, where R's numeric derivatives keep three digits", () => {
    // Six trials of lidocaine (Hine et al. 1989); values from 40-digit arithmetic, where metafor 5.1 has 0.279863 and 1.50991.
    const trials = [
      [2, 39, 1, 43],
      [4, 44, 4, 44],
      [6, 107, 4, 110],
      [7, 103, 5, 100],
      [7, 110, 3, 106],
      [11, 154, 4, 146],
    ].map(([events1, n1, events2, n2]) => ({ events1: events1!, n1: n1!, events2: events2!, n2: n2! }));
    const result = okValue(poolMixedTables(trials, { model: "conditional", effects: "common" }));
    expect(pooled(result).estimate).toBeCloseTo(0.57837383524192, 10);
    expect(pooled(result).se).toBeCloseTo(0.279842011743385, 9);
    expect(result.waldHeterogeneity.statistic).toBeCloseTo(1.51108436115, 7);
    const random = okValue(poolMixedTables(trials, { model: "conditional" }));
    expect(random.tau2).toBe(0);
    expect(random.convergence.boundary).toBe(true);
    // R stops at tau2 = 7e-5, where the likelihood is lower.
    expect(random.fit.logLikelihood).toBeGreaterThan(-8.380745983158832);
  });

  it("turns its sign, and nothing else, when the arms are swapped", () => {
    const swapped = bcg.map(({ events1, n1, events2, n2 }) => ({
      events1: events2,
      n1: n2,
      events2: events1,
      n2: n1,
    }));
    for (const model of tableModels) {
      for (const effects of ["common", "random"] as const) {
        const one = okValue(poolMixedTables(bcg, { model, effects }));
        const other = okValue(poolMixedTables(swapped, { model, effects }));
        expect(pooled(other).estimate).toBeCloseTo(-pooled(one).estimate, 6);
        expect(pooled(other).se).toBeCloseTo(pooled(one).se, 6);
        expect(other.tau2).toBeCloseTo(one.tau2, 6);
        // The saturated model with random intercepts leaves arm 1 free and ties arm 2 to the others, so that arms matter to it.
        if (model === "random-intercepts") continue;
        expect(other.likelihoodRatioHeterogeneity.statistic).toBeCloseTo(
          one.likelihoodRatioHeterogeneity.statistic,
          5,
        );
      }
    }
  });

  it("does not depend on the coding of the arms when intercepts and effects may be correlated", () => {
    const fits = (["contrast", "arm1", "arm2"] as const).map((coding) =>
      okValue(poolMixedTables(bcg, { model: "random-intercepts", correlated: true, coding })),
    );
    // metafor 3.8-1 on these data: -0.74167, tau2 0.33609, correlation -0.635 under contrast coding.
    expect(pooled(fits[0]!).estimate).toBeCloseTo(-0.74167, 4);
    expect(fits[0]!.tau2).toBeCloseTo(0.33609, 4);
    expect(fits[0]!.intercepts!.correlation).toBeCloseTo(-0.635, 3);
    for (const fit of fits) {
      expect(fit.tau2).toBeCloseTo(fits[0]!.tau2, 5);
      expect(fit.fit.logLikelihood).toBeCloseTo(fits[0]!.fit.logLikelihood, 7);
    }
  });

  it("explains the BCG trials by latitude, and leaves no heterogeneity with intercepts a study", () => {
    const latitudes = [44, 55, 42, 52, 13, 44, 19, 13, 27, 42, 18, 33, 33];
    const design = okValue(
      designMatrix(
        latitudes.map((latitude) => ({ latitude })),
        "~ latitude",
      ),
    );
    const result = okValue(poolMixedTables(bcg, { design }));
    // metafor 3.8-1: 0.39886 (0.08221), -0.03333 (0.00279), QM 143.18.
    expect(result.coefficients.map(({ name }) => name)).toEqual(["intrcpt", "latitude"]);
    expect(result.coefficients[1]!.estimate).toBeCloseTo(-0.03333, 5);
    expect(result.coefficients[1]!.se).toBeCloseTo(0.00279, 5);
    expect(result.moderators.statistic).toBeCloseTo(143.18, 2);
    expect(result.tau2).toBe(0);
    expect(result.prediction).toBeNull();
  });

  it("says that there is no finite estimate when all events are in one arm", () => {
    const oneSided = [
      { events1: 0, n1: 30, events2: 4, n2: 30 },
      { events1: 0, n1: 50, events2: 2, n2: 40 },
    ];
    for (const model of tableModels) {
      for (const effects of ["common", "random"] as const) {
        expect(codeOf(poolMixedTables(oneSided, { model, effects }))).toBe("separation");
      }
    }
  });

  it("needs studies, whole numbers for exact probabilities, a level and a rule that exist", () => {
    const table = { events1: 3, n1: 20, events2: 5, n2: 20 };
    expect(codeOf(poolMixedTables([]))).toBe("no-studies");
    expect(codeOf(poolMixedTables([{ events1: 0, n1: 9, events2: 0, n2: 9 }]))).toBe("no-studies");
    expect(codeOf(poolMixedTables([{ ...table, events1: 2.5 }], { model: "conditional" }))).toBe("not-whole");
    expect(codeOf(poolMixedTables([{ ...table, n1: 1e8 }], { model: "conditional" }))).toBe("too-large");
    expect(codeOf(poolMixedTables([{ ...table, events1: Number.NaN }]))).toBe("bad-counts");
    expect(codeOf(poolMixedTables([table], { level: 1 }))).toBe("bad-level");
    expect(codeOf(poolMixedTables([table], { nodes: 0 }))).toBe("bad-nodes");
  });

  it("gives one study its own log odds ratio and Woolf's variance", () => {
    const result = okValue(poolMixedTables([{ events1: 3, n1: 20, events2: 5, n2: 25 }]));
    expect(pooled(result).estimate).toBeCloseTo(Math.log((3 * 20) / (17 * 5)), 9);
    expect(pooled(result).se ** 2).toBeCloseTo(1 / 3 + 1 / 17 + 1 / 5 + 1 / 20, 8);
    expect(result.tau2).toBe(0);
    expect(result.notes.join(" ")).toContain("no degrees of freedom");
  });

  it("never answers with NaN, whatever the counts", () => {
    const arm = fc.record({
      n: fc.integer({ min: 1, max: 60 }),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    const tables = fc.array(fc.tuple(arm, arm), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(tables, fc.constantFrom(...tableModels), fc.boolean(), (arms, model, random) => {
        const result = poolMixedTables(
          arms.map(([a, b]) => ({
            events1: Math.round(a.share * a.n),
            n1: a.n,
            events2: Math.round(b.share * b.n),
            n2: b.n,
          })),
          { model, effects: random ? "random" : "common" },
        );
        if (!result.ok)
          return ["no-studies", "separation", "not-converged"].includes(result.problems[0]!.code);
        const { fit, tau2, waldHeterogeneity, likelihoodRatioHeterogeneity, i2 } = result.value;
        return [
          pooled(result.value).estimate,
          pooled(result.value).se,
          fit.logLikelihood,
          tau2,
          i2,
          waldHeterogeneity.statistic,
          likelihoodRatioHeterogeneity.statistic,
        ].every(Number.isFinite);
      }),
      { numRuns: 60 },
    );
  });
});

describe("poolMixedRates", () => {
  it("redoes Stijnen, Hamza & Ozdemir (2010) on rates: -0.476 (0.238)", () => {
    const result = okValue(poolMixedRates(infections, { model: "conditional" }));
    expect(pooled(result).estimate).toBeCloseTo(-0.476, 3);
    expect(pooled(result).se).toBeCloseTo(0.238, 3);
  });

  it("is the same with intercepts a study as given the events, when the effect is common", () => {
    const [fixed, conditional] = (["fixed-intercepts", "conditional"] as const).map((model) =>
      okValue(poolMixedRates(infections, { model, effects: "common" })),
    );
    expect(pooled(fixed!).estimate).toBeCloseTo(pooled(conditional!).estimate, 9);
    expect(pooled(fixed!).se).toBeCloseTo(pooled(conditional!).se, 9);
  });

  it("finds a higher likelihood than lme4 stops at", () => {
    // glmer with 7 nodes stops at -0.4587445 and tau2 0.0956217, deviance 11.0599302; its own deviance is 11.0599291 here.
    const result = okValue(poolMixedRates(infections));
    expect(pooled(result).estimate).toBeCloseTo(-0.4587076, 6);
    expect(result.tau2).toBeCloseTo(0.0956471, 6);
    expect(2 * (result.exactLogLikelihood - result.fit.logLikelihood)).toBeCloseTo(11.0599290574, 8);
  });

  it("has the standard error that lme4 comes to when its inner iterations are run to the end", () => {
    // glmerControl(tolPwrss = 1e-13): 0.2263483; with the default of 1e-7 it is 0.2233354.
    const result = okValue(poolMixedRates(infections, { model: "random-intercepts" }));
    expect(pooled(result).se).toBeCloseTo(0.2263484, 5);
  });

  it("comes to an end when person-times lie 300 powers of ten apart", () => {
    const absurd = [...infections, { events1: 18, time1: 134, events2: 2, time2: 1e-300 }];
    for (const model of ["fixed-intercepts", "random-intercepts", "conditional"] as const) {
      const result = poolMixedRates(absurd, { model });
      if (result.ok) expect(Number.isFinite(pooled(result.value).se)).toBe(true);
      else expect(["not-converged", "separation"]).toContain(codeOf(result));
    }
  });

  it("leaves out a study without events, which changes nothing", () => {
    const more = [...infections, { events1: 0, time1: 50, events2: 0, time2: 60 }];
    const one = okValue(poolMixedRates(infections));
    const other = okValue(poolMixedRates(more));
    expect(other.coefficients).toEqual(one.coefficients);
    expect(other.notes).toHaveLength(1 + one.notes.length);
  });
});

describe("poolLogisticMixed and poolPoissonMixed", () => {
  const groups = [
    [16, 17],
    [10, 12],
    [4, 8],
    [43, 58],
    [10, 10],
    [25, 42],
  ].map(([events, n]) => ({ events: events!, n: n! }));

  it("give the crude proportion and rate when the effect is common", () => {
    const result = okValue(poolLogisticMixed(groups, { effects: "common" }));
    expect(pooled(result).estimate).toBeCloseTo(Math.log(108 / (147 - 108)), 10);
    expect(pooled(result).se ** 2).toBeCloseTo(1 / 108 + 1 / 39, 9);
    const rates = infections.map(({ events1, time1 }) => ({ events: events1, time: time1 }));
    const rate = okValue(poolPoissonMixed(rates, { effects: "common" }));
    expect(pooled(rate).estimate).toBeCloseTo(Math.log(48 / 25778), 10);
  });

  it("come to the common effect and the exact likelihood as nodes are added", () => {
    const [few, many] = [7, 40].map((nodes) => okValue(poolLogisticMixed(groups, { nodes })));
    expect(pooled(few!).estimate).toBeCloseTo(pooled(many!).estimate, 4);
    expect(many!.prediction!.low).toBeLessThan(pooled(many!).ciLow);
  });

  it("need events and, for proportions, non-events", () => {
    expect(
      codeOf(
        poolLogisticMixed([
          { events: 0, n: 12 },
          { events: 0, n: 9 },
        ]),
      ),
    ).toBe("separation");
    expect(
      codeOf(
        poolPoissonMixed([
          { events: 0, time: 12 },
          { events: 0, time: 9 },
        ]),
      ),
    ).toBe("separation");
  });
});
