/** Method-of-moments estimators of tau2: closed forms that equate a weighted sum of squares to its expectation. */
import { sumBy, sumOf } from "@coppice/numeric";
import type { StudyData } from "../pool/study-data.ts";
import { type VarianceTraces, varianceTraces, weightedSums } from "../pool/weighted-sums.ts";
import { closedForm, type Tau2Estimate } from "./estimate.ts";

/** Standard error of (y'Py - tr PV) / divisor, when y has variance V + tau2 I: y'Py is a quadratic form in normals. */
function quadraticFormSe(traces: VarianceTraces, tau2: number, divisor: number): number {
  const variance = 2 * traces.pvpv + 4 * tau2 * traces.ppv + 2 * tau2 * tau2 * traces.pp;
  return Math.sqrt(variance) / divisor;
}

function weightedSumOfSquares(data: StudyData, weights: readonly number[]): number {
  let sum = 0;
  let total = 0;
  for (let i = 0; i < data.k; i++) {
    sum += weights[i]! * data.y[i]!;
    total += weights[i]!;
  }
  const mean = sum / total;
  let q = 0;
  for (let i = 0; i < data.k; i++) q += weights[i]! * (data.y[i]! - mean) ** 2;
  return q;
}

const inverseVariances = (data: StudyData): readonly number[] => data.v.map((v) => 1 / v);

/** The generalised Q estimator for any fixed weights (DerSimonian & Kacker 2007, equation 6). */
export function generalisedQ(data: StudyData, weights: readonly number[]): Tau2Estimate {
  const traces = varianceTraces(weights, data.v);
  const raw = (weightedSumOfSquares(data, weights) - traces.pv) / traces.p;
  return closedForm(raw, (tau2) => quadraticFormSe(traces, tau2, traces.p));
}

/** DerSimonian & Laird (1986): the generalised Q estimator with weights 1/v. */
export function derSimonianLaird(data: StudyData): Tau2Estimate {
  return generalisedQ(data, inverseVariances(data));
}

/** Hedges (1983), also Cochran's ANOVA estimator: the generalised Q estimator with equal weights. */
export function hedges(data: StudyData): Tau2Estimate {
  return generalisedQ(
    data,
    data.v.map(() => 1),
  );
}

/** Hunter & Schmidt (2004): (Q - k) / sum(w), from the weighted variance of the estimates. */
export function hunterSchmidt(data: StudyData): Tau2Estimate {
  const sums = weightedSums(data, 0);
  const traces = varianceTraces(inverseVariances(data), data.v);
  return closedForm((sums.q - data.k) / sums.s1, (tau2) => quadraticFormSe(traces, tau2, sums.s1));
}

/** The same with the weighted variance multiplied by k / (k - 1) (Brannick, Potter, Benitez & Morris 2019). */
export function hunterSchmidtCorrected(data: StudyData): Tau2Estimate {
  const sums = weightedSums(data, 0);
  const traces = varianceTraces(inverseVariances(data), data.v);
  const divisor = (sums.s1 * (data.k - 1)) / data.k;
  return closedForm((sums.q - (data.k - 1)) / divisor, (tau2) => quadraticFormSe(traces, tau2, divisor));
}

/** Sidik & Jonkman (2005): one step from the crude variance of the estimates; never 0 unless they are identical. */
export function sidikJonkman(data: StudyData): Tau2Estimate {
  const mean = sumOf(data.y) / data.k;
  const crude = sumBy(data.y, (y) => (y - mean) ** 2) / data.k;
  if (crude === 0) return closedForm(0, () => 0);
  const weights = data.v.map((v) => crude / (v + crude));
  const traces = varianceTraces(weights, data.v);
  const raw = weightedSumOfSquares(data, weights) / (data.k - 1);
  return closedForm(raw, (tau2) => quadraticFormSe(traces, tau2, data.k - 1));
}
