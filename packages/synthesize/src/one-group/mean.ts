/** One group's mean, standard deviation or coefficient of variation. */
import { checkNumbers } from "../computed.ts";
import { smallSampleCorrection } from "../continuous/small-sample-correction.ts";
import { type EffectSize, effectSize } from "../effect-size.ts";
import { failure, type Result } from "../result.ts";

export interface OneMean {
  readonly mean: number;
  readonly sd: number;
  readonly n: number;
}

export type MeanMeasure = "MN" | "SMN" | "MNLN" | "SDLN" | "CVLN";

interface Entry {
  readonly estimate: (data: OneMean) => number;
  readonly variance: (data: OneMean) => number;
  readonly formula: string;
}

const standardized = ({ mean, sd, n }: OneMean): number => (smallSampleCorrection(n - 1) * mean) / sd;

const entries: Readonly<Record<MeanMeasure, Entry>> = {
  MN: {
    estimate: ({ mean }) => mean,
    variance: ({ sd, n }) => (sd * sd) / n,
    formula: "yi = mean; vi = sd^2/n",
  },
  SMN: {
    estimate: standardized,
    variance: (data) => 1 / data.n + standardized(data) ** 2 / (2 * data.n),
    formula: "yi = g = J(n-1) mean/sd; vi = 1/n + g^2/(2n)",
  },
  MNLN: {
    estimate: ({ mean }) => Math.log(mean),
    variance: ({ mean, sd, n }) => (sd / mean) ** 2 / n,
    formula: "yi = ln mean; vi = sd^2/(n mean^2)",
  },
  SDLN: {
    estimate: ({ sd, n }) => Math.log(sd) + 1 / (2 * (n - 1)),
    variance: ({ n }) => 1 / (2 * (n - 1)),
    formula: "yi = ln sd + 1/(2(n-1)); vi = 1/(2(n-1))",
  },
  CVLN: {
    estimate: ({ mean, sd, n }) => Math.log(sd / mean) + 1 / (2 * (n - 1)),
    variance: ({ mean, sd, n }) => 1 / (2 * (n - 1)) + (sd / mean) ** 2 / n,
    formula: "yi = ln(sd/mean) + 1/(2(n-1)); vi = 1/(2(n-1)) + sd^2/(n mean^2)",
  },
};

/** One group's summary on the scale of `measure`. */
export function oneMean(measure: MeanMeasure, data: OneMean): Result<EffectSize> {
  const broken = checkNumbers({ ...data }, { mean: "finite", sd: "non-negative", n: "positive" });
  if (broken !== null) return broken;
  if (data.n < 2) return failure("too-few-people", `There are ${data.n} people; give at least 2.`);
  const { estimate, variance, formula } = entries[measure];
  return effectSize(measure, {
    yi: estimate(data),
    vi: variance(data),
    n: data.n,
    formula,
    inputs: { ...data },
    source: "Nakagawa et al. 2015, Methods Ecol Evol 6:143; Hedges 1981",
  });
}
