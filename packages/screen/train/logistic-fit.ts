/** The records of one review as a fit sees them: columns of numbers, and which records the review included. */
export interface Design {
  readonly included: readonly boolean[];
  /** X w. */
  readonly times: (w: Float64Array) => Float64Array;
  /** Adds Xᵀ r to a sum. */
  readonly addTransposed: (r: Float64Array, sum: Float64Array) => void;
}

const NEWTON_STEPS = 12;
const CONJUGATE_STEPS = 12;

/**
 * Weights of logistic regression, ½ Σ penalty w² + Σ s log(1 + exp(−y f)), by Newton's method with conjugate gradients; each review gives
 * a total weight s of ½ to its included and ½ to its excluded records. The last weight is the intercept, which is not penalised.
 */
export function logisticFit(reviews: readonly Design[], penalty: Float64Array): Float64Array {
  const width = penalty.length + 1;
  const w = new Float64Array(width);
  for (let step = 0; step < NEWTON_STEPS; step++) {
    const gradient = Float64Array.from(w, (value, j) => (penalty[j] ?? 0) * value);
    const curves = reviews.map((review) => {
      const relevant = review.included.filter(Boolean).length;
      const share = [0.5 / (review.included.length - relevant), 0.5 / relevant];
      const slope = review.times(w);
      const curve = new Float64Array(slope.length);
      for (let i = 0; i < slope.length; i++) {
        const p = 1 / (1 + Math.exp(-(slope[i]! + w[width - 1]!)));
        const y = review.included[i] ? 1 : 0;
        curve[i] = share[y]! * p * (1 - p);
        slope[i] = share[y]! * (p - y);
      }
      addWithIntercept(review, slope, gradient);
      return curve;
    });
    const move = conjugateGradients(gradient, (direction) => {
      const product = Float64Array.from(direction, (value, j) => ((penalty[j] ?? 0) + 1e-9) * value);
      reviews.forEach((review, k) => {
        const f = review.times(direction);
        for (let i = 0; i < f.length; i++) f[i] = curves[k]![i]! * (f[i]! + direction[width - 1]!);
        addWithIntercept(review, f, product);
      });
      return product;
    });
    for (let j = 0; j < width; j++) w[j]! -= move[j]!;
    if (squares(gradient) < 1e-8) break;
  }
  return w;
}

function addWithIntercept(review: Design, r: Float64Array, sum: Float64Array): void {
  review.addTransposed(r, sum);
  for (const value of r) sum[sum.length - 1]! += value;
}

/** Solves A x = b nearly. */
function conjugateGradients(b: Float64Array, times: (direction: Float64Array) => Float64Array): Float64Array {
  const x = new Float64Array(b.length);
  const left = b.slice();
  const direction = b.slice();
  const first = squares(b);
  let now = first;
  for (let step = 0; step < CONJUGATE_STEPS && now > 1e-3 * first; step++) {
    const product = times(direction);
    const along = direction.reduce((sum, value, j) => sum + value * product[j]!, 0);
    const size = now / along;
    for (let j = 0; j < x.length; j++) {
      x[j]! += size * direction[j]!;
      left[j]! -= size * product[j]!;
    }
    const next = squares(left);
    for (let j = 0; j < x.length; j++) direction[j] = left[j]! + (next / now) * direction[j]!;
    now = next;
  }
  return x;
}

const squares = (vector: Float64Array): number => vector.reduce((sum, value) => sum + value * value, 0);
