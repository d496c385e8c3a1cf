import { describe, expect, it } from "vitest";
import { numericGradient, numericHessian } from "./finite-difference.ts";
import { rowsOf } from "./matrix.ts";
import { minimise } from "./minimise.ts";
import { minimiseScalar } from "./minimise-scalar.ts";
import { nelderMead } from "./nelder-mead.ts";

/** Rosenbrock's (1960) valley, minimum 0 at (1, 1). */
const valley = ([x, y]: readonly number[]): number => 100 * (y! - x! * x!) ** 2 + (1 - x!) ** 2;
/** Powell's (1962) singular function, minimum 0 at the origin, where the second derivatives vanish. */
const singular = ([a, b, c, d]: readonly number[]): number =>
  (a! + 10 * b!) ** 2 + 5 * (c! - d!) ** 2 + (b! - 2 * c!) ** 4 + 10 * (a! - d!) ** 4;

describe("minimise", () => {
  it("finds the bottom of Rosenbrock's valley from the usual start", () => {
    const found = minimise(valley, [-1.2, 1]);
    expect(found.converged).toBe(true);
    expect(found.x[0]).toBeCloseTo(1, 9);
    expect(found.x[1]).toBeCloseTo(1, 9);
  });

  it("does with a gradient that is given", () => {
    const gradient = ([x, y]: readonly number[]): number[] => [
      -400 * x! * (y! - x! * x!) - 2 * (1 - x!),
      200 * (y! - x! * x!),
    ];
    const found = minimise(valley, [-1.2, 1], { gradient });
    expect(found.x[0]).toBeCloseTo(1, 10);
    expect(found.gradientNorm).toBeLessThan(1e-9);
  });

  it("gets near a minimum where the second derivatives vanish", () => {
    expect(minimise(singular, [3, -1, 0, 1]).value).toBeLessThan(1e-9);
  });

  it("keeps away from where the function is not finite", () => {
    const found = minimise(([x]) => (x! > 0 ? x! - Math.log(x!) : Number.NaN), [5]);
    expect(found.x[0]).toBeCloseTo(1, 9);
    expect(found.converged).toBe(true);
  });

  it("says so when there is no minimum", () => {
    expect(minimise(([x]) => -x!, [0], { maxIterations: 20 }).converged).toBe(false);
    expect(minimise(() => Number.NaN, [0]).converged).toBe(false);
  });

  it("stays where it starts when that is the minimum, and when there is nothing to change", () => {
    expect(minimise(valley, [1, 1]).x).toEqual([1, 1]);
    expect(minimise(() => 3, []).value).toBe(3);
  });
});

describe("nelderMead", () => {
  it("finds the bottom of Rosenbrock's valley, and of a kink", () => {
    const found = nelderMead(valley, [-1.2, 1]);
    expect(found.converged).toBe(true);
    expect(found.x[0]).toBeCloseTo(1, 5);
    expect(nelderMead(([x]) => Math.abs(x! - 2), [0]).x[0]).toBeCloseTo(2, 6);
  });
});

describe("minimiseScalar", () => {
  it("finds a minimum inside and at the edge of the interval", () => {
    expect(minimiseScalar((x) => (x - 0.3) ** 2, -1, 1).x).toBeCloseTo(0.3, 8);
    expect(minimiseScalar((x) => x, 0, 1).x).toBeCloseTo(0, 8);
    expect(minimiseScalar((x) => x * Math.log(x), 1e-9, 3).x).toBeCloseTo(Math.exp(-1), 7);
  });
});

describe("numeric derivatives", () => {
  it("agree with the exact ones of exp(x) sin(y)", () => {
    const f = ([x, y]: readonly number[]): number => Math.exp(x!) * Math.sin(y!);
    const [e, s, c] = [Math.exp(0.5), Math.sin(2), Math.cos(2)];
    const gradient = numericGradient(f, [0.5, 2]);
    expect(gradient[0]).toBeCloseTo(e * s, 9);
    expect(gradient[1]).toBeCloseTo(e * c, 9);
    const [first, second] = rowsOf(numericHessian(f, [0.5, 2]));
    expect(first![0]).toBeCloseTo(e * s, 9);
    expect(first![1]).toBeCloseTo(e * c, 9);
    expect(second![1]).toBeCloseTo(-e * s, 9);
  });
});
