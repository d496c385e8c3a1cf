/** How a re-analysis pools: by a model's options, or by any function from studies to a result. */

import { type PoolOptions, pool } from "../pool/pool.ts";
import type { PooledResult } from "../pool/pooled-result.ts";
import type { Effect } from "../pool/study-data.ts";
import { ownWeights } from "../problems.ts";
import { type Result, success } from "../result.ts";

export type Pooler<T> = (studies: readonly T[]) => Result<PooledResult>;

/** A pooler for subsets of the studies: weights given by hand belong to all of them and cannot be used. */
export function poolerOf(options: PoolOptions): Result<Pooler<Effect>> {
  if (options.model === "random" && (Array.isArray(options.weights) || typeof options.tau2 === "object")) {
    return ownWeights();
  }
  return success((studies: readonly Effect[]) => pool(studies, options));
}
