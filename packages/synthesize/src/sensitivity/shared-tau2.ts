/** One between-study variance for several groups that have a mean each. */
import { sumBy } from "@coppice/numeric";
import type { StudyData } from "../pool/study-data.ts";
import { traceP, weightedSums } from "../pool/weighted-sums.ts";
import { solveGeneralisedQ } from "../tau2/generalised-q-root.ts";
import { maximumLikelihood } from "../tau2/maximum-likelihood.ts";

/** Estimators that have a shared form here. */
export type SharedTau2Method = "DL" | "REML" | "ML" | "PM" | "EB";

export interface SharedTau2 {
  readonly tau2: number;
  readonly converged: boolean;
}

/** The shared tau2 by the estimating equation of the method, summed over the groups. */
export function sharedTau2(groups: readonly StudyData[], method: SharedTau2Method): SharedTau2 {
  if (method === "REML" || method === "ML") {
    const { tau2, convergence } = maximumLikelihood(groups, method);
    return { tau2, converged: convergence.converged };
  }
  const df = groups.reduce((sum, group) => sum + group.k - 1, 0);
  if (method === "DL") {
    const sums = groups.map((group) => weightedSums(group, 0));
    const q = sumBy(sums, (group) => group.q);
    const trace = sumBy(sums, (group) => traceP(group));
    return { tau2: trace > 0 ? Math.max(0, (q - df) / trace) : 0, converged: true };
  }
  return solveGeneralisedQ(groups, df);
}
