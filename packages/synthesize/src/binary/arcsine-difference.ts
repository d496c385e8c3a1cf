import { type EffectSize, effectSize } from "../effect-size.ts";
import type { Result } from "../result.ts";
import { type Counts, cellsOf } from "./counts.ts";

/** The arcsine difference asin sqrt(p1) - asin sqrt(p2); defined with zero events, so that no cell is ever filled. */
export function arcsineDifference(counts: Counts): Result<EffectSize> {
  const cells = cellsOf(counts, { rule: "none" });
  if (!cells.ok) return cells;
  const { a, c, n1, n2 } = cells.value;
  return effectSize("AS", {
    yi: Math.asin(Math.sqrt(a / n1)) - Math.asin(Math.sqrt(c / n2)),
    vi: 1 / (4 * n1) + 1 / (4 * n2),
    n: n1 + n2,
    formula: "yi = asin sqrt(a/n1) - asin sqrt(c/n2); vi = 1/(4 n1) + 1/(4 n2)",
    inputs: { a, n1, c, n2 },
    source: "Ruecker et al. 2009, Stat Med 28:721",
  });
}
