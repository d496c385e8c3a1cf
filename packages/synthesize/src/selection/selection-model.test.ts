import { readFileSync } from "node:fs";
import { matrixFromRows } from "@coppice/numeric";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { oddsRatio } from "../binary/odds-ratio.ts";
import { poolRandom } from "../pool/pool-random.ts";
import type { Effect } from "../pool/study-data.ts";
import { bcg } from "../published-studies.fixture.ts";
import { codeOf, okValue } from "../result-value.fixture.ts";
import { selectionModel } from "./selection-model.ts";
import type { Selection } from "./selection-options.ts";

interface Fixture {
  readonly datasets: Readonly<Record<string, readonly Effect[]>>;
}

const { datasets } = JSON.parse(
  readFileSync(new URL("../../fixtures/selection-models.json", import.meta.url), "utf8"),
) as Fixture;
const hackshaw = datasets["hackshaw"]!;
const cohen = datasets["cohen"]!;
const bcgEffects = bcg.map((counts) => okValue(oddsRatio(counts)));

const every: readonly Selection[] = [
  { kind: "step", steps: [0.05, 0.5] },
  { kind: "beta" },
  { kind: "half-normal" },
  { kind: "negative-exponential", threshold: 0.05 },
  { kind: "logistic", imprecision: "se" },
  { kind: "power" },
];

describe("published analyses", () => {
  it("finds in passive smoking and lung cancer (Hackshaw et al. 1997) what metafor's test of selmodel prints", () => {
    const steps = [0.05, 0.1, 0.5, 1];
    const fitted = okValue(selectionModel(hackshaw, { selection: { kind: "step", steps } }));
    const printed = [1, 2.422079, 0.977543, 0.396713];
    for (const [j, { estimate }] of fitted.delta.entries()) expect(estimate).toBeCloseTo(printed[j]!, 4);
    const errors = [1.66085, 0.820387, 0.469235];
    for (const [j, { se }] of fitted.delta.slice(1).entries()) expect(se).toBeCloseTo(errors[j]!, 4);
    expect(fitted.tau2).toBeCloseTo(0.03071325, 6);
    expect(fitted.selectionTest).toMatchObject({ statistic: expect.closeTo(7.066137, 5), df: 3 });
    expect(fitted.intervals?.map(({ studies }) => studies).reduce((a, b) => a + b)).toBe(37);
  });

  it("weighs the validity of student ratings (Vevea & Woods 2005, table 1) by their four a priori functions", () => {
    const steps = [0.005, 0.01, 0.05, 0.1, 0.25, 0.35, 0.5, 0.65, 0.75, 0.9, 0.95, 0.99, 0.995, 1];
    const severe = [1, 0.99, 0.9, 0.75, 0.6, 0.5, 0.4, 0.35, 0.3, 0.25, 0.1, 0.1, 0.1, 0.1];
    const moderate = [1, 0.99, 0.95, 0.8, 0.75, 0.65, 0.6, 0.55, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5];
    const estimate = (delta: readonly number[]): number =>
      okValue(selectionModel(cohen, { selection: { kind: "step", steps, delta } })).coefficients[0]!.estimate;
    const plain = okValue(poolRandom(cohen, { tau2: "ML" })).estimate;
    expect(estimate(steps.map(() => 1))).toBeCloseTo(plain, 8);
    expect(estimate(moderate)).toBeLessThan(plain);
    expect(estimate(severe)).toBeLessThan(estimate(moderate));
  });
});

describe("a selection model", () => {
  it("is the model without selection when every weight is 1", () => {
    const fixed: readonly Selection[] = [
      { kind: "step", steps: [0.1, 1], delta: [1, 1] },
      { kind: "beta", delta: [1, 1] },
      { kind: "half-normal", delta: [0] },
      { kind: "negative-exponential-power", delta: [0, 1] },
      { kind: "truncated", delta: 1 },
    ];
    const plain = okValue(poolRandom(bcgEffects, { tau2: "ML" }));
    for (const selection of fixed) {
      const fitted = okValue(selectionModel(bcgEffects, { selection, alternative: "less" }));
      expect(fitted.coefficients[0]!.estimate).toBeCloseTo(plain.estimate, 7);
      expect(fitted.tau2).toBeCloseTo(plain.tau2, 7);
      expect(fitted.selectionTest).toEqual({ statistic: expect.closeTo(0, 9), df: 0, pValue: null });
    }
  });

  it("turns with its data: less for the effects is greater for their negatives", () => {
    for (const selection of every) {
      const down = okValue(selectionModel(bcgEffects, { selection, alternative: "less" }));
      const turned = bcgEffects.map(({ yi, vi }) => ({ yi: -yi, vi }));
      const up = okValue(selectionModel(turned, { selection }));
      expect(up.coefficients[0]!.estimate).toBeCloseTo(-down.coefficients[0]!.estimate, 8);
      expect(up.logLikelihood).toBeCloseTo(down.logLikelihood, 10);
    }
  });

  it("does not depend on the unit of the effects or on the order of the studies", () => {
    const selection: Selection = { kind: "step", steps: [0.025, 0.5] };
    const base = okValue(selectionModel(hackshaw, { selection }));
    fc.assert(
      fc.property(fc.integer({ min: -30, max: 30 }), fc.nat(36), (power, start) => {
        const unit = 1.5 ** power;
        const moved = [...hackshaw.slice(start), ...hackshaw.slice(0, start)];
        const scaled = moved.map(({ yi, vi }) => ({ yi: yi * unit, vi: vi * unit * unit }));
        const fitted = okValue(selectionModel(scaled, { selection }));
        expect(fitted.coefficients[0]!.estimate / unit).toBeCloseTo(base.coefficients[0]!.estimate, 7);
        expect(fitted.tau2 / unit ** 2).toBeCloseTo(base.tau2, 7);
        expect(fitted.selectionTest.statistic).toBeCloseTo(base.selectionTest.statistic, 7);
      }),
      { numRuns: 8 },
    );
  });

  it("never has a lower likelihood than without selection, which is inside the model", () => {
    for (const selection of every) {
      for (const alternative of ["greater", "less", "two-sided"] as const) {
        const fitted = okValue(
          selectionModel(hackshaw, {
            selection: selection.kind === "step" ? { ...selection, emptyIntervals: true } : selection,
            alternative,
          }),
        );
        expect(fitted.logLikelihood).toBeGreaterThan(fitted.unadjusted.logLikelihood - 1e-8);
        expect(fitted.convergence.converged).toBe(true);
      }
    }
  });

  it("keeps weights in order when they must not rise", () => {
    const selection: Selection = { kind: "step", steps: [0.05, 0.1, 0.5], decreasing: true };
    const { delta } = okValue(selectionModel(hackshaw, { selection }));
    const weights = delta.map(({ estimate }) => estimate);
    expect(weights[0]).toBe(1);
    for (let j = 1; j < weights.length; j++) expect(weights[j]).toBeLessThanOrEqual(weights[j - 1]! + 1e-12);
  });

  it("takes moderators, and is then the regression without selection at weights of 1", () => {
    const x = hackshaw.map((_, i) => [1, i % 2]);
    const design = matrixFromRows(x);
    const terms = ["intercept", "odd"];
    const none: Selection = { kind: "step", steps: [1], delta: [1] };
    const fitted = okValue(selectionModel(hackshaw, { selection: none, design, terms }));
    expect(fitted.coefficients.map(({ term }) => term)).toEqual(terms);
    const halves = [0, 1].map((side) => hackshaw.filter((_, i) => i % 2 === side));
    const tau2 = fitted.tau2;
    const means = halves.map((half) => okValue(poolRandom(half, { tau2 })).estimate);
    expect(fitted.coefficients[0]!.estimate).toBeCloseTo(means[0]!, 7);
    expect(fitted.coefficients[1]!.estimate).toBeCloseTo(means[1]! - means[0]!, 7);
  });

  it("finds the cut point of a truncated distribution at an effect", () => {
    const selection: Selection = { kind: "truncated", cut: "estimated" };
    const fitted = okValue(selectionModel(hackshaw, { selection }));
    const nearest = Math.min(...hackshaw.map(({ yi }) => Math.abs(yi - fitted.cut!)));
    expect(nearest).toBeLessThan(1e-12);
    const zero = okValue(selectionModel(hackshaw, { selection: { kind: "truncated" } }));
    expect(fitted.logLikelihood).toBeGreaterThanOrEqual(zero.logLikelihood);
    expect(fitted.selectionTest.df).toBe(2);
  });
});

describe("what cannot be fitted", () => {
  const selection: Selection = { kind: "step", steps: [0.025] };

  it("comes back as a problem with a remedy", () => {
    const low = hackshaw.filter(({ yi }) => yi < 0.3);
    expect(selectionModel(low, { selection: { kind: "step", steps: [1e-6] } })).toMatchObject({
      problems: [{ code: "empty-interval", message: expect.stringContaining("0 to 0.000001") }],
    });
    expect(codeOf(selectionModel([], { selection }))).toBe("no-studies");
    expect(codeOf(selectionModel(hackshaw.slice(0, 1), { selection }))).toBe("too-few-studies");
    expect(codeOf(selectionModel(hackshaw, { selection: { kind: "step", steps: [0, 0.5] } }))).toBe(
      "bad-steps",
    );
    expect(codeOf(selectionModel(hackshaw, { selection: { kind: "beta", delta: [1] } }))).toBe("bad-delta");
    expect(codeOf(selectionModel(hackshaw, { selection: { kind: "power", threshold: 2 } }))).toBe(
      "bad-threshold",
    );
    expect(codeOf(selectionModel(hackshaw, { selection: { kind: "power", imprecision: [1] } }))).toBe(
      "bad-imprecision",
    );
    expect(codeOf(selectionModel(hackshaw, { selection, level: 95 }))).toBe("bad-level");
    expect(
      codeOf(selectionModel(hackshaw, { selection: { kind: "truncated" }, alternative: "two-sided" })),
    ).toBe("bad-alternative");
    const design = matrixFromRows(hackshaw.map((_, i) => [1, i, 2 * i]));
    expect(codeOf(selectionModel(hackshaw, { selection, design }))).toBe("collinear");
  });

  it("never throws and never gives NaN without a reason", () => {
    const odd = fc.oneof(
      fc.double({ min: -10, max: 10 }),
      fc.constantFrom(0, 1e-300, 1e300, Number.NaN, Number.POSITIVE_INFINITY, 1e-8),
    );
    fc.assert(
      fc.property(
        fc.array(fc.record({ yi: odd, vi: odd }), { maxLength: 6 }),
        fc.constantFrom(...every),
        (effects, chosen) => {
          const fitted = selectionModel(effects, { selection: chosen });
          if (!fitted.ok) return;
          expect(Number.isFinite(fitted.value.logLikelihood)).toBe(true);
          expect(Number.isFinite(fitted.value.coefficients[0]!.estimate)).toBe(true);
        },
      ),
      { numRuns: 80 },
    );
  });
});
