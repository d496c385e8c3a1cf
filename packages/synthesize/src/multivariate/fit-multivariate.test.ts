import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { poolRandom } from "../pool/pool-random.ts";
import type { Effect } from "../pool/study-data.ts";
import { codeOf, okValue } from "../result-value.fixture.ts";
import { componentInterval } from "./component-interval.ts";
import { fitMultivariate } from "./fit-multivariate.ts";
import { poolMultilevel } from "./pool-multilevel.ts";
import { districts, schools, studies, timed, tumours } from "./published-models.fixture.ts";
import type { RandomTerm } from "./random-terms.ts";

describe("fitMultivariate", () => {
  const effect = fc.record({
    yi: fc.double({ min: -3, max: 3, noNaN: true }),
    vi: fc.double({ min: 0.01, max: 2, noNaN: true }),
  });
  const someEffects = fc.array(effect, { minLength: 4, maxLength: 12 });
  const pairs = (effects: readonly Effect[]): RandomTerm => ({
    kind: "intercept",
    groups: effects.map((_, i) => Math.floor(i / 2)),
  });
  const own = (effects: readonly Effect[]): RandomTerm => ({
    kind: "intercept",
    groups: effects.map((_, i) => i),
  });

  it("is the random-effects model when every effect is a group of its own", () => {
    fc.assert(
      fc.property(someEffects, (effects) => {
        const plain = okValue(poolRandom(effects, { tau2: "REML" }));
        const result = okValue(fitMultivariate(effects, { random: [own(effects)] }));
        expect(result.random[0]!.variances[0]).toBeCloseTo(plain.tau2, 6);
        expect(result.coefficients[0]!.estimate).toBeCloseTo(plain.estimate, 6);
        expect(result.coefficients[0]!.se).toBeCloseTo(plain.se, 6);
      }),
      { numRuns: 60 },
    );
  });

  it("does not depend on the order of the effects, and follows their unit and sign", () => {
    fc.assert(
      fc.property(someEffects, fc.constantFrom(-1, 1e-6, 1e6), (effects, factor) => {
        const result = okValue(fitMultivariate(effects, { random: [pairs(effects), own(effects)] }));
        const backwards = effects.toReversed();
        const reversed = okValue(
          fitMultivariate(backwards, {
            random: [
              { kind: "intercept", groups: effects.map((_, i) => Math.floor((effects.length - 1 - i) / 2)) },
              own(effects),
            ],
          }),
        );
        expect(reversed.fit.logLikelihood).toBeCloseTo(result.fit.logLikelihood, 7);
        const scaled = okValue(
          fitMultivariate(
            effects.map(({ yi, vi }) => ({ yi: yi * factor, vi: vi * factor * factor })),
            { random: [pairs(effects), own(effects)] },
          ),
        );
        expect(scaled.coefficients[0]!.estimate / factor).toBeCloseTo(result.coefficients[0]!.estimate, 4);
        expect(scaled.fit.logLikelihood + (effects.length - 1) * Math.log(Math.abs(factor))).toBeCloseTo(
          result.fit.logLikelihood,
          6,
        );
      }),
      { numRuns: 40 },
    );
  });

  it("hardly notices an effect of infinite variance", () => {
    const more = [...schools, { yi: 40, vi: 1e12 }];
    const with_ = okValue(
      fitMultivariate(more, {
        random: [{ ...districts, groups: [...districts.groups, "new"] }],
      }),
    );
    const without = okValue(fitMultivariate(schools, { random: [districts] }));
    expect(with_.coefficients[0]!.estimate).toBeCloseTo(without.coefficients[0]!.estimate, 6);
    expect(with_.random[0]!.variances[0]).toBeCloseTo(without.random[0]!.variances[0]!, 6);
  });

  it("reports variances at 0 and correlations at 1 as the edges they are", () => {
    const flat = [0.1, 0.1, 0.1, 0.1, 0.1, 0.1].map((yi) => ({ yi, vi: 0.2 }));
    const result = okValue(fitMultivariate(flat, { random: [pairs(flat), own(flat)] }));
    expect(result.convergence.boundary).toEqual([
      "variance of random term 1 at 0",
      "variance of random term 2 at 0",
    ]);
    expect(result.coefficients[0]!.se).toBeCloseTo(Math.sqrt(0.2 / 6), 12);
  });

  it("knows groups with correlated effects: correlations of 0 change nothing, correlations of 1 make one group", () => {
    const groups = [...new Set(districts.groups)];
    const square = (off: number) => groups.map((_, i) => groups.map((__, j) => (i === j ? 1 : off)));
    const plain = okValue(fitMultivariate(schools, { random: [districts, studies] }));
    const nil = okValue(
      fitMultivariate(schools, {
        random: [{ ...districts, correlation: { groups, matrix: square(0) } }, studies],
      }),
    );
    expect(nil.fit.logLikelihood).toBeCloseTo(plain.fit.logLikelihood, 8);
    const high = okValue(
      fitMultivariate(schools, {
        random: [{ ...districts, correlation: { groups, matrix: square(0.5) } }, studies],
      }),
    );
    // Half of the districts' variance is then common to all, which a mean cannot tell from itself.
    expect(high.random[0]!.variances[0]).toBeCloseTo(2 * plain.random[0]!.variances[0]!, 5);
    expect(high.fit.logLikelihood).toBeCloseTo(plain.fit.logLikelihood, 8);
  });

  it("counts only the order of the levels for AR, and their distances for CAR", () => {
    const stretched = (term: RandomTerm): RandomTerm =>
      term.kind === "structured" ? { ...term, inner: term.inner.map((time) => 2 ** (time as number)) } : term;
    const fit = (term: RandomTerm) => okValue(fitMultivariate(tumours, { random: [term] })).fit.logLikelihood;
    expect(fit(stretched(timed("AR")))).toBeCloseTo(fit(timed("AR")), 9);
    expect(Math.abs(fit(stretched(timed("CAR"))) - fit(timed("CAR")))).toBeGreaterThan(1e-3);
  });

  it("sets correlations of levels that never meet to 0, and says so", () => {
    const rows = tumours.filter(({ study, time }) => ((study as number) <= 8 ? time !== 1 : time !== 4));
    const result = okValue(
      fitMultivariate(rows, {
        random: [
          {
            kind: "structured",
            structure: "UN",
            label: "time | study",
            inner: rows.map((row) => row["time"]!),
            outer: rows.map((row) => row["study"]!),
          },
        ],
      }),
    );
    expect(result.random[0]!.correlations[2]).toBe(0);
    expect(result.random[0]!.heldCorrelations).toEqual([false, false, true, false, false, false]);
    expect(result.notes.join(" ")).toContain("never occur in one group");
    expect(result.parameters).toBe(1 + 4 + 5);
  });

  it("names what is wrong and what to do", () => {
    const two = [
      { yi: 0.1, vi: 0.1 },
      { yi: 0.3, vi: 0.2 },
    ];
    expect(codeOf(fitMultivariate([], {}))).toBe("no-studies");
    expect(codeOf(fitMultivariate(two, { random: [{ kind: "intercept", groups: [1] }] }))).toBe("bad-groups");
    expect(codeOf(fitMultivariate(two, { random: [{ kind: "intercept", groups: [1, Number.NaN] }] }))).toBe(
      "missing-group",
    );
    expect(codeOf(fitMultivariate(two, { samplingCovariance: [[0.1]] }))).toBe("bad-covariance");
    expect(
      codeOf(
        fitMultivariate(two, {
          samplingCovariance: [
            [0.1, 0.01],
            [0.02, 0.2],
          ],
        }),
      ),
    ).toBe("asymmetric");
    expect(
      codeOf(
        fitMultivariate(two, {
          samplingCovariance: [
            [0.1, 5],
            [5, 0.2],
          ],
        }),
      ),
    ).toBe("not-positive-definite");
    expect(
      codeOf(
        fitMultivariate(two, {
          samplingCovariance: [
            [0.3, 0],
            [0, 0.2],
          ],
        }),
      ),
    ).toBe("bad-covariance");
    expect(codeOf(fitMultivariate(two, { level: 95 }))).toBe("bad-level");
    expect(codeOf(fitMultivariate(two, { weights: [1] }))).toBe("bad-weights");
    expect(codeOf(fitMultivariate(two, { test: "t", df: [1, 2] }))).toBe("bad-df");
    expect(codeOf(fitMultivariate(two, { tested: [3] }))).toBe("bad-coefficient");
    const inner = ["a", "b"];
    const outer = [1, 1];
    expect(
      codeOf(fitMultivariate(two, { random: [{ kind: "structured", structure: "CAR", inner, outer }] })),
    ).toBe("bad-times");
    expect(
      codeOf(
        fitMultivariate(two, {
          random: [{ kind: "structured", structure: "CS", inner, outer, hold: { correlations: [2] } }],
        }),
      ),
    ).toBe("bad-component");
    expect(fitMultivariate([two[0]!], { random: [own([two[0]!])] }).ok).toBe(true);
    expect(codeOf(poolMultilevel([]))).toBe("bad-groups");
    const fitted = okValue(fitMultivariate(schools, { random: [{ ...districts, variance: 0.1 }] }));
    expect(codeOf(componentInterval(fitted, { term: 0, kind: "variance" }))).toBe("held-component");
    expect(codeOf(componentInterval(fitted, { term: 1, kind: "variance" }))).toBe("no-component");
  });
});
