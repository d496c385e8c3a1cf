import { describe, expect, it } from "vitest";
import { codeOf, okValue } from "../result-value.fixture.ts";
import { hazardRatioFromLogRank } from "./hazard-ratio.ts";
import {
  effectFromInterval,
  effectFromP,
  effectFromStandardError,
  effectFromStatistic,
} from "./reported-effect.ts";

describe("effects that a paper reports computed", () => {
  it("take the logarithm of a ratio and its interval (Cochrane Handbook 6.3.1)", () => {
    const effect = okValue(effectFromInterval({ measure: "HR", estimate: 0.5, ciLow: 0.25, ciHigh: 1 }));
    expect(effect.yi).toBeCloseTo(Math.log(0.5), 15);
    expect(Math.sqrt(effect.vi)).toBeCloseTo(Math.log(4) / (2 * 1.959963984540054), 14);
    expect(effect.scale).toBe("log");
  });

  it("leave a difference, or a ratio already given as logarithm, as it is", () => {
    expect(okValue(effectFromInterval({ measure: "MD", estimate: -3, ciLow: -5, ciHigh: -1 })).yi).toBe(-3);
    const logged = effectFromStandardError({ measure: "RR", estimate: -0.5, onLogScale: true, se: 0.2 });
    expect(okValue(logged)).toMatchObject({ yi: -0.5, scale: "log" });
  });

  it("agree whichever way the same uncertainty is reported", () => {
    const fromSe = okValue(effectFromStandardError({ measure: "MD", estimate: 1.2, se: 0.5 }));
    const fromZ = okValue(effectFromStatistic({ measure: "MD", estimate: 1.2, statistic: 2.4 }));
    const fromP = okValue(effectFromP({ measure: "MD", estimate: 1.2, p: 0.016395071849 }));
    expect(fromZ.vi).toBeCloseTo(fromSe.vi, 14);
    expect(fromP.vi).toBeCloseTo(fromSe.vi, 9);
  });

  it("use a t distribution when its degrees of freedom are known", () => {
    const t = okValue(effectFromP({ measure: "MD", estimate: 1, p: 0.05, df: 10 }));
    expect(Math.sqrt(t.vi)).toBeCloseTo(1 / 2.2281388519862744, 13);
    expect(t.assumptions).toContain("the test was a t test with 10 degrees of freedom");
  });

  it("refuse what does not determine a standard error, and say why", () => {
    expect(codeOf(effectFromInterval({ measure: "OR", estimate: 2, ciLow: 3, ciHigh: 4 }))).toBe(
      "interval-does-not-hold-estimate",
    );
    expect(codeOf(effectFromInterval({ measure: "OR", estimate: -2, ciLow: -3, ciHigh: 4 }))).toBe(
      "ratio-not-positive",
    );
    expect(codeOf(effectFromP({ measure: "MD", estimate: 0, p: 0.4 }))).toBe("no-effect-no-se");
    expect(codeOf(effectFromP({ measure: "MD", estimate: 1, p: 0 }))).toBe("bad-p");
    expect(codeOf(effectFromStandardError({ measure: "MD", estimate: 1, se: 0 }))).toBe("not-positive");
  });
});

describe("hazardRatioFromLogRank", () => {
  it("is (O - E)/V with variance 1/V (Parmar et al. 1998)", () => {
    expect(okValue(hazardRatioFromLogRank({ observedMinusExpected: -6, variance: 15 }))).toMatchObject({
      yi: -0.4,
      vi: 1 / 15,
    });
    expect(codeOf(hazardRatioFromLogRank({ observedMinusExpected: 1, variance: 0 }))).toBe("not-positive");
  });
});
