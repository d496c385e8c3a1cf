import { type LatentDistribution, logOddsPerSd } from "../binary/odds-ratio-to-d.ts";
import { type EffectSize, effectSize } from "../effect-size.ts";
import type { Result } from "../result.ts";
import { standardizedMeanDifference } from "./standardized-mean-difference.ts";
import type { TwoMeans } from "./two-means.ts";

/** A log odds ratio from means and standard deviations, as if the outcome had been dichotomised. */
export function oddsRatioFromMeans(
  data: TwoMeans,
  latent: LatentDistribution = "logistic",
): Result<EffectSize> {
  const effect = standardizedMeanDifference(data, { correction: "none" });
  if (!effect.ok) return effect;
  const scale = logOddsPerSd[latent];
  const { yi, vi, n, inputs } = effect.value;
  return effectSize(latent === "logistic" ? "D2ORL" : "D2ORN", {
    yi: yi * scale,
    vi: vi * scale ** 2,
    n,
    formula: `d = (mean1 - mean2) / sp; yi = s d; vi = s^2 (1/n1 + 1/n2 + d^2/(2(n1+n2))); s = ${latent === "logistic" ? "pi / sqrt(3)" : "1.65"}`,
    inputs: { ...inputs, s: scale },
    assumptions: [`the outcome is ${latent} with the same variance in both arms`],
    source: "Chinn 2000, Stat Med 19:3127",
  });
}
