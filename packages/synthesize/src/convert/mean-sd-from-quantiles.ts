/** Mean and standard deviation from a median and range or quartiles, for data that may be taken as normal. */
import { gaussLegendre, normalLower, normalQuantile } from "@coppice/numeric";
import { type Computed, computed } from "../computed.ts";
import { failure, type Result, success } from "../result.ts";
import { type QuantileScenario, type QuantileSummary, scenarioOf } from "./quantile-summary.ts";

/**
 * - `luo-wan-shi` (default): mean by Luo et al. 2018, SD by Wan et al. 2014 and, with both range and quartiles, Shi et al. 2020.
 * - `wan`: Wan et al. 2014 for both. `hozo`: Hozo et al. 2005 (range). `bland`: Bland 2015 (range and quartiles).
 * - `walter-yao`: Walter & Yao 2007 (range).
 */
export type QuantileMethod = "luo-wan-shi" | "wan" | "hozo" | "bland" | "walter-yao";

export interface MeanAndSd {
  readonly mean: Computed;
  readonly sd: Computed;
}

interface Formula {
  readonly value: number;
  readonly formula: string;
  readonly source: string;
}

interface Pair {
  readonly mean: Formula;
  readonly sd: Formula;
}

/** Twice the expected standard normal maximum, approximately (Wan et al. 2014, equation 7). */
const rangeInSds = (n: number): number => 2 * normalQuantile((n - 0.375) / (n + 0.25));

/** The expected interquartile range in standard deviations, approximately (Wan et al. 2014, equation 14). */
const quartileRangeInSds = (n: number): number => 2 * normalQuantile((0.75 * n - 0.125) / (n + 0.25));

/** The mean with the smoothly changing weights of Luo et al. (2018, equations 7, 11, 15). */
export function luoMean(s: QuantileScenario): Formula {
  const source = "Luo et al. 2018, Stat Methods Med Res 27:1785";
  const { n, m } = s;
  if (s.kind === "S1") {
    const w = 4 / (4 + n ** 0.75);
    return {
      value: (w * (s.a + s.b)) / 2 + (1 - w) * m,
      formula: "w (a+b)/2 + (1-w) m; w = 4/(4 + n^0.75)",
      source,
    };
  }
  if (s.kind === "S2") {
    const w = 0.7 + 0.39 / n;
    return {
      value: (w * (s.q1 + s.q3)) / 2 + (1 - w) * m,
      formula: "w (q1+q3)/2 + (1-w) m; w = 0.7 + 0.39/n",
      source,
    };
  }
  const w1 = 2.2 / (2.2 + n ** 0.75);
  const w2 = 0.7 - 0.72 / n ** 0.55;
  return {
    value: (w1 * (s.a + s.b)) / 2 + (w2 * (s.q1 + s.q3)) / 2 + (1 - w1 - w2) * m,
    formula: "w1 (a+b)/2 + w2 (q1+q3)/2 + (1-w1-w2) m; w1 = 2.2/(2.2 + n^0.75); w2 = 0.7 - 0.72/n^0.55",
    source,
  };
}

const wanSource = "Wan et al. 2014, BMC Med Res Methodol 14:135";

/** The standard deviation by Wan et al. (2014), with Shi et al.'s (2020, equation 12) weights when both ranges are known. */
export function wanShiSd(s: QuantileScenario, weights: "wan" | "shi"): Formula {
  const { n } = s;
  const byRange = s.kind === "S2" ? 0 : (s.b - s.a) / rangeInSds(n);
  const byQuartiles = s.kind === "S1" ? 0 : (s.q3 - s.q1) / quartileRangeInSds(n);
  if (s.kind === "S1")
    return { value: byRange, formula: "(b - a)/xi; xi = 2 probit((n-0.375)/(n+0.25))", source: wanSource };
  if (s.kind === "S2") {
    return {
      value: byQuartiles,
      formula: "(q3 - q1)/eta; eta = 2 probit((0.75n-0.125)/(n+0.25))",
      source: wanSource,
    };
  }
  if (weights === "wan") {
    return {
      value: (byRange + byQuartiles) / 2,
      formula: "((b - a)/xi + (q3 - q1)/eta)/2",
      source: wanSource,
    };
  }
  const w = 1 / (1 + 0.07 * n ** 0.6);
  return {
    value: w * byRange + (1 - w) * byQuartiles,
    formula: "w (b - a)/xi + (1-w)(q3 - q1)/eta; w = 1/(1 + 0.07 n^0.6)",
    source: "Shi et al. 2020, Res Synth Methods 11:641",
  };
}

function wanMean(s: QuantileScenario): Formula {
  if (s.kind === "S1")
    return { value: (s.a + 2 * s.m + s.b) / 4, formula: "(a + 2m + b)/4", source: wanSource };
  if (s.kind === "S2")
    return { value: (s.q1 + s.m + s.q3) / 3, formula: "(q1 + m + q3)/3", source: wanSource };
  return {
    value: (s.a + 2 * s.q1 + 2 * s.m + 2 * s.q3 + s.b) / 8,
    formula: "(a + 2q1 + 2m + 2q3 + b)/8",
    source: wanSource,
  };
}

/** Hozo et al. (2005): rules that depend on n, for a range. */
function hozo(s: Extract<QuantileScenario, { kind: "S1" }>): Pair {
  const { a, m, b, n } = s;
  const source = "Hozo et al. 2005, BMC Med Res Methodol 5:13";
  const sd =
    n <= 15
      ? {
          value: Math.sqrt(((a - 2 * m + b) ** 2 / 4 + (b - a) ** 2) / 12),
          formula: "sqrt(((a-2m+b)^2/4 + (b-a)^2)/12)",
          source,
        }
      : { value: (b - a) / (n <= 70 ? 4 : 6), formula: n <= 70 ? "(b - a)/4" : "(b - a)/6", source };
  const mean =
    n <= 25
      ? { value: (a + 2 * m + b) / 4, formula: "(a + 2m + b)/4", source }
      : { value: m, formula: "m", source };
  return { mean, sd };
}

/** Bland (2015): equal parts of the distribution between the five numbers. */
function bland(s: Extract<QuantileScenario, { kind: "S3" }>): Pair {
  const { a, q1, m, q3, b } = s;
  const source = "Bland 2015, Int J Stat Med Res 4:57";
  const mean = (a + 2 * q1 + 2 * m + 2 * q3 + b) / 8;
  const variance =
    (a * a + 2 * q1 * q1 + 2 * m * m + 2 * q3 * q3 + b * b) / 16 +
    (a * q1 + q1 * m + m * q3 + q3 * b) / 8 -
    mean * mean;
  return {
    mean: { value: mean, formula: "(a + 2q1 + 2m + 2q3 + b)/8", source },
    sd: {
      value: Math.sqrt(variance),
      formula: "sqrt((a^2+2q1^2+2m^2+2q3^2+b^2)/16 + (a q1+q1 m+m q3+q3 b)/8 - mean^2)",
      source,
    },
  };
}

/** The expected range of n standard normal values (Tippett 1925): the integral of 1 - Phi^n - (1 - Phi)^n. */
export function expectedRange(n: number): number {
  const integrand = (x: number): number => {
    const below = normalLower(x);
    return 1 - below ** n - (1 - below) ** n;
  };
  return 2 * (gaussLegendre(integrand, 0, 5) + gaussLegendre(integrand, 5, 12));
}

function walterYao(s: Extract<QuantileScenario, { kind: "S1" }>): Pair {
  const source = "Walter & Yao 2007, J Clin Epidemiol 60:849";
  return {
    mean: { value: s.m, formula: "m", source },
    sd: {
      value: (s.b - s.a) / expectedRange(s.n),
      formula: "(b - a)/E(range of n standard normal values)",
      source,
    },
  };
}

function estimate(s: QuantileScenario, method: QuantileMethod): Pair | null {
  switch (method) {
    case "luo-wan-shi":
      return { mean: luoMean(s), sd: wanShiSd(s, "shi") };
    case "wan":
      return { mean: wanMean(s), sd: wanShiSd(s, "wan") };
    case "hozo":
      return s.kind === "S1" ? hozo(s) : null;
    case "bland":
      return s.kind === "S3" ? bland(s) : null;
    case "walter-yao":
      return s.kind === "S1" ? walterYao(s) : null;
  }
}

/** The mean and standard deviation behind a quantile summary. */
export function meanSdFromQuantiles(
  summary: QuantileSummary,
  method: QuantileMethod = "luo-wan-shi",
): Result<MeanAndSd> {
  const scenario = scenarioOf(summary);
  if (!scenario.ok) return scenario;
  const pair = estimate(scenario.value, method);
  if (pair === null) {
    return failure(
      "method-needs-other-quantiles",
      `The method ${method} does not cover ${scenario.value.kind}; use luo-wan-shi.`,
    );
  }
  const { kind: _, ...inputs } = scenario.value;
  const assumptions = ["the outcome is normal: test the summary for skewness"];
  const mean = computed({ ...pair.mean, inputs, assumptions });
  if (!mean.ok) return mean;
  const sd = computed({ ...pair.sd, inputs, assumptions });
  return sd.ok ? success({ mean: mean.value, sd: sd.value }) : sd;
}
