/** Between standardized mean differences and log odds ratios, with their variances (Chinn 2000). */
import { type EffectSize, effectSize } from "../effect-size.ts";
import type { Result } from "../result.ts";

const FACTOR = Math.PI / Math.sqrt(3);
const assumption = "the outcome behind the events is logistic with the same variance in both arms";
const source = "Chinn 2000, Stat Med 19:3127; Cochrane Handbook, version 6, section 10.6";

/** SMD = (sqrt(3)/pi) ln OR, and the standard error by the same factor. */
export function smdFromOddsRatio({ yi, vi, n, assumptions }: EffectSize): Result<EffectSize> {
  return effectSize("OR2DL", {
    yi: yi / FACTOR,
    vi: vi / FACTOR ** 2,
    n,
    formula: "yi = (sqrt(3)/pi) ln OR; vi = (3/pi^2) v",
    inputs: { "ln OR": yi, v: vi },
    assumptions: [...assumptions, assumption],
    source,
  });
}

/** ln OR = (pi/sqrt(3)) SMD, and the standard error by the same factor. */
export function oddsRatioFromSmd({ yi, vi, n, assumptions }: EffectSize): Result<EffectSize> {
  return effectSize("D2ORL", {
    yi: yi * FACTOR,
    vi: vi * FACTOR ** 2,
    n,
    formula: "yi = (pi/sqrt(3)) SMD; vi = (pi^2/3) v",
    inputs: { SMD: yi, v: vi },
    assumptions: [...assumptions, assumption],
    source,
  });
}
