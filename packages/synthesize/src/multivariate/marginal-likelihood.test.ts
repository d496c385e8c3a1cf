import { numericGradient } from "@coppice/numeric";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { okValue } from "../result-value.fixture.ts";
import { fitMultivariate } from "./fit-multivariate.ts";
import { likelihoodAt } from "./marginal-likelihood.ts";
import { type MultivariateData, multivariateData } from "./multivariate-data.ts";
import { districts, schools, studies, timed, tumours } from "./published-models.fixture.ts";
import type { RandomTerm } from "./random-terms.ts";

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
