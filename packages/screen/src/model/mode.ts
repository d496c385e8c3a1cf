import { randomGenerator } from "@coppice/numeric";
import { standardised } from "../prior/standardised.ts";
import type { ModelState } from "./model-state.ts";

/** How the next record is chosen from the ranking. */
export type ScreeningMode =
  /** The most likely relevant one. */
  | { readonly kind: "certainty" }
  /** Now and then another one. `share`: of the records, between 0 and 1. */
  | { readonly kind: "mixed"; readonly with: "random" | "uncertainty"; readonly share: number }
  /** The most likely relevant one that is unlike the relevant ones found last: for when screening circles one sub-topic. */
  | { readonly kind: "break-the-theme" };

/** How many of the relevant records found last make the theme. */
const THEME = 10;

/** The row to screen next, ties by row; null when all are labelled. The draw depends on the seed and the number of labels alone. */
export function nextRow(state: ModelState, mode: ScreeningMode, seed: number, labels: number): number | null {
  const { unlabelled, ranker } = state;
  if (unlabelled.size === 0) return null;
  const scores = ranker.scores();
  if (mode.kind === "break-the-theme") return highest(unlabelled, withoutTheme(state, scores));
  if (mode.kind === "mixed") {
    const random = randomGenerator(seed + labels * 0x9e3779b9);
    if (random.uniform() < mode.share) {
      if (mode.with === "random")
        return [...unlabelled].sort((a, b) => a - b)[random.integer(unlabelled.size)]!;
      const decisions = ranker.decisions();
      if (decisions !== null)
        return highest(
          unlabelled,
          decisions.map((value) => -Math.abs(value)),
        );
    }
  }
  return highest(unlabelled, scores);
}

function highest(rows: Iterable<number>, scores: ArrayLike<number>): number {
  let best = -1;
  for (const row of rows)
    if (best === -1 || scores[row]! > scores[best]! || (scores[row] === scores[best] && row < best))
      best = row;
  return best;
}

/** Scores less the likeness to the nearest of the relevant records found last, both of standard deviation 1. */
function withoutTheme({ pool, ranker }: ModelState, scores: Float32Array): Float64Array {
  const found = ranker.descent
    .multipliers()
    .flatMap(({ record, multiplier }) => (multiplier > 0 ? [record] : []));
  const theme = found.slice(-THEME);
  if (theme.length === 0) return Float64Array.from(scores);
  const { rows, dimensions } = pool.latent;
  const likeness = Float64Array.from({ length: pool.count }, (_, row) => {
    let nearest = -1;
    for (const other of theme) {
      let product = 0;
      for (let j = 0; j < dimensions; j++)
        product += rows[row * dimensions + j]! * rows[other * dimensions + j]!;
      nearest = Math.max(nearest, product);
    }
    return nearest;
  });
  const standard = standardised(likeness);
  return standardised(Float64Array.from(scores)).map((score, row) => score - standard[row]!);
}
