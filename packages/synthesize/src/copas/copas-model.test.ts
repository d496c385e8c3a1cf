import { readFileSync } from "node:fs";
import { numericGradient } from "@coppice/numeric";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { oddsRatio } from "../binary/odds-ratio.ts";
import { poolRandom } from "../pool/pool-random.ts";
import type { Effect } from "../pool/study-data.ts";
import { bcg } from "../published-studies.fixture.ts";
import { codeOf, okValue } from "../result-value.fixture.ts";
import { contourLines, roundLevels } from "./contour-lines.ts";
import { copasDeviance } from "./copas-likelihood.ts";
import { copasModel } from "./copas-model.ts";

const { datasets } = JSON.parse(
  readFileSync(new URL("../../fixtures/selection-models.json", import.meta.url), "utf8"),
) as { readonly datasets: Readonly<Record<string, readonly Effect[]>> };
const hackshaw = datasets["hackshaw"]!;
const bcgEffects = bcg.map((counts) => okValue(oddsRatio(counts)));

describe("Copas' model", () => {
  it("finds in passive smoking (data of Hackshaw et al. 1997, as in Copas & Shi 2000) that the risk falls as more studies are thought missing", () => {
    const { path, side } = okValue(copasModel(hackshaw, { grid: 10 }));
    expect(side).toBe("left");
    const [none, ...selected] = path;
    // Published without selection: relative risk 1.24 (1.13 to 1.36) (Hackshaw et al. 1997).
    expect(Math.exp(none!.estimate)).toBeCloseTo(1.24, 2);
    expect(Math.exp(none!.ciLow!)).toBeCloseTo(1.13, 1);
    for (const point of selected) expect(point.estimate).toBeLessThan(none!.estimate);
    const estimates = path.map(({ estimate }) => estimate);
    expect(estimates).toEqual([...estimates].sort((a, b) => b - a));
    const unpublished = path.map((point) => point.unpublished);
    expect(unpublished).toEqual([...unpublished].sort((a, b) => a - b));
  });

  it("starts from the random-effects model by maximum likelihood", () => {
    const { path } = okValue(copasModel(bcgEffects, { grid: 5 }));
    const plain = okValue(poolRandom(bcgEffects, { tau2: "ML" }));
    expect(path[0]).toMatchObject({
      publicationProbability: 1,
      estimate: expect.closeTo(plain.estimate, 6),
      tau2: expect.closeTo(plain.tau2, 5),
      rho: 0,
      unpublished: expect.closeTo(0, 12),
    });
  });

  it("turns with its data and follows their unit", () => {
    const coarse = { grid: 8 };
    const turnedEffects = bcgEffects.map(({ yi, vi }) => ({ yi: -yi, vi }));
    const base = okValue(copasModel(bcgEffects, coarse));
    const turned = okValue(copasModel(turnedEffects, coarse));
    expect(turned.side).not.toBe(base.side);
    expect(turned.path.map(({ publicationProbability: p }) => p.toFixed(5))).toEqual(
      base.path.map(({ publicationProbability: p }) => p.toFixed(5)),
    );
    for (const [i, point] of turned.path.entries()) {
      expect(point.estimate).toBeCloseTo(-base.path[i]!.estimate, 6);
      expect(point.residualP).toBeCloseTo(base.path[i]!.residualP, 5);
    }
    const scaled = okValue(
      copasModel(
        bcgEffects.map(({ yi, vi }) => ({ yi: 10 * yi, vi: 100 * vi })),
        coarse,
      ),
    );
    expect(scaled.path.at(-1)!.estimate / 10).toBeCloseTo(base.path.at(-1)!.estimate, 6);
  });

  it("has the derivatives of its likelihood", () => {
    const y = bcgEffects.map(({ yi }) => yi);
    const s = bcgEffects.map(({ vi }) => Math.sqrt(vi));
    const at = [-0.6, -0.7, 0.4, 0.2];
    const value = ([mu, rho, tau, beta]: readonly number[]): number =>
      copasDeviance(y, s, 0.3, 0.08, { mu: mu!, rho: rho!, tau: tau!, beta: beta! }).value;
    const numeric = numericGradient(value, at);
    const { gradient } = copasDeviance(y, s, 0.3, 0.08, { mu: -0.6, rho: -0.7, tau: 0.4, beta: 0.2 });
    for (const [i, slope] of gradient.entries()) expect(slope).toBeCloseTo(numeric[i]!, 7);
  });

  it("says what it cannot do", () => {
    expect(codeOf(copasModel([]))).toBe("no-studies");
    expect(codeOf(copasModel(bcgEffects.slice(0, 2)))).toBe("too-few-studies");
    expect(codeOf(copasModel(bcgEffects.map(({ yi }) => ({ yi, vi: 0.1 }))))).toBe("too-few-studies");
    expect(codeOf(copasModel(bcgEffects, { level: 95 }))).toBe("bad-level");
    expect(codeOf(copasModel(bcgEffects, { grid: 2 }))).toBe("bad-grid");
    expect(codeOf(copasModel(bcgEffects, { gamma0: [1, 0] }))).toBe("bad-range");
    expect(codeOf(copasModel(bcgEffects, { signal: { aborted: true } }))).toBe("aborted");
  });

  it("never throws and never gives NaN", () => {
    const odd = fc.oneof(
      fc.double({ min: -10, max: 10 }),
      fc.constantFrom(0, 1e-300, 1e300, Number.NaN, 1e-8),
    );
    fc.assert(
      fc.property(fc.array(fc.record({ yi: odd, vi: odd }), { minLength: 3, maxLength: 5 }), (effects) => {
        const result = copasModel(effects, { grid: 4 });
        if (!result.ok) return;
        for (const { estimate, residualP } of result.value.path) {
          expect(Number.isNaN(estimate)).toBe(false);
          expect(Number.isNaN(residualP)).toBe(false);
        }
      }),
      { numRuns: 25 },
    );
  });
});

describe("contour lines", () => {
  it("are straight for a plane and closed around a hill", () => {
    const axis = [0, 1, 2, 3, 4];
    const [line, ...others] = contourLines(
      axis,
      axis,
      axis.map((x) => axis.map((y) => x + 2 * y)),
      5.5,
    );
    expect(others).toEqual([]);
    for (const [x, y] of line!.points) expect(x + 2 * y).toBeCloseTo(5.5, 12);
    const [ring] = contourLines(
      axis,
      axis,
      axis.map((x) => axis.map((y) => -((x - 2) ** 2) - (y - 2) ** 2)),
      -1.5,
    );
    expect(ring!.points.at(-1)).toEqual(ring!.points[0]);
    expect(ring!.points).toHaveLength(13);
  });

  it("lie at round levels, as R's pretty gives them", () => {
    expect(roundLevels(-0.7323617, -0.5450288, 10).map((x) => x.toFixed(2))).toEqual([
      "-0.74",
      "-0.72",
      "-0.70",
      "-0.68",
      "-0.66",
      "-0.64",
      "-0.62",
      "-0.60",
      "-0.58",
      "-0.56",
      "-0.54",
    ]);
    expect(roundLevels(-0.1258768, -0.0004341, 10)).toHaveLength(14);
    expect(roundLevels(3, 3, 10)).toEqual([3]);
  });
});
