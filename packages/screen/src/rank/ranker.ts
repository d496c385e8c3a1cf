import type { PreparedPool } from "../features/prepared-pool.ts";
import { type CalibratedPrior, calibratedPrior } from "../prior/calibrated-prior.ts";
import type { Prior } from "../prior/prior.ts";
import { standardised } from "../prior/standardised.ts";
import type { Label } from "./decision-space.ts";
import { DualDescent } from "./dual-descent.ts";
import { labelledProducts } from "./labelled-products.ts";
import type { MarginFit } from "./margin-fit.ts";
import { newtonFit } from "./newton-fit.ts";
import { productSpace } from "./product-space.ts";
import { recordProducts } from "./record-products.ts";
import { type Block, type LatentBlock, neighbourShares, preparedBlock } from "./record-space.ts";

/** Shares of the blocks in the products of two records. */
const WEIGHTS = { pairs: 0.6, titles: 0.2, latent: 0.2 };
/** Pools up to this size keep the products of each labelled record with all others: 256 MB where all are labelled. */
const PRODUCTS_KEPT = 8000;
/** Relevant labels that halve the weight of the prior. */
const FADING = 3;

/** The prior's own weights are moved again when the labels have grown by this share. */
const CALIBRATED_AGAIN = 0.1;

/** Learns from labels and scores all records of a pool, by their rows. */
export interface Ranker {
  readonly label: (row: number, label: Label) => void;
  readonly unlabel: (row: number) => void;
  /** Fits to the labels given since, and scores all records: higher is more likely relevant. Valid until the next call. */
  readonly scores: () => Float32Array;
  /** Decision values of the last fit; null before there are relevant labels. */
  readonly decisions: () => Float64Array | null;
  readonly fit: MarginFit;
  readonly blocks: readonly Block[];
  readonly latent: LatentBlock;
  readonly prior: CalibratedPrior;
  /** What the prior weighs now beside the decision values' standard deviation. */
  readonly priorWeight: () => number;
}

/** What rankers of the same pool share. */
export interface RankingSpace {
  readonly count: number;
  readonly blocks: readonly Block[];
  readonly latent: LatentBlock;
  /** A support vector machine without labels. */
  readonly machine: () => MarginFit;
}

export function rankingSpace({ count, blocks: text, graph, latent: components }: PreparedPool): RankingSpace {
  const blocks = [
    preparedBlock(text.pairs, WEIGHTS.pairs, neighbourShares(graph)),
    preparedBlock(text.titles, WEIGHTS.titles),
  ];
  const latent = { latent: components, weight: WEIGHTS.latent };
  const shared = { count, blocks, latent };
  if (count > PRODUCTS_KEPT)
    return { ...shared, machine: () => newtonFit(labelledProducts(blocks, latent, count)) };
  const products = recordProducts(blocks, latent, count);
  const kept: Float32Array[] = [];
  return {
    ...shared,
    machine: () =>
      new DualDescent(
        productSpace(count, (record) => {
          kept[record] ??= products(record);
          return kept[record];
        }),
      ),
  };
}

export function ranker({ count, blocks, latent, machine }: RankingSpace, taught: Prior): Ranker {
  const priorWeight = (): number => taught.strength / (1 + fit.counts[1] / FADING);
  const fit = machine();
  const decisions = new Float64Array(count);
  const scores = new Float32Array(count);
  const calibrated = calibratedPrior(taught);
  let isFitted = false;
  let isCurrent = false;
  let calibratedWith = 0;
  const calibrate = (): void => {
    const labels = fit.counts[0] + fit.counts[1];
    if (Math.abs(labels - calibratedWith) < CALIBRATED_AGAIN * calibratedWith) return;
    calibratedWith = labels;
    calibrated.learn(fit.labels());
  };
  return {
    label: (row, label) => {
      fit.add(row, label);
      isCurrent = false;
    },
    unlabel: (row) => {
      fit.remove(row);
      isCurrent = false;
    },
    scores: () => {
      if (isCurrent) return scores;
      isCurrent = true;
      isFitted = fit.fit(decisions);
      calibrate();
      const weight = priorWeight();
      const prior = calibrated.scores();
      if (!isFitted) for (let i = 0; i < count; i++) scores[i] = weight * prior[i]!;
      else {
        const standard = standardised(decisions);
        for (let i = 0; i < count; i++) scores[i] = standard[i]! + weight * prior[i]!;
      }
      return scores;
    },
    decisions: () => (isFitted ? decisions : null),
    fit,
    blocks,
    latent,
    prior: calibrated,
    priorWeight,
  };
}
