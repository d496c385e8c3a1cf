import { expect, it } from "vitest";
import { devianceTerm } from "./deviance-term.ts";

it("is about (x - m)^2 / (2 m) beside the mean, where its terms cancel", () => {
  expect(devianceTerm(1e10 + 1, 1e10) / (1 / (2 * (1e10 + 1 / 3)))).toBeCloseTo(1, 9);
});

it("is the formula itself elsewhere, and the mean at 0", () => {
  expect(devianceTerm(5, 2)).toBeCloseTo(5 * Math.log(2.5) - 3, 14);
  expect(devianceTerm(0, 3)).toBe(3);
  expect(devianceTerm(2, Number.POSITIVE_INFINITY)).toBe(Number.POSITIVE_INFINITY);
});
