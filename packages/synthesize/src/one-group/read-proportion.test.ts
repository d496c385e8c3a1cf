import { describe, expect, it } from "vitest";
import { poolCommon } from "../pool/pool-common.ts";
import { codeOf, okValue } from "../result-value.fixture.ts";
import { type Proportion, type ProportionMeasure, proportion } from "./proportion.ts";
import { readProportion } from "./read-proportion.ts";

/** Miller 1978 (The American Statistician 32:138): deaths of animals in four experiments. */
const miller: readonly Proportion[] = [
  { events: 3, n: 11 },
  { events: 6, n: 17 },
  { events: 10, n: 21 },
  { events: 1, n: 6 },
];

const pooled = (measure: ProportionMeasure, groups: readonly Proportion[]) =>
  okValue(poolCommon(groups.map((group) => okValue(proportion(measure, group)))));

describe("readProportion", () => {
  it("inverts one group's double arcsine exactly at its own size", () => {
    const [group] = miller;
    const read = okValue(readProportion("PFT", pooled("PFT", [group!]), [group!.n]));
    expect(read.estimate).toBeCloseTo(3 / 11, 12);
    expect(read.sampleSize).toBe(11);
    expect(read.notes).toEqual([]);
  });

  it("takes the harmonic mean of Miller's sizes, or the size that the variance stands for", () => {
    const sizes = miller.map(({ n }) => n);
    const mean = pooled("PFT", miller);
    const harmonic = okValue(readProportion("PFT", mean, sizes));
    expect(harmonic.sampleSize).toBeCloseTo(4 / (1 / 11 + 1 / 17 + 1 / 21 + 1 / 6), 12);
    const byVariance = okValue(readProportion("PFT", mean, sizes, "variance"));
    // The weights are 4n + 2, so that the variance stands for sum(4n + 2)/4 - 1/2 people.
    expect(byVariance.sampleSize).toBeCloseTo((4 * 55 + 8) / 4 - 0.5, 9);
    for (const { low, estimate, high } of [harmonic, byVariance]) {
      expect(low).toBeLessThan(estimate);
      expect(high).toBeGreaterThan(estimate);
    }
  });

  it("warns when sizes differ tenfold, and names what it lacks", () => {
    const groups = [...miller, { events: 2000, n: 90_000 }];
    const read = okValue(
      readProportion(
        "PFT",
        pooled("PFT", groups),
        groups.map(({ n }) => n),
      ),
    );
    expect(read.notes[0]).toContain("from 6 to 90000 people");
    const bare = { estimate: 0.6, ciLow: 0.5, ciHigh: 0.7 };
    expect(codeOf(readProportion("PFT", bare, []))).toBe("bad-counts");
    expect(codeOf(readProportion("PFT", bare, [10], "variance"))).toBe("no-standard-error");
  });

  it("inverts every other scale without sizes", () => {
    for (const measure of ["PR", "PLO", "PLN", "PAS", "PRZ"] as const) {
      const read = okValue(readProportion(measure, pooled(measure, miller.slice(0, 1)), []));
      expect(read.estimate).toBeCloseTo(3 / 11, 10);
      expect(read.sampleSize).toBeNull();
    }
  });
});
