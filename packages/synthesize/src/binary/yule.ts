/** Yule's (1912) coefficients of association, functions of the odds ratio. */
import { type EffectSize, effectSize } from "../effect-size.ts";
import type { Result } from "../result.ts";
import { type Counts, cellsOf, type ZeroCellOptions } from "./counts.ts";

const source = "Yule 1912, J R Stat Soc 75:579";

/** Q = (a d - b c) / (a d + b c). */
export function yuleQ(counts: Counts, options: ZeroCellOptions = {}): Result<EffectSize> {
  const cells = cellsOf(counts, options);
  if (!cells.ok) return cells;
  const { a, b, c, d, assumptions } = cells.value;
  const q = (a * d - b * c) / (a * d + b * c);
  return effectSize("YUQ", {
    yi: q,
    vi: 0.25 * (1 - q * q) ** 2 * (1 / a + 1 / b + 1 / c + 1 / d),
    n: counts.n1 + counts.n2,
    formula: "yi = Q = (a d - b c) / (a d + b c); vi = (1 - Q^2)^2 (1/a + 1/b + 1/c + 1/d) / 4",
    inputs: { a, b, c, d },
    assumptions,
    source,
  });
}

/** Y = (sqrt(a d) - sqrt(b c)) / (sqrt(a d) + sqrt(b c)). */
export function yuleY(counts: Counts, options: ZeroCellOptions = {}): Result<EffectSize> {
  const cells = cellsOf(counts, options);
  if (!cells.ok) return cells;
  const { a, b, c, d, assumptions } = cells.value;
  const concordant = Math.sqrt(a * d);
  const discordant = Math.sqrt(b * c);
  const y = (concordant - discordant) / (concordant + discordant);
  return effectSize("YUY", {
    yi: y,
    vi: ((1 - y * y) ** 2 / 16) * (1 / a + 1 / b + 1 / c + 1 / d),
    n: counts.n1 + counts.n2,
    formula:
      "yi = Y = (sqrt(a d) - sqrt(b c)) / (sqrt(a d) + sqrt(b c)); vi = (1 - Y^2)^2 (1/a + 1/b + 1/c + 1/d) / 16",
    inputs: { a, b, c, d },
    assumptions,
    source,
  });
}
