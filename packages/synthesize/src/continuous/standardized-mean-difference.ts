import { type EffectSize, effectSize } from "../effect-size.ts";
import { failure, type Result } from "../result.ts";
import { approximateCorrection, smallSampleCorrection } from "./small-sample-correction.ts";
import { checkMeans, pooledSd, type TwoMeans } from "./two-means.ts";

/** Which formula gives the sampling variance; they differ by several per cent below about ten people an arm. */
export type SmdVariance =
  /** 1/n1 + 1/n2 + g^2 / (2 (n1+n2)) (Hedges 1982, equation 8). */
  | "LS"
  /** J^2 (1/n1 + 1/n2 + d^2 / (2 (n1+n2))) (Borenstein 2009, equation 12.17). */
  | "LS2"
  /** 1/n1 + 1/n2 + (1 - (m-2) / (m J^2)) g^2, unbiased (Hedges 1983, equation 9). */
  | "UB";

export interface SmdOptions {
  /** Default `LS`. */
  readonly variance?: SmdVariance;
  /** `exact` (gamma functions, default), `approximate` (1 - 3/(4m-1), as in RevMan), `none` (Cohen's d). */
  readonly correction?: "exact" | "approximate" | "none";
  /** Effect to put into the `LS` variance, for instance an average over all studies; default: the study's own. */
  readonly varianceEffect?: number;
}

/** Hedges' g from Cohen's d of two independent groups. */
export function standardizedFromD(
  d: number,
  n1: number,
  n2: number,
  options: SmdOptions = {},
): Result<EffectSize> {
  if (n1 + n2 < 4) {
    return failure(
      "too-few-people",
      `${n1} and ${n2} people are too few; give at least 4 in all, or use a mean difference.`,
    );
  }
  const { variance = "LS", correction = "exact" } = options;
  const m = n1 + n2 - 2;
  const j =
    correction === "none" ? 1 : correction === "exact" ? smallSampleCorrection(m) : approximateCorrection(m);
  const g = j * d;
  const base = 1 / n1 + 1 / n2;
  const inVariance = options.varianceEffect ?? g;
  const vi = {
    LS: base + (inVariance * inVariance) / (2 * (n1 + n2)),
    LS2: j * j * (base + (d * d) / (2 * (n1 + n2))),
    UB: base + (1 - (m - 2) / (m * smallSampleCorrection(m) ** 2)) * g * g,
  }[variance];
  const formulas: Readonly<Record<SmdVariance, string>> = {
    LS: "vi = 1/n1 + 1/n2 + g^2 / (2 (n1+n2))",
    LS2: "vi = J^2 (1/n1 + 1/n2 + d^2 / (2 (n1+n2)))",
    UB: "vi = 1/n1 + 1/n2 + (1 - (m-2) / (m J^2)) g^2",
  };
  return effectSize("SMD", {
    yi: g,
    vi,
    n: n1 + n2,
    formula: `g = J(m) d; m = n1 + n2 - 2; ${formulas[variance]}`,
    inputs: {
      d,
      J: j,
      m,
      n1,
      n2,
      ...(options.varianceEffect === undefined ? {} : { "g in vi": inVariance }),
    },
    assumptions: ["both arms have the same variance"],
    source: "Hedges 1981, J Educ Stat 6:107",
  });
}

/** The standardized mean difference (mean1 - mean2) / pooled SD, corrected for small samples. */
export function standardizedMeanDifference(data: TwoMeans, options: SmdOptions = {}): Result<EffectSize> {
  const checked = checkMeans(data);
  if (!checked.ok) return checked;
  const sp = pooledSd(data);
  if (sp === 0) {
    return failure(
      "zero-sd",
      `sd1 is ${data.sd1} and sd2 ${data.sd2}; give a positive standard deviation, or use a mean difference.`,
    );
  }
  const effect = standardizedFromD((data.mean1 - data.mean2) / sp, data.n1, data.n2, options);
  if (!effect.ok) return effect;
  return {
    ok: true,
    value: {
      ...effect.value,
      formula: `d = (mean1 - mean2) / sp; ${effect.value.formula}`,
      inputs: { ...data, sp, ...effect.value.inputs },
    },
  };
}
