import type { PoolOptions } from "../pool/pool.ts";
import type { PooledResult } from "../pool/pooled-result.ts";
import type { Effect } from "../pool/study-data.ts";
import { tooFewStudies } from "../problems.ts";
import { type Result, success } from "../result.ts";
import { type Pooler, poolerOf } from "./pooling.ts";

export interface WithoutOne {
  /** Index, in the studies given, of the one left out. */
  readonly omitted: number;
  readonly result: PooledResult;
}

/**
 * The pooled result without each study in turn: of effects by a model's options, or of any studies (tables, say) by a function
 * that pools them, as `(tables) => mantelHaenszel(tables)`.
 */
export function leaveOneOut(effects: readonly Effect[], options: PoolOptions): Result<readonly WithoutOne[]>;
export function leaveOneOut<T>(studies: readonly T[], pool: Pooler<T>): Result<readonly WithoutOne[]>;
export function leaveOneOut<T extends Effect>(
  studies: readonly T[],
  how: PoolOptions | Pooler<T>,
): Result<readonly WithoutOne[]> {
  if (studies.length < 2) {
    return tooFewStudies(studies.length, 2);
  }
  const pooler = typeof how === "function" ? success(how) : poolerOf(how);
  if (!pooler.ok) return pooler;
  const rows: WithoutOne[] = [];
  for (let omitted = 0; omitted < studies.length; omitted++) {
    const result = pooler.value(studies.filter((_, index) => index !== omitted));
    if (!result.ok) return result;
    rows.push({ omitted, result: result.value });
  }
  return success(rows);
}
