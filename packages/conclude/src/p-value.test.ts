import { expect, it } from "vitest";
import { significantAt5 } from "./p-value.ts";

it.each([
  [0.049, true],
  [0.05, false],
  ["<0.05", true],
  ["<0.002", true],
  ["<0.1", undefined],
  [">0.05", false],
  ["> 0.2", false],
  [">0.01", undefined],
  ["NS", false],
  [undefined, undefined],
] as const)("reads p %s as significant: %s", (p, significant) => {
  expect(significantAt5(p)).toBe(significant);
});
