import { chiSquareQuantile, chiSquareUpperQuantile } from "@coppice/numeric";
import { describe, expect, it } from "vitest";
import { riskRatio } from "../binary/risk-ratio.ts";
import { bcg } from "../published-studies.fixture.ts";
import { codeOf, okValue } from "../result-value.fixture.ts";
import { inconsistency, varianceShare } from "./inconsistency.ts";
import { poolCommon } from "./pool-common.ts";
import { poolRandom } from "./pool-random.ts";
import { tau2IntervalBy } from "./tau2-interval-by.ts";

const effects = bcg.map((table) => okValue(riskRatio(table)));
const { q, qDf } = okValue(poolCommon(effects));

describe("inconsistency", () => {
  it("of BCG is H 3.56 and I2 92.1%, 88.3% to 94.7% (meta 8.3)", () => {
    const { h, i2, i2Low, i2High } = inconsistency(q, qDf);
    expect(h).toBeCloseTo(3.5618, 4);
    expect([i2, i2Low!, i2High!].map((x) => Number(x.toFixed(2)))).toEqual([92.12, 88.32, 94.68]);
  });

  it("starts its interval from 1 when Q is below its degrees of freedom", () => {
    const { h, i2, i2Low, i2High } = inconsistency(2, 6);
    expect([h, i2, i2Low]).toEqual([1, 0, 0]);
    expect(i2High).toBeGreaterThan(0);
  });

  it("has no interval for two studies with little spread, and no value for one", () => {
    expect(inconsistency(1, 1).i2High).toBeNull();
    expect(inconsistency(0, 0)).toMatchObject({ h: 1, i2: 0, i2Low: null });
    expect(inconsistency(Number.NaN, 3).i2High).toBeNull();
  });
});

it("R_b is the mean over studies of tau2/(v + tau2)", () => {
  const { tau2, se, k } = okValue(poolRandom(effects));
  const mean = effects.reduce((sum, { vi }) => sum + (100 * tau2) / (vi + tau2), 0) / k;
  expect(varianceShare(tau2, se, k)).toBeCloseTo(mean, 10);
});

describe("tau2IntervalBy", () => {
  it("ends where Q(tau2) meets its quantiles, which R's root search reaches only to 1e-4", () => {
    const { low, high } = okValue(tau2IntervalBy(effects, "QP"));
    const at = (tau2: number): number =>
      okValue(poolCommon(effects.map(({ yi, vi }) => ({ yi, vi: vi + tau2 })))).q;
    expect(at(low)).toBeCloseTo(chiSquareUpperQuantile(0.025, 12), 9);
    expect(at(high)).toBeCloseTo(chiSquareQuantile(0.025, 12), 9);
    // meta 8.3 prints 0.11969531 and 1.11148626.
    expect(Math.abs(low - 0.11969531281663787)).toBeLessThan(2 ** -13);
    expect(Math.abs(high - 1.1114862622154413)).toBeLessThan(2 ** -13);
  });

  it("orders the methods as they should be on BCG: all hold the estimate", () => {
    const { tau2 } = okValue(poolRandom(effects));
    for (const method of ["QP", "J", "BJ", "PL"] as const) {
      const { low, high } = okValue(tau2IntervalBy(effects, method, 0.9));
      expect(low).toBeLessThan(tau2);
      expect(high).toBeGreaterThan(tau2);
    }
  });

  it("needs two studies and a level", () => {
    expect(codeOf(tau2IntervalBy(effects.slice(0, 1), "QP"))).toBe("too-few-studies");
    expect(codeOf(tau2IntervalBy(effects, "QP", 95))).toBe("bad-level");
  });
});
