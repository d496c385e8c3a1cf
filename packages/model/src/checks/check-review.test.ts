import { describe, expect, it } from "vitest";
import { edited, found } from "../../fixtures/faulty-review.ts";
import { checks } from "./check-review.ts";

const grip = "study/alpha-1990/results/1";

describe("checkReview", () => {
  it("finds nothing wrong with a careful review", () => {
    expect(found("none")).toEqual([]);
  });

  it("gives the value and a remedy in its sentence, and the nearest name for a mistyped one", () => {
    const [problem] = edited("alpha-1990", ["treatments: [ivig]", "treatments: [ivgi]"]);
    expect(problem?.message).toBe('"ivgi" is not among the protocol\'s interventions; did you mean ivig?');
    const [percent] = edited("alpha-1990", ["percent: 75", "percent: 57"]);
    expect(percent?.message).toContain("30 of 40 patients is 75%, and 57% is written; correct");
  });

  it("counts a crossover's patients once: both periods may hold them all, the first period may not", () => {
    const crossover = ["structure: parallel", "structure: crossover"] as const;
    const both = [
      'primary: "no"\n    arms:\n      ivig: { mean: 12, sd: 9.5, n: 40 }',
      'primary: "no"\n    set: both-periods\n    arms:\n      ivig: { mean: 12, sd: 9.5, n: 78 }',
    ] as const;
    const first = [both[0], both[1].replace("both-periods", "first-period")] as const;
    expect(found("alpha-1990", crossover, both)).toEqual([]);
    expect(found("alpha-1990", crossover, first)).toEqual([
      `error analysed-exceed-randomised ${grip}/arms/ivig/n`,
    ]);
  });

  it("asks each question in words that end with a question mark", () => {
    for (const check of checks) expect(check.asks).toMatch(/^[A-Z].*\?$/);
  });
});
