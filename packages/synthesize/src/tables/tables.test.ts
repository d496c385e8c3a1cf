import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bcg } from "../published-studies.fixture.ts";
import { codeOf, okValue } from "../result-value.fixture.ts";
import { mantelHaenszel } from "./mantel-haenszel.ts";
import { mantelHaenszelRates } from "./mantel-haenszel-rates.ts";
import { peto } from "./peto.ts";

describe("mantelHaenszel", () => {
  it("pools BCG: odds ratio 0.6229, risk ratio 0.6353", () => {
    expect(Math.exp(okValue(mantelHaenszel(bcg, { measure: "OR" })).estimate)).toBeCloseTo(0.6229, 4);
    expect(Math.exp(okValue(mantelHaenszel(bcg)).estimate)).toBeCloseTo(0.6353, 4);
  });

  it("gives one table its own odds ratio, with Woolf's variance", () => {
    const { events1: a, n1, events2: c, n2 } = bcg[0]!;
    const result = okValue(mantelHaenszel([bcg[0]!], { measure: "OR" }));
    expect(result.estimate).toBeCloseTo(Math.log((a * (n2 - c)) / ((n1 - a) * c)), 13);
    expect(result.se ** 2).toBeCloseTo(1 / a + 1 / (n1 - a) + 1 / c + 1 / (n2 - c), 13);
    expect(result.homogeneity).toBeNull();
  });

  it("needs no filling of single zero cells, and is not moved by a study without events", () => {
    const tables = [...bcg.slice(0, 3), { events1: 0, n1: 25, events2: 4, n2: 25 }];
    const more = [...tables, { events1: 0, n1: 40, events2: 0, n2: 40 }];
    for (const measure of ["OR", "RR"] as const) {
      const result = okValue(mantelHaenszel(tables, { measure }));
      const other = okValue(mantelHaenszel(more, { measure }));
      expect(other.estimate).toBeCloseTo(result.estimate, 14);
      expect(other.effects.at(-1)).toBeNull();
      expect(other.notes).toHaveLength(1);
    }
  });

  it("is a problem when one arm has no event in any study, unless a rule fills the tables", () => {
    const tables = [
      { events1: 0, n1: 25, events2: 4, n2: 25 },
      { events1: 0, n1: 30, events2: 2, n2: 25 },
    ];
    expect(codeOf(mantelHaenszel(tables))).toBe("not-estimable");
    expect(codeOf(mantelHaenszel(tables, { tables: { rule: "only-zero" } }))).toBe("ok");
    expect(codeOf(mantelHaenszel(tables, { measure: "RD" }))).toBe("ok");
    expect(codeOf(mantelHaenszel([]))).toBe("no-studies");
    expect(codeOf(mantelHaenszel([{ events1: 9, n1: 5, events2: 1, n2: 5 }]))).toBe(
      "more-events-than-people",
    );
  });

  it("does not depend on the order of the studies and changes sign with the arms", () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...bcg], { minLength: 2 }),
        fc.constantFrom("OR", "RR", "RD"),
        (tables, measure) => {
          const result = okValue(mantelHaenszel(tables, { measure: measure as "OR" }));
          const reversed = okValue(mantelHaenszel([...tables].reverse(), { measure: measure as "OR" }));
          expect(reversed.estimate).toBeCloseTo(result.estimate, 10);
          const mirrored = tables.map(({ events1, n1, events2, n2 }) => ({
            events1: events2,
            n1: n2,
            events2: events1,
            n2: n1,
          }));
          const other = okValue(mantelHaenszel(mirrored, { measure: measure as "OR" }));
          expect(other.estimate).toBeCloseTo(-result.estimate, 10);
          expect(other.se).toBeCloseTo(result.se, 10);
        },
      ),
    );
  });
});

describe("peto", () => {
  it("pools BCG: odds ratio 0.6222", () => {
    const result = okValue(peto(bcg));
    expect(Math.exp(result.estimate)).toBeCloseTo(0.6222, 4);
    expect(result.weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(100, 10);
  });

  it("is a problem without any events", () => {
    expect(codeOf(peto([{ events1: 0, n1: 5, events2: 0, n2: 5 }]))).toBe("not-estimable");
    expect(codeOf(peto([]))).toBe("no-studies");
  });
});

describe("mantelHaenszelRates", () => {
  it("gives one study its own rate ratio", () => {
    const study = { events1: 7, time1: 1344, events2: 11, time2: 1988 };
    const result = okValue(mantelHaenszelRates([study]));
    expect(result.estimate).toBeCloseTo(Math.log(7 / 1344 / (11 / 1988)), 13);
    expect(result.se ** 2).toBeCloseTo(1 / 7 + 1 / 11, 13);
    expect(codeOf(mantelHaenszelRates([]))).toBe("no-studies");
    expect(codeOf(mantelHaenszelRates([{ ...study, time1: 0 }]))).toBe("bad-rates");
    expect(codeOf(mantelHaenszelRates([{ ...study, events1: 0 }]))).toBe("not-estimable");
  });
});
