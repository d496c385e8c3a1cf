import { type PreparedPool, preparedPool } from "../features/prepared-pool.ts";
import { type Prior, priorOf } from "../prior/prior.ts";
import { type PriorWeights, shippedPriorWeights } from "../prior/prior-weights.ts";
import { type Ranker, type RankingSpace, ranker, rankingSpace } from "../rank/ranker.ts";
import type { ScreeningRecord, ScreeningTopic } from "../record.ts";
import { copiesOf } from "./copies.ts";

/** What is worked out for a set of records; labels go in and out of its ranker. */
export interface ModelState {
  readonly records: readonly ScreeningRecord[];
  readonly rowOf: ReadonlyMap<string, number>;
  /** By row: 1 where the record may be ranked, 0 where it is labelled or no record of the search. */
  readonly unlabelled: Uint8Array;
  /** Rows with nearly the same text as each. */
  readonly copies: ReadonlyMap<number, readonly number[]>;
  readonly pool: PreparedPool;
  readonly prior: Prior;
  readonly space: RankingSpace;
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
  const prior = priorOf(all, pool, topic, weights);
  return withoutLabels({
    records,
    rowOf: new Map(records.map(({ id }, row) => [id, row])),
    copies: copiesOf(pool.graph, pool.blocks.pairs, records.length),
    pool,
    prior,
    space: rankingSpace(pool),
  });
}

/** The same records before any label but those of the studies outside. */
export function withoutLabels(state: Omit<ModelState, "ranker" | "unlabelled">): ModelState {
  const fresh = ranker(state.space, state.prior);
  const ranked = state.records.length;
  for (let row = ranked; row < state.pool.count; row++) fresh.label(row, 1);
  return { ...state, unlabelled: new Uint8Array(state.pool.count).fill(1, 0, ranked), ranker: fresh };
}
