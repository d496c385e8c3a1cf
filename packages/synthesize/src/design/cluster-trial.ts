/** Cluster-randomized trials that were analysed as if people had been randomized (Cochrane Handbook, version 6, section 23.1). */
import type { Counts } from "../binary/counts.ts";
import { type Computed, checkNumbers, computed } from "../computed.ts";
import { brokenEffect, type EffectSize } from "../effect-size.ts";
import { failure, type Result, success } from "../result.ts";

export interface ClusterSizes {
  /** Mean number of people in a cluster. */
  readonly meanSize: number;
  /** Intracluster correlation coefficient, from -1/(m-1) to 1; usually borrowed, 0.01 to 0.05 in health care. */
  readonly icc: number;
  /** Coefficient of variation of the cluster sizes, their SD over their mean; default 0, clusters of one size. */
  readonly sizeVariation?: number;
}

/**
 * By what the variance of an effect is multiplied because people in a cluster resemble each other: 1 + (m - 1) ICC, and
 * 1 + ((CV^2 + 1) m - 1) ICC for clusters of unequal size.
 */
export function designEffect({ meanSize, icc, sizeVariation = 0 }: ClusterSizes): Result<Computed> {
  const inputs = { m: meanSize, ICC: icc, CV: sizeVariation };
  const broken = checkNumbers(inputs, { m: "positive", ICC: "finite", CV: "non-negative" });
  if (broken !== null) return broken;
  const value = 1 + ((sizeVariation ** 2 + 1) * meanSize - 1) * icc;
  if (meanSize < 1 || icc > 1 || !(value > 0)) {
    return failure(
      "bad-cluster",
      `Clusters of ${meanSize} people with an intracluster correlation of ${icc} give a design effect of ${value}; give a size of at least 1 and a correlation up to 1.`,
    );
  }
  return computed({
    value,
    formula: sizeVariation === 0 ? "DE = 1 + (m - 1) ICC" : "DE = 1 + ((CV^2 + 1) m - 1) ICC",
    inputs,
    assumptions: [
      `the intracluster correlation is ${icc}`,
      ...(sizeVariation === 0 ? ["the clusters have the same size"] : []),
    ],
    source:
      sizeVariation === 0
        ? "Donner & Klar 2000; Cochrane Handbook, version 6, section 23.1.4"
        : "Eldridge et al. 2006, Int J Epidemiol 35:1292",
  });
}

/** The number of independent people (or events) that carry as much information: n / DE. */
export function effectiveSampleSize(n: number, effect: number): Result<Computed> {
  const broken = checkNumbers({ n, DE: effect }, { n: "non-negative", DE: "positive" });
  if (broken !== null) return broken;
  return computed({
    value: n / effect,
    formula: "n effective = n / DE",
    inputs: { n, DE: effect },
    source: "Cochrane Handbook, version 6, section 23.1.4",
  });
}

/** The standard error of an analysis that ignored the clusters, corrected: SE sqrt(DE). */
export function inflatedStandardError(se: number, effect: number): Result<Computed> {
  const broken = checkNumbers({ SE: se, DE: effect }, { SE: "non-negative", DE: "positive" });
  if (broken !== null) return broken;
  return computed({
    value: se * Math.sqrt(effect),
    formula: "SE corrected = SE sqrt(DE)",
    inputs: { SE: se, DE: effect },
    assumptions: ["the analysis ignored the clusters"],
    source: "Cochrane Handbook, version 6, section 23.1.5",
  });
}

/** Events and people of both arms divided by the design effect; they need not be whole numbers. */
export function effectiveCounts({ events1, n1, events2, n2 }: Counts, effect: number): Result<Counts> {
  const broken = checkNumbers(
    { DE: effect, events1, n1, events2, n2 },
    {
      DE: "positive",
      events1: "non-negative",
      n1: "non-negative",
      events2: "non-negative",
      n2: "non-negative",
    },
  );
  if (broken !== null) return broken;
  return success({ events1: events1 / effect, n1: n1 / effect, events2: events2 / effect, n2: n2 / effect });
}

/** An effect computed as if people had been randomized, with its variance multiplied by the design effect. */
export function clusterAdjusted(effect: EffectSize, sizes: ClusterSizes): Result<EffectSize> {
  const broken = brokenEffect(effect);
  if (broken !== null) return broken;
  const multiplier = designEffect(sizes);
  if (!multiplier.ok) return multiplier;
  const { value, formula, inputs, assumptions } = multiplier.value;
  return success({
    ...effect,
    vi: effect.vi * value,
    formula: `${effect.formula}; vi multiplied by ${formula}`,
    inputs: { ...effect.inputs, ...inputs, DE: value },
    assumptions: [...effect.assumptions, ...assumptions],
  });
}
