import { describe, expect, it } from "vitest";
import { tau2IntervalBy } from "../src/index.ts";
import { brentRoot } from "./r-root-search.ts";
import { rTau2Limits } from "./r-tau2-limits.ts";

describe("R's root search", () => {
  it("gives uniroot(function(x) exp(-x) - x, c(0, 100))$root of R 4.2.2 to the last digit, and the root with a finer tolerance", () => {
    const f = (x: number): number => Math.exp(-x) - x;
    expect(brentRoot(f, 0, 100)).toBeCloseTo(0.5671438639039423, 12);
    expect(brentRoot(f, 0, 100, 0)).toBeCloseTo(0.567143290409784, 14);
  });

  it("explains why printed limits of tau2 differ from the exact ones in the fifth decimal", () => {
    const effects = [0.1, 0.5, -0.3, 0.9, 0.2].map((yi, i) => ({ yi, vi: 0.02 + 0.01 * i }));
    const exact = tau2IntervalBy(effects, "QP");
    expect(exact.ok).toBe(true);
    if (!exact.ok) return;
    const [, high] = rTau2Limits(effects, 0.1, "QP", 0.95);
    expect(high).not.toBe(exact.value.high);
    expect(Math.abs(high - exact.value.high)).toBeLessThan(2 ** -13);
  });
});
