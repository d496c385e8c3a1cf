import { describe, expect, it } from "vitest";
import { kendallTest } from "./kendall.ts";

describe("kendallTest", () => {
  it("is exact for a handful: all four in order has probability 2/24 two-sided", () => {
    expect(kendallTest([1, 2, 3, 4], [10, 20, 30, 40])).toEqual({ tau: 1, pValue: 2 / 24, exact: true });
    expect(kendallTest([1, 2, 3, 4], [4, 3, 2, 1]).tau).toBe(-1);
  });

  it("meets R's cor.test(method = 'kendall') with and without ties", () => {
    const x = [44.4, 45.9, 41.9, 53.3, 44.7, 44.1, 50.7, 45.2, 60.1];
    const y = [2.6, 3.1, 2.5, 5, 3.6, 4, 5.2, 2.8, 3.8];
    const hollander = kendallTest(x, y);
    expect(hollander.tau).toBeCloseTo(0.4444444, 7);
    expect(hollander.pValue).toBeCloseTo(0.1194389, 7);
    const tied = kendallTest([1, 1, 2, 3, 4, 4, 4], [2, 1, 2, 5, 4, 3, 5]);
    expect(tied.exact).toBe(false);
    expect(tied.tau).toBeCloseTo(0.612056372, 8);
    expect(tied.pValue).toBeCloseTo(0.0745344529, 8);
  });

  it("finds nothing when a variable is constant", () => {
    expect(kendallTest([1, 1, 1], [1, 2, 3])).toEqual({ tau: 0, pValue: 1, exact: false });
  });
});
