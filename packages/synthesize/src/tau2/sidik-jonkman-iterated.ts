import { sumBy, sumOf } from "@coppice/numeric";
import type { StudyData } from "../pool/study-data.ts";
import { weightedSums } from "../pool/weighted-sums.ts";
import type { Tau2Estimate } from "./estimate.ts";
import { pauleMandelSe } from "./generalised-q-root.ts";

const MAX_ITERATIONS = 10_000;

/**
 * Sidik & Jonkman's (2005) estimator iterated: tau2 <- tau2 Q(tau2) / (k - 1) from the crude variance of the estimates.
 *
 * The limit is Paule and Mandel's, but the iteration only creeps towards a limit of 0; it stops when a step is below 1e-13 of
 * the larger of the variance of the estimates and the median sampling variance, and what is left of tau2 then stays.
 */
export function sidikJonkmanIterated(data: StudyData): Tau2Estimate {
  const mean = sumOf(data.y) / data.k;
  const squares = sumBy(data.y, (y) => (y - mean) ** 2);
  const sorted = [...data.v].sort((a, b) => a - b);
  const median = 0.5 * (sorted[(data.k - 1) >> 1]! + sorted[data.k >> 1]!);
  const threshold = 1e-13 * Math.max(squares / (data.k - 1), median);
  let tau2 = squares / data.k;
  let iterations = 0;
  let converged = false;
  while (!converged && iterations < MAX_ITERATIONS) {
    const next = (tau2 * weightedSums(data, tau2).q) / (data.k - 1);
    converged = Math.abs(next - tau2) <= threshold;
    tau2 = next;
    iterations += 1;
  }
  return {
    tau2,
    se: pauleMandelSe(data.k, weightedSums(data, tau2).s1),
    convergence: { converged, iterations, boundary: tau2 === 0, secondMode: null },
  };
}
