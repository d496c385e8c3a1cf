import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { riskRatio } from "../binary/risk-ratio.ts";
import { poolCommon } from "../pool/pool-common.ts";
import { poolRandom } from "../pool/pool-random.ts";
import { bcg } from "../published-studies.fixture.ts";
import { regress } from "../regression/regress.ts";
import { codeOf, okValue } from "../result-value.fixture.ts";
import { baujat, radialPlot } from "./heterogeneity-plots.ts";
import { influence } from "./influence.ts";
import { likelihoodProfile } from "./likelihood-profile.ts";
import { shrunkenEffects } from "./shrunken-effects.ts";

const vaccine = bcg.map((table) => okValue(riskRatio(table)));

const arbitraryEffects = (least: number, most: number) =>
  fc.array(
    fc.record({
      yi: fc.integer({ min: -3000, max: 3000 }).map((thousandths) => thousandths / 1000),
      vi: fc.double({ min: 0.05, max: 2, noNaN: true }),
    }),
    { minLength: least, maxLength: most },
  );

const line = (x: readonly number[]) => ({
  names: ["intrcpt", "x"],
  rows: x.map((value) => [1, value]),
  intercept: true,
  terms: [{ label: "x", columns: [1] }],
});

describe("influence", () => {
  it("is what refits without each study give", () => {
    fc.assert(
      fc.property(
        arbitraryEffects(5, 9),
        fc.constantFrom("REML", "ML", "DL", "PM", "SJ"),
        fc.constantFrom("z", "hk"),
        (effects, tau2, test) => {
          const { studies } = okValue(influence(effects, { tau2, test }));
          for (const [i, study] of studies.entries()) {
            const without = okValue(
              poolRandom(
                effects.filter((_, j) => j !== i),
                { tau2, test, tau2Interval: false },
              ),
            );
            const own = effects[i]!;
            expect(study.tau2Without).toBeCloseTo(without.tau2, 8);
            expect(study.qWithout).toBeCloseTo(without.q, 8);
            expect(study.external?.residual).toBeCloseTo(own.yi - without.estimate, 8);
            expect(study.external?.se).toBeCloseTo(
              Math.sqrt(without.scaleFactor * (own.vi + without.tau2) + without.se ** 2),
              8,
            );
            expect(study.internal.se).toBeGreaterThan(0);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it("starts refits of many studies from the whole estimate and ends at the same root", () => {
    const many = Array.from({ length: 80 }, (_, i) => ({
      yi: Math.sin(3 * i) + (i === 7 ? 6 : 0),
      vi: 0.05 + 0.04 * (i % 7),
    }));
    const x = many.map((_, i) => Math.cos(i));
    for (const tau2 of ["REML", "ML"] as const) {
      const { studies } = okValue(influence(many, { tau2, design: line(x) }));
      for (const i of [0, 7, 41]) {
        const rest = (_: unknown, j: number): boolean => j !== i;
        const without = okValue(regress(many.filter(rest), line(x.filter(rest)), { tau2 }));
        expect(studies[i]?.tau2Without).toBeCloseTo(without.tau2, 11);
        expect(studies[i]?.qWithout).toBeCloseTo(without.q, 8);
      }
      expect(studies.filter(({ influential }) => influential).map(({ study }) => study)).toContain(7);
    }
  });

  it("says nothing of the fit without the only study in which a moderator varies", () => {
    const x = vaccine.map((_, i) => (i === 3 ? 1 : 0));
    const { studies } = okValue(influence(vaccine, { design: line(x) }));
    expect(studies[3]).toMatchObject({
      external: null,
      dffits: null,
      cooksDistance: null,
      influential: true,
    });
    expect(studies[3]?.hat).toBeCloseTo(1, 12);
    expect(studies[2]?.external).not.toBeNull();
  });

  it("does not depend on the order of the studies", () => {
    const forward = okValue(influence(vaccine)).studies;
    const backward = okValue(influence([...vaccine].reverse())).studies;
    for (const [i, study] of forward.entries()) {
      const same = backward[vaccine.length - 1 - i]!;
      expect(same.cooksDistance).toBeCloseTo(study.cooksDistance!, 8);
      expect(same.dffits).toBeCloseTo(study.dffits!, 8);
      expect(same.influential).toBe(study.influential);
    }
  });

  it("refuses single studies and weights of one's own", () => {
    expect(codeOf(influence(vaccine.slice(0, 1)))).toBe("too-few-studies");
    expect(codeOf(influence(vaccine, { weights: vaccine.map(() => 1) }))).toBe("own-weights");
    expect(influence([...vaccine, { yi: Number.NaN, vi: 1 }]).ok).toBe(false);
    expect(influence(vaccine, { weights: "equal" }).ok).toBe(true);
  });
});

describe("points of Baujat's and Galbraith's plots", () => {
  it("of a common-effect model add up to Q", () => {
    const points = okValue(baujat(vaccine, { model: "common" }));
    const { q } = okValue(poolCommon(vaccine));
    expect(points.reduce((sum, { heterogeneity }) => sum + heterogeneity, 0)).toBeCloseTo(q, 10);
    expect(codeOf(baujat(vaccine.slice(0, 1), { model: "common" }))).toBe("too-few-studies");
  });

  it("lie about a line through the origin with the pooled effect as slope", () => {
    const { points, estimate } = okValue(radialPlot(vaccine, { model: "random", tau2: "DL" }));
    const slope =
      points.reduce((sum, { x, y }) => sum + x * y, 0) / points.reduce((sum, { x }) => sum + x * x, 0);
    expect(slope).toBeCloseTo(estimate, 12);
  });
});

describe("shrunken effects", () => {
  it("lie between the study's own estimate and the mean, and keep the studies apart by their deviations", () => {
    const { estimate: mean } = okValue(poolRandom(vaccine));
    for (const { study, estimate, deviation, reliability } of okValue(shrunkenEffects(vaccine))) {
      const { yi } = vaccine[study]!;
      expect(estimate).toBeGreaterThanOrEqual(Math.min(yi, mean));
      expect(estimate).toBeLessThanOrEqual(Math.max(yi, mean));
      expect(estimate - deviation).toBeCloseTo(mean, 12);
      expect(deviation).toBeCloseTo(reliability * (yi - mean), 12);
    }
  });

  it("are all the mean without heterogeneity", () => {
    const same = [0.2, 0.21, 0.19, 0.2].map((yi) => ({ yi, vi: 0.3 }));
    const mean = okValue(poolRandom(same)).estimate;
    for (const { estimate, deviationSe } of okValue(shrunkenEffects(same))) {
      expect(estimate).toBeCloseTo(mean, 14);
      expect(deviationSe).toBe(0);
    }
  });
});

describe("the likelihood profile", () => {
  it("is highest at the estimate", () => {
    for (const kind of ["ML", "REML"] as const) {
      const { tau2 } = okValue(poolRandom(vaccine, { tau2: kind }));
      const [at, ...others] = okValue(
        likelihoodProfile(vaccine, [tau2, 0, 0.9 * tau2, 1.1 * tau2, 10 * tau2], kind),
      );
      for (const { logLikelihood } of others) expect(logLikelihood).toBeLessThan(at!.logLikelihood);
    }
  });

  it("refuses variances below 0", () => {
    expect(codeOf(likelihoodProfile(vaccine, [0.1, -0.1]))).toBe("bad-tau2");
    expect(codeOf(likelihoodProfile(vaccine, [Number.NaN]))).toBe("bad-tau2");
  });
});
