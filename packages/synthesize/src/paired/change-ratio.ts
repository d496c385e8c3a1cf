/** Log ratios between two measurements of the same people. */
import { type EffectSize, effectSize } from "../effect-size.ts";
import { failure, type Result } from "../result.ts";
import { checkPaired, type PairedMeans } from "./paired-means.ts";

const source = "Lajeunesse 2011, Ecology 92:2049; Senior et al. 2020, Res Synth Methods 11:553";

interface Spread {
  readonly own1: number;
  readonly own2: number;
  readonly shared: number;
}

function spread({ mean1, sd1, mean2, sd2, n, correlation }: PairedMeans): Spread {
  return {
    own1: (sd1 / mean1) ** 2 / n,
    own2: (sd2 / mean2) ** 2 / n,
    shared: (2 * correlation * sd1 * sd2) / (mean1 * mean2 * n),
  };
}

function checkRatio(data: PairedMeans): Result<PairedMeans> {
  const checked = checkPaired(data);
  if (!checked.ok || data.mean1 / data.mean2 > 0) return checked;
  return failure(
    "means-differ-in-sign",
    `The means are ${data.mean1} and ${data.mean2}; give both the same sign, or use a mean change.`,
  );
}

/** The log ratio of the two means, with the second-order correction. */
export function ratioOfMeansChange(data: PairedMeans): Result<EffectSize> {
  const checked = checkRatio(data);
  if (!checked.ok) return checked;
  const { own1, own2, shared } = spread(data);
  return effectSize("ROMC", {
    yi: Math.log(data.mean1 / data.mean2) + 0.5 * (own1 - own2),
    vi: own1 + own2 - shared,
    n: data.n,
    formula:
      "yi = ln(mean1/mean2) + (c1 - c2)/2; vi = c1 + c2 - 2 r sd1 sd2/(mean1 mean2 n); c = sd^2/(n mean^2)",
    inputs: { ...data },
    source,
  });
}

/** The log ratio of the two standard deviations. */
export function variabilityRatioChange(data: PairedMeans): Result<EffectSize> {
  const checked = checkPaired(data);
  if (!checked.ok) return checked;
  return effectSize("VRC", {
    yi: Math.log(data.sd1 / data.sd2),
    vi: (1 - data.correlation ** 2) / (data.n - 1),
    n: data.n,
    formula: "yi = ln(sd1/sd2); vi = (1 - r^2)/(n - 1)",
    inputs: { ...data },
    source,
  });
}

/** The log ratio of the two coefficients of variation, with the second-order correction. */
export function coefficientOfVariationRatioChange(data: PairedMeans): Result<EffectSize> {
  const checked = checkRatio(data);
  if (!checked.ok) return checked;
  const { own1, own2, shared } = spread(data);
  return effectSize("CVRC", {
    yi: Math.log(data.sd1 / data.mean1) - Math.log(data.sd2 / data.mean2) + 0.5 * (own2 - own1),
    vi: (1 - data.correlation ** 2) / (data.n - 1) + own1 + own2 - shared,
    n: data.n,
    formula:
      "yi = ln((sd1/mean1)/(sd2/mean2)) + (c2 - c1)/2; vi = (1 - r^2)/(n-1) + c1 + c2 - 2 r sd1 sd2/(mean1 mean2 n); c = sd^2/(n mean^2)",
    inputs: { ...data },
    source,
  });
}
