import { type PoolOptions, pool } from "../pool/pool.ts";
import type { PooledResult } from "../pool/pooled-result.ts";
import type { Effect } from "../pool/study-data.ts";
import { failure, type Result, success } from "../result.ts";

export interface CumulativeStep {
  /** Index, in the effects given, of the study that was added. */
  readonly added: number;
  readonly result: PooledResult;
}

/** The pooled result after each study is added, in the order given (indices into `effects`; default: as they come). */
export function cumulative(
  effects: readonly Effect[],
  options: PoolOptions,
  order: readonly number[] = effects.map((_, index) => index),
): Result<readonly CumulativeStep[]> {
  const seen = new Set(order);
  const stranger = order.find((index) => effects[index] === undefined);
  if (stranger !== undefined || seen.size !== order.length) {
    return failure(
      "bad-order",
      stranger === undefined
        ? "The order names a study twice; name each at most once."
        : `The order names study ${stranger}, but there are only ${effects.length}; count from 0.`,
    );
  }
  if (order.length === 0) {
    return failure(
      "no-studies",
      "There are 0 studies to pool; include at least one with an estimate and a variance.",
    );
  }
  const entered: Effect[] = [];
  const steps: CumulativeStep[] = [];
  for (const added of order) {
    entered.push(effects[added]!);
    const result = pool(entered, options);
    if (!result.ok) return result;
    steps.push({ added, result: result.value });
  }
  return success(steps);
}
