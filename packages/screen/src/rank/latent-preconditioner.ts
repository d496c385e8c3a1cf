import { cholesky, matrixOf, solveCholesky } from "@coppice/numeric";
import type { LabelledProducts } from "./labelled-products.ts";

/** Share of a product of two records, beyond the constant, that the product of their latent components stands for. */
const LATENT = 0.45;

/**
 * Roughly solves (K + D) x = r over the active labels: K is taken for a constant, the products of latent components, and what is left of
 * the diagonal, which is inverted exactly (Woodbury).
 */
export function latentPreconditioner(
  products: LabelledProducts,
  diagonal: readonly number[],
  active: Uint8Array,
): (residual: Float64Array, into: Float64Array) => void {
  const places = [...active.keys()].filter((place) => active[place] === 1);
  const width = 1 + (places.length === 0 ? 0 : products.latentOf(places[0]!).length);
  const rows = new Float64Array(places.length * width);
  const rest = new Float64Array(places.length);
  for (const [at, place] of places.entries()) {
    const latent = products.latentOf(place);
    rows[at * width] = 1;
    let squares = 0;
    for (let j = 0; j < latent.length; j++) {
      rows[at * width + 1 + j] = Math.sqrt(LATENT) * latent[j]!;
      squares += LATENT * latent[j]! * latent[j]!;
    }
    rest[at] = diagonal[place]! + Math.max(0.01, products.square(place) - 1 - squares);
  }
  const inner = new Float64Array(width * width);
  for (let at = 0; at < places.length; at++)
    for (let i = 0; i < width; i++) {
      const scaled = rows[at * width + i]! / rest[at]!;
      for (let j = 0; j <= i; j++) inner[i * width + j]! += scaled * rows[at * width + j]!;
    }
  const factor = cholesky(
    matrixOf(width, width, (i, j) => inner[Math.max(i, j) * width + Math.min(i, j)]! + (i === j ? 1 : 0)),
  )!;
  return (residual, into) => {
    const sum = new Float64Array(width);
    for (const [at, place] of places.entries()) {
      const scaled = residual[place]! / rest[at]!;
      for (let j = 0; j < width; j++) sum[j]! += scaled * rows[at * width + j]!;
    }
    const solved = solveCholesky(factor, { rows: width, cols: 1, data: sum }).data;
    for (const [at, place] of places.entries()) {
      let product = 0;
      for (let j = 0; j < width; j++) product += rows[at * width + j]! * solved[j]!;
      into[place] = (residual[place]! - product) / rest[at]!;
    }
  };
}
