import { type EffectSize, effectSize } from "../effect-size.ts";
import type { Result } from "../result.ts";
import { checkMeans, pooledSd, type TwoMeans } from "./two-means.ts";

export interface MeanDifferenceOptions {
  /** `unequal`: each arm keeps its own variance; `pooled`: both arms share one. Default `unequal`. */
  readonly variance?: "unequal" | "pooled";
}

/** The difference mean1 - mean2. */
export function meanDifference(data: TwoMeans, options: MeanDifferenceOptions = {}): Result<EffectSize> {
  const checked = checkMeans(data);
  if (!checked.ok) return checked;
  const { mean1, sd1, n1, mean2, sd2, n2 } = data;
  const pooled = options.variance === "pooled";
  return effectSize("MD", {
    yi: mean1 - mean2,
    vi: pooled ? pooledSd(data) ** 2 * (1 / n1 + 1 / n2) : (sd1 * sd1) / n1 + (sd2 * sd2) / n2,
    n: n1 + n2,
    formula: pooled
      ? "yi = mean1 - mean2; vi = sp^2 (1/n1 + 1/n2); sp^2 = ((n1-1) sd1^2 + (n2-1) sd2^2) / (n1+n2-2)"
      : "yi = mean1 - mean2; vi = sd1^2/n1 + sd2^2/n2",
    inputs: { ...data },
    assumptions: pooled ? ["both arms have the same variance"] : [],
    source: "Cochrane Handbook, version 6, section 6.5.1.1",
  });
}
