import {
  bivariateNormalDensity,
  bivariateNormalLower,
  dot,
  findRoot,
  normalLower,
  normalQuantile,
  sumBy,
} from "@coppice/numeric";
import { type EffectSize, effectSize } from "../effect-size.ts";
import { failure, type Result } from "../result.ts";
import { type Counts, cellsOf, type ZeroCellOptions } from "./counts.ts";

/**
 * The tetrachoric correlation: of the bivariate normal variable that, cut at both margins, gives the table. With as many
 * parameters as free cells the maximum-likelihood fit is exact, so that one root finds it; its variance is Pearson's (1900)
 * large-sample formula (Hamdan 1970).
 */
export function tetrachoricCorrelation(counts: Counts, options: ZeroCellOptions = {}): Result<EffectSize> {
  const cells = cellsOf(counts, options);
  if (!cells.ok) return cells;
  const { a, b, c, d, assumptions } = cells.value;
  const n = a + b + c + d;
  const p = a / n;
  const row = (a + b) / n;
  const column = (a + c) / n;
  const h = normalQuantile(row);
  const k = normalQuantile(column);
  const root = findRoot((rho) => bivariateNormalLower(h, k, rho) - p, -1, 1);
  const rho = root.x;
  if (!root.converged) {
    return failure(
      "not-estimable",
      `The table ${a}, ${b}, ${c}, ${d} has no tetrachoric correlation; fill zero cells or use the odds ratio.`,
    );
  }
  // d rho = (dp - s dRow - t dColumn) / phi2: variance of that linear form under multinomial sampling.
  const spread = Math.sqrt(1 - rho * rho);
  const s = normalLower((k - rho * h) / spread);
  const t = normalLower((h - rho * k) / spread);
  const slopes = [1 - s - t, -s, -t, 0];
  const shares = [a / n, b / n, c / n, d / n];
  const mean = dot(slopes, shares);
  const variance = sumBy(slopes, (slope, i) => slope * slope * shares[i]!) - mean * mean;
  return effectSize("RTET", {
    yi: rho,
    vi: variance / n / bivariateNormalDensity(h, k, rho) ** 2,
    n: counts.n1 + counts.n2,
    formula: "yi = rho with Phi2(h, k, rho) = a/n; h, k = probits of the margins; vi by the delta method",
    inputs: { a, b, c, d, h, k },
    assumptions: [...assumptions, "both variables are dichotomised from a bivariate normal distribution"],
    source: "Pearson 1900, Philos Trans A 195:1; Hamdan 1970, Biometrika 57:212",
  });
}
