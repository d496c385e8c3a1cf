import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { poolRandom } from "../pool/pool-random.ts";
import { bcgEffects, expectancy } from "../published-effects.fixture.ts";
import { codeOf, okValue } from "../result-value.fixture.ts";
import { designMatrix, interceptOnly } from "./design.ts";
import { type LocationScaleOptions, locationScale } from "./location-scale.ts";
import { regress } from "./regress.ts";

const design = (formula: string) => okValue(designMatrix(bcgEffects, formula));
const fit = (location: string, scale: string, options: LocationScaleOptions = {}) =>
  okValue(locationScale(bcgEffects, design(location), design(scale), options));
const estimates = (coefficients: readonly { readonly estimate: number }[]) =>
  coefficients.map(({ estimate }) => estimate);

describe("the location-scale model", () => {
  it("of BCG by latitude, its variation by year, is metafor's (Viechtbauer & Lopez-Lopez 2022; rma with scale, 3.8-1)", () => {
    const result = fit("~ ablat", "~ year");
    expect(result.logLikelihood).toBeCloseTo(-7.987878761869, 8);
    expect(estimates(result.location)[1]).toBeCloseTo(-0.027538174, 6);
    expect(result.location[1]!.se).toBeCloseTo(0.0079226936, 6);
    expect(estimates(result.scale)[1]).toBeCloseTo(0.0358023, 4);
    expect(result.scale[1]!.se).toBeCloseTo(0.0808492, 4);
    expect(result.scaleTest.pValue).toBeCloseTo(0.65789, 4);
    const ml = fit("~ ablat", "~ year", { method: "ML" });
    expect(ml.logLikelihood).toBeCloseTo(-7.660348590915, 8);
    expect(estimates(ml.scale)[1]).toBeCloseTo(-0.052420935, 4);
    expect(ml.scale[1]!.se).toBeCloseTo(0.248552, 3);
  });

  it("of BCG with a variance that grows with size has metafor's likelihood (identity link, 3.8-1)", () => {
    const result = fit("~ 1", "~ I(n/1000)", { link: "identity" });
    expect(result.logLikelihood).toBeCloseTo(-12.03527674353, 7);
    expect(result.tau2[7]).toBeCloseTo(0.69122, 3);
    const [at0, slope] = estimates(result.scale);
    for (const [i, { n }] of bcgEffects.entries()) {
      expect(result.tau2[i]).toBeCloseTo(at0! + (slope! * n) / 1000, 9);
    }
  });

  it("with one scale for all is the random-effects model, whatever the link", () => {
    for (const link of ["log", "identity"] as const) {
      for (const method of ["REML", "ML"] as const) {
        const result = okValue(
          locationScale(bcgEffects, interceptOnly(13), interceptOnly(13), { link, method }),
        );
        const pooled = okValue(poolRandom(bcgEffects, { tau2: method }));
        const [alpha] = estimates(result.scale);
        expect(link === "log" ? Math.exp(alpha!) : alpha).toBeCloseTo(pooled.tau2, 6);
        expect(result.location[0]!.estimate).toBeCloseTo(pooled.estimate, 6);
        expect(result.location[0]!.se).toBeCloseTo(pooled.se, 6);
        for (const tau2 of result.tau2) expect(tau2).toBeCloseTo(pooled.tau2, 6);
      }
    }
  });

  it("fits at least as well as one scale for all, and with a scale a group as groups apart by ML", () => {
    const one = okValue(regress(bcgEffects, design("~ alloc"), { tau2: "ML" }));
    const each = fit("~ alloc", "~ alloc", { method: "ML" });
    expect(each.logLikelihood).toBeGreaterThan(one.fit.ml.logLikelihood - 1e-9);
    const apart = ["random", "alternate", "systematic"].map((alloc) => {
      const rows = bcgEffects.filter((row) => row.alloc === alloc);
      return okValue(regress(rows, interceptOnly(rows.length), { tau2: "ML" })).fit.ml.logLikelihood;
    });
    expect(each.logLikelihood).toBeCloseTo(
      apart.reduce((sum, ll) => sum + ll, 0),
      5,
    );
  });

  it("follows the units of effects and of scale moderators", () => {
    fc.assert(
      fc.property(fc.integer({ min: -6, max: 6 }), fc.integer({ min: -3, max: 3 }), (power, unit) => {
        const scale = -(2 ** power);
        const rows = bcgEffects.map(({ yi, vi, year, ablat }) => ({
          yi: scale * yi,
          vi: scale ** 2 * vi,
          ablat,
          year: year * 10 ** unit,
        }));
        const [location, spread] = ["~ ablat", "~ year"].map((formula) =>
          okValue(designMatrix(rows, formula)),
        );
        const other = okValue(locationScale(rows, location!, spread!));
        const one = fit("~ ablat", "~ year");
        expect(other.location[1]!.estimate / scale).toBeCloseTo(one.location[1]!.estimate, 6);
        expect(other.scale[1]!.estimate * 10 ** unit).toBeCloseTo(one.scale[1]!.estimate, 4);
        for (const [i, tau2] of other.tau2.entries()) expect(tau2 / scale ** 2).toBeCloseTo(one.tau2[i]!, 5);
      }),
      { numRuns: 12 },
    );
  });

  it("has t tests on k - p and k - q degrees of freedom", () => {
    const z = fit("~ ablat", "~ year");
    const t = fit("~ ablat", "~ year", { test: "t", level: 0.9 });
    expect(t.location[1]!.statistic).toBeCloseTo(z.location[1]!.statistic, 9);
    expect(t.location[1]!.pValue).toBeGreaterThan(z.location[1]!.pValue);
    expect(t.locationTest.df2).toBe(11);
    expect(t.scaleTest.df2).toBe(11);
  });

  it("says when variances fall to 0, where standard errors mean nothing", () => {
    const capped = expectancy.map((study) => ({ ...study, weeks: Math.min(3, study.weeks) }));
    const location = okValue(designMatrix(capped, "~ weeks"));
    const result = okValue(locationScale(capped, location, interceptOnly(capped.length)));
    for (const tau2 of result.tau2) expect(tau2).toBeLessThan(1e-9);
    expect(result.notes.join(" ")).toContain("variances are at 0");
    for (const { estimate, pValue } of [...result.location, ...result.scale]) {
      expect(Number.isNaN(estimate) || Number.isNaN(pValue)).toBe(false);
    }
  });

  it("tells what it cannot do by a stable code", () => {
    const few = bcgEffects.slice(0, 2);
    const of = (formula: string) => okValue(designMatrix(few, formula));
    expect(codeOf(locationScale(few, of("~ ablat"), of("~ 1")))).toBe("too-few-studies");
    expect(codeOf(locationScale(few, of("~ 1"), of("~ ablat")))).toBe("too-few-studies");
    expect(codeOf(locationScale(few, of("~ 1"), design("~ 1")))).toBe("bad-design");
    expect(codeOf(locationScale(few, of("~ 1"), of("~ 1"), { level: 0 }))).toBe("bad-level");
  });

  it("leaves out studies that lack a moderator of either part", () => {
    const rows = bcgEffects.map((row, i) => ({
      ...row,
      ablat: i === 2 ? null : row.ablat,
      year: i === 5 ? null : row.year,
    }));
    const [location, scale] = ["~ ablat", "~ year"].map((formula) => okValue(designMatrix(rows, formula)));
    const result = okValue(locationScale(rows, location!, scale!));
    expect(result.k).toBe(11);
    expect(result.studies).not.toContain(2);
    expect(result.studies).not.toContain(5);
  });
});
