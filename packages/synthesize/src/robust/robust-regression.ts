/** Meta-regression of dependent effects with a simple working model and robust standard errors. */

import { rowsOf } from "@coppice/numeric";
import type { Effect } from "../pool/study-data.ts";
import { badWeights } from "../problems.ts";
import type { Design } from "../regression/design.ts";
import { type RegressionData, regressionData } from "../regression/regression-data.ts";
import { weightedLeastSquares } from "../regression/weighted-fit.ts";
import { failure, type Result, success } from "../result.ts";
import { clusterRobust } from "./cluster-robust.ts";
import type { ClusterKey } from "./clusters.ts";
import type { RobustResult } from "./robust-result.ts";
import { independentBlocks, type WorkingModel } from "./working-model.ts";
import { correlatedEffects, hierarchicalEffects, type WorkingVariances } from "./working-variances.ts";

export interface RobustRegressionOptions {
  /**
   * Why effects of a cluster depend on each other. `correlated`: they come from the same people; `hierarchical`: they come from
   * separate studies of one group of researchers. The choice sets the weights; the tests hold either way. Default `correlated`.
   */
  readonly model?: "correlated" | "hierarchical";
  /** Correlation of the sampling errors within clusters, for `correlated`; matters little (vary it). Default 0.8. */
  readonly rho?: number;
  /** Small-sample tests: CR2 with Satterthwaite degrees of freedom; false is CR1p with J - p. Default true. */
  readonly smallSample?: boolean;
  /** Weights instead of those of the working model, in the order of the effects. */
  readonly weights?: readonly number[];
  /** Default 0.95. */
  readonly level?: number;
}

export interface RobustRegression extends RobustResult {
  /** Variance between clusters; null with own weights. */
  readonly tau2: number | null;
  /** Variance between the studies of a cluster, for `hierarchical`. */
  readonly omega2: number | null;
  /** Per cent of the variability that is not sampling error, for `correlated`; negative when there is less than chance would give. */
  readonly i2: number | null;
  /** As used, in the order of the effects that entered. */
  readonly weights: readonly number[];
  /** Indices, in the effects given, of these. */
  readonly studies: readonly number[];
}

function fitted(
  data: RegressionData,
  weights: readonly number[],
  working: readonly number[],
): WorkingModel | null {
  const { unit } = data;
  const fit = weightedLeastSquares(data.x, data.y, Float64Array.from(weights));
  if (fit === null) return null;
  const own = weights.some((w, i) => Math.abs(w * working[i]! - 1) > 1e-12);
  return {
    names: data.names,
    coefficients: Array.from(fit.gamma, (b) => b * unit),
    design: rowsOf(data.x),
    residuals: Array.from(fit.residuals, (residual) => residual * unit),
    blocks: independentBlocks(
      working.map((variance) => variance * unit ** 2),
      own ? weights.map((w) => w / unit ** 2) : null,
    ),
    studies: data.studies,
  };
}

/** One row an effect that entered: its cluster as a number from 0. */
function codes(data: RegressionData, clusters: readonly ClusterKey[]): Int32Array {
  const places = new Map<ClusterKey, number>();
  return Int32Array.from(data.studies, (study) => {
    const key = clusters[study]!;
    if (!places.has(key)) places.set(key, places.size);
    return places.get(key)!;
  });
}

function meanVariances({ v }: RegressionData, groups: Int32Array): readonly number[] {
  const sums = new Float64Array(v.length);
  const counts = new Float64Array(v.length);
  for (const [i, group] of groups.entries()) {
    sums[group]! += v[i]!;
    counts[group]! += 1;
  }
  return Array.from(groups, (group) => sums[group]! / counts[group]!);
}

/**
 * Robust variance estimation (Hedges, Tipton & Johnson 2010, with its erratum; small-sample tests by Tipton 2015): weighted least
 * squares with approximately efficient weights, w_ij = 1 / (k_j (mean v_j + tau2)) for correlated and 1 / (v_ij + tau2 + omega2)
 * for hierarchical effects, variances by the method of moments, and tests from the residuals of whole clusters.
 *
 * `clusters` names the cluster of every effect. Effects that lack a moderator are left out.
 */
export function robustRegression(
  effects: readonly Effect[],
  design: Design,
  clusters: readonly ClusterKey[],
  options: RobustRegressionOptions = {},
): Result<RobustRegression> {
  const { model = "correlated", rho = 0.8, smallSample = true, weights: own, level = 0.95 } = options;
  if (!(rho >= 0 && rho <= 1)) {
    return failure(
      "bad-correlation",
      `The correlation within clusters is ${rho}; give a number from 0 to 1.`,
    );
  }
  const wrongWeights = badWeights(own, effects.length, "effect");
  if (wrongWeights !== null) return wrongWeights;
  const checked = regressionData(effects, design);
  if (!checked.ok) return checked;
  const data = checked.value;
  const missing = data.studies.find((study) => clusters[study] === undefined);
  if (missing !== undefined) {
    return failure(
      "no-cluster",
      `Effect ${missing + 1} has no cluster; say which study each effect comes from.`,
    );
  }
  const groups = codes(data, clusters);
  const variances: WorkingVariances | null =
    own !== undefined
      ? null
      : model === "correlated"
        ? correlatedEffects(data, groups, rho)
        : hierarchicalEffects(data, groups);
  const square = data.unit ** 2;
  // Own weights say nothing of the errors: these are taken as independent, with the mean variance of their cluster.
  const working = variances?.variances ?? meanVariances(data, groups);
  const weights =
    own === undefined ? working.map((v) => 1 / v) : data.studies.map((study) => own[study]! * square);
  const fit = fitted(data, weights, working);
  if (fit === null || !weights.every(Number.isFinite)) {
    return failure(
      "out-of-range",
      "The weights are too far apart to be computed with; check the units of variances and moderators.",
    );
  }
  const robust = clusterRobust(
    fit,
    clusters,
    smallSample ? { level } : { level, correction: "CR1p", df: "clusters-p" },
  );
  if (!robust.ok) return robust;
  const label =
    own !== undefined
      ? "own weights"
      : model === "correlated"
        ? `correlated effects, rho ${rho}`
        : "hierarchical effects";
  return success({
    ...robust.value,
    tau2: variances === null ? null : variances.tau2 * square,
    omega2: variances === null || variances.omega2 === null ? null : variances.omega2 * square,
    i2: variances === null ? null : variances.i2,
    weights: weights.map((w) => w / square),
    studies: data.studies,
    method: `Robust variance estimation, ${label}. ${robust.value.method}`,
    notes: [...data.notes, ...robust.value.notes],
  });
}
