/** Estimators of the covariance between studies in the bivariate model. */

import { crossProduct, dot, matrix, minimise, symmetricEigen } from "@coppice/numeric";
import { type WeightedFit, weightedLeastSquares } from "../regression/weighted-fit.ts";
import { type BivariateData, bivariateFit, type Spread } from "./bivariate-likelihood.ts";

export interface SpreadEstimate {
  readonly spread: Spread;
  readonly converged: boolean;
  readonly iterations: number;
  /** The covariance matrix is singular: a variance of 0, or a correlation of -1 or 1. */
  readonly boundary: boolean;
  readonly notes: readonly string[];
}

/** The nearest positive semidefinite matrix: negative eigenvalues become 0. */
function truncated([a, c, b]: Spread): { readonly spread: Spread; readonly cut: boolean } {
  const m = matrix(2, 2);
  m.data.set([a, c, c, b]);
  const { values, vectors } = symmetricEigen(m);
  if (values[1]! >= 0) return { spread: [a, c, b], cut: false };
  const largest = Math.max(0, values[0]!);
  const [u, w] = [vectors.data[0]!, vectors.data[2]!];
  return { spread: [largest * u * u, largest * u * w, largest * w * w], cut: true };
}

function univariate({ k, q, y, v, x }: BivariateData, outcome: 0 | 1): WeightedFit | null {
  const weights = Float64Array.from({ length: k }, (_, i) => 1 / v[2 * i + outcome]!);
  const own = Float64Array.from({ length: k }, (_, i) => y[2 * i + outcome]!);
  return weightedLeastSquares({ rows: k, cols: q, data: x }, own, weights);
}

/**
 * The method of moments of Jackson, White & Riley (2013, section 3): the weighted products of residuals of outcomes j and l,
 * sum_i w_ij r_ij r_il, are set equal to their expectation. The matrix is made symmetric, and its negative eigenvalues 0. On the
 * diagonal, and without truncation, these are DerSimonian and Laird's estimates.
 */
export function momentSpread(data: BivariateData): SpreadEstimate | null {
  const [first, second] = [univariate(data, 0), univariate(data, 1)];
  if (first === null || second === null) return null;
  const { k, q, x } = data;
  const fits = [first, second];
  const element = (j: 0 | 1, l: 0 | 1): number => {
    const { weights: w, residuals, inverse } = fits[j]!;
    const other = fits[l]!;
    let [sum, total] = [0, 0];
    for (let i = 0; i < k; i++) {
      sum += w[i]! * residuals[i]! * other.residuals[i]!;
      total += w[i]!;
    }
    // E = psi (sum w - tr of the leverages), where the leverages of the other outcome drop out: sum_i w_ij of (I - H_j)(I - H_l)'
    // has the trace of W_j (I - H_j), since W_j(I - H_j) removes the columns of X on both sides.
    const squares = crossProduct(
      { rows: k, cols: q, data: x },
      Float64Array.from(w, (value) => value * value),
    );
    const leverage = dot(inverse.data, squares.data);
    return (sum - (j === l ? k - q : 0)) / (total - leverage);
  };
  const { spread, cut } = truncated([element(0, 0), 0.5 * (element(0, 1) + element(1, 0)), element(1, 1)]);
  if (!spread.every(Number.isFinite)) return null;
  return {
    spread,
    converged: true,
    iterations: 0,
    boundary: cut,
    notes: cut
      ? ["The moment estimate was not positive definite; its negative eigenvalue was set to 0."]
      : [],
  };
}

/** Psi = LL' from the lower triangle (l11, l21, l22): every real triple gives a covariance, singular ones included. */
const spreadOf = ([l11, l21, l22]: readonly number[]): Spread => [
  l11! * l11!,
  l11! * l21!,
  l21! * l21! + l22! * l22!,
];

const turnedSpread = ([a, c, b]: Spread): Spread => [b, c, a];

/**
 * (Restricted) maximum likelihood from several starts, in the coordinates of Cholesky's factor; of the outcomes in both orders, since
 * the factor has saddles where its first variance is 0.
 */
export function likelihoodSpread(data: BivariateData, restricted: boolean): SpreadEstimate | null {
  const [straight, turned] = [false, true].map((order) => climb(data, restricted, order));
  if (straight === null || turned === null) return straight ?? turned!;
  return turned!.value < straight!.value - 1e-9 ? turned! : straight!;
}

function climb(
  data: BivariateData,
  restricted: boolean,
  turned: boolean,
): (SpreadEstimate & { readonly value: number }) | null {
  const inOrder = (spread: Spread): Spread => (turned ? turnedSpread(spread) : spread);
  const fitAt = (l: readonly number[]) => bivariateFit(data, inOrder(spreadOf(l)), restricted);
  const value = (l: readonly number[]): number => {
    const fit = fitAt(l);
    return fit === null ? Number.POSITIVE_INFINITY : -fit.logLikelihood;
  };
  const gradient = (l: readonly number[]): readonly number[] => {
    const fit = fitAt(l);
    if (fit === null) return [0, 0, 0];
    const [ga, gc, gb] = inOrder(fit.gradient);
    const [l11, l21, l22] = l as readonly [number, number, number];
    return [-2 * ga * l11 - gc * l21, -gc * l11 - 2 * gb * l21, -2 * gb * l22];
  };
  const moments = inOrder(momentSpread(data)?.spread ?? [1, 0, 1]);
  const sizes = [Math.sqrt(Math.max(0.01, moments[0])), Math.sqrt(Math.max(0.01, moments[2]))] as const;
  let best: ReturnType<typeof minimise> | null = null;
  for (const [scale, rho] of [
    [1, 0],
    [1, 0.7],
    [1, -0.7],
    [2, 0.95],
    [2, -0.95],
    [0.3, 0],
  ] as const) {
    const start = [scale * sizes[0], scale * rho * sizes[1], scale * Math.sqrt(1 - rho * rho) * sizes[1]];
    const found = minimise(value, start, { gradient, polish: 0 });
    if (best === null || found.value < best.value - 1e-10) best = found;
  }
  if (best === null || !Number.isFinite(best.value)) return null;
  best = minimise(value, best.x, { gradient });
  const [l11, l21, l22] = best.x as readonly [number, number, number];
  // A factor that only comes close to 0 is 0: the search stops when the likelihood no longer changes.
  const edges = [
    [l11, l21, 0],
    [0, 0, Math.hypot(l21, l22)],
    [l11, 0, 0],
    [0, 0, 0],
  ].filter((l) => value(l) <= best.value + 1e-10);
  const spread = inOrder(spreadOf(edges.at(-1) ?? best.x));
  return {
    spread,
    value: best.value,
    converged: best.converged,
    iterations: best.iterations,
    boundary: edges.length > 0,
    notes: edges.length > 0 ? [boundaryNote(spread)] : [],
  };
}

function boundaryNote([a, c, b]: Spread): string {
  if (a === 0 && b === 0) return "Both variances between studies are at their boundary of 0.";
  if (a === 0) return "The variance of sensitivity between studies is at its boundary of 0.";
  if (b === 0) return "The variance of the false positive rate between studies is at its boundary of 0.";
  return `The correlation between studies is at its boundary of ${c > 0 ? 1 : -1}: the SROC curve is not to be relied on.`;
}
