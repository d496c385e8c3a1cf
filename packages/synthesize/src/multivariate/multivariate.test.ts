import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { poolRandom } from "../pool/pool-random.ts";
import { bcgEffects, schoolCalendars, surgery, surgeryCovariance } from "../published-effects.fixture.ts";
import { designMatrix } from "../regression/design.ts";
import { regress } from "../regression/regress.ts";
import { codeOf, okValue } from "../result-value.fixture.ts";
import { componentInterval } from "./component-interval.ts";
import type { StructureName } from "./covariance-structure.ts";
import { fitMultivariate, type MultivariateOptions } from "./fit-multivariate.ts";
import { poolMultilevel } from "./pool-multilevel.ts";
import { predictMultivariate } from "./predict-multivariate.ts";
import type { RandomTerm } from "./random-terms.ts";

const outcomes = (structure: StructureName): RandomTerm => ({
  kind: "structured",
  structure,
  inner: surgery.map(({ outcome }) => outcome),
  outer: surgery.map(({ trial }) => trial),
});
const surgeryFit = (formula: string, options: MultivariateOptions) =>
  okValue(
    fitMultivariate(surgery, {
      design: okValue(designMatrix(surgery, formula)),
      samplingCovariance: surgeryCovariance,
      ...options,
    }),
  );
const nested = schoolCalendars.map(({ yi, vi, district, school }) => ({
  yi,
  vi,
  groups: [district, school],
}));

describe("published multilevel and multivariate analyses", () => {
  it("school calendars in districts (Konstantopoulos 2011; rma.mv, metafor 3.8-1)", () => {
    const { result, variances, intraclassCorrelation } = okValue(poolMultilevel(nested));
    expect(result.coefficients[0]!.estimate).toBeCloseTo(0.1847131636729, 6);
    expect(result.coefficients[0]!.se).toBeCloseTo(0.0845559187421, 6);
    expect(variances).toEqual([expect.closeTo(0.0650619442753, 6), expect.closeTo(0.0327365170279, 6)]);
    expect(result.fit.logLikelihood).toBeCloseTo(-7.958724033711, 8);
    expect(result.q).toBeCloseTo(578.8640179582234, 8);
    expect(intraclassCorrelation).toBeCloseTo(0.0650619442753 / (0.0650619442753 + 0.0327365170279), 5);
    expect(result.convergence).toMatchObject({ converged: true, boundary: [], secondMaximum: null });
  });

  it("the intervals of their variances are those of the profile likelihood (confint, metafor 3.8-1)", () => {
    const { result } = okValue(poolMultilevel(nested));
    const [district, school] = [0, 1].map((term) =>
      okValue(componentInterval(result, { term, kind: "variance" })),
    );
    expect(district!.low).toBeCloseTo(0.02223, 4);
    expect(district!.high).toBeCloseTo(0.20724, 4);
    expect(school!.low).toBeCloseTo(0.01627, 4);
    expect(school!.high).toBeCloseTo(0.06283, 4);
  });

  it("surgery of periodontal disease (Berkey et al. 1998, Statistics in Medicine 17:2537; metafor 3.8-1, ML)", () => {
    const random = [outcomes("UN")];
    const plain = surgeryFit("~ outcome - 1", { random, method: "ML" });
    expect(plain.coefficients.map(({ name }) => name)).toEqual(["outcomeAL", "outcomePD"]);
    expect(plain.coefficients[0]!.estimate).toBeCloseTo(-0.3379381, 6);
    expect(plain.coefficients[1]!.se).toBeCloseTo(0.0494599, 6);
    expect(plain.random[0]!.variances[0]).toBeCloseTo(0.0261446, 5);
    expect(plain.random[0]!.variances[1]).toBeCloseTo(0.007002, 5);
    expect(plain.random[0]!.correlations[0]).toBeCloseTo(0.69923, 4);
    expect(plain.fit.logLikelihood).toBeCloseTo(5.84065688, 7);
    const byYear = surgeryFit("~ outcome + outcome:I(year - 1983) - 1", { random, method: "ML" });
    const estimates = byYear.coefficients.map(({ estimate }) => estimate.toFixed(3));
    expect(estimates).toEqual(["-0.335", "0.348", "-0.011", "0.001"]);
    expect(byYear.coefficients[2]!.se).toBeCloseTo(0.0243287, 5);
  });
});

describe("a multivariate model", () => {
  const effects = fc
    .array(
      fc.record({
        yi: fc.double({ min: -2, max: 2, noNaN: true }),
        vi: fc.double({ min: 0.05, max: 1, noNaN: true }),
        x: fc.integer({ min: 0, max: 9 }),
      }),
      { minLength: 5, maxLength: 10 },
    )
    .filter((rows) => new Set(rows.map(({ x }) => x)).size > 2);

  it("with one random effect an effect is the meta-regression", () => {
    fc.assert(
      fc.property(effects, fc.constantFrom("REML", "ML"), (rows, method) => {
        const design = okValue(designMatrix(rows, "~ x"));
        const groups = rows.map((_, i) => i);
        const fitted = okValue(
          fitMultivariate(rows, { design, method, random: [{ kind: "intercept", groups }] }),
        );
        const single = okValue(regress(rows, design, { tau2: method }));
        const ll = method === "ML" ? single.fit.ml.logLikelihood : single.fit.reml.logLikelihood;
        expect(fitted.fit.logLikelihood).toBeCloseTo(ll, 6);
        expect(fitted.random[0]!.variances[0]).toBeCloseTo(single.tau2, 4);
        expect(fitted.coefficients[1]!.estimate).toBeCloseTo(single.coefficients[1]!.estimate, 4);
      }),
      { numRuns: 25 },
    );
  });

  it("without random effects is the common-effect model", () => {
    const design = okValue(designMatrix(bcgEffects, "~ ablat"));
    const fitted = okValue(fitMultivariate(bcgEffects, { design }));
    const common = okValue(regress(bcgEffects, design, { model: "common" }));
    expect(fitted.coefficients[1]!.estimate).toBeCloseTo(common.coefficients[1]!.estimate, 12);
    expect(fitted.coefficients[1]!.se).toBeCloseTo(common.coefficients[1]!.se, 12);
    expect(fitted.q).toBeCloseTo(common.q, 9);
  });

  it("does not depend on the order of the effects", () => {
    const order = surgery.map((_, i) => (7 * i + 3) % 10);
    const rows = order.map((i) => surgery[i]!);
    const random: readonly RandomTerm[] = [
      {
        kind: "structured",
        structure: "UN",
        inner: rows.map(({ outcome }) => outcome),
        outer: rows.map(({ trial }) => trial),
      },
    ];
    const turned = okValue(
      fitMultivariate(rows, {
        design: okValue(designMatrix(rows, "~ outcome - 1")),
        samplingCovariance: order.map((i) => order.map((j) => surgeryCovariance[i]![j]!)),
        random,
      }),
    );
    const straight = surgeryFit("~ outcome - 1", { random: [outcomes("UN")] });
    expect(turned.fit.logLikelihood).toBeCloseTo(straight.fit.logLikelihood, 9);
    expect(turned.covariance.flat()).toEqual(straight.covariance.flat().map((v) => expect.closeTo(v, 7)));
  });

  it("follows the scale and the sign of the effects", () => {
    for (const scale of [-1e-6, 1e5]) {
      const scaled = nested.map(({ yi, vi, groups }) => ({ yi: scale * yi, vi: scale ** 2 * vi, groups }));
      const one = okValue(poolMultilevel(nested));
      const other = okValue(poolMultilevel(scaled));
      expect(other.result.coefficients[0]!.estimate / scale).toBeCloseTo(
        one.result.coefficients[0]!.estimate,
        8,
      );
      for (const [i, variance] of other.variances.entries()) {
        expect(variance / scale ** 2).toBeCloseTo(one.variances[i]!, 8);
      }
    }
  });

  it("is not moved by an effect of nearly infinite variance in a group of its own", () => {
    const more = [...nested, { yi: 3, vi: 1e12, groups: [999, 1] }];
    const [one, other] = [nested, more].map((rows) => okValue(poolMultilevel(rows, { method: "ML" })));
    expect(other!.result.coefficients[0]!.estimate).toBeCloseTo(one!.result.coefficients[0]!.estimate, 6);
    expect(other!.variances).toEqual(one!.variances.map((variance) => expect.closeTo(variance, 6)));
  });

  it("fits at least as well with a structure that contains another", () => {
    const ll = (structure: StructureName) =>
      surgeryFit("~ outcome - 1", { random: [outcomes(structure)] }).fit.logLikelihood;
    const [id, diag, cs, hcs, un] = (["ID", "DIAG", "CS", "HCS", "UN"] as const).map(ll);
    expect(diag).toBeGreaterThanOrEqual(id! - 1e-9);
    expect(cs).toBeGreaterThanOrEqual(id! - 1e-9);
    expect(hcs).toBeGreaterThanOrEqual(Math.max(cs!, diag!) - 1e-9);
    // Two levels have one correlation, whatever it is called.
    expect(un).toBeCloseTo(hcs!, 8);
    expect(ll("HAR")).toBeCloseTo(hcs!, 8);
  });

  it("of three-level data is the compound symmetry of schools within districts (Konstantopoulos 2011)", () => {
    const { variances, result } = okValue(poolMultilevel(nested));
    const cs = okValue(
      fitMultivariate(schoolCalendars, {
        random: [
          {
            kind: "structured",
            structure: "CS",
            inner: schoolCalendars.map(({ school }) => school),
            outer: schoolCalendars.map(({ district }) => district),
          },
        ],
      }),
    );
    expect(cs.fit.logLikelihood).toBeCloseTo(result.fit.logLikelihood, 8);
    expect(cs.random[0]!.variances[0]).toBeCloseTo(variances[0]! + variances[1]!, 6);
    expect(cs.random[0]!.correlations[0]).toBeCloseTo(variances[0]! / (variances[0]! + variances[1]!), 5);
  });

  it("counts places for AR and distances for CAR", () => {
    const fit = (structure: StructureName, times: readonly number[]) =>
      okValue(
        fitMultivariate(schoolCalendars, {
          random: [
            {
              kind: "structured",
              structure,
              inner: schoolCalendars.map(({ school }) => times[school - 1]!),
              outer: schoolCalendars.map(({ district }) => district),
            },
          ],
        }),
      );
    const even = Array.from({ length: 11 }, (_, i) => i + 1);
    const gaps = even.map((time) => 2 ** time);
    const [ar, arGaps] = [fit("AR", even), fit("AR", gaps)];
    expect(arGaps.fit.logLikelihood).toBeCloseTo(ar.fit.logLikelihood, 9);
    expect(fit("CAR", even).fit.logLikelihood).toBeCloseTo(ar.fit.logLikelihood, 7);
    expect(fit("CAR", gaps).fit.logLikelihood).not.toBeCloseTo(ar.fit.logLikelihood, 2);
    // The unit of time changes the correlation, not the fit.
    const hours = fit(
      "CAR",
      even.map((time) => time / 4),
    );
    expect(hours.fit.logLikelihood).toBeCloseTo(ar.fit.logLikelihood, 7);
    expect(hours.random[0]!.correlations[0]! ** (1 / 4)).toBeCloseTo(ar.random[0]!.correlations[0]!, 4);
  });

  it("predicts with the variances of all its terms", () => {
    const { result, variances } = okValue(poolMultilevel(nested, { test: "t", level: 0.9 }));
    const [only] = okValue(predictMultivariate(result, [{ x: [1] }]));
    const { estimate, se, ciLow } = result.coefficients[0]!;
    expect(only).toMatchObject({ estimate, se: expect.closeTo(se, 12), ciLow: expect.closeTo(ciLow, 10) });
    expect(only!.prediction!.se).toBeCloseTo(Math.sqrt(se ** 2 + variances[0]! + variances[1]!), 10);
    expect(only!.prediction!.df).toBe(55);
    const byOutcome = surgeryFit("~ outcome - 1", { random: [outcomes("DIAG")] });
    const [unnamed] = okValue(predictMultivariate(byOutcome, [{ x: [1, 0] }]));
    expect(unnamed!.prediction).toBeNull();
    expect(codeOf(predictMultivariate(result, [{ x: [Number.NaN] }]))).toBe("bad-moderators");
  });
});

describe("at the edge", () => {
  it("variances of identical effects are 0, and said to be", () => {
    const same = nested.map(({ groups }) => ({ yi: 0.3, vi: 0.02, groups }));
    const { result, variances } = okValue(poolMultilevel(same));
    expect(variances).toEqual([expect.closeTo(0, 9), expect.closeTo(0, 9)]);
    expect(result.convergence.boundary).toHaveLength(2);
    expect(result.notes.join(" ")).toContain("edge");
    expect(result.coefficients[0]!.estimate).toBeCloseTo(0.3, 10);
  });

  it("a single outer group has no variance of its own", () => {
    const one = nested.slice(0, 4).map((effect) => ({ ...effect, groups: ["only", effect.groups[1]!] }));
    const { result, variances } = okValue(poolMultilevel(one));
    expect(variances[0]).toBe(0);
    expect(result.notes.join(" ")).toContain("one group");
    const plain = okValue(poolRandom(one));
    expect(result.coefficients[0]!.estimate).toBeCloseTo(plain.estimate, 5);
  });

  it("two effects, and one, have a result or a reason", () => {
    expect(okValue(poolMultilevel(nested.slice(0, 2))).result.k).toBe(2);
    const single = okValue(poolMultilevel(nested.slice(0, 1)));
    expect(single.result.coefficients[0]!.estimate).toBeCloseTo(nested[0]!.yi, 12);
    expect(single.variances).toEqual([0, 0]);
    const two = bcgEffects.slice(0, 2);
    const design = okValue(designMatrix(two, "~ ablat"));
    const random: readonly RandomTerm[] = [{ kind: "intercept", groups: [1, 2] }];
    expect(codeOf(fitMultivariate(two, { design, random }))).toBe("too-few-effects");
    expect(codeOf(poolMultilevel([]))).toBe("bad-groups");
  });

  it("problems are told by a stable code", () => {
    const groups = surgery.map(({ trial }) => trial);
    const intercept: RandomTerm = { kind: "intercept", groups };
    const asked = (options: MultivariateOptions) => codeOf(fitMultivariate(surgery, options));
    expect(asked({ random: [intercept] })).toBe("ok");
    expect(asked({ level: 1.5 })).toBe("bad-level");
    expect(asked({ samplingCovariance: [[1]] })).toBe("bad-covariance");
    expect(asked({ random: [{ ...intercept, groups: [1, 2] }] })).toBe("bad-groups");
    expect(asked({ random: [{ ...intercept, groups: groups.map((g) => (g === 2 ? Number.NaN : g)) }] })).toBe(
      "missing-group",
    );
    expect(asked({ random: [outcomes("CAR")] })).toBe("bad-times");
    const changed = (i: number, j: number, value: number) =>
      surgeryCovariance.map((row, a) => row.map((v, b) => (a === i && b === j ? value : v)));
    expect(asked({ samplingCovariance: changed(0, 1, 0.001) })).toBe("asymmetric");
    expect(asked({ samplingCovariance: changed(0, 0, 1) })).toBe("bad-covariance");
    const contradictory = surgeryCovariance.map((row, a) =>
      row.map((v, b) => (a !== b && v !== 0 ? 0.1 : v)),
    );
    expect(asked({ samplingCovariance: contradictory })).toBe("not-positive-definite");
    const fitted = okValue(fitMultivariate(surgery, { random: [intercept] }));
    expect(codeOf(componentInterval(fitted, { term: 1, kind: "variance" }))).toBe("no-component");
    expect(codeOf(componentInterval(fitted, { term: 0, kind: "correlation" }))).toBe("no-component");
    expect(codeOf(componentInterval(fitted, { term: 0, kind: "variance" }, 2))).toBe("bad-level");
  });
});
