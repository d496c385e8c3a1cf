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
  const { ranker } = state;
  const rows = unlabelledRows(state.unlabelled);
  if (rows.length === 0) return null;
  const scores = ranker.scores();
  if (mode.kind === "break-the-theme") return highest(rows, withoutTheme(state, scores));
  if (mode.kind === "mixed") {
    const random = randomGenerator(seed + labels * 0x9e3779b9);
    if (random.uniform() < mode.share) {
      if (mode.with === "random") return rows[random.integer(rows.length)]!;
      const decisions = ranker.decisions();
      if (decisions !== null)
        return highest(
          rows,
          decisions.map((value) => -Math.abs(value)),
        );
    }
  }
  return highest(rows, scores);
}

function highest(rows: Int32Array, scores: ArrayLike<number>): number {
  let best = rows[0]!;
  for (const row of rows) if (scores[row]! > scores[best]!) best = row;
  return best;
}

/** Rows marked as unlabelled, ascending. */
export function unlabelledRows(marks: Uint8Array): Int32Array {
  const rows = new Int32Array(marks.length);
  let found = 0;
  for (let row = 0; row < marks.length; row++) if (marks[row] === 1) rows[found++] = row;
  return rows.subarray(0, found);
}

/** Scores less the likeness to the nearest of the relevant records found last, both of standard deviation 1. */
function withoutTheme({ pool, ranker }: ModelState, scores: Float32Array): Float64Array {
  const found = ranker.fit
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
