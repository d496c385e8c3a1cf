/**
 * Mean and standard deviation from a quantile summary of skewed, log-normal data (Shi, Tong, Wang & Genton 2020, Statistics
 * and Its Interface 13:519): the logarithms are treated as normal, and the way back is corrected for bias.
 */
import { computed } from "../computed.ts";
import { failure, type Result, success } from "../result.ts";
import { luoMean, type MeanAndSd, wanShiSd } from "./mean-sd-from-quantiles.ts";
import { type QuantileScenario, type QuantileSummary, scenarioOf } from "./quantile-summary.ts";

const source = "Shi et al. 2020, Stat Interface 13:519";

interface Correction {
  /** Divides the squared SD into an unbiased estimate of sigma^2, and its square into one of sigma^4. */
  readonly square: (n: number) => number;
  readonly fourth: (n: number) => number;
  /** Half the variance of the mean, in sigma^2/n, and an eighth of that of the variance, in sigma^4/n. */
  readonly c: number;
  readonly e: number;
}

const corrections: Readonly<Record<QuantileScenario["kind"], Correction>> = {
  S1: {
    square: (n) => 1.01 + 0.25 / Math.log(n) ** 2,
    fourth: (n) => 1 + 2.23 / Math.log(n) ** 2,
    c: 0.565,
    e: 0.37,
  },
  S2: { square: (n) => 1 + 1.58 / n, fourth: (n) => 1 + 19.2 / n ** 1.2, c: 0.57, e: 0.75 },
  S3: { square: (n) => 1 + 0.28 / Math.log(n) ** 2, fourth: (n) => 1 + 3.93 / n, c: 0.405, e: 0.315 },
};

/** The mean and standard deviation behind a quantile summary of log-normal data; every quantile must be positive. */
export function meanSdFromLogNormalQuantiles(summary: QuantileSummary): Result<MeanAndSd> {
  const given = [summary.min, summary.q1, summary.median, summary.q3, summary.max].filter(
    (x) => x !== undefined,
  );
  if (given.some((x) => !(x > 0))) {
    return failure(
      "not-positive",
      `The quantiles ${given.join(", ")} are not all positive; use a method for normal data.`,
    );
  }
  const { n } = summary;
  const log = (x: number | undefined) => (x === undefined ? undefined : Math.log(x));
  const scenario = scenarioOf({
    n,
    median: Math.log(summary.median),
    ...defined("min", log(summary.min)),
    ...defined("q1", log(summary.q1)),
    ...defined("q3", log(summary.q3)),
    ...defined("max", log(summary.max)),
  });
  if (!scenario.ok) return scenario;
  const { square, fourth, c, e } = corrections[scenario.value.kind];
  const mu = luoMean(scenario.value).value;
  const sd = wanShiSd(scenario.value, "shi").value;
  const sigma2 = sd ** 2 / square(n);
  const sigma4 = sd ** 4 / fourth(n);
  // E exp(p mu^ + q sigma^2^) exceeds exp(p mu + q sigma^2) by this factor, to first order in 1/n.
  const inflation = (p: number, q: number): number => 1 + (p * p * c * sigma2 + 4 * q * q * e * sigma4) / n;
  const mean = Math.exp(mu + sigma2 / 2) / inflation(1, 0.5);
  const variance =
    Math.exp(2 * mu + 2 * sigma2) / inflation(2, 2) - Math.exp(2 * mu + sigma2) / inflation(2, 1);
  const inputs = { n, mu, "sigma^2": sigma2, "sigma^4": sigma4 };
  const assumptions = ["the outcome is log-normal"];
  const first = computed({
    value: mean,
    formula: `exp(mu + sigma^2/2)/(1 + (${c} sigma^2 + ${e} sigma^4)/n); mu, sigma^2 from the logarithms of the quantiles`,
    inputs,
    assumptions,
    source,
  });
  if (!first.ok) return first;
  const second = computed({
    value: Math.sqrt(variance),
    formula: `sqrt(exp(2 mu + 2 sigma^2)/(1 + (${4 * c} sigma^2 + ${16 * e} sigma^4)/n) - exp(2 mu + sigma^2)/(1 + (${4 * c} sigma^2 + ${4 * e} sigma^4)/n))`,
    inputs,
    assumptions,
    source,
  });
  return second.ok ? success({ mean: first.value, sd: second.value }) : second;
}

function defined<K extends string>(key: K, value: number | undefined): Partial<Record<K, number>> {
  return value === undefined ? {} : ({ [key]: value } as Record<K, number>);
}
