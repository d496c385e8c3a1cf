import { type EffectSize, effectSize } from "../effect-size.ts";
import { failure, type Result } from "../result.ts";
import { checkMeans, pooledSd, type TwoMeans } from "./two-means.ts";

export interface RatioOfMeansOptions {
  /** `unequal` (default) or one `pooled` standard deviation in the variance. */
  readonly variance?: "unequal" | "pooled";
  /** Second-order correction of the bias of the logarithm (Lajeunesse 2015, equation 11); default true. */
  readonly biasCorrection?: boolean;
}

/** The log of the ratio of two means of the same sign. */
export function ratioOfMeans(data: TwoMeans, options: RatioOfMeansOptions = {}): Result<EffectSize> {
  const checked = checkMeans(data);
  if (!checked.ok) return checked;
  const { mean1, sd1, n1, mean2, sd2, n2 } = data;
  if (!(mean1 / mean2 > 0)) {
    return failure(
      "means-differ-in-sign",
      `The means are ${mean1} and ${mean2}; give both the same sign, or use a mean difference.`,
    );
  }
  const { variance = "unequal", biasCorrection = true } = options;
  const part = (sd: number, n: number, mean: number): number => (sd * sd) / (n * mean * mean);
  const own1 = part(sd1, n1, mean1);
  const own2 = part(sd2, n2, mean2);
  const sp = pooledSd(data);
  return effectSize("ROM", {
    yi: Math.log(mean1 / mean2) + (biasCorrection ? 0.5 * (own1 - own2) : 0),
    vi: variance === "pooled" ? part(sp, n1, mean1) + part(sp, n2, mean2) : own1 + own2,
    n: n1 + n2,
    formula: `yi = ln(mean1/mean2)${biasCorrection ? " + (sd1^2/(n1 mean1^2) - sd2^2/(n2 mean2^2)) / 2" : ""}; vi = ${variance === "pooled" ? "sp^2/(n1 mean1^2) + sp^2/(n2 mean2^2)" : "sd1^2/(n1 mean1^2) + sd2^2/(n2 mean2^2)"}`,
    inputs: { ...data, ...(variance === "pooled" ? { sp } : {}) },
    assumptions: variance === "pooled" ? ["both arms have the same variance"] : [],
    source: "Hedges et al. 1999, Ecology 80:1150; Lajeunesse 2015, Ecology 96:2056",
  });
}
