import type { PreparedPool } from "../features/prepared-pool.ts";
import { standardised } from "../prior/standardised.ts";
import type { Label } from "./decision-space.ts";
import { DualDescent } from "./dual-descent.ts";
import { productSpace } from "./product-space.ts";
import { recordProducts } from "./record-products.ts";
import { type Block, type LatentBlock, neighbourShares, preparedBlock } from "./record-space.ts";
import { vectorSpace } from "./vector-space.ts";

/** Shares of the blocks in the products of two records. */
const WEIGHTS = { pairs: 0.6, titles: 0.2, latent: 0.2 };
/** Pools up to this size keep the products of each labelled record with all others: 256 MB where all are labelled. */
const PRODUCTS_KEPT = 8000;
/** Weight of the prior beside decision values of standard deviation 1: 3/(1 + n1/3) with n1 relevant labels. */
const priorWeight = (relevant: number): number => 3 / (1 + relevant / 3);

/** Learns from labels and scores all records of a pool, by their rows. */
export interface Ranker {
  readonly label: (row: number, label: Label) => void;
  readonly unlabel: (row: number) => void;
  /** Fits to the labels given since, and scores all records: higher is more likely relevant. Valid until the next call. */
  readonly scores: () => Float32Array;
  /** Decision values of the last fit; null before there are relevant labels. */
  readonly decisions: () => Float64Array | null;
  readonly descent: DualDescent;
  readonly blocks: readonly Block[];
  readonly latent: LatentBlock;
  readonly priorWeight: () => number;
}

export function ranker(pool: PreparedPool, prior: Float64Array): Ranker {
  const { count, blocks: text, graph, latent: components } = pool;
  const shares = neighbourShares(graph);
  const blocks = [
    preparedBlock(text.pairs, WEIGHTS.pairs, shares),
    preparedBlock(text.titles, WEIGHTS.titles),
  ];
  const latent = { latent: components, weight: WEIGHTS.latent };
  const space =
    count <= PRODUCTS_KEPT
      ? productSpace(count, recordProducts(blocks, latent, count))
      : vectorSpace(blocks, latent, count);
  const descent = new DualDescent(space);
  const decisions = new Float64Array(count);
  const scores = new Float32Array(count);
  let isFitted = false;
  let isCurrent = false;
  return {
    label: (row, label) => {
      descent.add(row, label);
      isCurrent = false;
    },
    unlabel: (row) => {
      descent.remove(row);
      isCurrent = false;
    },
    scores: () => {
      if (isCurrent) return scores;
      isCurrent = true;
      isFitted = descent.fit(decisions);
      const weight = priorWeight(descent.counts[1]);
      if (!isFitted) for (let i = 0; i < count; i++) scores[i] = weight * prior[i]!;
      else {
        const standard = standardised(decisions);
        for (let i = 0; i < count; i++) scores[i] = standard[i]! + weight * prior[i]!;
      }
      return scores;
    },
    decisions: () => (isFitted ? decisions : null),
    descent,
    blocks,
    latent,
    priorWeight: () => priorWeight(descent.counts[1]),
  };
}
