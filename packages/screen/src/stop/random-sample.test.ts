import { hypergeometricAtMost } from "@coppice/numeric";
import { describe, expect, it } from "vitest";
import { largestRelevant, smallestRelevant } from "./largest-relevant.ts";
import { randomSample } from "./random-sample.ts";
import { reachesTarget } from "./relevant-if-missed.ts";
import { sampleSize } from "./sample-size.ts";

const labelsOf = (sampled: number, relevant: number): boolean[] =>
  Array.from({ length: sampled }, (_, i) => i < relevant);

const probabilityOf = (left: number, events: number, sampled: number, count: number): number => {
  const margins = { n1: sampled, n2: left - sampled, events };
  return hypergeometricAtMost(margins, count) - hypergeometricAtMost(margins, count - 1);
};

describe("the strict test on a random sample of what is left", () => {
  it("gives a case worked by hand: 40 found, 60 of 80 left drawn and none relevant", () => {
    const stated = randomSample(
      { left: 80, relevantBefore: 40, labels: labelsOf(60, 0) },
      { target: 0.95, confidence: 0.95 },
    );
    // 3 left would mean 40/43 < 0.95; all three outside the sample: (20 × 19 × 18)/(80 × 79 × 78).
    expect(stated.ok && stated.statement.figures.p).toBeCloseTo(6840 / 492_960, 12);
    expect(stated).toMatchObject({
      statement: { stop: true, standing: "guarantee", figures: { relevantIfMissed: 3, mostLeft: 2 } },
    });
  });

  it("stops wrongly in at most 1 - confidence of all draws, by counting them out over small pools", () => {
    let worst = 0;
    for (const target of [0.5, 0.8, 0.9, 0.95]) {
      for (const confidence of [0.8, 0.95]) {
        for (const before of [0, 1, 5, 19, 40]) {
          for (const [left, sampled] of [
            [12, 4],
            [12, 9],
            [30, 15],
            [30, 25],
          ] as const) {
            for (let events = 0; events <= left; events++) {
              let wrong = 0;
              for (let count = 0; count <= Math.min(sampled, events); count++) {
                const stated = randomSample(
                  { left, relevantBefore: before, labels: labelsOf(sampled, count) },
                  { target, confidence },
                );
                const found = before + count;
                const reached = reachesTarget(found, before + events, target);
                if (stated.ok && stated.statement.stop && !reached) {
                  wrong += probabilityOf(left, events, sampled, count);
                }
              }
              expect(wrong).toBeLessThanOrEqual(1 - confidence + 1e-9);
              worst = Math.max(worst, wrong / (1 - confidence));
            }
          }
        }
      }
    }
    // The bound is not empty: some pool comes near to it.
    expect(worst).toBeGreaterThan(0.8);
  });

  it("asks more of each look the more are planned", () => {
    const sample = { left: 80, relevantBefore: 40, labels: labelsOf(52, 0) };
    const aim = { target: 0.95, confidence: 0.95 };
    expect(randomSample(sample, aim)).toMatchObject({ statement: { stop: true } });
    expect(randomSample(sample, aim, { planned: 3, now: 2 })).toMatchObject({ statement: { stop: false } });
    expect(randomSample(sample, aim, { planned: 2, now: 3 })).toMatchObject({
      ok: false,
      problems: [{ code: "look-out-of-range" }],
    });
  });

  it("counts relevant records found since, outside the sample, for recall and not for what is left", () => {
    const aim = { target: 0.95, confidence: 0.95 };
    const labels = labelsOf(40, 1);
    const without = randomSample({ left: 60, relevantBefore: 60, labels }, aim);
    const since = randomSample({ left: 60, relevantBefore: 60, labels, relevantSince: 3 }, aim);
    if (!without.ok || !since.ok) throw new Error("refused");
    expect(since.statement.figures.mostLeft).toBe(without.statement.figures.mostLeft - 3);
    expect(since.statement.figures.recallAtLeast).toBeGreaterThan(without.statement.figures.recallAtLeast);
  });

  it("refuses a sample larger than what was left, an empty one, and one with nothing found", () => {
    const codeOf = (left: number, before: number, sampled: number): string | undefined => {
      const stated = randomSample(
        { left, relevantBefore: before, labels: labelsOf(sampled, 0) },
        { target: 0.95, confidence: 0.95 },
      );
      return stated.ok ? undefined : stated.problems[0]!.code;
    };
    expect(codeOf(10, 3, 11)).toBe("sample-too-large");
    expect(codeOf(10, 3, 0)).toBe("nothing-sampled");
    expect(codeOf(10, 0, 5)).toBe("nothing-relevant");
    expect(codeOf(10, -1, 5)).toBe("not-a-count");
  });
});

describe("exact bounds of a count in a finite pool", () => {
  it("meet a published sample: none in 1,065 of 698,423 leaves at most 0.281 % (W. Webber, on quality samples in e-discovery)", () => {
    const most = largestRelevant({ left: 698_423, sampled: 1065, relevant: 0 }, 0.05);
    expect(most / 698_423).toBeCloseTo(0.00281, 5);
  });

  it("each miss the truth in at most alpha of all draws", () => {
    const [left, alpha] = [25, 0.1];
    for (const sampled of [1, 7, 24, 25]) {
      for (let events = 0; events <= left; events++) {
        let [above, below] = [0, 0];
        for (let count = Math.max(0, sampled + events - left); count <= Math.min(sampled, events); count++) {
          const drawn = { left, sampled, relevant: count };
          const p = probabilityOf(left, events, sampled, count);
          if (largestRelevant(drawn, alpha) < events) above += p;
          if (smallestRelevant(drawn, alpha) > events) below += p;
        }
        expect(above).toBeLessThanOrEqual(alpha + 1e-9);
        expect(below).toBeLessThanOrEqual(alpha + 1e-9);
      }
    }
  });
});

describe("the size of a sample", () => {
  it("is the smallest with which the test allows to stop", () => {
    const aim = { target: 0.95, confidence: 0.95 };
    for (const allowed of [0, 1, 2]) {
      for (const looks of [1, 3]) {
        const planned = sampleSize({ left: 500, relevantBefore: 70, allowed, looks }, aim);
        if (!planned.ok) throw new Error("refused");
        const stops = (size: number): boolean => {
          const stated = randomSample(
            { left: 500, relevantBefore: 70, labels: labelsOf(size, allowed) },
            aim,
            { planned: looks, now: 1 },
          );
          return stated.ok && stated.statement.stop === true;
        };
        expect([stops(planned.size - 1), stops(planned.size)]).toEqual([false, true]);
      }
    }
  });

  it("is all that is left where not even one more may be missed", () => {
    const planned = sampleSize({ left: 100, relevantBefore: 10 }, { target: 0.95, confidence: 0.95 });
    // One relevant record left would be a miss: it has to be in the sample with 95 % probability.
    expect(planned).toEqual({ ok: true, size: 95 });
  });
});
