/** Crossover trials that report their arms but nothing paired: an effect for each correlation that could be. */
import { type EffectSize, effectSize } from "../effect-size.ts";
import { pairedMeanDifferenceFromArms } from "../paired/paired-difference.ts";
import { failure, type Result, success } from "../result.ts";

export interface CrossoverArms {
  /** Mean under the experimental treatment. */
  readonly mean1: number;
  readonly sd1: number;
  readonly mean2: number;
  readonly sd2: number;
  /** People, each of whom had both treatments. */
  readonly n: number;
}

export interface AtCorrelation {
  readonly correlation: number;
  readonly effect: EffectSize;
}

/**
 * The mean difference at each correlation of the two measurements within people; the lowest is the cautious one, since the variance
 * (sd1^2 + sd2^2 - 2 r sd1 sd2)/n falls as it rises (Elbourne et al. 2002; Cochrane Handbook, version 6, section 23.2.7.1).
 */
export function crossoverRange(
  arms: CrossoverArms,
  correlations: readonly number[] = [0, 0.3, 0.5, 0.7],
): Result<readonly AtCorrelation[]> {
  return overCorrelations(correlations, (correlation) =>
    pairedMeanDifferenceFromArms({ ...arms, correlation }),
  );
}

/**
 * The standardized mean difference at each correlation: SMD = MD / sqrt((sd1^2 + sd2^2)/2) with variance
 * (1/n + SMD^2/(2n)) 2 (1 - r) (Cochrane Handbook, version 6, section 23.2.7.2).
 */
export function crossoverStandardizedRange(
  arms: CrossoverArms,
  correlations: readonly number[] = [0, 0.3, 0.5, 0.7],
): Result<readonly AtCorrelation[]> {
  return overCorrelations(correlations, (correlation) => standardized(arms, correlation));
}

function overCorrelations(
  correlations: readonly number[],
  effectAt: (correlation: number) => Result<EffectSize>,
): Result<readonly AtCorrelation[]> {
  const rows: AtCorrelation[] = [];
  for (const correlation of correlations) {
    if (!(correlation >= -1 && correlation < 1)) {
      return failure(
        "bad-correlation",
        `The correlation is ${correlation}; give a number from -1 to below 1.`,
      );
    }
    const effect = effectAt(correlation);
    if (!effect.ok) return effect;
    rows.push({ correlation, effect: effect.value });
  }
  return success(rows);
}

function standardized(arms: CrossoverArms, correlation: number): Result<EffectSize> {
  const { mean1, sd1, mean2, sd2, n } = arms;
  const sd = Math.sqrt((sd1 * sd1 + sd2 * sd2) / 2);
  if (!(sd > 0) || !(n >= 2)) {
    return failure(
      "zero-sd",
      `The standard deviations are ${sd1} and ${sd2} of ${n} people; give positive ones and at least 2 people.`,
    );
  }
  const smd = (mean1 - mean2) / sd;
  return effectSize("SMD", {
    yi: smd,
    vi: (1 / n + (smd * smd) / (2 * n)) * 2 * (1 - correlation),
    n,
    formula: "yi = (mean1 - mean2)/sqrt((sd1^2 + sd2^2)/2); vi = (1/n + yi^2/(2n)) 2 (1 - r)",
    inputs: { ...arms, r: correlation },
    assumptions: ["no carry-over and no period effect", `the correlation within people is ${correlation}`],
    source: "Cochrane Handbook, version 6, section 23.2.7.2",
  });
}
