import { type PreparedPool, preparedPool } from "../features/prepared-pool.ts";
import { type Prior, priorScores } from "../prior/prior-scores.ts";
import { type PriorWeights, shippedPriorWeights } from "../prior/prior-weights.ts";
import { type Ranker, ranker } from "../rank/ranker.ts";
import type { ScreeningRecord, ScreeningTopic } from "../record.ts";
import { copiesOf } from "./copies.ts";

/** What is worked out for a set of records; labels go in and out of its ranker. */
export interface ModelState {
  readonly records: readonly ScreeningRecord[];
  readonly rowOf: ReadonlyMap<string, number>;
  /** Rows of the records that may be ranked. */
  readonly unlabelled: Set<number>;
  /** Rows with nearly the same text as each. */
  readonly copies: ReadonlyMap<number, readonly number[]>;
  readonly pool: PreparedPool;
  readonly prior: Prior;
  readonly ranker: Ranker;
}

/** `outside`: known studies that are in the pool to learn from and are never ranked; they follow the records. */
export function modelState(
  records: readonly ScreeningRecord[],
  outside: readonly ScreeningRecord[],
  topic: ScreeningTopic | undefined,
  seed: number,
  weights: PriorWeights = shippedPriorWeights,
): ModelState {
  const all = outside.length === 0 ? records : [...records, ...outside];
  const pool = preparedPool(all, topic, seed);
  const prior = priorScores(all, pool, topic, weights);
  const state = {
    records,
    rowOf: new Map(records.map(({ id }, row) => [id, row])),
    unlabelled: new Set(records.keys()),
    copies: copiesOf(pool.graph, records.length),
    pool,
    prior,
    ranker: ranker(pool, prior.scores),
  };
  for (let row = records.length; row < all.length; row++) state.ranker.label(row, 1);
  return state;
}
