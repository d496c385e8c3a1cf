import { describe, expect, it } from "vitest";
import type { AnalysisOutcome, AnalysisRow, Pooled, ShownEffect } from "./derivation.ts";
import { examine } from "./examine.ts";

const ref = { kind: "analysis", id: "a" } as unknown as Pooled["ref"];

function effect(estimate: number, se: number): ShownEffect {
  return {
    yi: Math.log(estimate),
    vi: se * se,
    estimate,
    low: estimate * Math.exp(-1.96 * se),
    high: estimate * Math.exp(1.96 * se),
  };
}

function row(i: number, estimate: number, se: number): AnalysisRow {
  return {
    study: `s${i}`,
    label: `Study ${i}`,
    published: "2001",
    result: "r",
    state: "in",
    experimental: "",
    comparator: "",
    effect: effect(estimate, se),
    weight: 10,
    patients: 100,
    via: "",
    unverified: false,
    ref,
  };
}

function outcome(
  k: number,
  change: Partial<Pooled> = {},
  estimates: readonly number[] = [],
): AnalysisOutcome {
  const pooled: Pooled = {
    k,
    patients: 100 * k,
    effect: effect(0.6, 0.2),
    pValue: 0.01,
    tau2: 0.04,
    tau2Interval: k < 2 ? undefined : { low: 0, high: 1 },
    i2: 40,
    q: 5,
    qDf: k - 1,
    qP: 0.2,
    prediction: k < 3 ? undefined : { low: 0.3, high: 1.2 },
    hartungKnapp: k < 2 ? undefined : { low: 0.2, high: 1.8 },
    method: "m",
    ref,
    ...change,
  };
  return {
    id: "a",
    title: "A",
    condition: "c",
    against: [],
    comparatorName: "placebo",
    outcomeName: "response",
    measure: "RR",
    scale: "log",
    better: "higher",
    decides: true,
    rows: Array.from({ length: k }, (_, i) => row(i, estimates[i] ?? 0.6, 0.1 + 0.03 * i)),
    notPooled: [],
    pooled,
    cumulative: [],
    leaveOneOut:
      k < 3
        ? []
        : Array.from({ length: k }, (_, i) => ({
            study: `s${i}`,
            label: `Study ${i}`,
            effect: i === 1 ? effect(0.8, 0.2) : effect(0.6, 0.2),
          })),
    problems: [],
  };
}

describe("examine", () => {
  it("says of one study what cannot be said", () => {
    const { heterogeneity, sensitivity, smallStudies } = examine(outcome(1));
    expect(heterogeneity).toEqual(["One study: whether others would agree cannot be seen."]);
    expect(sensitivity[0]).toMatch(/nothing to leave out/);
    expect(smallStudies[0]).toMatch(/cannot be tested with 1 study;/);
  });

  it("says of two studies that each is all that is left without the other", () => {
    expect(examine(outcome(2)).sensitivity[0]).toMatch(/only the other is left/);
    expect(examine(outcome(2)).heterogeneity.at(-1)).toMatch(/cannot be said from so few/);
  });

  it("names the study that moves the result most, and those on which its answer hangs", () => {
    const { heterogeneity, sensitivity, smallStudies } = examine(outcome(3));
    expect(sensitivity[0]).toMatch(/between 0\.60 and 0\.80; Study 1 moves it most/);
    expect(sensitivity[1]).toBe("Without Study 1 the interval holds 1.");
    expect(sensitivity[2]).toBe("With a Hartung-Knapp interval, 0.20 to 1.80, the answer is another.");
    expect(heterogeneity.join(" ")).toMatch(/very uncertain.*either direction is possible/);
    expect(smallStudies[0]).toMatch(/with 3 studies; 10 are usually asked for/);
  });

  it("tests the funnel from ten studies on", () => {
    const asymmetric = Array.from({ length: 12 }, (_, i) =>
      Math.exp(-0.1 - 2.5 * (0.1 + 0.03 * i) + 0.02 * (i % 3)),
    );
    expect(examine(outcome(12, {}, asymmetric)).smallStudies[0]).toMatch(
      /show other effects than large ones \(Egger/,
    );
    const even = Array.from({ length: 12 }, (_, i) => 0.6 * Math.exp(i % 2 === 0 ? 0.05 : -0.05));
    expect(examine(outcome(12, {}, even)).smallStudies[0]).toMatch(/No difference between small and large/);
  });

  it("says when nothing is pooled", () => {
    expect(examine({ ...outcome(2), pooled: undefined }).smallStudies).toEqual([
      "Nothing is pooled at this date.",
    ]);
  });
});
