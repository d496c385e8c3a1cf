import { expect, it } from "vitest";
import { codeOf, okValue } from "../result-value.fixture.ts";
import { aggregateEffects } from "./aggregate.ts";
import { poolCommon } from "./pool-common.ts";

const effects = [
  { cluster: "a", yi: 0.2, vi: 0.1 },
  { cluster: "b", yi: 1, vi: 0.3 },
  { cluster: "a", yi: 0.6, vi: 0.1 },
];

it("is inverse-variance weighting without correlation", () => {
  const [a] = okValue(aggregateEffects(effects, 0));
  const direct = okValue(poolCommon([effects[0]!, effects[2]!]));
  expect(a!.yi).toBeCloseTo(direct.estimate, 14);
  expect(a!.vi).toBeCloseTo(direct.se ** 2, 14);
});

it("counts perfectly correlated effects almost as one: variance v (1 + rho)/2 for two of equal variance", () => {
  const [a, b] = okValue(aggregateEffects(effects, 0.8));
  expect(a).toMatchObject({ cluster: "a", size: 2 });
  expect(a!.vi).toBeCloseTo((0.1 * 1.8) / 2, 14);
  expect(b).toMatchObject({ yi: 1, size: 1 });
});

it("refuses a correlation that cannot be", () => {
  expect(codeOf(aggregateEffects(effects, 1))).toBe("bad-correlation");
  expect(codeOf(aggregateEffects(effects, -1))).toBe("bad-correlation");
  expect(codeOf(aggregateEffects([{ cluster: 1, yi: 0, vi: 0 }], 0.5))).toBe("bad-effect");
});
