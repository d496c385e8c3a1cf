import type { Result } from "@coppice/model";
import { describe, expect, it } from "vitest";
import type { ArmContrast } from "./arm-contrast.ts";
import { resultEffect } from "./result-effect.ts";

const arm = (id: string) => ({ id, label: id, treatments: [id] });
const sides: ArmContrast = {
  of: [arm("ivig")],
  against: [arm("other")],
  comparators: ["placebo"],
  role: "inactive",
  background: [],
};
const result = (more: Partial<Result>): Result => ({
  id: "r",
  outcome: "o",
  as: "o",
  type: "dichotomous",
  better: "higher",
  primary: "no",
  set: "all",
  ...more,
});
const close = (value: number | undefined, expected: number) => expect(value).toBeCloseTo(expected, 4);

describe("resultEffect", () => {
  it("computes a risk ratio from counts, as Mendell 2001 (11/30 v 2/23)", () => {
    const effect = resultEffect(
      result({ arms: { ivig: { events: 11, n: 30 }, other: { events: 2, n: 23 } } }),
      sides,
      "RR",
    )!;
    close(Math.exp(effect.yi), 4.21667);
    expect(effect).toMatchObject({ experimental: "11 / 30", comparator: "2 / 23", patients: 53 });
    expect(effect.pointers).toContain("/arms/ivig/events");
  });

  it("turns a printed percentage into whole patients and says so", () => {
    const effect = resultEffect(
      result({ arms: { ivig: { percent: 53, n: 74 }, other: { percent: 34, n: 73 } } }),
      sides,
      "RR",
    )!;
    expect(effect.counts).toEqual({ events1: 39, n1: 74, events2: 25, n2: 73 });
    expect(effect.via).toContain("53% of 74");
  });

  it("takes the paired table of a crossover before its margins", () => {
    const paired = { of: "ivig", against: "other", onlyOf: 5, onlyAgainst: 1, bothEvents: 2, neither: 4 };
    const effect = resultEffect(
      result({ paired, arms: { ivig: { events: 7, n: 12 }, other: { events: 3, n: 12 } } }),
      sides,
      "RR",
    )!;
    close(Math.exp(effect.yi), 7 / 3);
    close(effect.vi, 6 / 21);
    expect(effect.patients).toBe(12);
  });

  it("counts patients of a crossover once where both periods are counted", () => {
    const both = result({
      set: "both-periods",
      arms: { ivig: { events: 11, n: 16 }, other: { events: 1, n: 16 } },
    });
    expect(resultEffect(both, sides, "RR")).toMatchObject({
      patients: 16,
      via: "both periods counted as if independent",
    });
  });

  it("reads a reported interval, and turns a contrast that is printed the other way round", () => {
    const printed = (of: string, against: string) =>
      resultEffect(
        result({ type: "continuous", contrasts: [{ of, against, measure: "MD", estimate: 2, ci: [1, 3] }] }),
        sides,
        "MD",
      )!;
    close(printed("ivig", "other").yi, 2);
    close(printed("other", "ivig").yi, -2);
    close(Math.sqrt(printed("ivig", "other").vi), 1 / 1.959964);
  });

  it("uses a standard error as an SD only after multiplying by the root of n", () => {
    const effect = resultEffect(
      result({
        type: "continuous",
        arms: { ivig: { mean: 5, se: 1, n: 25 }, other: { mean: 3, sd: 5, n: 25 } },
      }),
      sides,
      "MD",
    )!;
    close(effect.yi, 2);
    close(effect.vi, 2);
    expect(effect.via).toContain("SD = SE x sqrt(n)");
  });

  it("combines two doses into one arm (Cochrane Handbook, table 6.5.2.a)", () => {
    const doses: ArmContrast = { ...sides, of: [arm("low"), arm("high")] };
    const counts = result({
      arms: { low: { events: 10, n: 20 }, high: { events: 12, n: 20 }, other: { events: 8, n: 20 } },
    });
    expect(resultEffect(counts, doses, "RR")?.counts).toEqual({ events1: 22, n1: 40, events2: 8, n2: 20 });
    const means = result({
      type: "continuous",
      arms: {
        low: { mean: 2, sd: 1, n: 10 },
        high: { mean: 4, sd: 1, n: 10 },
        other: { mean: 1, sd: 1, n: 10 },
      },
    });
    close(resultEffect(means, doses, "MD")?.yi, 2);
    // Pooled SD of 10 + 10 patients around 3: sqrt((9 + 9 + 5 * 4) / 19) = sqrt(2).
    close(resultEffect(means, doses, "MD")?.vi, 2 / 20 + 1 / 10);
  });

  it("gives nothing for a spread of unknown kind, a double zero, or a bare threshold p", () => {
    expect(
      resultEffect(
        result({
          type: "continuous",
          arms: { ivig: { mean: 5, spread: 1, n: 25 }, other: { mean: 3, spread: 1, n: 25 } },
        }),
        sides,
        "MD",
      ),
    ).toBeUndefined();
    expect(
      resultEffect(
        result({ arms: { ivig: { events: 0, n: 25 }, other: { events: 0, n: 20 } } }),
        sides,
        "RR",
      ),
    ).toBeUndefined();
    expect(
      resultEffect(
        result({ contrasts: [{ of: "ivig", against: "other", measure: "MD", estimate: 2, p: "<0.05" }] }),
        sides,
        "MD",
      ),
    ).toBeUndefined();
  });
});
