import { normalDensity, normalLower } from "@coppice/numeric";
import { type EffectSize, effectSize } from "../effect-size.ts";
import { failure, type Result } from "../result.ts";
import { checkMeans, type TwoMeans } from "./two-means.ts";

/** P(somebody of arm 1 scores above somebody of arm 2), for normal outcomes with unequal variances. */
export function commonLanguageEffect(data: TwoMeans): Result<EffectSize> {
  const checked = checkMeans(data);
  if (!checked.ok) return checked;
  const { mean1, sd1, n1, mean2, sd2, n2 } = data;
  const s = Math.sqrt((sd1 * sd1 + sd2 * sd2) / 2);
  if (s === 0) return failure("zero-sd", "Both standard deviations are 0; check them.");
  const d = (mean1 - mean2) / s;
  const variance =
    (d * d * (sd1 ** 4 / (n1 - 1) + sd2 ** 4 / (n2 - 1))) / (8 * s ** 4) +
    (sd1 ** 2 / (n1 - 1) + sd2 ** 2 / (n2 - 1)) / (s * s);
  const z = d / Math.SQRT2;
  return effectSize("CLESN", {
    yi: normalLower(z),
    vi: (normalDensity(z) ** 2 * variance) / 2,
    n: n1 + n2,
    formula:
      "yi = Phi(d / sqrt 2); d = (mean1 - mean2) / sqrt((sd1^2 + sd2^2)/2); vi = phi(d / sqrt 2)^2 v(d) / 2",
    inputs: { ...data, d },
    assumptions: ["the outcome is normal in both arms"],
    source: "McGraw & Wong 1992, Psychol Bull 111:361; Bonett 2009, Psychol Methods 14:225",
  });
}
