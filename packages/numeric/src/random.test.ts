import { describe, expect, it } from "vitest";
import { randomGenerator } from "./random.ts";

describe("randomGenerator", () => {
  it("gives the same numbers for the same seed and others for another", () => {
    const draw = (seed: number): number[] => {
      const random = randomGenerator(seed);
      return [random.uniform(), random.uniform(), random.normal(), random.integer(100)];
    };
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
    expect(draw(1)).not.toEqual(draw(2 ** 32 + 1));
  });

  it("is uniform and normal in mean, variance and reach", () => {
    const random = randomGenerator(20);
    const n = 20000;
    const uniform = Array.from({ length: n }, () => random.uniform());
    const normal = Array.from({ length: n }, () => random.normal());
    const mean = (values: readonly number[]): number => values.reduce((sum, v) => sum + v, 0) / n;
    expect(Math.abs(mean(uniform) - 0.5)).toBeLessThan(4 * Math.sqrt(1 / 12 / n));
    expect(Math.abs(mean(normal))).toBeLessThan(4 / Math.sqrt(n));
    expect(Math.abs(mean(normal.map((v) => v * v)) - 1)).toBeLessThan(4 * Math.sqrt(2 / n));
    expect(Math.min(...uniform)).toBeGreaterThan(0);
    expect(Math.max(...uniform)).toBeLessThan(1);
    const counts = new Array<number>(10).fill(0);
    for (let i = 0; i < n; i++) counts[random.integer(10)]! += 1;
    const chiSquare = counts.reduce((sum, count) => sum + (count - n / 10) ** 2 / (n / 10), 0);
    expect(chiSquare).toBeLessThan(27.9);
  });
});
