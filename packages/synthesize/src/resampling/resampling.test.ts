import { describe, expect, it } from "vitest";
import { riskRatio } from "../binary/risk-ratio.ts";
import { type PoolOptions, pool } from "../pool/pool.ts";
import { bcg } from "../published-studies.fixture.ts";
import { codeOf, okValue } from "../result-value.fixture.ts";
import { bootstrap } from "./bootstrap.ts";
import { gosh } from "./gosh.ts";

const vaccine = bcg.map((table) => okValue(riskRatio(table)));
const reml = { model: "random", tau2: "REML" } as const;

describe("GOSH", () => {
  it("fits every subset once, each as pooling it alone would", () => {
    const five = vaccine.slice(0, 5);
    const models: readonly PoolOptions[] = [reml, { model: "random", tau2: "DL" }, { model: "common" }];
    for (const model of models) {
      const found = okValue(gosh(five, model));
      expect(found.complete).toBe(true);
      expect(found.estimate).toHaveLength(31);
      for (let subset = 0; subset < 31; subset++) {
        const part = five.filter((_, i) => found.members[subset * 5 + i] === 1);
        expect(found.size[subset]).toBe(part.length);
        const alone = okValue(pool(part, model));
        expect(found.estimate[subset]).toBeCloseTo(alone.estimate, 10);
        expect(found.tau2[subset]).toBeCloseTo(alone.tau2, 10);
        expect(found.i2[subset]).toBeCloseTo(alone.i2, 8);
        expect(found.q[subset]).toBeCloseTo(alone.q, 10);
      }
    }
  });

  it("draws the same subsets from the same seed", () => {
    const draw = (seed: number) => okValue(gosh(vaccine, reml, { subsets: 200, seed })).members;
    expect(draw(3)).toEqual(draw(3));
    expect(draw(3)).not.toEqual(draw(4));
  });

  it("tells how far it is and stops when asked to", () => {
    const shares: number[] = [];
    okValue(gosh(vaccine, reml, { subsets: 600, progress: (share) => shares.push(share) }));
    expect(shares[0]).toBe(0);
    expect(shares.at(-1)).toBe(1);
    const signal = { aborted: false };
    const stopped = gosh(vaccine, reml, {
      subsets: 5000,
      signal,
      progress: () => {
        signal.aborted = true;
      },
    });
    expect(codeOf(stopped)).toBe("aborted");
  });

  it("refuses more subsets than can be held", () => {
    const many = Array.from({ length: 30 }, (_, i) => ({ yi: i, vi: 1 }));
    expect(codeOf(gosh(many, reml, { subsets: "all" }))).toBe("too-many-subsets");
    expect(codeOf(gosh(many, reml, { subsets: 0 }))).toBe("too-many-subsets");
    expect(codeOf(gosh(many, { ...reml, weights: many.map(() => 1) }))).toBe("own-weights");
  });
});

describe("the bootstrap", () => {
  it("repeats itself from a seed, and has its intervals about the estimate", () => {
    for (const kind of ["studies", "parametric"] as const) {
      const one = okValue(bootstrap(vaccine, reml, { kind, samples: 2000, seed: 11 }));
      expect(okValue(bootstrap(vaccine, reml, { kind, samples: 2000, seed: 11 }))).toEqual(one);
      const { estimate, percentile, basic, bca, se } = one.effect;
      for (const interval of [percentile, basic, bca!]) {
        expect(interval.low).toBeLessThan(estimate);
        expect(interval.high).toBeGreaterThan(estimate);
      }
      expect(basic.low).toBeCloseTo(2 * estimate - percentile.high, 12);
      expect(se).toBeGreaterThan(0);
    }
  });

  it("finds the normal distribution of a common-effect mean when it draws from the model", () => {
    const pooled = okValue(pool(vaccine, { model: "common" }));
    const { effect, tau2 } = okValue(
      bootstrap(vaccine, { model: "common" }, { kind: "parametric", samples: 20_000, seed: 5 }),
    );
    expect(effect.se / pooled.se).toBeCloseTo(1, 1);
    expect((effect.percentile.high - pooled.ciHigh) / pooled.se).toBeCloseTo(0, 0);
    expect(Math.abs(effect.bias) / pooled.se).toBeLessThan(0.05);
    expect(tau2.se).toBe(0);
    expect(tau2.percentile).toEqual({ low: 0, high: 0 });
  });

  it("follows the unit of the effects, however small it is", () => {
    const unit = 2 ** -500;
    const tiny = vaccine.map(({ yi, vi }) => ({ yi: yi * unit, vi: vi * unit ** 2 }));
    const [usual, small] = [vaccine, tiny].map((studies) =>
      okValue(bootstrap(studies, reml, { samples: 50 })),
    );
    expect(small!.effect.se).toBe(usual!.effect.se * unit);
    expect(small!.tau2.se).toBe(usual!.tau2.se * unit ** 2);
    expect(small!.tau2.bca!.high).toBe(usual!.tau2.bca!.high * unit ** 2);
  });

  it("has no corrected interval for two studies, and none at all for one", () => {
    expect(okValue(bootstrap(vaccine.slice(0, 2), reml, { samples: 50 })).effect.bca).toBeNull();
    expect(codeOf(bootstrap(vaccine.slice(0, 1), reml))).toBe("too-few-studies");
    expect(codeOf(bootstrap(vaccine, reml, { samples: 0.5 }))).toBe("bad-samples");
    expect(codeOf(bootstrap(vaccine, reml, { level: 0 }))).toBe("bad-level");
    expect(codeOf(bootstrap(vaccine, reml, { signal: { aborted: true } }))).toBe("aborted");
  });
});
