import { type EffectSize, effectSize } from "../effect-size.ts";
import type { Result } from "../result.ts";
import { checkPaired, differenceVariance, type PairedMeans } from "./paired-means.ts";

/** The mean of the differences within people, from both means and standard deviations and their correlation. */
export function meanChange(data: PairedMeans): Result<EffectSize> {
  const checked = checkPaired(data);
  if (!checked.ok) return checked;
  return effectSize("MC", {
    yi: data.mean1 - data.mean2,
    vi: differenceVariance(data) / data.n,
    n: data.n,
    formula: "yi = mean1 - mean2; vi = (sd1^2 + sd2^2 - 2 r sd1 sd2) / n",
    inputs: { ...data },
    source: "Becker 1988, Br J Math Stat Psychol 41:257",
  });
}
