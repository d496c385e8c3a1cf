import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hospitalStay } from "../published-studies.fixture.ts";
import { codeOf, okValue } from "../result-value.fixture.ts";
import { meanDifference } from "./mean-difference.ts";
import { ratioOfMeans } from "./ratio-of-means.ts";
import { approximateCorrection, smallSampleCorrection } from "./small-sample-correction.ts";
import { standardizedMeanDifference } from "./standardized-mean-difference.ts";

const study = fc.record({
  mean1: fc.double({ min: -100, max: 100, noNaN: true }),
  sd1: fc.double({ min: 0.1, max: 50, noNaN: true }),
  n1: fc.integer({ min: 2, max: 500 }),
  mean2: fc.double({ min: -100, max: 100, noNaN: true }),
  sd2: fc.double({ min: 0.1, max: 50, noNaN: true }),
  n2: fc.integer({ min: 2, max: 500 }),
});

describe("smallSampleCorrection", () => {
  it("is 1/sqrt(pi) at 2 and sqrt(2/pi) at 4 (Hedges 1981, equation 6e)", () => {
    expect(smallSampleCorrection(2)).toBeCloseTo(1 / Math.sqrt(Math.PI), 15);
    expect(smallSampleCorrection(4)).toBeCloseTo(Math.sqrt(2 / Math.PI), 15);
  });

  it("is smooth where the asymptotic form takes over, and approaches 1 - 3/(4m) for large m", () => {
    expect(smallSampleCorrection(39.9999999)).toBeCloseTo(smallSampleCorrection(40.0000001), 9);
    expect((1 - smallSampleCorrection(1e9)) * 1e9).toBeCloseTo(0.75, 6);
  });

  it("differs from the usual approximation by 1.3 per cent at m = 2 and by 1e-5 at m = 50", () => {
    expect(approximateCorrection(2) / smallSampleCorrection(2) - 1).toBeCloseTo(0.0128, 3);
    expect(Math.abs(approximateCorrection(50) / smallSampleCorrection(50) - 1)).toBeLessThan(2e-5);
  });

  it("is not defined at 1", () => {
    expect(smallSampleCorrection(1)).toBeNaN();
  });
});

describe("differences of means", () => {
  it("match the first trial of Normand (1999): -20 days, SMD -0.355 (variance 0.0131)", () => {
    expect(okValue(meanDifference(hospitalStay[0]!)).yi).toBe(-20);
    const smd = okValue(standardizedMeanDifference(hospitalStay[0]!));
    expect(smd.yi).toBeCloseTo(-0.3551696409401069, 13);
    expect(smd.vi).toBeCloseTo(0.013064675541529683, 14);
  });

  it("follow the unit of measurement, which standardizing removes", () => {
    fc.assert(
      fc.property(study, fc.double({ min: 0.01, max: 100, noNaN: true }), (data, unit) => {
        const scaled = {
          ...data,
          mean1: data.mean1 * unit,
          sd1: data.sd1 * unit,
          mean2: data.mean2 * unit,
          sd2: data.sd2 * unit,
        };
        const md = okValue(meanDifference(data));
        expect(okValue(meanDifference(scaled)).vi / (md.vi * unit * unit)).toBeCloseTo(1, 10);
        const smd = okValue(standardizedMeanDifference(data));
        expect(okValue(standardizedMeanDifference(scaled)).yi).toBeCloseTo(smd.yi, 8);
      }),
    );
  });

  it("change sign when the arms change places", () => {
    fc.assert(
      fc.property(study, ({ mean1, sd1, n1, mean2, sd2, n2 }) => {
        const data = { mean1, sd1, n1, mean2, sd2, n2 };
        const mirrored = { mean1: mean2, sd1: sd2, n1: n2, mean2: mean1, sd2: sd1, n2: n1 };
        for (const measure of [meanDifference, standardizedMeanDifference]) {
          const effect = okValue(measure(data));
          const other = okValue(measure(mirrored));
          expect(effect.yi).toBeCloseTo(-other.yi, 9);
          expect(effect.vi / other.vi).toBeCloseTo(1, 9);
        }
      }),
    );
  });

  it("name what makes them impossible", () => {
    const data = hospitalStay[0]!;
    expect(codeOf(meanDifference({ ...data, sd1: -1 }))).toBe("negative");
    expect(codeOf(meanDifference({ ...data, n2: 1 }))).toBe("too-few-people");
    expect(codeOf(standardizedMeanDifference({ ...data, sd1: 0, sd2: 0 }))).toBe("zero-sd");
    expect(codeOf(ratioOfMeans({ ...data, mean1: -3 }))).toBe("means-differ-in-sign");
  });
});
