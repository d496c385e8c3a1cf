import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { codeOf, okValue } from "../result-value.fixture.ts";
import { correctedProportions } from "./corrected-proportion.ts";
import { binomialLower } from "./intervals.fixture.ts";
import { proportionInterval } from "./proportion-interval.ts";
import { rateInterval } from "./rate-interval.ts";

const round = (x: number): number => Number(x.toFixed(4));

describe("proportionInterval (Newcombe 1998, Statistics in Medicine 17:857, table I)", () => {
  it.each([
    ["SA", 81, 263, 0.2522, 0.3638],
    ["SACC", 81, 263, 0.2503, 0.3657],
    ["WS", 81, 263, 0.2553, 0.3662],
    ["WSCC", 81, 263, 0.2535, 0.3682],
    ["CP", 81, 263, 0.2527, 0.3676],
    ["WS", 15, 148, 0.0624, 0.1605],
    ["WSCC", 15, 148, 0.0598, 0.1644],
    ["CP", 15, 148, 0.0578, 0.1617],
    ["CP", 0, 20, 0, 0.1684],
    ["CP", 1, 29, 0.0009, 0.1776],
  ] as const)("%s of %d/%d", (method, events, n, low, high) => {
    const interval = okValue(proportionInterval({ events, n }, method));
    expect([round(interval.low), round(interval.high)]).toEqual([low, high]);
  });

  it("mirrors when events and non-events are exchanged", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 300 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.constantFrom("CP", "WS", "WSCC", "AC", "SA", "SACC"),
        (n, share, method) => {
          const events = Math.round(share * n);
          const one = okValue(proportionInterval({ events, n }, method, 0.9));
          const other = okValue(proportionInterval({ events: n - events, n }, method, 0.9));
          expect(other.low).toBeCloseTo(1 - one.high, 9);
          expect(other.high).toBeCloseTo(1 - one.low, 9);
        },
      ),
    );
  });

  it("by Clopper and Pearson leaves exactly half of the error in each binomial tail", () => {
    const { low, high } = okValue(proportionInterval({ events: 7, n: 30 }));
    expect(binomialLower(7, 30, high)).toBeCloseTo(0.025, 10);
    expect(1 - binomialLower(6, 30, low)).toBeCloseTo(0.025, 10);
  });

  it("names impossible counts and levels", () => {
    expect(codeOf(proportionInterval({ events: 3, n: 2 }))).toBe("bad-counts");
    expect(codeOf(proportionInterval({ events: 1, n: 2 }, "CP", 95))).toBe("bad-level");
  });
});

describe("rateInterval", () => {
  it("by Garwood: 10 events have an exact interval of 4.795 to 18.390, none 0 to 3.689", () => {
    const ten = okValue(rateInterval({ events: 10, time: 2 }));
    expect([ten.estimate, round(2 * ten.low), round(2 * ten.high)]).toEqual([5, 4.7954, 18.3904]);
    const none = okValue(rateInterval({ events: 0, time: 1 }));
    expect([none.low, round(none.high)]).toEqual([0, 3.6889]);
  });

  it("by the score test solves (x - m)^2 = z^2 m", () => {
    const { low, high } = okValue(rateInterval({ events: 7, time: 1 }, "score"));
    for (const m of [low, high]) expect((7 - m) ** 2 / m).toBeCloseTo(1.959963984540054 ** 2, 10);
    expect(okValue(rateInterval({ events: 4, time: 1 }, "normal", 0.9)).high).toBeCloseTo(
      4 + 2 * 1.6448536,
      6,
    );
    expect(codeOf(rateInterval({ events: 4, time: 0 }))).toBe("bad-rates");
  });
});

describe("correctedProportions", () => {
  const groups = [
    { events: 0, n: 20 },
    { events: 5, n: 40 },
    { events: 10, n: 10 },
  ];

  it("keeps raw proportions and corrects their variances (meta 8.3)", () => {
    const effects = correctedProportions(groups, "PR").map(okValue);
    expect(effects.map(({ yi }) => yi)).toEqual([0, 0.125, 1]);
    expect(Math.sqrt(effects[0]!.vi)).toBeCloseTo(0.03326848242884628, 14);
    expect(Math.sqrt(effects[2]!.vi)).toBeCloseTo(0.0628044799734325, 14);
  });

  it("gives a log proportion of 1 the variance 1/x - 1/(n + c)", () => {
    const [, , all] = correctedProportions(groups, "PLN").map(okValue);
    expect(all!.yi).toBe(0);
    expect(all!.vi).toBeCloseTo(1 / 10 - 1 / 10.5, 15);
  });

  it("corrects all groups on request, and arcsines never", () => {
    const any = correctedProportions(groups, "PLO", { apply: "if-any-zero" }).map(okValue);
    expect(any[1]!.yi).toBeCloseTo(Math.log(5.5 / 35.5), 14);
    expect(okValue(correctedProportions(groups, "PAS", { apply: "all" })[0]!).yi).toBe(0);
    expect(codeOf(correctedProportions([{ events: 3, n: 1 }], "PLO")[0]!)).toBe("bad-counts");
  });
});
