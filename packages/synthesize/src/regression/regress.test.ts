import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { poolCommon } from "../pool/pool-common.ts";
import { poolRandom } from "../pool/pool-random.ts";
import { bcgEffects, expectancy } from "../published-effects.fixture.ts";
import { codeOf, okValue } from "../result-value.fixture.ts";
import { type Tau2Method, tau2Estimators } from "../tau2/tau2-estimators.ts";
import { designMatrix, interceptOnly } from "./design.ts";
import { type RegressionOptions, regress } from "./regress.ts";

const estimators = Object.keys(tau2Estimators) as Tau2Method[];
const design = (rows: readonly Readonly<Record<string, unknown>>[], formula: string) =>
  okValue(designMatrix(rows, formula));
const fit = (formula: string, options: RegressionOptions = {}) =>
  okValue(regress(bcgEffects, design(bcgEffects, formula), options));

describe("published regressions", () => {
  it("of the BCG trials on latitude and year is the one printed by Viechtbauer (2010, J Stat Softw 36(3))", () => {
    const result = fit("~ ablat + year");
    const [intercept, latitude, year] = result.coefficients.map(({ estimate }) => estimate);
    // The paper prints -3.5455, at the tau2 where its iterations stopped.
    expect(intercept).toBeCloseTo(-3.5455, 3);
    expect(latitude!.toFixed(4)).toBe("-0.0280");
    expect(year!.toFixed(4)).toBe("0.0019");
    expect(result.tau2.toFixed(4)).toBe("0.1108");
    expect(result.tau2Se!.toFixed(4)).toBe("0.0845");
    expect(result.r2!.toFixed(2)).toBe("64.63");
    expect(result.i2.toFixed(2)).toBe("71.98");
    expect(result.q.toFixed(4)).toBe("28.3251");
    expect(result.qDf).toBe(10);
    expect(result.moderators.statistic).toBeCloseTo(12.2043, 3);
    expect(result.moderators.pValue.toFixed(4)).toBe("0.0022");
  });

  it("of teachers' expectations on weeks of contact leaves nothing to explain (Raudenbush 2009, The Handbook of Research Synthesis; dat.raudenbush1985)", () => {
    const capped = expectancy.map((study) => ({ ...study, weeks: Math.min(3, study.weeks) }));
    const result = okValue(regress(capped, design(capped, "~ weeks")));
    expect(result.coefficients.map(({ estimate }) => estimate.toFixed(3))).toEqual(["0.407", "-0.157"]);
    expect(result.coefficients.map(({ se }) => se.toFixed(3))).toEqual(["0.087", "0.036"]);
    expect(result.tau2).toBe(0);
    expect(result.r2).toBe(100);
    expect(result.convergence.boundary).toBe(true);
    // metafor 3.8-1 (R 4.2.2): 16.5708 on 17 degrees of freedom.
    expect(result.q).toBeCloseTo(16.5708252968801, 9);
  });

  it("of the BCG trials on latitude has metafor's digits (3.8-1, R 4.2.2, threshold 1e-14)", () => {
    const result = fit("~ ablat");
    expect(result.coefficients[0]!.estimate).toBeCloseTo(0.2514682100074, 9);
    expect(result.coefficients[1]!.se).toBeCloseTo(0.0071953272209, 10);
    expect(result.tau2).toBeCloseTo(0.0763479639552, 9);
    expect(result.r2).toBeCloseTo(75.6266218116216, 6);
    const ml = fit("~ ablat", { tau2: "ML" });
    expect(ml.tau2).toBeCloseTo(0.03435144248124, 9);
    expect(ml.i2).toBeCloseTo(49.32885018501823, 6);
  });
});

const studies = (least: number) =>
  fc.array(
    fc.record({
      yi: fc.double({ min: -3, max: 3, noNaN: true }),
      vi: fc.double({ min: 0.02, max: 2, noNaN: true }),
      x: fc.integer({ min: -20, max: 20 }),
    }),
    { minLength: least, maxLength: 12 },
  );
const varied = studies(5).filter((rows) => new Set(rows.map(({ x }) => x)).size > 2);
const anyTest = fc.constantFrom("z", "t", "hk", "hk-adhoc");

describe("any regression", () => {
  it("without moderators is the pooled effect", () => {
    fc.assert(
      fc.property(studies(3), fc.constantFrom(...estimators), anyTest, (effects, tau2, test) => {
        const pooled = okValue(poolRandom(effects, { tau2, test }));
        const result = okValue(regress(effects, interceptOnly(effects.length), { tau2, test }));
        const [only] = result.coefficients;
        expect(only!.estimate).toBeCloseTo(pooled.estimate, 7);
        expect(only!.se).toBeCloseTo(pooled.se, 7);
        expect(only!.ciHigh).toBeCloseTo(pooled.ciHigh, 6);
        expect(result.tau2).toBeCloseTo(pooled.tau2, 7);
        expect(result.q).toBeCloseTo(pooled.q, 7);
      }),
      { numRuns: 60 },
    );
  });

  it("does not depend on the order of the studies", () => {
    fc.assert(
      fc.property(varied, fc.constantFrom(...estimators), (effects, tau2) => {
        const one = okValue(regress(effects, design(effects, "~ x"), { tau2, test: "hk" }));
        const turned = [...effects].reverse();
        const other = okValue(regress(turned, design(turned, "~ x"), { tau2, test: "hk" }));
        expect(other.tau2).toBeCloseTo(one.tau2, 7);
        for (const [j, { estimate, se }] of one.coefficients.entries()) {
          expect(other.coefficients[j]!.estimate).toBeCloseTo(estimate, 6);
          expect(other.coefficients[j]!.se).toBeCloseTo(se, 6);
        }
        expect([...other.hat].reverse()).toEqual(one.hat.map((value) => expect.closeTo(value, 6)));
      }),
      { numRuns: 60 },
    );
  });

  it("follows the units of effects and moderators, and the sign of the effects", () => {
    fc.assert(
      fc.property(
        varied,
        fc.constantFrom("REML", "ML", "DL", "PM", "HE", "EB"),
        fc.integer({ min: -9, max: 9 }),
        fc.integer({ min: -6, max: 6 }),
        (effects, tau2, power, unit) => {
          const [scale, length] = [-(10 ** power), 10 ** unit];
          const one = okValue(regress(effects, design(effects, "~ x"), { tau2 }));
          const other = okValue(
            regress(
              effects.map(({ yi, vi }) => ({ yi: scale * yi, vi: scale ** 2 * vi })),
              design(
                effects.map(({ x }) => ({ x: x * length })),
                "~ x",
              ),
              { tau2 },
            ),
          );
          expect(other.tau2 / scale ** 2).toBeCloseTo(one.tau2, 7);
          expect(other.coefficients[0]!.estimate / scale).toBeCloseTo(one.coefficients[0]!.estimate, 6);
          expect((other.coefficients[1]!.estimate * length) / scale).toBeCloseTo(
            one.coefficients[1]!.estimate,
            6,
          );
          expect(other.i2).toBeCloseTo(one.i2, 5);
          expect(other.moderators.pValue).toBeCloseTo(one.moderators.pValue, 6);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("is not moved by a study of nearly infinite variance when tau2 is known", () => {
    fc.assert(
      fc.property(varied, fc.double({ min: 0, max: 2, noNaN: true }), (effects, tau2) => {
        const added = [...effects, { yi: 2, vi: 1e14, x: 5 }];
        const one = okValue(regress(effects, design(effects, "~ x"), { tau2 }));
        const other = okValue(regress(added, design(added, "~ x"), { tau2 }));
        expect(other.k).toBe(one.k + 1);
        for (const [j, { estimate, se }] of one.coefficients.entries()) {
          expect(other.coefficients[j]!.estimate).toBeCloseTo(estimate, 5);
          expect(other.coefficients[j]!.se).toBeCloseTo(se, 5);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("goes from the common-effect model to least squares as tau2 grows", () => {
    const at = (tau2: number) => fit("~ ablat", { tau2 }).coefficients.map(({ estimate }) => estimate);
    const common = fit("~ ablat", { model: "common" }).coefficients.map(({ estimate }) => estimate);
    const plain = fit("~ ablat", { tau2: 1, weights: "equal" }).coefficients.map(({ estimate }) => estimate);
    expect(at(0)).toEqual(common.map((value) => expect.closeTo(value, 12)));
    expect(at(1e9)).toEqual(plain.map((value) => expect.closeTo(value, 8)));
  });

  it("has residuals without sum or trend in its weights, and leverages that add up to its coefficients", () => {
    fc.assert(
      fc.property(varied, (effects) => {
        const { residuals, hat, tau2, fitted } = okValue(regress(effects, design(effects, "~ x")));
        const moment = (f: (i: number) => number) =>
          effects.reduce((sum, { vi }, i) => sum + (residuals[i]! * f(i)) / (vi + tau2), 0);
        expect(moment(() => 1)).toBeCloseTo(0, 6);
        expect(moment((i) => effects[i]!.x)).toBeCloseTo(0, 4);
        expect(hat.reduce((sum, value) => sum + value, 0)).toBeCloseTo(2, 8);
        for (const [i, { yi }] of effects.entries()) expect(fitted[i]! + residuals[i]!).toBeCloseTo(yi, 8);
      }),
      { numRuns: 60 },
    );
  });

  it("with one mean a group agrees with groups pooled alone in the common-effect model", () => {
    const result = fit("~ 0 + alloc", { model: "common" });
    for (const { name, estimate, se } of result.coefficients) {
      const own = okValue(poolCommon(bcgEffects.filter(({ alloc }) => `alloc${alloc}` === name)));
      expect(estimate).toBeCloseTo(own.estimate, 12);
      expect(se).toBeCloseTo(own.se, 12);
    }
  });
});

describe("weights of one's own", () => {
  it("keep the Hartung-Knapp factor of the model's weights (metafor 3.8-1)", () => {
    const weights = bcgEffects.map((_, i) => i + 1);
    const result = okValue(regress(bcgEffects, interceptOnly(13), { weights, test: "hk" }));
    expect(result.scaleFactor).toBeCloseTo(1.011269971967, 9);
    expect(result.coefficients[0]!.se).toBeCloseTo(0.214436755671, 9);
    const pooled = okValue(poolRandom(bcgEffects, { weights, test: "hk" }));
    expect(pooled.se).toBeCloseTo(0.214436755671, 9);
    expect(pooled.estimate).toBeCloseTo(-0.521658092103, 9);
  });

  it("equal to the model's change nothing", () => {
    const { tau2, coefficients } = fit("~ ablat");
    const same = fit("~ ablat", { weights: bcgEffects.map(({ vi }) => 5 / (vi + tau2)) });
    expect(same.coefficients[1]!.se).toBeCloseTo(coefficients[1]!.se, 12);
    expect(same.coefficients[1]!.estimate).toBeCloseTo(coefficients[1]!.estimate, 12);
  });
});

describe("what cannot be computed", () => {
  const four = bcgEffects.slice(0, 4);

  it("is told with a stable code and a remedy", () => {
    const one = interceptOnly(4);
    expect(codeOf(regress(four, one, { level: 95 }))).toBe("bad-level");
    expect(codeOf(regress(four, one, { tau2: -1 }))).toBe("bad-tau2");
    expect(codeOf(regress(four, one, { weights: [1, 2] }))).toBe("bad-weights");
    expect(codeOf(regress(four, one, { tau2: { generalisedQ: [1, 2, 3, 0] } }))).toBe("bad-weights");
    expect(codeOf(regress(four, interceptOnly(3)))).toBe("bad-design");
    const columns = (rows: readonly (readonly number[])[]) => ({
      ...one,
      names: rows[0]!.map((_, j) => `x${j}`),
      rows,
    });
    const x = (...values: number[]) => columns(values.map((value) => [value]));
    expect(codeOf(regress(four, x(1, 2, 3, Number.POSITIVE_INFINITY)))).toBe("bad-moderator");
    expect(codeOf(regress(four, x(Number.NaN, Number.NaN, Number.NaN, Number.NaN)))).toBe("no-studies");
    expect(codeOf(regress(four, x(0, 0, 0, 0)))).toBe("no-coefficients");
    expect(codeOf(regress(four.slice(0, 1), columns([[1, 2]])))).not.toBe("bad-design");
    const wide = columns([
      [1, 0, 0],
      [0, 1, 0],
    ]);
    expect(codeOf(regress(four.slice(0, 2), wide))).toBe("ok");
    expect(codeOf(regress([], interceptOnly(0)))).not.toBe("ok");
    for (const vi of [0, -1, Number.NaN, Number.POSITIVE_INFINITY]) {
      const result = regress([{ yi: 1, vi }, ...four.slice(1)], one);
      expect(result.ok).toBe(false);
      if (!result.ok) expect(result.problems[0]!.message).toMatch(/[;.]/);
    }
  });

  it("or rests on fewer columns or studies is named in the notes", () => {
    const rows = bcgEffects.map((row, i) => ({
      ...row,
      north: 2 * row.ablat,
      year: i === 3 ? null : row.year,
    }));
    const result = okValue(regress(rows, design(rows, "~ ablat + north + year")));
    expect(result.coefficients.map(({ name }) => name)).toEqual(["intrcpt", "ablat", "year"]);
    expect(result.k).toBe(12);
    expect(result.studies).not.toContain(3);
    expect(result.notes.join(" ")).toContain("north is determined by ablat");
    expect(result.notes.join(" ")).toContain("1 study lacks a moderator");
  });

  it("with as many coefficients as studies has no heterogeneity, and says so", () => {
    const two = bcgEffects.slice(0, 2);
    const result = okValue(regress(two, design(two, "~ ablat"), { test: "hk" }));
    expect(result).toMatchObject({ tau2: 0, q: 0, qDf: 0, qP: 1, tau2Interval: null, df: null });
    expect(result.notes[0]).toContain("no degrees of freedom");
  });

  it("never throws, whatever the numbers", () => {
    const wild = fc.oneof(
      fc.double(),
      fc.constantFrom(0, 1e-300, 1e300, -1e300, Number.NaN, Number.POSITIVE_INFINITY),
    );
    fc.assert(
      fc.property(
        fc.array(fc.record({ yi: wild, vi: wild, x: wild }), { maxLength: 6 }),
        fc.constantFrom(...estimators),
        anyTest,
        (effects, tau2, test) => {
          const made = designMatrix(effects, "~ x");
          if (!made.ok) return;
          const result = regress(effects, made.value, { tau2, test });
          if (!result.ok) expect(result.problems[0]!.message.length).toBeGreaterThan(20);
          else
            for (const { estimate, pValue } of result.value.coefficients)
              expect(Number.isNaN(estimate) || Number.isNaN(pValue)).toBe(false);
        },
      ),
      { numRuns: 150 },
    );
  });
});
