import { describe, expect, it } from "vitest";
import { codeOf, okValue } from "../result-value.fixture.ts";
import { hazardRatioFromLogRank } from "./hazard-ratio.ts";
import { hazardRatioFromCurves } from "./hazard-ratio-from-curves.ts";
import {
  hazardRatioFromEvents,
  hazardRatioFromLogRankP,
  hazardRatioFromObservedExpected,
} from "./hazard-ratio-indirect.ts";

describe("hazard ratios without an interval", () => {
  it("come from a log-rank p-value and the events, on the side that is favoured", () => {
    const events = { kind: "total", events: 100 } as const;
    const effect = okValue(hazardRatioFromLogRankP({ p: 0.05, events, favours: "experimental" }));
    expect(effect.vi).toBeCloseTo(1 / 25, 14);
    expect(effect.yi).toBeCloseTo(-1.959963984540054 / 5, 12);
    const other = okValue(hazardRatioFromLogRankP({ p: 0.05, events, favours: "control" }));
    expect(other.yi).toBe(-effect.yi);
    // The same as O - E = sqrt(V) z with V = 25.
    const direct = okValue(
      hazardRatioFromLogRank({ observedMinusExpected: -5 * 1.959963984540054, variance: 25 }),
    );
    expect(effect.yi).toBeCloseTo(direct.yi, 12);
  });

  it("allow for allocation 2:1 and for events by arm", () => {
    const ratio = okValue(hazardRatioFromEvents(0.8, { kind: "total", events: 90, allocation: 2 }));
    expect(1 / ratio.vi).toBeCloseTo(20, 12);
    const byArm = okValue(hazardRatioFromEvents(0.8, { kind: "by-arm", events1: 60, events2: 30 }));
    expect(byArm.vi).toBeCloseTo(ratio.vi, 14);
    expect(byArm.yi).toBe(Math.log(0.8));
  });

  it("come from observed and expected events", () => {
    const data = { observed1: 20, expected1: 25, observed2: 30, expected2: 25 };
    const effect = okValue(hazardRatioFromObservedExpected(data));
    expect(Math.exp(effect.yi)).toBeCloseTo(20 / 30, 12);
    expect(effect.vi).toBeCloseTo(2 / 25, 14);
  });

  it("name what is missing", () => {
    expect(
      codeOf(hazardRatioFromLogRankP({ p: 0, events: { kind: "total", events: 9 }, favours: "control" })),
    ).toBe("bad-p");
    expect(codeOf(hazardRatioFromEvents(0.8, { kind: "total", events: 0 }))).toBe("not-positive");
    expect(codeOf(hazardRatioFromEvents(-1, { kind: "total", events: 3 }))).toBe("not-positive");
  });
});

describe("hazardRatioFromCurves", () => {
  const times = Array.from({ length: 40 }, (_, i) => 0.05 * (i + 1));
  const curve = (hazard: number): readonly number[] => times.map((t) => Math.exp(-hazard * t));
  const curves = { times, survival1: curve(0.3), survival2: curve(0.6), n1: 300, n2: 300 };

  it("recovers the ratio of two exponential hazards, with a variance near 1/d1 + 1/d2", () => {
    const { yi, vi } = okValue(hazardRatioFromCurves(curves));
    expect(Math.exp(yi)).toBeCloseTo(0.5, 1);
    expect(yi).toBeCloseTo(Math.log(0.5), 1);
    const expected = 1 / (300 * (1 - Math.exp(-0.6))) + 1 / (300 * (1 - Math.exp(-1.2)));
    expect(vi / expected).toBeGreaterThan(0.9);
    expect(vi / expected).toBeLessThan(1.2);
  });

  it("knows less when people are censored, and changes sign with the arms", () => {
    const complete = okValue(hazardRatioFromCurves(curves));
    const censored = okValue(
      hazardRatioFromCurves({ ...curves, minimumFollowUp: 0.5, maximumFollowUp: 2.5 }),
    );
    expect(censored.vi).toBeGreaterThan(complete.vi);
    const swapped = okValue(
      hazardRatioFromCurves({ ...curves, survival1: curves.survival2, survival2: curves.survival1 }),
    );
    expect(swapped.yi).toBeCloseTo(-complete.yi, 12);
  });

  it("names curves that cannot be", () => {
    expect(codeOf(hazardRatioFromCurves({ ...curves, survival1: [1, 0.5] }))).toBe("bad-curves");
    expect(
      codeOf(
        hazardRatioFromCurves({ times: [1, 2], survival1: [0.5, 0.6], survival2: [0.5, 0.4], n1: 9, n2: 9 }),
      ),
    ).toBe("bad-curves");
    expect(
      codeOf(hazardRatioFromCurves({ times: [1], survival1: [1], survival2: [0.5], n1: 9, n2: 9 })),
    ).toBe("no-events");
  });
});
