import fc from "fast-check";
import { expect, it } from "vitest";
import { gradientHessian, minimiseBounded } from "./minimise-bounded.ts";

const rosenbrock = ([x, y]: readonly number[]) => ({
  value: (1 - x!) ** 2 + 100 * (y! - x! * x!) ** 2,
  gradient: [-2 * (1 - x!) - 400 * x! * (y! - x! * x!), 200 * (y! - x! * x!)],
});

it("follows Rosenbrock's valley to its end when the bounds are far", () => {
  const found = minimiseBounded(rosenbrock, [-1.2, 1], { lower: [-9, -9], upper: [9, 9] });
  expect(found.converged).toBe(true);
  expect(found.atBound).toEqual([false, false]);
  expect(found.x[0]).toBeCloseTo(1, 10);
  expect(found.x[1]).toBeCloseTo(1, 10);
});

it("stops at the bound that cuts the valley, where the other variable is still at its best", () => {
  const found = minimiseBounded(rosenbrock, [-1.2, 1], { lower: [-9, -9], upper: [0.5, 9] });
  expect(found.converged).toBe(true);
  expect(found.atBound).toEqual([true, false]);
  expect(found.x).toEqual([0.5, expect.closeTo(0.25, 10)]);
});

it("finds the nearest point of any box, from any start", () => {
  const number = fc.double({ min: -5, max: 5, noNaN: true });
  fc.assert(
    fc.property(fc.tuple(number, number, number), fc.tuple(number, number, number), (target, start) => {
      const lower = [-1, 0, -2];
      const upper = [1, 3, -1];
      const { x } = minimiseBounded(
        (at) => ({
          value: at.reduce((sum, xi, i) => sum + (i + 1) * (xi - target[i]!) ** 2, 0),
          gradient: at.map((xi, i) => 2 * (i + 1) * (xi - target[i]!)),
        }),
        start,
        { lower, upper },
      );
      for (const [i, xi] of x.entries()) {
        expect(xi).toBeCloseTo(Math.min(upper[i]!, Math.max(lower[i]!, target[i]!)), 8);
      }
    }),
  );
});

it("says so when the function is nowhere finite", () => {
  const found = minimiseBounded(() => ({ value: Number.NaN, gradient: [Number.NaN] }), [0], {
    lower: [-1],
    upper: [1],
  });
  expect(found.converged).toBe(false);
  expect(found.value).toBe(Number.POSITIVE_INFINITY);
});

it("takes second derivatives from a gradient, also of some variables only", () => {
  const gradient = ([x, y]: readonly number[]) => [3 * x! * x! * y!, x! ** 3 + Math.exp(y!)];
  const all = gradientHessian(gradient, [2, 1], [1e-3, 1e-3]);
  expect(all.data[0]).toBeCloseTo(12, 8);
  expect(all.data[1]).toBeCloseTo(12, 8);
  expect(all.data[3]).toBeCloseTo(Math.E, 8);
  expect(gradientHessian(gradient, [2, 1], [1e-3, 1e-3], [1]).data[0]).toBeCloseTo(Math.E, 8);
});
