import { expect, it } from "vitest";
import { gaussLegendreRule } from "./gauss-legendre-rule.ts";

it("gives the known rule of two points", () => {
  const { nodes, weights } = gaussLegendreRule(2);
  expect(nodes[0]).toBeCloseTo(-1 / Math.sqrt(3), 15);
  expect(nodes[1]).toBeCloseTo(1 / Math.sqrt(3), 15);
  expect(weights[0]).toBeCloseTo(1, 15);
});

it("integrates polynomials of degree 2 n - 1 exactly and finds its rules once", () => {
  for (const order of [3, 12, 31]) {
    const { nodes, weights } = gaussLegendreRule(order);
    const even = 2 * order - 2;
    const integral = nodes.reduce((sum, x, i) => sum + weights[i]! * (x ** even + x ** (even + 1)), 0);
    expect(integral).toBeCloseTo(2 / (even + 1), 14);
  }
  expect(gaussLegendreRule(12)).toBe(gaussLegendreRule(12));
});
