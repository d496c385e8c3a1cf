import { type EffectSize, effectSize } from "../effect-size.ts";
import type { Result } from "../result.ts";
import { type Counts, cellsOf, type ZeroCellOptions } from "./counts.ts";

export interface RiskDifferenceOptions extends ZeroCellOptions {
  /** `large-sample` divides by n, `unbiased` by n - 1; default `large-sample`. */
  readonly variance?: "large-sample" | "unbiased";
}

/** The risk difference p1 - p2 with its binomial variance. */
export function riskDifference(counts: Counts, options: RiskDifferenceOptions = {}): Result<EffectSize> {
  const cells = cellsOf(counts, options);
  if (!cells.ok) return cells;
  const { a, b, c, d, n1, n2, assumptions } = cells.value;
  const unbiased = options.variance === "unbiased";
  const m1 = unbiased ? n1 - 1 : n1;
  const m2 = unbiased ? n2 - 1 : n2;
  return effectSize("RD", {
    yi: a / n1 - c / n2,
    vi: ((a / n1) * (b / n1)) / m1 + ((c / n2) * (d / n2)) / m2,
    n: counts.n1 + counts.n2,
    formula: unbiased
      ? "yi = a/n1 - c/n2; vi = p1 (1-p1) / (n1-1) + p2 (1-p2) / (n2-1)"
      : "yi = a/n1 - c/n2; vi = p1 (1-p1) / n1 + p2 (1-p2) / n2",
    inputs: { a, n1, c, n2 },
    assumptions,
    source: "Fleiss 1981, Statistical Methods for Rates and Proportions, section 2.4",
  });
}
