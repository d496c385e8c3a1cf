import { describe, expect, it } from "vitest";
import { okValue } from "../result-value.fixture.ts";
import { compareFits } from "./compare-fits.ts";
import { componentInterval, componentProfile } from "./component-interval.ts";
import { fitMultivariate } from "./fit-multivariate.ts";
import { poolMultilevel } from "./pool-multilevel.ts";
import { districts, gums, gumsV, nested, schools, studies } from "./published-models.fixture.ts";
import { predictRandomEffects } from "./random-effects.ts";
import type { RandomTerm } from "./random-terms.ts";

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
