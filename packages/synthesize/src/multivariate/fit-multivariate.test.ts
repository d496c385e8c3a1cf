import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { numericGradient } from "@coppice/numeric";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { poolRandom } from "../pool/pool-random.ts";
import type { Effect } from "../pool/study-data.ts";
import { codeOf, okValue } from "../result-value.fixture.ts";
import { compareFits } from "./compare-fits.ts";
import { componentInterval, componentProfile } from "./component-interval.ts";
import { fitMultivariate } from "./fit-multivariate.ts";
import { likelihoodAt } from "./marginal-likelihood.ts";
import { type MultivariateData, multivariateData } from "./multivariate-data.ts";
import { type NestedEffect, poolMultilevel } from "./pool-multilevel.ts";
import { predictRandomEffects } from "./random-effects.ts";
import type { RandomTerm } from "./random-terms.ts";

interface Row {
  readonly yi: number;
  readonly vi: number;
  readonly [column: string]: string | number;
}

const read = (name: string) =>
  JSON.parse(readFileSync(fileURLToPath(new URL(`../../fixtures/${name}.json`, import.meta.url)), "utf8"));
const options = read("multivariate-options");
const schools: readonly Row[] = options.datasets.konst;
const gums: readonly Row[] = options.datasets.berkey;
const tumours: readonly Row[] = options.datasets.fine;
const gumsV: readonly (readonly number[])[] = options.cases.find(
  ({ id }: { id: string }) => id === "berkey/btt",
).args.Vmatrix;

const nested: readonly NestedEffect[] = schools.map(({ yi, vi, district, school }) => ({
  yi,
  vi,
  groups: [district!, school!],
}));
const districts: RandomTerm = {
  kind: "intercept",
  label: "district",
  groups: schools.map((row) => row["district"]!),
};
const studies: RandomTerm = {
  kind: "intercept",
  label: "study",
  groups: schools.map((row) => row["study"]!),
};

describe("schools with modified calendars (Konstantopoulos 2011, tables 4 and 5)", () => {
  const pooled = okValue(poolMultilevel(nested));

  it("gives the published three-level estimates", () => {
    const { coefficients } = pooled.result;
    expect(coefficients[0]!.estimate).toBeCloseTo(0.184, 2);
    expect(coefficients[0]!.se).toBeCloseTo(0.085, 3);
    expect(pooled.variances[0]).toBeCloseTo(0.065, 3);
    expect(pooled.variances[1]).toBeCloseTo(0.033, 3);
  });

  it("gives the publication year no effect", () => {
    const { result } = okValue(
      poolMultilevel(nested, {
        design: {
          names: ["intrcpt", "year"],
          rows: schools.map(({ year }) => [1, (year as number) - 1990]),
          intercept: true,
          terms: [],
        },
      }),
    );
    expect(result.coefficients[1]!.estimate).toBeCloseTo(0.005, 3);
    expect(result.coefficients[1]!.se).toBeCloseTo(0.009, 3);
  });

  it("shares the variance out among the levels as metafor's page on I2 does: 95.19, 63.32 and 31.86 per cent", () => {
    expect(pooled.i2.total).toBeCloseTo(95.19, 2);
    expect(pooled.i2.terms[0]).toBeCloseTo(63.32, 2);
    expect(pooled.i2.terms[1]).toBeCloseTo(31.86, 2);
    expect(pooled.intraclassCorrelation).toBeCloseTo(0.6652655, 6);
  });

  it("finds the same likelihood as effects of schools correlated within districts", () => {
    const correlated = okValue(
      fitMultivariate(schools, {
        random: [
          {
            kind: "structured",
            structure: "CS",
            inner: schools.map((row) => row["school"]!),
            outer: schools.map((row) => row["district"]!),
          },
        ],
      }),
    );
    expect(correlated.fit.logLikelihood).toBeCloseTo(pooled.result.fit.logLikelihood, 10);
    expect(correlated.random[0]!.correlations[0]).toBeCloseTo(pooled.intraclassCorrelation, 7);
  });

  it("predicts the districts' effects with metafor's standard errors (ranef, metafor 3.8-1, moderator year)", () => {
    const { result } = okValue(
      poolMultilevel(nested, {
        design: {
          names: ["intrcpt", "year"],
          rows: schools.map(({ year }) => [1, year as number]),
          intercept: true,
          terms: [],
        },
      }),
    );
    const [first] = predictRandomEffects(result);
    const eleven = first!.find(({ effect }) => effect === 0)!;
    expect(eleven.estimate).toBeCloseTo(-0.1474537431, 7);
    expect(eleven.se).toBeCloseTo(0.1928386142, 7);
    expect(eleven.low).toBeCloseTo(-0.5254104817, 6);
    expect(first).toHaveLength(11);
  });

  it("tests the districts' variance by the likelihood ratio (anova, metafor 3.8-1)", () => {
    const full = okValue(fitMultivariate(schools, { random: [districts, studies] }));
    const reduced = okValue(fitMultivariate(schools, { random: [{ ...districts, variance: 0 }, studies] }));
    const compared = okValue(compareFits(full, reduced));
    expect(compared.statistic).toBeCloseTo(17.77355084, 6);
    expect(compared.pValue).toBeCloseTo(0.00002488182513, 10);
    expect(compared.boundaryP).toBeCloseTo(0.5 * 0.00002488182513, 10);
    expect(compareFits(reduced, full).ok).toBe(false);
  });
});

describe("gums after surgical and other treatment (Berkey et al. 1998)", () => {
  const random: readonly RandomTerm[] = [
    {
      kind: "structured",
      structure: "UN",
      label: "outcome | trial",
      inner: gums.map((row) => row["outcome"]!),
      outer: gums.map((row) => row["trial"]!),
    },
  ];
  const design = {
    names: ["AL", "PD"],
    rows: gums.map(({ outcome }) => (outcome === "AL" ? [1, 0] : [0, 1])),
    intercept: false,
    terms: [],
  };

  it("gives the published estimates of the multiple-outcomes model, by ML (their table II)", () => {
    const result = okValue(
      fitMultivariate(gums, { random, design, samplingCovariance: gumsV, method: "ML" }),
    );
    const [al, pd] = result.coefficients;
    expect(al!.estimate).toBeCloseTo(-0.338, 3);
    expect(al!.se).toBeCloseTo(0.08, 2);
    expect(pd!.estimate).toBeCloseTo(0.345, 3);
    expect(pd!.se).toBeCloseTo(0.049, 3);
  });

  it("reads a profile off at the estimate, and its interval where it has fallen by 1.92", () => {
    const result = okValue(fitMultivariate(gums, { random, design, samplingCovariance: gumsV }));
    const name = { term: 0, kind: "correlation" } as const;
    const interval = okValue(componentInterval(result, name));
    const points = okValue(componentProfile(result, name, [interval.estimate, interval.low]));
    expect(points[0]!.logLikelihood).toBeCloseTo(result.fit.logLikelihood, 8);
    expect(points[1]!.logLikelihood).toBeCloseTo(result.fit.logLikelihood - 1.920729, 5);
    expect(interval.highAtBound).toBe(true);
  });
});

const timed = (structure: "CS" | "HCS" | "UN" | "AR" | "HAR" | "CAR" | "ID" | "DIAG"): RandomTerm => ({
  kind: "structured",
  structure,
  label: "time | study",
  inner: tumours.map((row) => row["time"]!),
  outer: tumours.map((row) => row["study"]!),
});

/** The same model with its blocks written out, which the sparse elimination never looks at. */
const dense = (data: MultivariateData): MultivariateData => ({ ...data, shared: null });

describe("the likelihood", () => {
  const cases: readonly [string, readonly RandomTerm[], readonly (readonly number[])[]][] = [
    [
      "nested intercepts",
      [districts, studies],
      [
        [0.3, 0.2],
        [0, 0.4],
        [0.5, 0],
      ],
    ],
    [
      "crossed intercepts",
      [districts, { kind: "intercept", groups: schools.map((row) => row["year"]!) }, studies],
      [[0.3, 0.2, 0.1]],
    ],
    [
      "CS with correlations of either sign",
      [
        {
          kind: "structured",
          structure: "CS",
          inner: schools.map((row) => row["school"]!),
          outer: schools.map((row) => row["district"]!),
        },
      ],
      [
        [0.3, 0.5],
        [0.3, -0.05],
      ],
    ],
    [
      "DIAG",
      [
        {
          kind: "structured",
          structure: "DIAG",
          inner: schools.map((row) => (row["school"] as number) % 3),
          outer: schools.map((row) => row["district"]!),
        },
      ],
      [[0.3, 0.1, 0.2]],
    ],
  ];
  for (const [name, random, points] of cases) {
    it(`is the same by sparse elimination as by dense blocks, and so are its derivatives: ${name}`, () => {
      const design = {
        names: ["intrcpt", "year"],
        rows: schools.map(({ year }) => [1, (year as number) - 1990]),
        intercept: true,
        terms: [],
      };
      const data = okValue(multivariateData(schools, design, random, null));
      expect(data.shared).not.toBeNull();
      for (const theta of points) {
        for (const kind of ["ML", "REML"] as const) {
          const structuresAt = (values: readonly number[]) => {
            let from = 0;
            return data.terms.map(({ structure }) => {
              const own = values.slice(from, from + structure.parameters);
              from += structure.parameters;
              return structure.covariance(own);
            });
          };
          const sparse = likelihoodAt(data, structuresAt(theta), kind)!;
          const full = likelihoodAt(dense(data), structuresAt(theta), kind)!;
          expect(sparse.logLikelihood).toBeCloseTo(full.logLikelihood, 10);
          for (let i = 0; i < schools.length; i++) {
            expect(sparse.u[i]).toBeCloseTo(full.u[i]!, 9);
            expect(sparse.variances[i]).toBeCloseTo(full.variances[i]!, 12);
            expect(sparse.inverseDiagonal()[i]).toBeCloseTo(full.inverseDiagonal()[i]!, 9);
          }
          const slope = numericGradient(
            (values) => likelihoodAt(dense(data), structuresAt(values), kind)!.logLikelihood,
            [...theta],
          );
          const gradientOf = (sums: readonly { readonly data: Float64Array }[]) =>
            theta.map((_, j) => {
              const h = 1e-4;
              const up = structuresAt(theta.map((value, i) => value + (i === j ? h : 0)));
              const down = structuresAt(theta.map((value, i) => value - (i === j ? h : 0)));
              return sums.reduce(
                (total, sum, t) =>
                  total -
                  0.5 *
                    sum.data.reduce(
                      (part, s, e) => part + (s * (up[t]!.data[e]! - down[t]!.data[e]!)) / (2 * h),
                      0,
                    ),
                0,
              );
            });
          for (const point of [sparse, full]) {
            for (const [j, value] of gradientOf(point.sensitivities()).entries()) {
              expect(value).toBeCloseTo(slope[j]!, 4);
            }
          }
        }
      }
    });
  }

  it("is at its maximum: no other values of a heterogeneous autoregressive model come higher", () => {
    const result = okValue(fitMultivariate(tumours, { random: [timed("HAR")] }));
    expect(result.convergence.converged).toBe(true);
    const base = okValue(
      multivariateData(
        tumours,
        { names: ["intrcpt"], rows: tumours.map(() => [1]), intercept: true, terms: [] },
        [timed("HAR")],
        null,
      ),
    );
    const best = result.state.point.logLikelihood;
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1.5, noNaN: true }), { minLength: 4, maxLength: 4 }),
        fc.double({ min: -3, max: 3, noNaN: true }),
        (deviations, t) => {
          const g = base.terms[0]!.structure.covariance([...deviations, t]);
          const there = likelihoodAt(base, [g], "REML");
          return there === null || there.logLikelihood <= best + 1e-9;
        },
      ),
      { numRuns: 300 },
    );
  });
});

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
