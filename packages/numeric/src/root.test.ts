import { describe, expect, it } from "vitest";
import { bracketByDoubling, findRoot } from "./root.ts";

describe("findRoot", () => {
  it("finds the root of Brent's own example to the last digit", () => {
    const root = findRoot((x) => Math.exp(-x) - x, 0, 1);
    expect(root.converged).toBe(true);
    expect(root.x).toBeCloseTo(0.5671432904097838, 15);
    expect(root.iterations).toBeLessThan(20);
  });

  it("works at any scale, because its tolerance is relative", () => {
    expect(findRoot((x) => x * x - 2e-40, 0, 1).x / Math.sqrt(2e-40)).toBeCloseTo(1, 13);
    expect(findRoot((x) => x * x - 2e40, 0, 1e30).x / Math.sqrt(2e40)).toBeCloseTo(1, 13);
  });

  it("says so when the ends do not differ in sign or the function breaks down", () => {
    expect(findRoot((x) => x * x + 1, -1, 1).converged).toBe(false);
    expect(findRoot((x) => (x > 0.3 && x < 0.9 ? Number.NaN : x - 0.5), 0, 1).converged).toBe(false);
  });

  it("accepts a root at an end", () => {
    expect(findRoot((x) => x, 0, 1)).toMatchObject({ x: 0, converged: true });
  });
});

describe("bracketByDoubling", () => {
  it("doubles until the function is negative", () => {
    expect(bracketByDoubling((x) => 100 - x, 1)).toBe(128);
  });

  it("is not a number where the function is none", () => {
    let calls = 0;
    const broken = (): number => {
      calls += 1;
      return Number.NaN;
    };
    expect(bracketByDoubling(broken, 1)).toBeNaN();
    expect(calls).toBeLessThan(50);
  });

  it("gives up where it never is", () => {
    expect(bracketByDoubling(() => 1, 1)).toBeNull();
  });
});
