import { cholesky, matrixOf, solveCholesky } from "@coppice/numeric";

/** Records of one review: values by feature, and which of them the review included. */
export interface LabelledFeatures {
  readonly features: ReadonlyMap<string, Float64Array>;
  readonly included: readonly boolean[];
}

const COST = 1;
const STEPS = 30;

/**
 * Weights of L2-regularised logistic regression, ½|w|² + C Σ s log(1 + exp(−y f)), C = 1, by Newton's method; each review gives
 * a total weight s of ½ to its included and ½ to its excluded records. The intercept is not regularised and not returned: it moves all
 * records alike. A feature that a review lacks counts as 0 there, the mean.
 */
export function logisticWeights(
  reviews: readonly LabelledFeatures[],
  names: readonly string[],
): Readonly<Record<string, number>> {
  const width = names.length + 1;
  const columns = reviews.map(({ features, included }) => {
    const relevant = included.filter(Boolean).length;
    return {
      included,
      columns: names.map((name) => features.get(name) ?? new Float64Array(included.length)),
      weights: [0.5 / (included.length - relevant), 0.5 / relevant],
    };
  });
  const w = new Float64Array(width);
  const x = new Float64Array(width);
  for (let step = 0; step < STEPS; step++) {
    const gradient = new Float64Array(width);
    const hessian = new Float64Array(width * width);
    for (let j = 0; j < names.length; j++) {
      gradient[j] = w[j]!;
      hessian[j * width + j] = 1;
    }
    for (const review of columns) {
      for (let i = 0; i < review.included.length; i++) {
        let f = w[names.length]!;
        x[names.length] = 1;
        for (let j = 0; j < names.length; j++) {
          x[j] = review.columns[j]![i]!;
          f += w[j]! * x[j]!;
        }
        const p = 1 / (1 + Math.exp(-f));
        const y = review.included[i] ? 1 : 0;
        const s = COST * review.weights[y]!;
        const slope = s * (p - y);
        const curve = s * p * (1 - p);
        for (let j = 0; j < width; j++) {
          gradient[j]! += slope * x[j]!;
          const scaled = curve * x[j]!;
          if (scaled !== 0) for (let k = 0; k <= j; k++) hessian[j * width + k]! += scaled * x[k]!;
        }
      }
    }
    const factor = cholesky(
      matrixOf(width, width, (i, j) => hessian[Math.max(i, j) * width + Math.min(i, j)]!),
    );
    if (factor === null) throw new Error("two features are the same, or one is not a number");
    const move = solveCholesky(factor, { rows: width, cols: 1, data: gradient }).data;
    let largest = 0;
    for (let j = 0; j < width; j++) {
      w[j]! -= move[j]!;
      largest = Math.max(largest, Math.abs(move[j]!));
    }
    if (largest < 1e-8) break;
  }
  return Object.fromEntries(names.map((name, j) => [name, w[j]!]));
}
