import { type EffectSize, effectSize } from "../effect-size.ts";
import type { Result } from "../result.ts";
import { type Counts, cellsOf, type ZeroCellOptions } from "./counts.ts";

export interface OddsRatioOptions extends ZeroCellOptions {
  /** Risks of both arms to put into the variance, for instance averages over all studies; default: the study's own. */
  readonly varianceRisks?: { readonly p1: number; readonly p2: number };
}

/** The log odds ratio of arm 1 against arm 2, with Woolf's (1955) variance. */
export function oddsRatio(counts: Counts, options: OddsRatioOptions = {}): Result<EffectSize> {
  const cells = cellsOf(counts, options);
  if (!cells.ok) return cells;
  const { a, b, c, d, n1, n2, assumptions } = cells.value;
  const common = {
    n: counts.n1 + counts.n2,
    assumptions,
    source: "Woolf 1955, Ann Hum Genet 19:251",
  };
  const yi = Math.log(a) - Math.log(b) - Math.log(c) + Math.log(d);
  const risks = options.varianceRisks;
  if (risks !== undefined) {
    const { p1, p2 } = risks;
    return effectSize("OR", {
      ...common,
      yi,
      vi: 1 / (n1 * p1 * (1 - p1)) + 1 / (n2 * p2 * (1 - p2)),
      formula: "yi = ln(a d / (b c)); vi = 1/(n1 p1 (1-p1)) + 1/(n2 p2 (1-p2))",
      inputs: { a, b, c, d, n1, n2, p1, p2 },
    });
  }
  return effectSize("OR", {
    ...common,
    yi,
    vi: 1 / a + 1 / b + 1 / c + 1 / d,
    formula: "yi = ln(a d / (b c)); vi = 1/a + 1/b + 1/c + 1/d",
    inputs: { a, b, c, d },
  });
}
