import { type PoolOptions, pool } from "../pool/pool.ts";
import type { PooledResult } from "../pool/pooled-result.ts";
import type { Effect } from "../pool/study-data.ts";
import { failure, type Result, success } from "../result.ts";

export interface WithoutOne {
  /** Index, in the effects given, of the study left out. */
  readonly omitted: number;
  readonly result: PooledResult;
}

/** The pooled result without each study in turn. */
export function leaveOneOut(effects: readonly Effect[], options: PoolOptions): Result<readonly WithoutOne[]> {
  if (effects.length < 2) {
    return failure(
      "too-few-studies",
      `With ${effects.length} studies none can be left out; at least 2 are needed.`,
    );
  }
  if (options.model === "random" && (Array.isArray(options.weights) || typeof options.tau2 === "object")) {
    return failure(
      "own-weights",
      "Weights given by hand belong to all studies; leave them out of the options to leave studies out.",
    );
  }
  const rows: WithoutOne[] = [];
  for (let omitted = 0; omitted < effects.length; omitted++) {
    const result = pool(
      effects.filter((_, index) => index !== omitted),
      options,
    );
    if (!result.ok) return result;
    rows.push({ omitted, result: result.value });
  }
  return success(rows);
}
