import { type EffectSize, effectSize } from "../effect-size.ts";
import type { Result } from "../result.ts";
import type { Counts, ZeroCellOptions } from "./counts.ts";
import { oddsRatio } from "./odds-ratio.ts";

/** The distribution assumed behind the events: logistic divides the log odds ratio by pi/sqrt(3), normal by 1.65. */
export type LatentDistribution = "logistic" | "normal";

export const logOddsPerSd: Readonly<Record<LatentDistribution, number>> = {
  logistic: Math.PI / Math.sqrt(3),
  normal: 1.65,
};

/** A standardized mean difference from the odds ratio of a dichotomised outcome. */
export function standardizedFromOddsRatio(
  counts: Counts,
  latent: LatentDistribution = "logistic",
  options: ZeroCellOptions = {},
): Result<EffectSize> {
  const effect = oddsRatio(counts, options);
  if (!effect.ok) return effect;
  const scale = logOddsPerSd[latent];
  const { yi, vi, n, inputs, assumptions, formula } = effect.value;
  return effectSize(latent === "logistic" ? "OR2DL" : "OR2DN", {
    yi: yi / scale,
    vi: vi / scale ** 2,
    n,
    formula: `ln OR and its variance: ${formula}; yi = ln OR / s; vi = v / s^2; s = ${latent === "logistic" ? "pi / sqrt(3)" : "1.65"}`,
    inputs: { ...inputs, s: scale },
    assumptions: [
      ...assumptions,
      `the outcome behind the events is ${latent} with the same variance in both arms`,
    ],
    source:
      latent === "logistic"
        ? "Chinn 2000, Stat Med 19:3127"
        : "Cox & Snell 1989, Analysis of Binary Data; Sanchez-Meca et al. 2003, Psychol Methods 8:448",
  });
}
