import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { codeOf, okValue } from "../result-value.fixture.ts";
import { changeSd, correlationFromSds } from "./change-sd.ts";
import { combineGroups } from "./combine-groups.ts";
import { meanSdFromLogNormalQuantiles } from "./log-normal-quantiles.ts";
import { expectedRange, meanSdFromQuantiles } from "./mean-sd-from-quantiles.ts";
import { skewnessTest } from "./skewness-test.ts";
import {
  sdFromDifference,
  sdFromInterval,
  sdFromStandardError,
  standardErrorFromInterval,
  standardErrorFromP,
} from "./standard-deviation.ts";

describe("standard deviations from what papers print", () => {
  it("agree with each other", () => {
    expect(okValue(sdFromStandardError(2, 25)).value).toBe(10);
    expect(
      okValue(sdFromInterval({ low: 10 - 2.0638985616280205 * 2, high: 10 + 2.0638985616280205 * 2, n: 25 }))
        .value,
    ).toBeCloseTo(10, 12);
    expect(okValue(standardErrorFromInterval(-1.959963984540054, 1.959963984540054)).value).toBeCloseTo(
      1,
      14,
    );
    expect(okValue(standardErrorFromP(1.959963984540054, 0.05)).value).toBeCloseTo(1, 13);
    expect(okValue(sdFromDifference(1, 50, 50)).value).toBeCloseTo(5, 14);
  });

  it("carry formula, inputs and source", () => {
    expect(okValue(sdFromStandardError(2, 25))).toMatchObject({
      formula: "SD = SE sqrt(n)",
      inputs: { SE: 2, n: 25 },
    });
  });

  it("match the Cochrane Handbook's example of a change SD (section 6.5.2.8): 4.0, 4.4 and r = 0.78 give 2.8", () => {
    expect(okValue(changeSd(4, 4.4, 0.78)).value).toBeCloseTo(2.81, 2);
    expect(okValue(correlationFromSds(4, 4.4, 2.8)).value).toBeCloseTo(0.78, 2);
    expect(codeOf(correlationFromSds(4, 4.4, 12))).toBe("impossible-sds");
  });
});

describe("combineGroups", () => {
  it("is what one would get from all people at once, in any order", () => {
    const a = { mean: 3, sd: 1, n: 10 };
    const b = { mean: 5, sd: 2, n: 30 };
    const c = { mean: 4, sd: 1.5, n: 7 };
    const all = okValue(combineGroups([a, b, c]));
    const nested = okValue(combineGroups([okValue(combineGroups([c, a])), b]));
    expect(nested.mean).toBeCloseTo(all.mean, 13);
    expect(nested.sd).toBeCloseTo(all.sd, 13);
    expect(codeOf(combineGroups([]))).toBe("bad-groups");
  });
});

describe("means from medians", () => {
  const quantiles = fc
    .array(fc.double({ min: 1, max: 100, noNaN: true }), { minLength: 5, maxLength: 5 })
    .map((values) => [...values].sort((x, y) => x - y));

  it("follow the unit of measurement and shifts", () => {
    fc.assert(
      fc.property(quantiles, fc.integer({ min: 5, max: 500 }), ([min, q1, median, q3, max], n) => {
        const base = okValue(
          meanSdFromQuantiles({ min: min!, q1: q1!, median: median!, q3: q3!, max: max!, n }),
        );
        const moved = okValue(
          meanSdFromQuantiles({
            min: 2 * min! + 7,
            q1: 2 * q1! + 7,
            median: 2 * median! + 7,
            q3: 2 * q3! + 7,
            max: 2 * max! + 7,
            n,
          }),
        );
        expect(moved.mean.value).toBeCloseTo(2 * base.mean.value + 7, 8);
        expect(moved.sd.value).toBeCloseTo(2 * base.sd.value, 8);
      }),
    );
  });

  it("use Tippett's expected range of a normal sample: 3.0775 for ten", () => {
    expect(expectedRange(10)).toBeCloseTo(3.07750546, 7);
    expect(expectedRange(2)).toBeCloseTo(2 / Math.sqrt(Math.PI), 12);
  });

  it("name missing or unordered quantiles", () => {
    expect(codeOf(meanSdFromQuantiles({ median: 3, n: 20 }))).toBe("incomplete-quantiles");
    expect(codeOf(meanSdFromQuantiles({ q1: 4, median: 3, q3: 5, n: 20 }))).toBe("bad-quantiles");
    expect(codeOf(meanSdFromQuantiles({ q1: 2, median: 3, q3: 5, n: 20 }, "hozo"))).toBe(
      "method-needs-other-quantiles",
    );
    expect(codeOf(meanSdFromLogNormalQuantiles({ min: 0, median: 3, max: 5, n: 20 }))).toBe("not-positive");
  });

  it("test a summary for skewness before trusting it", () => {
    expect(okValue(skewnessTest({ q1: 1.2, median: 3.1, q3: 9, n: 251 })).skewed).toBe(true);
    expect(okValue(skewnessTest({ q1: 5, median: 9, q3: 11.5, n: 55 })).skewed).toBe(false);
  });
});
