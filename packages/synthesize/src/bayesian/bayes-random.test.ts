import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { oddsRatio } from "../binary/odds-ratio.ts";
import { poolRandom } from "../pool/pool-random.ts";
import { codeOf, okValue } from "../result-value.fixture.ts";
import { type BayesOptions, type BayesResult, bayesRandom, type PosteriorSummary } from "./bayes-random.ts";
import { mixtureDensity, mixtureLower } from "./normal-mixture.ts";
import type { TauPrior } from "./tau-prior.ts";

interface Summary {
  readonly mean: number;
  readonly sd: number;
  readonly quantiles: readonly number[];
}

interface Reference {
  readonly logIntegral: number;
  readonly tau: Summary;
  readonly mean: Summary;
  readonly prediction: Summary;
  readonly above0: readonly number[];
  readonly homogeneity: number;
  readonly noEffect: number;
  readonly studies: readonly { readonly mean: number; readonly sd: number }[];
}

const references = JSON.parse(
  readFileSync(new URL("../../fixtures/bayesian/posterior.json", import.meta.url), "utf8"),
) as Readonly<Record<string, Reference>>;

/** Acute rejection after liver transplantation in children (Crins et al. 2014), as in Roever (2020). */
const crins = [
  { events1: 14, n1: 61, events2: 15, n2: 20 },
  { events1: 16, n1: 28, events2: 19, n2: 28 },
  { events1: 3, n1: 18, events2: 8, n2: 12 },
  { events1: 9, n1: 54, events2: 29, n2: 54 },
  { events1: 4, n1: 36, events2: 11, n2: 36 },
  { events1: 0, n1: 50, events2: 3, n2: 34 },
].map((counts) => okValue(oddsRatio(counts)));

const two = [
  { yi: 0.2, vi: 0.04 },
  { yi: 0.9, vi: 0.09 },
];

function close(actual: number | null, expected: number): void {
  expect(Math.abs(actual! - expected)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(expected)));
}

function compare(actual: PosteriorSummary, expected: Summary): void {
  close(actual.mean, expected.mean);
  close(actual.sd, expected.sd);
  close(actual.low, expected.quantiles[0]!);
  close(actual.median, expected.quantiles[1]!);
  close(actual.high, expected.quantiles[2]!);
}

function check(result: BayesResult, reference: Reference): void {
  compare(result.tau, reference.tau);
  compare(result.mean, reference.mean);
  compare(result.prediction, reference.prediction);
  close(result.exceedance[0]!.mean, reference.above0[0]!);
  close(result.exceedance[0]!.prediction, reference.above0[1]!);
  close(result.bayesFactors.homogeneity, reference.homogeneity);
  for (const [i, { mean, sd }] of reference.studies.entries()) {
    close(result.studies[i]!.mean, mean);
    close(result.studies[i]!.sd, sd);
  }
  if (result.logMarginalLikelihood !== null) {
    close(result.logMarginalLikelihood, reference.logIntegral);
    close(result.bayesFactors.noEffect, reference.noEffect);
  }
}

describe("against 20-digit quadrature", () => {
  const halfNormal: TauPrior = { kind: "half-normal", scale: 0.5 };
  const normal04 = { mean: 0, sd: 4 };

  it("agrees for the trials of Crins et al. (2014) with the priors of Roever (2020)", () => {
    const result = okValue(bayesRandom(crins, { tauPrior: halfNormal, meanPrior: normal04 }));
    check(result, references["crins, half-normal(0.5), mean normal(0, 4)"]!);
  });

  it("agrees with the long tail of a half-Cauchy prior, of which the half-t with 1 df is another name", () => {
    const reference = references["crins, half-Cauchy(0.5), mean flat"]!;
    check(okValue(bayesRandom(crins, { tauPrior: { kind: "half-cauchy", scale: 0.5 } })), reference);
    check(okValue(bayesRandom(crins, { tauPrior: { kind: "half-t", df: 1, scale: 0.5 } })), reference);
  });

  it("agrees with a log-normal prior, given for tau or for tau2", () => {
    const reference = references["crins, log-normal(-1.2, 0.9), mean normal(0, 4)"]!;
    const tau: TauPrior = { kind: "log-normal", mean: -1.2, sd: 0.9 };
    const tau2: TauPrior = { kind: "log-normal", mean: -2.4, sd: 1.8, of: "tau2" };
    check(okValue(bayesRandom(crins, { tauPrior: tau, meanPrior: normal04 })), reference);
    check(okValue(bayesRandom(crins, { tauPrior: tau2, meanPrior: normal04 })), reference);
  });

  it("agrees for two studies and for one", () => {
    check(
      okValue(bayesRandom(two, { tauPrior: { kind: "half-normal", scale: 1 } })),
      references["two studies, half-normal(1), mean flat"]!,
    );
    check(
      okValue(
        bayesRandom([{ yi: 0.3, vi: 0.04 }], { tauPrior: halfNormal, meanPrior: { mean: 0.1, sd: 2 } }),
      ),
      references["one study, half-normal(0.5), mean normal(0.1, 2)"]!,
    );
  });
});

const priors: readonly TauPrior[] = [
  { kind: "half-normal", scale: 0.5 },
  { kind: "half-t", df: 3, scale: 0.4 },
  { kind: "half-cauchy", scale: 0.3 },
  { kind: "uniform", max: 4 },
  { kind: "uniform" },
  { kind: "log-normal", mean: -1, sd: 1 },
  { kind: "log-t", df: 5, mean: -2.5, scale: 1.2 },
  { kind: "jeffreys" },
];

describe("every prior", () => {
  it("gives summaries that agree with the distribution they summarise", () => {
    for (const tauPrior of priors) {
      const { mean, prediction, tauNodes } = okValue(bayesRandom(crins, { tauPrior }));
      close(
        tauNodes.weights.reduce((sum, w) => sum + w, 0),
        1,
      );
      for (const { low, high, shortestLow, shortestHigh, mode, median, distribution } of [mean, prediction]) {
        close(mixtureLower(distribution, high) - mixtureLower(distribution, low), 0.95);
        close(mixtureLower(distribution, median), 0.5);
        close(mixtureLower(distribution, shortestHigh) - mixtureLower(distribution, shortestLow), 0.95);
        const ends = [shortestLow, shortestHigh].map((x) => mixtureDensity(distribution, x));
        expect(ends[0]! / ends[1]!).toBeCloseTo(1, 6);
        expect(shortestHigh - shortestLow).toBeLessThanOrEqual(high - low + 1e-12);
        for (const x of [mode - 0.05, mode + 0.05]) {
          expect(mixtureDensity(distribution, x)).toBeLessThan(mixtureDensity(distribution, mode));
        }
      }
    }
  });

  it("follows the unit of the effects when the prior does", () => {
    const scale = (prior: TauPrior, c: number): TauPrior => {
      if (prior.kind === "log-normal") return { ...prior, mean: prior.mean + Math.log(c) };
      if (prior.kind === "log-t") return { ...prior, mean: prior.mean + 2 * Math.log(c) };
      if ("scale" in prior) return { ...prior, scale: prior.scale * c };
      return prior.kind === "uniform" && prior.max !== undefined ? { ...prior, max: prior.max * c } : prior;
    };
    for (const tauPrior of priors) {
      const base = okValue(bayesRandom(crins, { tauPrior, shrinkage: false }));
      for (const c of [1e-6, 1e7]) {
        const effects = crins.map(({ yi, vi }) => ({ yi: -yi * c, vi: vi * c * c }));
        const turned = okValue(bayesRandom(effects, { tauPrior: scale(tauPrior, c), shrinkage: false }));
        expect(turned.mean.low / c).toBeCloseTo(-base.mean.high, 8);
        expect(turned.tau.high / c).toBeCloseTo(base.tau.high, 8);
      }
    }
  });
});

describe("limits", () => {
  it("is the common-effect model when tau is believed to be next to nothing", () => {
    const plain = okValue(poolRandom(crins, { tau2: 0 }));
    for (const scale of [1e-6, 1e-12]) {
      const result = okValue(bayesRandom(crins, { tauPrior: { kind: "half-normal", scale } }));
      expect(result.mean.mean).toBeCloseTo(plain.estimate, 8);
      expect(result.mean.low).toBeCloseTo(plain.ciLow, 8);
      expect(result.tau.high / scale).toBeCloseTo(2.241402727604947, 5);
      expect(result.bayesFactors.homogeneity).toBeCloseTo(1, 6);
    }
  });

  it("does not move with a study of infinite variance, nor with the order", () => {
    const tauPrior: TauPrior = { kind: "half-normal", scale: 0.5 };
    const base = okValue(bayesRandom(crins, { tauPrior })).mean;
    const more = okValue(bayesRandom([{ yi: 3, vi: 1e18 }, ...[...crins].reverse()], { tauPrior })).mean;
    expect(more.mean).toBeCloseTo(base.mean!, 7);
    expect(more.high).toBeCloseTo(base.high, 7);
  });

  it("copes with many studies, whose posterior is a needle", () => {
    const many = Array.from({ length: 4000 }, (_, i) => ({
      yi: ((i % 7) - 3) / 4,
      vi: 0.05 + (i % 5) / 50,
    }));
    const reml = okValue(poolRandom(many));
    const tauPrior: TauPrior = { kind: "half-cauchy", scale: 1 };
    const result = okValue(bayesRandom(many, { tauPrior, shrinkage: false }));
    expect(result.tau.median).toBeCloseTo(Math.sqrt(reml.tau2), 3);
    expect(result.mean.sd).toBeCloseTo(reml.se, 5);
  });

  it("finds the prior again when one study says nothing of tau", () => {
    const one = [{ yi: 0.4, vi: 0.1 }];
    const result = okValue(bayesRandom(one, { tauPrior: { kind: "half-cauchy", scale: 2 } }));
    expect(result.tau.median).toBeCloseTo(2, 8);
    expect(result.tau.mean).toBeNull();
    expect(result.mean.mean).toBeNull();
    expect(result.mean.median).toBeCloseTo(0.4, 8);
    expect(result.notes.join()).toContain("has no mean");
  });
});

describe("what cannot be answered", () => {
  const tauPrior: TauPrior = { kind: "half-normal", scale: 1 };

  it("comes back as a problem with a remedy", () => {
    expect(codeOf(bayesRandom([], { tauPrior }))).toBe("no-studies");
    expect(codeOf(bayesRandom(two, { tauPrior, level: 95 }))).toBe("bad-level");
    expect(codeOf(bayesRandom(two, { tauPrior: { kind: "half-normal", scale: 0 } }))).toBe("bad-prior");
    expect(codeOf(bayesRandom(two, { tauPrior, meanPrior: { mean: 0, sd: Number.NaN } }))).toBe("bad-prior");
    expect(codeOf(bayesRandom(two, { tauPrior: { kind: "uniform" } }))).toBe("improper-posterior");
    expect(codeOf(bayesRandom(two.slice(1), { tauPrior: { kind: "jeffreys" } }))).toBe("improper-posterior");
  });

  it("never throws, and is finite where it answers", () => {
    const odd = fc.oneof(
      fc.double({ min: -10, max: 10 }),
      fc.constantFrom(0, 1e-300, 1e300, Number.NaN, Number.POSITIVE_INFINITY, 1e-12, 1e12),
    );
    fc.assert(
      fc.property(
        fc.array(fc.record({ yi: odd, vi: odd }), { maxLength: 5 }),
        fc.constantFrom(...priors),
        (effects, prior) => {
          const options: BayesOptions = { tauPrior: prior };
          const result = bayesRandom(effects, options);
          if (!result.ok) return;
          for (const value of [result.value.mean.low, result.value.mean.high, result.value.tau.median]) {
            expect(Number.isFinite(value)).toBe(true);
          }
        },
      ),
      { numRuns: 100 },
    );
  });
});
