/** Standardized mean differences by the conventions of package meta and RevMan: Hedges, Cohen, Glass. */
import { type EffectSize, effectSize } from "../effect-size.ts";
import { failure, type Result } from "../result.ts";
import { approximateCorrection } from "./small-sample-correction.ts";
import { standardizedMeanDifference } from "./standardized-mean-difference.ts";
import { checkMeans, pooledSd, type TwoMeans } from "./two-means.ts";

export interface SmdConvention {
  /** `hedges` (default): corrected for small samples. `cohen`: not corrected. `glass`: divided by one arm's SD. */
  readonly kind?: "hedges" | "cohen" | "glass";
  /** Gamma functions (true, default) or Hedges' approximation 1 - 3/(4m - 1), as in RevMan 5 (false). */
  readonly exact?: boolean;
  /** The arm whose SD divides Glass's difference; default `control`. */
  readonly glassArm?: "control" | "experimental";
}

/**
 * The standardized mean difference under a convention.
 *
 * Not exact: Hedges' g with N/(n1 n2) + g^2/(2 (N - 3.94)) (Cooper & Hedges 1994), Cohen's d with N/(n1 n2) + d^2/(2 N)
 * (Borenstein et al. 2009, equation 4.20). Exact: both with the unbiased variance of g (Hedges 1983; White & Thomas 2005).
 * Glass's delta, never corrected, with N/(n1 n2) + delta^2/(2 (n - 1)), n of the arm that divides.
 */
export function standardizedByConvention(data: TwoMeans, convention: SmdConvention = {}): Result<EffectSize> {
  const { kind = "hedges", exact = true, glassArm = "control" } = convention;
  const checked = checkMeans(data);
  if (!checked.ok) return checked;
  if (kind === "glass") return glass(data, glassArm);
  if (exact) {
    const g = standardizedMeanDifference(data, { variance: "UB" });
    if (!g.ok || kind === "hedges") return g;
    const d = (data.mean1 - data.mean2) / pooledSd(data);
    return { ok: true, value: { ...g.value, yi: d, formula: `yi = d; ${g.value.formula}` } };
  }
  if (kind === "cohen") return standardizedMeanDifference(data, { correction: "none" });
  return approximateHedges(data);
}

function approximateHedges(data: TwoMeans): Result<EffectSize> {
  const { mean1, n1, mean2, n2 } = data;
  const sp = pooledSd(data);
  if (!(sp > 0)) return noSd("Both standard deviations are 0");
  const n = n1 + n2;
  const j = approximateCorrection(n - 2);
  const g = (j * (mean1 - mean2)) / sp;
  return effectSize("SMD", {
    yi: g,
    vi: 1 / n1 + 1 / n2 + (g * g) / (2 * (n - 3.94)),
    n,
    formula: "g = (1 - 3/(4 N - 9)) (mean1 - mean2)/sp; vi = N/(n1 n2) + g^2/(2 (N - 3.94))",
    inputs: { ...data, sp, J: j },
    assumptions: ["both arms have the same variance"],
    source: "Cooper & Hedges 1994, The Handbook of Research Synthesis; RevMan 5 statistical methods",
  });
}

function glass(data: TwoMeans, arm: "control" | "experimental"): Result<EffectSize> {
  const { mean1, sd1, n1, mean2, sd2, n2 } = data;
  const sd = arm === "control" ? sd2 : sd1;
  const m = (arm === "control" ? n2 : n1) - 1;
  if (!(sd > 0)) return noSd(`The standard deviation of the ${arm} arm is ${sd}`);
  const delta = (mean1 - mean2) / sd;
  return effectSize("SMD1", {
    yi: delta,
    vi: 1 / n1 + 1 / n2 + (delta * delta) / (2 * m),
    n: n1 + n2,
    formula:
      "delta = (mean1 - mean2)/sd; vi = N/(n1 n2) + delta^2/(2 (n - 1)), sd and n of the arm that divides",
    inputs: { ...data },
    assumptions: ["both arms have the same variance"],
    source: "Glass 1976, Educ Res 5:3; Rosenthal 1994, in Cooper & Hedges",
  });
}

function noSd(what: string): ReturnType<typeof failure> {
  return failure("zero-sd", `${what}; give a positive standard deviation, or use a mean difference.`);
}
