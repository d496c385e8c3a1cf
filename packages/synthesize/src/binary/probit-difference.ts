import { normalQuantile } from "@coppice/numeric";
import { type EffectSize, effectSize } from "../effect-size.ts";
import type { Result } from "../result.ts";
import { type Counts, cellsOf, type ZeroCellOptions } from "./counts.ts";

/** The difference of probits, an estimate of a standardized mean difference behind a dichotomised outcome. */
export function probitDifference(counts: Counts, options: ZeroCellOptions = {}): Result<EffectSize> {
  const cells = cellsOf(counts, options);
  if (!cells.ok) return cells;
  const { a, b, c, d, n1, n2, assumptions } = cells.value;
  const z1 = normalQuantile(a / n1);
  const z2 = normalQuantile(c / n2);
  const arm = (events: number, others: number, n: number, z: number): number =>
    (2 * Math.PI * (events / n) * (others / n) * Math.exp(z * z)) / n;
  return effectSize("PBIT", {
    yi: z1 - z2,
    vi: arm(a, b, n1, z1) + arm(c, d, n2, z2),
    n: counts.n1 + counts.n2,
    formula: "yi = z1 - z2; vi = 2 pi p1 (1-p1) exp(z1^2) / n1 + 2 pi p2 (1-p2) exp(z2^2) / n2; z = probit p",
    inputs: { a, n1, c, n2, z1, z2 },
    assumptions: [
      ...assumptions,
      "the outcome behind the events is normal with the same variance in both arms",
    ],
    source: "Sanchez-Meca et al. 2003, Psychol Methods 8:448",
  });
}
