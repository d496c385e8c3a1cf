import type { PreparedPool } from "../features/prepared-pool.ts";
import type { ScreeningRecord, ScreeningTopic } from "../record.ts";
import { priorFeatures } from "./prior-features.ts";
import type { PriorWeights } from "./prior-weights.ts";
import { standardised } from "./standardised.ts";

/** What the review's records look like before any label. */
export interface Prior {
  /** Mean 0, standard deviation 1 over the pool; higher is more likely relevant. */
  readonly scores: Float64Array;
  /** What each feature adds to the sum that the scores are made of. */
  readonly shares: ReadonlyMap<string, Float64Array>;
  /** Weight beside decision values of standard deviation 1, before there are relevant labels. */
  readonly strength: number;
}

/** Without a topic the signs left say little, and how central a record is says most: a label has to outweigh them soon. */
const STRENGTH = { withTopic: 3, withoutTopic: 1.5 };

export function priorScores(
  records: readonly ScreeningRecord[],
  pool: PreparedPool,
  topic: ScreeningTopic | undefined,
  { withTopic, withoutTopic }: PriorWeights,
): Prior {
  const weights = topic === undefined ? withoutTopic : withTopic;
  const sum = new Float64Array(records.length);
  const shares = new Map<string, Float64Array>();
  for (const [name, values] of priorFeatures(records, pool, topic)) {
    const weight = weights[name];
    if (weight === undefined) continue;
    const share = values.map((value) => weight * value);
    for (let i = 0; i < sum.length; i++) sum[i]! += share[i]!;
    shares.set(name, share);
  }
  const strength = topic === undefined ? STRENGTH.withoutTopic : STRENGTH.withTopic;
  return { scores: standardised(sum), shares, strength };
}
