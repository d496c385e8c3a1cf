import { describe, expect, it } from "vitest";
import { hospitalStay } from "../published-studies.fixture.ts";
import { codeOf, okValue } from "../result-value.fixture.ts";
import { standardizedByConvention } from "./standardized-by-convention.ts";
import { standardizedMeanDifference } from "./standardized-mean-difference.ts";

/** The first study of Fleiss (1993), mental health treatment and medical utilisation. */
const fleiss = { mean1: 5, sd1: 4.7, n1: 13, mean2: 6.5, sd2: 3.8, n2: 13 };

describe("standardizedByConvention (Fleiss 1993, study 1; meta 8.3)", () => {
  it.each([
    ["hedges", false, -0.33989567844135815, 0.15646467316218085],
    ["hedges", true, -0.33987608706700995, 0.1564410214638963],
    ["cohen", false, -0.35097923317314156, 0.15621512350228475],
    ["cohen", true, -0.35097923317314156, 0.1564410214638963],
    ["glass", false, -0.39473684210526316, 0.160338536117622],
  ] as const)("%s, exact %s", (kind, exact, yi, vi) => {
    const effect = okValue(standardizedByConvention(fleiss, { kind, exact }));
    expect(effect.yi).toBeCloseTo(yi, 12);
    expect(effect.vi).toBeCloseTo(vi, 12);
  });

  it("divides Glass's difference by the arm asked for", () => {
    expect(
      okValue(standardizedByConvention(fleiss, { kind: "glass", glassArm: "experimental" })).yi,
    ).toBeCloseTo(-1.5 / 4.7, 14);
    expect(codeOf(standardizedByConvention({ ...fleiss, sd2: 0 }, { kind: "glass" }))).toBe("zero-sd");
  });

  it("is Hedges' g unless asked otherwise", () => {
    for (const study of hospitalStay) {
      expect(okValue(standardizedByConvention(study)).yi).toBe(okValue(standardizedMeanDifference(study)).yi);
    }
    expect(codeOf(standardizedByConvention({ ...fleiss, sd1: 0, sd2: 0 }, { exact: false }))).toBe("zero-sd");
  });
});
