/** Subgroup analysis: each group pooled on its own, and a test whether the groups differ. */

import { sumBy, sumOf } from "@coppice/numeric";
import { placesBy } from "../places-by.ts";
import { type PoolOptions, pool } from "../pool/pool.ts";
import type { PooledResult } from "../pool/pooled-result.ts";
import { type Effect, outOfRange, type StudyData, studyData } from "../pool/study-data.ts";
import { failure, type Result, sound, success } from "../result.ts";
import { type ChiSquareTest, chiSquareTest } from "../tables/pooled-ratio.ts";
import { poolerOf } from "./pooling.ts";
import { type SharedTau2Method, sharedTau2 } from "./shared-tau2.ts";

export interface SubgroupEffect extends Effect {
  readonly group: string;
}

export interface SubgroupOptions {
  /**
   * `separate` (default): each group has its own tau2, as in RevMan. `shared`: one for all, which small groups need; it exists
   * for DL, REML, ML, PM and EB.
   */
  readonly tau2Across?: "separate" | "shared";
}

export interface Subgroup {
  readonly group: string;
  /** Indices, in the effects given, of the group's studies. */
  readonly studies: readonly number[];
  readonly result: PooledResult;
}

export interface SubgroupAnalysis {
  /** In order of first appearance. */
  readonly groups: readonly Subgroup[];
  /** All studies together, ignoring the groups. */
  readonly overall: PooledResult;
  /** Chi-square test for subgroup differences (Borenstein & Higgins 2013); null for one group, or when one has a standard error of 0. */
  readonly difference: ChiSquareTest | null;
  /** The shared between-study variance; null when each group has its own. */
  readonly sharedTau2: number | null;
}

const sharable: readonly string[] = ["DL", "REML", "ML", "PM", "EB"] satisfies readonly SharedTau2Method[];

function slice(data: StudyData, studies: readonly number[]): StudyData {
  return { ...data, y: studies.map((i) => data.y[i]!), v: studies.map((i) => data.v[i]!), k: studies.length };
}

/** tau2 by one equation over all groups, on the scale of the effects. */
function estimateShared(
  effects: readonly SubgroupEffect[],
  groups: ReadonlyMap<string, readonly number[]>,
  method: unknown,
): Result<number> {
  if (typeof method === "number") return success(method);
  if (!sharable.includes(String(method))) {
    return failure(
      "no-shared-tau2",
      `The estimator ${String(method)} has no shared form; use one of ${sharable.join(", ")}.`,
    );
  }
  const data = studyData(effects);
  if (!data.ok) return data;
  const parts = [...groups.values()].map((studies) => slice(data.value, studies));
  if (parts.every(({ k }) => k < 2)) {
    return failure("too-few-studies", "Every group has one study, which has no tau2; give a value.");
  }
  return success(sharedTau2(parts, method as SharedTau2Method).tau2 * data.value.unit ** 2);
}

/** Pools each group and tests whether the groups' effects differ. */
export function subgroups(
  effects: readonly SubgroupEffect[],
  options: PoolOptions & SubgroupOptions,
): Result<SubgroupAnalysis> {
  const overall = pool(effects, options);
  if (!overall.ok) return overall;
  const pooler = poolerOf(options);
  if (!pooler.ok) return pooler;
  const members = placesBy(effects, ({ group }) => group);
  const shared =
    options.model === "random" && options.tau2Across === "shared"
      ? estimateShared(effects, members, options.tau2 ?? "REML")
      : success(null);
  if (!shared.ok) return shared;
  const own = shared.value === null ? options : { ...options, tau2: shared.value };
  const groups: Subgroup[] = [];
  for (const [group, studies] of members) {
    const result = pool(
      studies.map((index) => effects[index]!),
      own as PoolOptions,
    );
    if (!result.ok) return result;
    groups.push({ group, studies, result: result.value });
  }
  const analysis = {
    groups,
    overall: overall.value,
    difference: differenceTest(groups),
    sharedTau2: shared.value,
  };
  return sound(analysis, () => outOfRange(effects));
}

/** Q between = sum of (mean_g - mean)^2 / se_g^2 around the mean weighted by 1/se_g^2, on groups - 1 df. */
function differenceTest(groups: readonly Subgroup[]): ChiSquareTest | null {
  const least = groups.reduce((se, { result }) => Math.min(se, result.se), Infinity);
  if (groups.length < 2 || least === 0) return null;
  const weights = groups.map(({ result }) => (least / result.se) ** 2);
  const total = sumOf(weights);
  const mean = sumBy(groups, ({ result }, i) => (weights[i]! / total) * result.estimate);
  const q = sumBy(groups, ({ result }) => ((result.estimate - mean) / result.se) ** 2);
  return chiSquareTest(q, groups.length - 1);
}
