import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { effectAxis, roundTicks, tickText } from "./axis.ts";

const interval = (estimate: number, low: number, high: number) => ({ estimate, low, high });

describe("effectAxis", () => {
  test("gives ratios ticks that are symmetric about no effect", () => {
    const { ticks } = effectAxis("log", [interval(2.5, 1.2, 5.2), interval(4, 0.4, 30)]);
    expect(ticks.map(tickText)).toEqual(["0.1", "0.2", "0.5", "1", "2", "5", "10"]);
  });

  test("shows every estimate and the value of no effect, whatever the intervals", () => {
    const positive = fc.double({ min: 0.01, max: 90, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.tuple(positive, positive, positive), { minLength: 1, maxLength: 8 }), (raw) => {
        const intervals = raw.map(([estimate, a, b]) =>
          interval(estimate, estimate * Math.min(1, a), estimate * Math.max(1, b)),
        );
        for (const scale of ["log", "identity"] as const) {
          const axis = effectAxis(scale, intervals);
          for (const value of [axis.nothing!, ...intervals.map((each) => each.estimate)]) {
            expect(axis.at(value)).toBeGreaterThanOrEqual(-1e-9);
            expect(axis.at(value)).toBeLessThanOrEqual(1 + 1e-9);
          }
        }
      }),
    );
  });

  test("shows the pooled interval from end to end", () => {
    const pooled = interval(-1, -7.7, 5.7);
    for (const at of [effectAxis("identity", [pooled], [pooled]).at]) {
      expect(at(pooled.low)).toBeGreaterThanOrEqual(0);
      expect(at(pooled.high)).toBeLessThanOrEqual(1);
    }
    const ratio = interval(1.2, 0.02, 70);
    expect(effectAxis("log", [ratio], [ratio]).at(70)).toBeLessThanOrEqual(1);
  });

  test("grows with values: left is less", () => {
    const axis = effectAxis("identity", [interval(-2, -5, 1)]);
    expect(axis.at(-2)).toBeLessThan(axis.at(0));
  });
});

test("roundTicks cover an interval in steps of 1, 2 or 5", () => {
  expect(roundTicks(-3.3, 0.1)).toEqual([-4, -3, -2, -1, 0, 1]);
  expect(roundTicks(0, 2)).toEqual([0, 0.5, 1, 1.5, 2]);
});
