import { describe, expect, it } from "vitest";
import { riskRatio } from "../binary/risk-ratio.ts";
import { bcg } from "../published-studies.fixture.ts";
import { codeOf, okValue } from "../result-value.fixture.ts";
import { fromFirstPeriod } from "./first-period.ts";
import {
  conditionalOddsRatio,
  conditionalOddsRatioFromDiscordant,
  pairedRiskDifference,
} from "./matched-pairs.ts";
import { meanChange } from "./mean-change.ts";
import { pairedMeanDifference, pairedMeanDifferenceFromArms } from "./paired-difference.ts";

describe("the mean difference of a crossover study", () => {
  const difference = 2;
  const n = 16;

  it("is the same whether SD, SE, t, p or interval accompanies it", () => {
    const se = 0.5;
    const t95 = 2.131449545559323;
    const reports = [
      { kind: "sd-of-differences", sd: 2 },
      { kind: "standard-error", se },
      { kind: "t", t: 4 },
      { kind: "interval", low: difference - t95 * se, high: difference + t95 * se },
      { kind: "p", p: 0.0011597 },
    ] as const;
    for (const uncertainty of reports) {
      const effect = okValue(pairedMeanDifference({ difference, n, uncertainty }));
      expect(Math.sqrt(effect.vi)).toBeCloseTo(se, 4);
      expect(effect.measure).toBe("MD");
    }
  });

  it("from the arms rests on a correlation, which it names", () => {
    const data = { mean1: 12, sd1: 3, mean2: 10, sd2: 4, n: 20, correlation: 0.5 };
    const effect = okValue(pairedMeanDifferenceFromArms(data));
    expect(effect.vi).toBeCloseTo((9 + 16 - 12) / 20, 14);
    expect(effect.assumptions.join()).toContain("0.5");
    expect(okValue(meanChange(data)).vi).toBe(effect.vi);
  });

  it("is a problem when nothing determines its standard error", () => {
    expect(codeOf(pairedMeanDifference({ difference: 0, n, uncertainty: { kind: "t", t: 0 } }))).toBe(
      "no-standard-error",
    );
    expect(codeOf(pairedMeanDifference({ difference: 1, n: 1, uncertainty: { kind: "t", t: 2 } }))).toBe(
      "too-few-people",
    );
    expect(codeOf(meanChange({ mean1: 1, sd1: 1, mean2: 1, sd2: 1, n: 9, correlation: 1.5 }))).toBe(
      "bad-correlation",
    );
  });
});

describe("matched tables", () => {
  it("give the McNemar odds ratio b/c from the discordant pairs alone", () => {
    const whole = okValue(conditionalOddsRatio({ both: 20, only1: 6, only2: 3, neither: 40 }));
    const discordant = okValue(conditionalOddsRatioFromDiscordant(6, 3));
    expect(whole.yi).toBeCloseTo(Math.LN2, 14);
    expect(discordant.yi).toBe(whole.yi);
    expect(discordant.vi).toBe(whole.vi);
  });

  it("give a marginal risk difference that is 0 when as many change one way as the other", () => {
    expect(okValue(pairedRiskDifference({ both: 5, only1: 7, only2: 7, neither: 9 })).yi).toBe(0);
    expect(codeOf(pairedRiskDifference({ both: -1, only1: 7, only2: 7, neither: 9 }))).toBe("bad-counts");
  });
});

it("marks an effect from the first period of a crossover study", () => {
  expect(okValue(fromFirstPeriod(riskRatio(bcg[0]!))).assumptions.join()).toContain("first period only");
  expect(fromFirstPeriod(riskRatio({ events1: 3, n1: 2, events2: 0, n2: 1 })).ok).toBe(false);
});
