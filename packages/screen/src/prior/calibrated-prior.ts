import { cholesky, matrixOf, solveCholesky } from "@coppice/numeric";
import type { Prior } from "./prior.ts";
import { standardised } from "./standardised.ts";

/** A prior whose weights move with the review's own labels. */
export interface CalibratedPrior {
  /** Mean 0, standard deviation 1 over the pool; higher is more likely relevant. */
  readonly scores: () => Float64Array;
  /** What each feature, and the words together, add to the sum behind the score of a record. */
  readonly sharesOf: (row: number) => readonly { readonly name: string; readonly share: number }[];
  /** Moves the weights to the labels given, starting from where they are; labels of one class alone teach nothing. */
  readonly learn: (labels: readonly PriorLabel[]) => void;
}

interface PriorLabel {
  readonly record: number;
  readonly label: 0 | 1;
}

/** How firmly the weights of other reviews are held: the inverse of the variance that a review's own weights have about them. */
const FIRMNESS = 40;
const NEWTON_STEPS = 8;

/**
 * Logistic regression on the review's own labels with a normal prior about the weights that other reviews taught (the posterior mode).
 * Relevant labels count 1 each, and the irrelevant ones as much all together. What the words add is taken as given.
 */
export function calibratedPrior({ features, words }: Prior): CalibratedPrior {
  const count = features.length;
  const weights = Float64Array.from([...features.map(({ weight }) => weight), 0]);
  const scored = (): Float64Array => {
    const sum = words.slice();
    features.forEach(({ values }, j) => {
      const weight = weights[j]!;
      for (let i = 0; i < sum.length; i++) sum[i]! += weight * values[i]!;
    });
    return standardised(sum);
  };
  let scores = scored();

  /** One step of Newton's method; the largest change of a weight. */
  const step = (labels: readonly PriorLabel[], light: number): number => {
    const width = count + 1;
    const gradient = new Float64Array(width);
    const curvature = new Float64Array(width * width);
    for (let j = 0; j < count; j++) {
      gradient[j] = FIRMNESS * (weights[j]! - features[j]!.weight);
      curvature[j * width + j] = FIRMNESS;
    }
    const x = new Float64Array(width).fill(1);
    for (const { record, label } of labels) {
      let f = words[record]! + weights[count]!;
      for (let j = 0; j < count; j++) {
        x[j] = features[j]!.values[record]!;
        f += weights[j]! * x[j]!;
      }
      const p = 1 / (1 + Math.exp(-f));
      const share = label === 1 ? 1 : light;
      for (let j = 0; j < width; j++) {
        gradient[j]! += share * (p - label) * x[j]!;
        const curve = share * p * (1 - p) * x[j]!;
        for (let k = 0; k <= j; k++) curvature[j * width + k]! += curve * x[k]!;
      }
    }
    const factor = cholesky(matrixOf(width, width, (i, j) => (j <= i ? curvature[i * width + j]! : 0)));
    if (factor === null) return 0;
    const move = solveCholesky(factor, { rows: width, cols: 1, data: gradient }).data;
    let largest = 0;
    for (let j = 0; j < width; j++) {
      weights[j]! -= move[j]!;
      largest = Math.max(largest, Math.abs(move[j]!));
    }
    return largest;
  };

  return {
    scores: () => scores,
    sharesOf: (row) => [
      ...features.map(({ name, values }, j) => ({ name, share: weights[j]! * values[row]! })),
      { name: "words", share: words[row]! },
    ],
    learn: (labels) => {
      const relevant = labels.filter(({ label }) => label === 1).length;
      if (relevant === 0 || relevant === labels.length) return;
      const light = relevant / (labels.length - relevant);
      for (let k = 0; k < NEWTON_STEPS && step(labels, light) > 1e-6; k++);
      scores = scored();
    },
  };
}
