import { describe, expect, it } from "vitest";
import { riskRatio } from "../binary/risk-ratio.ts";
import { codeOf, okValue } from "../result-value.fixture.ts";
import {
  clusterAdjusted,
  designEffect,
  effectiveCounts,
  effectiveSampleSize,
  inflatedStandardError,
} from "./cluster-trial.ts";
import { crossoverRange, crossoverStandardizedRange } from "./crossover-range.ts";
import { splitSharedControl, splitSharedControlMeans } from "./shared-control.ts";

const school = { events1: 63, n1: 295, events2: 84, n2: 330 };

describe("a cluster-randomized trial (Cochrane Handbook, version 6, section 23.1.4: 21 classrooms, ICC 0.02)", () => {
  const effect = okValue(designEffect({ meanSize: 29.8, icc: 0.02 }));

  it("has a design effect of 1.576, and effective counts of 40.0/187.2 against 53.3/209.4", () => {
    expect(effect.value).toBeCloseTo(1.576, 12);
    const counts = okValue(effectiveCounts(school, effect.value));
    const rounded = Object.values(counts).map((x) => Number(x.toFixed(1)));
    expect(rounded).toEqual([40, 187.2, 53.3, 209.4]);
    expect(okValue(effectiveSampleSize(295, effect.value)).value).toBeCloseTo(187.18, 2);
  });

  it("has its standard error multiplied by the root, which is the same thing", () => {
    const plain = okValue(riskRatio(school));
    const adjusted = okValue(clusterAdjusted(plain, { meanSize: 29.8, icc: 0.02 }));
    const counts = okValue(riskRatio(okValue(effectiveCounts(school, effect.value))));
    expect(adjusted.yi).toBe(plain.yi);
    expect(adjusted.vi).toBeCloseTo(counts.vi, 12);
    expect(Math.sqrt(adjusted.vi)).toBeCloseTo(
      okValue(inflatedStandardError(Math.sqrt(plain.vi), 1.576)).value,
      12,
    );
    expect(adjusted.assumptions.join()).toContain("intracluster correlation is 0.02");
  });

  it("needs more when clusters differ in size (Eldridge, Ashby & Kerry 2006)", () => {
    const unequal = okValue(designEffect({ meanSize: 20, icc: 0.05, sizeVariation: 0.65 }));
    expect(unequal.value).toBeCloseTo(1 + ((0.65 ** 2 + 1) * 20 - 1) * 0.05, 14);
    expect(unequal.source).toContain("Eldridge");
    expect(okValue(designEffect({ meanSize: 1, icc: 0.5 })).value).toBe(1);
  });

  it("names numbers that cannot be", () => {
    expect(codeOf(designEffect({ meanSize: 20, icc: 5 }))).toBe("bad-cluster");
    expect(codeOf(designEffect({ meanSize: 20, icc: -0.5 }))).toBe("bad-cluster");
    expect(codeOf(designEffect({ meanSize: Number.NaN, icc: 0.1 }))).toBe("not-a-number");
    expect(codeOf(effectiveCounts(school, 0))).toBe("not-positive");
  });
});

describe("a crossover trial without paired results", () => {
  const arms = { mean1: 7, sd1: 2.38, mean2: 6.5, sd2: 2.89, n: 10 };

  it("has a variance that falls as the assumed correlation rises", () => {
    const rows = okValue(crossoverRange(arms, [0, 0.68]));
    expect(rows.map(({ effect }) => effect.yi)).toEqual([0.5, 0.5]);
    expect(rows[0]!.effect.vi).toBeCloseTo((2.38 ** 2 + 2.89 ** 2) / 10, 12);
    expect(rows[1]!.effect.vi).toBeCloseTo((2.38 ** 2 + 2.89 ** 2 - 2 * 0.68 * 2.38 * 2.89) / 10, 12);
  });

  it("can be standardized by the SD of the measurements", () => {
    const [row] = okValue(crossoverStandardizedRange(arms, [0.5]));
    const smd = 0.5 / Math.sqrt((2.38 ** 2 + 2.89 ** 2) / 2);
    expect(row!.effect.yi).toBeCloseTo(smd, 14);
    expect(row!.effect.vi).toBeCloseTo(1 / 10 + smd ** 2 / 20, 14);
  });

  it("names a correlation that cannot be", () => {
    expect(codeOf(crossoverRange(arms, [1.2]))).toBe("bad-correlation");
    expect(codeOf(crossoverStandardizedRange({ ...arms, sd1: 0, sd2: 0 }))).toBe("zero-sd");
  });
});

describe("a control group shared by several comparisons", () => {
  it("is split evenly, and keeps its risk or its mean", () => {
    const half = okValue(splitSharedControl(school, 2));
    expect(half).toEqual({ ...school, events2: 42, n2: 165 });
    const means = { mean1: 1, sd1: 2, n1: 30, mean2: 0, sd2: 2, n2: 31 };
    expect(okValue(splitSharedControlMeans(means, 2)).n2).toBe(15.5);
  });

  it("names a split that cannot be", () => {
    expect(codeOf(splitSharedControl(school, 0))).toBe("bad-comparisons");
    expect(codeOf(splitSharedControlMeans({ mean1: 1, sd1: 2, n1: 5, mean2: 0, sd2: 2, n2: 5 }, 3))).toBe(
      "too-few-people",
    );
  });
});
