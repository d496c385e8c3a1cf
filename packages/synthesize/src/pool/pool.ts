import type { Result } from "../result.ts";
import { type CommonOptions, poolCommon } from "./pool-common.ts";
import { poolRandom, type RandomOptions } from "./pool-random.ts";
import type { PooledResult } from "./pooled-result.ts";
import type { Effect } from "./study-data.ts";

/** Which model, with its own options. */
export type PoolOptions =
  | ({ readonly model: "common" } & CommonOptions)
  | ({ readonly model: "random" } & RandomOptions);

/** Pools by the model named in the options. */
export function pool(effects: readonly Effect[], options: PoolOptions): Result<PooledResult> {
  return options.model === "common" ? poolCommon(effects, options) : poolRandom(effects, options);
}
