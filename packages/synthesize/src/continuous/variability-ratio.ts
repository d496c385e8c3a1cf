/** Comparisons of spread (Nakagawa et al. 2015; Senior, Viechtbauer & Nakagawa 2020). */
import { type EffectSize, effectSize } from "../effect-size.ts";
import type { Result } from "../result.ts";
import { checkMeans, type TwoMeans } from "./two-means.ts";

/** The log ratio of the standard deviations. */
export function variabilityRatio(data: TwoMeans): Result<EffectSize> {
  const checked = checkMeans(data);
  if (!checked.ok) return checked;
  const { sd1, n1, sd2, n2 } = data;
  const half1 = 1 / (2 * (n1 - 1));
  const half2 = 1 / (2 * (n2 - 1));
  return effectSize("VR", {
    yi: Math.log(sd1 / sd2) + half1 - half2,
    vi: half1 + half2,
    n: n1 + n2,
    formula: "yi = ln(sd1/sd2) + 1/(2(n1-1)) - 1/(2(n2-1)); vi = 1/(2(n1-1)) + 1/(2(n2-1))",
    inputs: { ...data },
    assumptions: ["the outcome is normal"],
    source: "Nakagawa et al. 2015, Methods Ecol Evol 6:143, equations 7 and 8",
  });
}

/** The log ratio of the coefficients of variation, with the second-order correction. */
export function coefficientOfVariationRatio(data: TwoMeans): Result<EffectSize> {
  const checked = checkMeans(data);
  if (!checked.ok) return checked;
  const { mean1, sd1, n1, mean2, sd2, n2 } = data;
  const half1 = 1 / (2 * (n1 - 1));
  const half2 = 1 / (2 * (n2 - 1));
  const own1 = (sd1 * sd1) / (n1 * mean1 * mean1);
  const own2 = (sd2 * sd2) / (n2 * mean2 * mean2);
  return effectSize("CVR", {
    yi: Math.log(sd1 / mean1) - Math.log(sd2 / mean2) + half1 - half2 + 0.5 * (own2 - own1),
    vi: half1 + half2 + own1 + own2,
    n: n1 + n2,
    formula:
      "yi = ln((sd1/mean1)/(sd2/mean2)) + 1/(2(n1-1)) - 1/(2(n2-1)) + (c2 - c1)/2; vi = 1/(2(n1-1)) + 1/(2(n2-1)) + c1 + c2; c = sd^2/(n mean^2)",
    inputs: { ...data },
    assumptions: ["the outcome is normal", "both means are positive"],
    source: "Nakagawa et al. 2015, Methods Ecol Evol 6:143; Senior et al. 2020, Res Synth Methods 11:553",
  });
}
