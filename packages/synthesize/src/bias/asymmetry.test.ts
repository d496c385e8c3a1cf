import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { oddsRatio } from "../binary/odds-ratio.ts";
import { bcg } from "../published-studies.fixture.ts";
import { codeOf, okValue } from "../result-value.fixture.ts";
import { deeksTest, eggerTest, macaskillTest, pustejovskyTest, thompsonTest } from "./asymmetry-effects.ts";
import { hypergeometricMoments } from "./asymmetry-hypergeometric.ts";
import { beggTest, kendallScore } from "./asymmetry-rank.ts";
import { harbordTest, petersTest, schwarzerTest } from "./asymmetry-tables.ts";

const studies = bcg.map((table) => ({ ...table, ...okValue(oddsRatio(table)) }));

describe("tests of funnel plot asymmetry (BCG, log odds ratios; meta 8.3)", () => {
  it.each([
    ["Egger", eggerTest(studies), -2.345341242079755, 1.556349021387738],
    ["Harbord", harbordTest(bcg), -2.0929915407942357, 1.665765441780617],
    ["Peters", petersTest(studies), -563.6882039133432, 413.7233400207756],
    ["Deeks", deeksTest(studies), -50.29716994003311, 27.914763217124307],
    ["Macaskill", macaskillTest(studies), 5.723782686632323e-6, 1.2148572703407705e-6],
    ["Pustejovsky", pustejovskyTest(studies), -21.16936574098692, 7.355545827644222],
    ["Begg", beggTest(studies), 2, 16.391054470858993],
    ["Schwarzer", schwarzerTest(bcg), 6, 16.391054470858993],
  ])("%s", (name, result, estimate, se) => {
    const test = okValue(result);
    expect(test.name).toBe(name);
    expect(test.estimate / estimate).toBeCloseTo(1, 9);
    expect(test.se / se).toBeCloseTo(1, 9);
    expect(test.df).toBe(["Begg", "Schwarzer"].includes(name) ? null : 11);
  });

  it("Thompson's solves the restricted likelihood, where R stops in the fifth digit", () => {
    const { estimate, se, heterogeneity } = okValue(thompsonTest(studies));
    expect(estimate).toBeCloseTo(-0.7489589943623713, 4);
    expect(se).toBeCloseTo(0.9672844753330326, 4);
    expect(heterogeneity).toBeGreaterThan(0);
    const known = okValue(thompsonTest(studies, heterogeneity!));
    expect(known.estimate).toBeCloseTo(estimate, 9);
  });

  it("say when there are too few studies to rely on them", () => {
    expect(okValue(eggerTest(studies)).notes).toEqual([]);
    expect(okValue(eggerTest(studies.slice(0, 5))).notes[0]).toContain("Only 5 studies");
    for (const test of [eggerTest, beggTest, thompsonTest]) expect(test(studies.slice(0, 2)).ok).toBe(false);
  });

  it("need studies that differ in precision, and numbers", () => {
    const same = studies.map((study) => ({ ...study, vi: 1 }));
    expect(codeOf(eggerTest(same))).toBe("same-precision");
    expect(thompsonTest(same).ok).toBe(false);
    expect(codeOf(beggTest(same))).toBe("same-precision");
    expect(codeOf(eggerTest(studies.map((study, i) => (i === 2 ? { ...study, vi: 0 } : study))))).toBe(
      "not-a-number",
    );
    expect(schwarzerTest([{ events1: 0, n1: 4, events2: 0, n2: 4 }]).ok).toBe(false);
  });

  it("do not depend on order, and change sign with the effects", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            yi: fc.double({ min: -2, max: 2, noNaN: true }),
            vi: fc.double({ min: 0.01, max: 4, noNaN: true }),
          }),
          {
            minLength: 4,
            maxLength: 12,
          },
        ),
        (effects) => {
          const one = eggerTest(effects);
          const two = eggerTest(effects.map(({ yi, vi }) => ({ yi: -yi, vi })).toReversed());
          expect(two.ok).toBe(one.ok);
          if (one.ok && two.ok) {
            expect(two.value.estimate + one.value.estimate).toBeCloseTo(0, 6);
            expect(two.value.pValue).toBeCloseTo(one.value.pValue, 6);
          }
        },
      ),
    );
  });
});

describe("kendallScore", () => {
  it("counts pairs and corrects its variance for ties (Kendall & Gibbons 1990)", () => {
    expect(kendallScore([1, 2, 3, 4], [1, 3, 2, 4])).toEqual({ score: 4, se: Math.sqrt((4 * 3 * 13) / 18) });
    // x has a pair of ties, y none: (k(k-1)(2k+5) - 18)/18.
    expect(kendallScore([1, 1, 2, 3], [1, 2, 3, 4]).se).toBeCloseTo(Math.sqrt((156 - 18) / 18), 14);
  });

  it("moves towards 0 by the continuity correction", () => {
    const { statistic, se } = okValue(beggTest(studies, { continuityCorrection: true }));
    expect(statistic).toBeCloseTo(1 / se, 12);
  });
});

describe("hypergeometricMoments", () => {
  it("at an odds ratio of 1 are those of the central distribution", () => {
    const { mean, variance } = hypergeometricMoments({ events1: 4, n1: 12, events2: 5, n2: 20 }, 0);
    expect(mean).toBeCloseTo((12 * 9) / 32, 12);
    expect(variance).toBeCloseTo((12 * 20 * 9 * 23) / (32 * 32 * 31), 12);
  });

  it("at another odds ratio solve Fisher's small table exactly", () => {
    // n1 = n2 = 1, one event: P(1) = odds/(1 + odds).
    const { mean, variance } = hypergeometricMoments({ events1: 1, n1: 1, events2: 0, n2: 1 }, Math.log(3));
    expect(mean).toBeCloseTo(0.75, 14);
    expect(variance).toBeCloseTo(0.1875, 14);
  });

  it("stay finite for huge arms", () => {
    const { mean, variance } = hypergeometricMoments({ events1: 5e4, n1: 1e6, events2: 4e4, n2: 1e6 }, 0.2);
    expect(mean).toBeGreaterThan(4e4);
    expect(variance).toBeGreaterThan(0);
  });
});
