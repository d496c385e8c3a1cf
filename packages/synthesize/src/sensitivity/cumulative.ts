import type { PoolOptions } from "../pool/pool.ts";
import type { PooledResult } from "../pool/pooled-result.ts";
import type { Effect } from "../pool/study-data.ts";
import { noStudies } from "../problems.ts";
import { failure, type Result, success } from "../result.ts";
import { type Pooler, poolerOf } from "./pooling.ts";

export interface CumulativeStep {
  /** Index, in the studies given, of the one that was added. */
  readonly added: number;
  readonly result: PooledResult;
}

/** A problem when the order names a study twice or one that is not there, else null. */
function checkOrder(order: readonly number[], k: number): ReturnType<typeof failure> | null {
  if (order.length === 0) return noStudies();
  const stranger = order.find((index) => !Number.isInteger(index) || index < 0 || index >= k);
  if (stranger !== undefined) {
    return failure("bad-order", `The order names study ${stranger}, but there are only ${k}; count from 0.`);
  }
  return new Set(order).size === order.length
    ? null
    : failure("bad-order", "The order names a study twice; name each at most once.");
}

/**
 * The pooled result after each study is added, in the order given (indices; default: as they come): of effects by a model's
 * options, or of any studies by a function that pools them.
 */
export function cumulative(
  effects: readonly Effect[],
  options: PoolOptions,
  order?: readonly number[],
): Result<readonly CumulativeStep[]>;
export function cumulative<T>(
  studies: readonly T[],
  pool: Pooler<T>,
  order?: readonly number[],
): Result<readonly CumulativeStep[]>;
export function cumulative<T extends Effect>(
  studies: readonly T[],
  how: PoolOptions | Pooler<T>,
  order: readonly number[] = studies.map((_, index) => index),
): Result<readonly CumulativeStep[]> {
  const broken = checkOrder(order, studies.length);
  if (broken !== null) return broken;
  const pooler = typeof how === "function" ? success(how) : poolerOf(how);
  if (!pooler.ok) return pooler;
  const entered: T[] = [];
  const steps: CumulativeStep[] = [];
  for (const added of order) {
    entered.push(studies[added]!);
    const result = pooler.value(entered);
    if (!result.ok) return result;
    steps.push({ added, result: result.value });
  }
  return success(steps);
}
