/** Standardized mean changes, by what they are standardized with. */

import { smallSampleCorrection } from "../continuous/small-sample-correction.ts";
import { type EffectSize, effectSize } from "../effect-size.ts";
import type { Measure } from "../measure.ts";
import { failure, type Result } from "../result.ts";
import { checkPaired, differenceVariance, type PairedMeans } from "./paired-means.ts";

interface Standardized {
  /** The standard deviation divided by. */
  readonly s: number;
  /** Degrees of freedom of the small-sample correction. */
  readonly m: number;
  /** Variance from the corrected effect g, the uncorrected d and the correction J. */
  readonly variance: (g: number, d: number, j: number) => number;
  readonly formula: string;
  readonly source: string;
}

function change(
  measure: Measure,
  data: PairedMeans,
  parts: (data: PairedMeans) => Standardized,
): Result<EffectSize> {
  const checked = checkPaired(data);
  if (!checked.ok) return checked;
  const { s, m, variance, formula, source } = parts(data);
  if (!(s > 0)) {
    return failure(
      "zero-sd",
      `The standard deviation to divide by is ${s}; check sd1, sd2 and the correlation.`,
    );
  }
  const j = smallSampleCorrection(m);
  const d = (data.mean1 - data.mean2) / s;
  const g = j * d;
  return effectSize(measure, {
    yi: g,
    vi: variance(g, d, j),
    n: data.n,
    formula: `d = (mean1 - mean2) / s; g = J(m) d; ${formula}`,
    inputs: { ...data, s, m, J: j },
    source,
  });
}

const becker = "Becker 1988, Br J Math Stat Psychol 41:257";
const bonett = "Bonett 2008, Psychol Methods 13:99";

/** Divided by the standard deviation of the differences (Gibbons, Hedeker & Davis 1993). */
export function standardizedByChange(data: PairedMeans): Result<EffectSize> {
  return change("SMCC", data, ({ n }) => ({
    s: Math.sqrt(differenceVariance(data)),
    m: n - 1,
    variance: (g) => 1 / n + (g * g) / (2 * n),
    formula: "s = SD of differences; m = n - 1; vi = 1/n + g^2/(2n)",
    source: "Gibbons et al. 1993, J Educ Stat 18:271",
  }));
}

/** Divided by sd1 (Becker 1988); `LS2` multiplies the whole variance of d by J^2 (Borenstein 2009). */
export function standardizedByRaw(data: PairedMeans, variance: "LS" | "LS2" = "LS"): Result<EffectSize> {
  return change("SMCR", data, ({ sd1, n, correlation: r }) => ({
    s: sd1,
    m: n - 1,
    variance: (g, d, j) =>
      variance === "LS"
        ? (2 * (1 - r)) / n + (g * g) / (2 * n)
        : j * j * ((2 * (1 - r)) / n + (d * d) / (2 * n)),
    formula:
      variance === "LS"
        ? "s = sd1; m = n - 1; vi = 2(1-r)/n + g^2/(2n)"
        : "s = sd1; m = n - 1; vi = J^2 (2(1-r)/n + d^2/(2n))",
    source: becker,
  }));
}

/** Divided by sd1, letting the variances differ (Bonett 2008). */
export function standardizedByRawUnequal(data: PairedMeans): Result<EffectSize> {
  return change("SMCRH", data, ({ sd1, n }) => ({
    s: sd1,
    m: n - 1,
    variance: (g) => differenceVariance(data) / (sd1 * sd1 * (n - 1)) + (g * g) / (2 * (n - 1)),
    formula: "s = sd1; m = n - 1; vi = v(differences) / (sd1^2 (n-1)) + g^2/(2(n-1))",
    source: bonett,
  }));
}

/** Degrees of freedom of the pooled standard deviation of correlated measurements (Cousineau 2020). */
const pooledDf = (n: number, r: number): number => (2 * (n - 1)) / (1 + r * r);

/** Divided by sqrt((sd1^2 + sd2^2) / 2) (Cousineau 2020). */
export function standardizedByPooled(data: PairedMeans): Result<EffectSize> {
  return change("SMCRP", data, ({ sd1, sd2, n, correlation: r }) => ({
    s: Math.sqrt((sd1 * sd1 + sd2 * sd2) / 2),
    m: pooledDf(n, r),
    variance: (g) => (2 * (1 - r)) / n + (g * g * (1 + r * r)) / (4 * n),
    formula: "s^2 = (sd1^2 + sd2^2)/2; m = 2(n-1)/(1+r^2); vi = 2(1-r)/n + g^2 (1+r^2)/(4n)",
    source: "Cousineau 2020, Quant Methods Psychol 16:418",
  }));
}

/** Divided by sqrt((sd1^2 + sd2^2) / 2), letting the variances differ (Bonett 2008). */
export function standardizedByPooledUnequal(data: PairedMeans): Result<EffectSize> {
  return change("SMCRPH", data, ({ sd1, sd2, n, correlation: r }) => {
    const s = Math.sqrt((sd1 * sd1 + sd2 * sd2) / 2);
    const fourth = sd1 ** 4 + sd2 ** 4 + 2 * r * r * sd1 ** 2 * sd2 ** 2;
    return {
      s,
      m: pooledDf(n, r),
      variance: (g) =>
        differenceVariance(data) / (s * s * (n - 1)) + (g * g * fourth) / (8 * s ** 4 * (n - 1)),
      formula:
        "s^2 = (sd1^2 + sd2^2)/2; m = 2(n-1)/(1+r^2); vi = v(differences)/(s^2 (n-1)) + g^2 (sd1^4 + sd2^4 + 2 r^2 sd1^2 sd2^2)/(8 s^4 (n-1))",
      source: bonett,
    };
  });
}
