/** Standardized mean differences that do not assume equal variances, or that standardize by the control group. */
import { type EffectSize, effectSize } from "../effect-size.ts";
import { failure, type Result } from "../result.ts";
import { smallSampleCorrection } from "./small-sample-correction.ts";
import { checkMeans, type TwoMeans } from "./two-means.ts";

function standardizer(sd: number, name: string): Result<number> {
  return sd > 0
    ? { ok: true, value: sd }
    : failure("zero-sd", `${name} is ${sd}; give a positive standard deviation, or use a mean difference.`);
}

/** (mean1 - mean2) / sqrt((sd1^2 + sd2^2) / 2) (Bonett 2009), corrected for small samples with m = n1 + n2 - 2. */
export function smdUnequalVariances(data: TwoMeans): Result<EffectSize> {
  const checked = checkMeans(data);
  if (!checked.ok) return checked;
  const { mean1, sd1, n1, mean2, sd2, n2 } = data;
  const average = standardizer(Math.sqrt((sd1 * sd1 + sd2 * sd2) / 2), "The average standard deviation");
  if (!average.ok) return average;
  const s = average.value;
  const j = smallSampleCorrection(n1 + n2 - 2);
  const g = (j * (mean1 - mean2)) / s;
  return effectSize("SMDH", {
    yi: g,
    vi:
      (g * g * (sd1 ** 4 / (n1 - 1) + sd2 ** 4 / (n2 - 1))) / (8 * s ** 4) +
      (sd1 ** 2 / (n1 - 1) + sd2 ** 2 / (n2 - 1)) / (s * s),
    n: n1 + n2,
    formula:
      "yi = J(m) (mean1 - mean2) / s; s^2 = (sd1^2 + sd2^2) / 2; vi = g^2 (sd1^4/(n1-1) + sd2^4/(n2-1)) / (8 s^4) + (sd1^2/(n1-1) + sd2^2/(n2-1)) / s^2",
    inputs: { ...data, s, J: j },
    source: "Bonett 2009, Psychol Methods 14:225",
  });
}

/** (mean1 - mean2) / sd2, Glass's delta, corrected for small samples with m = n2 - 1; equal variances in vi. */
export function glassDelta(data: TwoMeans): Result<EffectSize> {
  const checked = checkMeans(data);
  if (!checked.ok) return checked;
  const { mean1, n1, mean2, sd2, n2 } = data;
  const s = standardizer(sd2, "sd2");
  if (!s.ok) return s;
  const j = smallSampleCorrection(n2 - 1);
  const g = (j * (mean1 - mean2)) / sd2;
  return effectSize("SMD1", {
    yi: g,
    vi: 1 / n1 + 1 / n2 + (g * g) / (2 * n2),
    n: n1 + n2,
    formula: "yi = J(n2 - 1) (mean1 - mean2) / sd2; vi = 1/n1 + 1/n2 + g^2 / (2 n2)",
    inputs: { ...data, J: j },
    assumptions: ["both arms have the same variance"],
    source: "Glass 1976, Educ Res 5:3; Hedges 1981, J Educ Stat 6:107",
  });
}

/** Glass's delta with a variance that lets the arms differ (Bonett 2009). */
export function glassDeltaUnequalVariances(data: TwoMeans): Result<EffectSize> {
  const checked = checkMeans(data);
  if (!checked.ok) return checked;
  const { mean1, sd1, n1, mean2, sd2, n2 } = data;
  const s = standardizer(sd2, "sd2");
  if (!s.ok) return s;
  const j = smallSampleCorrection(n2 - 1);
  const g = (j * (mean1 - mean2)) / sd2;
  return effectSize("SMD1H", {
    yi: g,
    vi: (sd1 / sd2) ** 2 / (n1 - 1) + 1 / (n2 - 1) + (g * g) / (2 * (n2 - 1)),
    n: n1 + n2,
    formula: "yi = J(n2 - 1) (mean1 - mean2) / sd2; vi = (sd1/sd2)^2 / (n1-1) + 1/(n2-1) + g^2 / (2 (n2-1))",
    inputs: { ...data, J: j },
    source: "Bonett 2008, Psychol Methods 13:99",
  });
}
