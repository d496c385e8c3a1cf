import { type EffectSize, effectSize } from "../effect-size.ts";
import type { Result } from "../result.ts";
import { type Counts, cellsOf, type ZeroCellOptions } from "./counts.ts";

/** The log risk ratio of arm 1 against arm 2, with the delta-method variance (Katz et al. 1978). */
export function riskRatio(counts: Counts, options: ZeroCellOptions = {}): Result<EffectSize> {
  const cells = cellsOf(counts, options);
  if (!cells.ok) return cells;
  const { a, c, n1, n2, assumptions } = cells.value;
  return effectSize("RR", {
    yi: Math.log(a / n1) - Math.log(c / n2),
    vi: 1 / a - 1 / n1 + 1 / c - 1 / n2,
    n: counts.n1 + counts.n2,
    formula: "yi = ln((a/n1) / (c/n2)); vi = 1/a - 1/n1 + 1/c - 1/n2",
    inputs: { a, n1, c, n2 },
    assumptions,
    source: "Katz et al. 1978, Biometrics 34:469",
  });
}
