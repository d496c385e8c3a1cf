/** Published analyses redone: the numbers are those that the papers print, at the pages given. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { bayesRandom } from "../bayesian/bayes-random.ts";
import { copasModel } from "../copas/copas-model.ts";
import { poolRandom } from "../pool/pool-random.ts";
import type { Effect } from "../pool/study-data.ts";
import { okValue } from "../result-value.fixture.ts";
import { selectionModel } from "../selection/selection-model.ts";
import { rounded } from "./redone.fixture.ts";

const { datasets } = JSON.parse(
  readFileSync(new URL("../../fixtures/selection-models.json", import.meta.url), "utf8"),
) as { readonly datasets: Readonly<Record<string, readonly Effect[]>> };
/** Relative risks of lung cancer by passive smoking, 37 studies (Hackshaw et al. 1997). */
const hackshaw = datasets["hackshaw"]!;
/** Validity of student ratings, 20 correlations on Fisher's scale (Cohen 1981). */
const cohen = datasets["cohen"]!;

describe("selection models", () => {
  it("practice facilitation: a beta weight function takes a third off the effect (data of Baskerville et al. 2012; reference metafor, test_misc_selmodel)", () => {
    const yi = [
      1.01, 0.82, 0.59, 0.44, 0.84, 0.73, 1.12, 0.04, 0.24, 0.32, 1.04, 1.31, 0.59, 0.66, 0.62, 0.47, 1.08,
      0.98, 0.26, 0.39, 0.6, 0.94, 0.11,
    ];
    const se = [
      0.52, 0.46, 0.23, 0.18, 0.29, 0.29, 0.36, 0.37, 0.15, 0.4, 0.32, 0.57, 0.29, 0.19, 0.31, 0.27, 0.32,
      0.32, 0.18, 0.18, 0.31, 0.53, 0.27,
    ];
    const effects = yi.map((each, i) => ({ yi: each, vi: se[i]! ** 2 }));
    const fitted = okValue(selectionModel(effects, { selection: { kind: "beta" } }));
    expect(fitted.delta[0]!.estimate).toBeCloseTo(0.4731131, 4);
    expect(fitted.delta[1]!.estimate).toBeCloseTo(4.4613162, 3);
    // metafor stops at tau2 = 2.4e-6 with 7.846907; the likelihood is highest at 0.
    expect(fitted.tau2).toBe(0);
    expect(fitted.selectionTest!.statistic).toBeCloseTo(7.846907, 3);
    expect(fitted.selectionTest!.statistic).toBeGreaterThan(7.846907);
  });

  it("validity of student ratings under four a priori weight functions (Vevea & Woods 2005, Psychological Methods 10:428, table 1; reference metafor, test_misc_selmodel)", () => {
    const steps = [0.005, 0.01, 0.05, 0.1, 0.25, 0.35, 0.5, 0.65, 0.75, 0.9, 0.95, 0.99, 0.995, 1];
    const weights = [
      [1, 0.99, 0.95, 0.8, 0.75, 0.65, 0.6, 0.55, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5],
      [1, 0.99, 0.9, 0.75, 0.6, 0.5, 0.4, 0.35, 0.3, 0.25, 0.1, 0.1, 0.1, 0.1],
      [1, 0.99, 0.95, 0.9, 0.8, 0.75, 0.6, 0.6, 0.75, 0.8, 0.9, 0.95, 0.99, 1],
      [1, 0.99, 0.9, 0.75, 0.6, 0.5, 0.25, 0.25, 0.5, 0.6, 0.75, 0.9, 0.99, 1],
    ];
    const means = weights.map(
      (delta) =>
        okValue(selectionModel(cohen, { selection: { kind: "step", steps, delta } })).coefficients[0]!
          .estimate,
    );
    for (const [i, mean] of [0.351894, 0.321518, 0.362019, 0.33218].entries())
      expect(means[i]).toBeCloseTo(mean, 4);
  });

  it("passive smoking: 1.24 (1.13 to 1.36) without selection (Hackshaw, Law & Wald 1997, BMJ 315:980), and 15 per cent instead of 24 when studies are missing (Copas & Shi 2000, BMJ 320:417)", () => {
    const plain = okValue(poolRandom(hackshaw, { tau2: "DL" }));
    expect(rounded([plain.estimate, plain.ciLow, plain.ciHigh].map(Math.exp), 2)).toEqual([1.24, 1.13, 1.36]);
    // How many are missing at 15 per cent depends on the path through the plane, which Copas and Shi chose otherwise.
    const { path } = okValue(copasModel(hackshaw, { grid: 10, levels: 20 }));
    const risks = path.map(({ estimate }) => Number(Math.exp(estimate).toFixed(2)));
    expect(risks[0]).toBe(1.24);
    const there = path[risks.indexOf(1.15)]!;
    expect(there.unpublished).toBeGreaterThan(1);
    expect(there.residualP).toBeGreaterThan(0.1);
    expect(path[0]!.residualP).toBeLessThan(0.05);
  });
});

describe("the Bayesian model", () => {
  it("coaching in eight schools (Rubin 1981): 8 points, -2 to 18, as the vignette of bayesmeta has it", () => {
    const effects = [28.39, 7.94, -2.75, 6.82, -0.64, 0.63, 18.01, 12.16];
    const ses = [14.9, 10.2, 16.3, 11, 9.4, 11.4, 10.4, 17.6];
    const { mean } = okValue(
      bayesRandom(
        effects.map((yi, i) => ({ yi, vi: ses[i]! ** 2 })),
        { tauPrior: { kind: "half-cauchy", scale: 25 }, meanPrior: { mean: 0, sd: 50 } },
      ),
    );
    expect(rounded([mean.median, mean.shortestLow, mean.shortestHigh], 0)).toEqual([8, -2, 18]);
  });
});
