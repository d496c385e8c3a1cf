import { describe, expect, it } from "vitest";
import { schoolCalendars, surgery, surgeryCovariance } from "../published-effects.fixture.ts";
import { codeOf, okValue } from "../result-value.fixture.ts";
import { clusterInfluence } from "./cluster-influence.ts";
import { fitMultivariate } from "./fit-multivariate.ts";
import { poolMultilevel } from "./pool-multilevel.ts";

const districts = schoolCalendars.map(({ district }) => district);
const { result } = okValue(
  poolMultilevel(
    schoolCalendars.map(({ yi, vi, district, school }) => ({ yi, vi, groups: [district, school] })),
  ),
);

describe("clusterInfluence", () => {
  it("gives metafor's deleted residuals and Cook's distances of districts (rstudent, cooks.distance, metafor 3.8-1)", () => {
    const shares: number[] = [];
    const { clusters, failed } = okValue(
      clusterInfluence(result, districts, { progress: (share) => shares.push(share) }),
    );
    expect(failed).toEqual([]);
    expect(shares).toHaveLength(11);
    expect(shares.at(-1)).toBe(1);
    const [eleven, twelve, eighteen] = [11, 12, 18].map(
      (name) => clusters.find(({ cluster }) => cluster === name)!,
    );
    expect(eleven!.misfit).toMatchObject({ statistic: expect.closeTo(1.923431676, 4), df: 4 });
    expect(twelve!.misfit!.statistic).toBeCloseTo(4.027478432, 4);
    expect(eighteen!.misfit!.statistic).toBeCloseTo(0.657330828, 4);
    expect(eleven!.cooksDistance).toBeCloseTo(0.0693784142, 5);
    expect(twelve!.cooksDistance).toBeCloseTo(0.0161880606, 5);
    expect(eleven!.coefficients[0]).toBeCloseTo(0.2069850087, 6);
    expect(eleven!.random.map(({ variances }) => variances[0])).toEqual([
      expect.closeTo(0.065440496, 5),
      expect.closeTo(0.0334302525, 5),
    ]);
  });

  it("measures outcomes that are correlated in their errors and their truth", () => {
    const random = (structure: "UN" | "CS") => [
      {
        kind: "structured" as const,
        structure,
        inner: surgery.map(({ outcome }) => outcome),
        outer: surgery.map(({ trial }) => trial),
      },
    ];
    for (const structure of ["UN", "CS"] as const) {
      const fit = okValue(
        fitMultivariate(surgery, {
          random: random(structure),
          samplingCovariance: surgeryCovariance,
          method: "ML",
        }),
      );
      const { clusters } = okValue(
        clusterInfluence(
          fit,
          surgery.map(({ trial }) => trial),
        ),
      );
      expect(clusters).toHaveLength(5);
      for (const { misfit, studentized } of clusters) {
        expect(misfit!.df).toBe(2);
        // A joint chi-square is never below the square of any of its parts.
        expect(misfit!.statistic).toBeGreaterThanOrEqual(Math.max(...studentized.map((z) => z! * z!)) - 1e-9);
      }
    }
  });

  it("lists clusters that the model cannot do without, and stops when asked to", () => {
    const two = [
      { yi: 0.1, vi: 0.1 },
      { yi: 0.4, vi: 0.1 },
    ];
    const design = {
      names: ["intrcpt", "x"],
      rows: [
        [1, 0],
        [1, 1],
      ],
      intercept: true,
      terms: [],
    };
    const fit = okValue(fitMultivariate(two, { design }));
    expect(okValue(clusterInfluence(fit, ["a", "b"])).failed.map(({ cluster }) => cluster)).toEqual([
      "a",
      "b",
    ]);
    expect(codeOf(clusterInfluence(fit, ["a"]))).toBe("bad-groups");
    expect(codeOf(clusterInfluence(fit, ["a", "b"], { signal: { aborted: true } }))).toBe("aborted");
  });
});
