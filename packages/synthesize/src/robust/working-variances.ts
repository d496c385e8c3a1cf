/** Moment estimators of the variances behind the weights of robust variance estimation (Hedges, Tipton & Johnson 2010). */
import { bilinear, dot, type Matrix, matrix, multiply, rowOf, sumBy, sumOf } from "@coppice/numeric";
import { placesBy } from "../places-by.ts";
import type { RegressionData } from "../regression/regression-data.ts";
import { type WeightedFit, weightedFit } from "../regression/weighted-fit.ts";

export interface WorkingVariances {
  readonly tau2: number;
  readonly omega2: number | null;
  readonly i2: number | null;
  /** Inverse weight of each effect. */
  readonly variances: readonly number[];
}

/** tr(V A) for symmetric matrices. */
const product = (v: Matrix, a: Matrix): number => dot(v.data, a.data);

function addOuter(into: Matrix, s: Float64Array, t: Float64Array, factor: number): void {
  const p = s.length;
  for (let a = 0; a < p; a++) for (let b = 0; b < p; b++) into.data[a * p + b]! += factor * s[a]! * t[b]!;
}

const row = ({ q }: RegressionData, i: number): Float64Array => rowOf(q, i);

function sumOver(data: RegressionData, rows: readonly number[], weight: (i: number) => number): Float64Array {
  const total = new Float64Array(data.p);
  for (const i of rows) {
    const x = row(data, i);
    const w = weight(i);
    for (let a = 0; a < data.p; a++) total[a]! += w * x[a]!;
  }
  return total;
}

/**
 * Correlated effects: errors of cluster j have covariance tau2 J + v_j ((1 - rho) I + rho J), weights are w_j = 1 / (k_j v_j)
 * with v_j the mean variance; tau2 from the expectation of the weighted residual sum of squares (section 4).
 */
export function correlatedEffects(
  data: RegressionData,
  groups: Int32Array,
  rho: number,
): WorkingVariances | null {
  const { k, p, v } = data;
  const clusters = [...placesBy(Array.from(groups), (group) => group).values()];
  const means = clusters.map((rows) => sumBy(rows, (i) => v[i]!) / rows.length);
  const w = Float64Array.from(groups, (group) => 1 / (clusters[group]!.length * means[group]!));
  const fit = weightedFit(data, w);
  if (fit === null) return null;
  const within = matrix(p, p);
  const across = matrix(p, p);
  const squared = matrix(p, p);
  for (const [j, rows] of clusters.entries()) {
    const wj = 1 / (rows.length * means[j]!);
    const sum = sumOver(data, rows, () => 1);
    for (const i of rows) addOuter(within, row(data, i), row(data, i), wj / rows.length);
    addOuter(across, sum, sum, wj / rows.length);
    addOuter(squared, sum, sum, wj * wj);
  }
  const inner = product(fit.inverse, within);
  const expected = clusters.length - inner - rho * (product(fit.inverse, across) - inner);
  const total = sumOf(w);
  const slope = total - product(fit.inverse, squared);
  const tau2 = slope > 0 ? Math.max(0, (fit.q - expected) / slope) : 0;
  return {
    tau2,
    omega2: null,
    i2: fit.q > 0 ? 100 * (1 - expected / fit.q) : 0,
    variances: Array.from(
      { length: k },
      (_, i) => clusters[groups[i]!]!.length * (means[groups[i]!]! + tau2),
    ),
  };
}

/** Expectations of the two sums of squares when the errors of every cluster have one covariance. */
interface Expectation {
  /** Of sum over clusters of (sum of residuals)^2. */
  readonly sums: number;
  /** Of the weighted sum of squared residuals. */
  readonly weighted: number;
}

function expectation(
  data: RegressionData,
  clusters: readonly (readonly number[])[],
  w: Float64Array,
  fit: WeightedFit,
  kind: "shared" | "own" | "sampling",
): Expectation {
  const { p, v } = data;
  const spread = matrix(p, p);
  let trace = 0;
  let ones = 0;
  const variance = (i: number): number => (kind === "sampling" ? v[i]! : 1);
  const cross: Float64Array[] = [];
  for (const rows of clusters) {
    // W S 1 of the cluster, by its moderators.
    const weighted = sumOver(data, rows, (i) => w[i]! * (kind === "shared" ? rows.length : variance(i)));
    cross.push(weighted);
    if (kind === "shared") {
      const sum = sumOver(data, rows, (i) => w[i]!);
      addOuter(spread, sum, sum, 1);
      ones += rows.length ** 2;
    }
    for (const i of rows) {
      trace += w[i]! * variance(i);
      if (kind === "shared") continue;
      addOuter(spread, row(data, i), row(data, i), w[i]! ** 2 * variance(i));
      ones += variance(i);
    }
  }
  const middle = multiply(multiply(fit.inverse, spread), fit.inverse);
  let sums = ones;
  for (const [j, rows] of clusters.entries()) {
    const s = sumOver(data, rows, () => 1);
    sums += bilinear(s, middle, s) - 2 * bilinear(s, fit.inverse, cross[j]!);
  }
  return { sums, weighted: trace - product(fit.inverse, spread) };
}

/**
 * Hierarchical effects: errors of cluster j have covariance tau2 J + omega2 I + V_j; both variances from the expectations of
 * sum_j (sum_i e_ij)^2 and sum w e^2 with w = 1/v (section 5 and erratum). omega2 is cut at 0 first, tau2 follows from the second.
 */
export function hierarchicalEffects(data: RegressionData, groups: Int32Array): WorkingVariances | null {
  const { v } = data;
  const clusters = [...placesBy(Array.from(groups), (group) => group).values()];
  const w = Float64Array.from(v, (variance) => 1 / variance);
  const fit = weightedFit(data, w);
  if (fit === null) return null;
  const q1 = sumBy(clusters, (rows) => sumBy(rows, (i) => fit.residuals[i]!) ** 2);
  const shared = expectation(data, clusters, w, fit, "shared");
  const own = expectation(data, clusters, w, fit, "own");
  const sampling = expectation(data, clusters, w, fit, "sampling");
  const r1 = q1 - sampling.sums;
  const r2 = fit.q - sampling.weighted;
  const determinant = own.sums * shared.weighted - shared.sums * own.weighted;
  const size = Math.abs(own.sums * shared.weighted) + Math.abs(shared.sums * own.weighted);
  // With one effect a cluster the two variances are one: it is called tau2.
  const omega2 =
    Math.abs(determinant) > 1e-10 * size
      ? Math.max(0, (shared.weighted * r1 - shared.sums * r2) / determinant)
      : 0;
  const tau2 = shared.weighted > 0 ? Math.max(0, (r2 - own.weighted * omega2) / shared.weighted) : 0;
  return { tau2, omega2, i2: null, variances: v.map((variance) => variance + tau2 + omega2) };
}
