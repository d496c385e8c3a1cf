import { describe, expect, it } from "vitest";
import {
  centralLogDensity,
  hypergeometricMoments,
  hypergeometricRange,
} from "./noncentral-hypergeometric.ts";

describe("the noncentral hypergeometric distribution", () => {
  it("sums to what a sum over its whole range gives", () => {
    for (const margins of [
      { n1: 12, n2: 20, events: 9 },
      { n1: 3, n2: 200, events: 190 },
      { n1: 500, n2: 400, events: 30 },
    ]) {
      const [low, high] = hypergeometricRange(margins);
      for (const eta of [-3, -0.4, 0, 1.2, 5]) {
        let [total, s1, s2, s3] = [0, 0, 0, 0];
        for (let x = low; x <= high; x++) {
          const p = Math.exp(centralLogDensity(margins, x) + eta * x);
          total += p;
          s1 += p * x;
        }
        const mean = s1 / total;
        for (let x = low; x <= high; x++) {
          const p = Math.exp(centralLogDensity(margins, x) + eta * x) / total;
          s2 += p * (x - mean) ** 2;
          s3 += p * (x - mean) ** 3;
        }
        const moments = hypergeometricMoments(margins, eta);
        expect(moments.logNormaliser).toBeCloseTo(Math.log(total), 9);
        expect(moments.mean).toBeCloseTo(mean, 9);
        expect(moments.variance).toBeCloseTo(s2, 8);
        expect(moments.thirdMoment).toBeCloseTo(s3, 6);
      }
    }
  });

  it("has the moments of the hypergeometric distribution at eta = 0", () => {
    const { mean, variance, logNormaliser } = hypergeometricMoments({ n1: 50, n2: 150, events: 40 }, 0);
    expect(logNormaliser).toBeCloseTo(0, 10);
    expect(mean).toBeCloseTo(10, 10);
    expect(variance).toBeCloseTo((40 * 0.25 * 0.75 * 160) / 199, 9);
  });

  it("manages a hundred thousand people", () => {
    const { mean } = hypergeometricMoments({ n1: 1e5, n2: 1e5, events: 5e4 }, 0);
    expect(mean).toBeCloseTo(25_000, 4);
  });
});
