/** One combination of choices, analysed. */

import { trimAndFill } from "../bias/trim-and-fill.ts";
import type { Counts, ZeroCellOptions } from "../binary/counts.ts";
import { oddsRatio } from "../binary/odds-ratio.ts";
import { riskDifference } from "../binary/risk-difference.ts";
import { riskRatio } from "../binary/risk-ratio.ts";
import { type PoolOptions, pool } from "../pool/pool.ts";
import type { PooledResult, Test } from "../pool/pooled-result.ts";
import type { Effect } from "../pool/study-data.ts";
import { failure, type Result, success } from "../result.ts";
import { mantelHaenszel } from "../tables/mantel-haenszel.ts";
import { peto } from "../tables/peto.ts";
import {
  type CompleteGrid,
  type CountMeasure,
  type MultiverseStudies,
  type PoolingChoice,
  poolingName,
  type SubsetChoice,
  zeroCellName,
} from "./multiverse-grid.ts";

/** The names of the choices, in the order in which they vary (the last one fastest). */
export const choiceNames = ["measure", "zeroCells", "pooling", "test", "correction", "subset"] as const;

export type ChoiceName = (typeof choiceNames)[number];

/** The option taken of each choice, in words; `-` where the choice does not arise. */
export type Choices = Readonly<Record<ChoiceName, string>>;

export interface Specification {
  readonly choices: Choices;
  readonly measure: CountMeasure | null;
  readonly zeroCells: ZeroCellOptions;
  readonly pooling: PoolingChoice;
  readonly test: Test;
  readonly correction: "none" | "trim-and-fill";
  readonly subset: SubsetChoice;
}

/** In place of an option where a choice does not arise. */
export const notApplicable = "-";

/** Every combination that means something, each once, in the order of the grid. */
export function specifications(grid: CompleteGrid): readonly Specification[] {
  const found: Specification[] = [];
  const seen = new Set<string>();
  for (const measure of grid.measures) {
    for (const zeroCells of grid.zeroCells) {
      for (const pooling of grid.poolings) {
        if (pooling.kind === "peto" && measure !== "OR") continue;
        if (pooling.kind === "mantel-haenszel" && measure === null) continue;
        const inverseVariance = pooling.kind === "random" || pooling.kind === "common";
        for (const test of grid.tests) {
          for (const correction of grid.corrections) {
            if (correction !== "none" && !inverseVariance) continue;
            for (const subset of grid.subsets) {
              const choices: Choices = {
                measure: measure ?? notApplicable,
                zeroCells: measure === null || !inverseVariance ? notApplicable : zeroCellName(zeroCells),
                pooling: poolingName(pooling),
                test: pooling.kind === "random" ? test : notApplicable,
                correction,
                subset: subset.name,
              };
              const key = choiceNames.map((name) => choices[name]).join("|");
              if (seen.has(key)) continue;
              seen.add(key);
              found.push({ choices, measure, zeroCells, pooling, test, correction, subset });
            }
          }
        }
      }
    }
  }
  return found;
}

const effectOf = { OR: oddsRatio, RR: riskRatio, RD: riskDifference } as const;

/** The effects of the studies kept; a study whose tables give none under the zero-cell rule is left out, as it would be. */
function effectsOf(
  counts: readonly Counts[],
  measure: CountMeasure,
  zeroCells: ZeroCellOptions,
): readonly Effect[] {
  return counts.flatMap((table) => {
    const effect = effectOf[measure](table, zeroCells);
    // A variance of 0 (a risk difference without events) cannot be weighed.
    return effect.ok && effect.value.vi > 0 ? [effect.value] : [];
  });
}

/** The result of one combination. */
export function analyse(
  studies: MultiverseStudies,
  specification: Specification,
  level: number,
): Result<PooledResult> {
  const { pooling, measure, zeroCells, subset, correction } = specification;
  const left = new Set(subset.without);
  const kept: MultiverseStudies =
    studies.kind === "counts"
      ? { kind: "counts", counts: studies.counts.filter((_, i) => !left.has(i)) }
      : { kind: "effects", effects: studies.effects.filter((_, i) => !left.has(i)) };
  if (pooling.kind === "own") return pooling.pool(kept, level);
  if (kept.kind === "counts" && pooling.kind === "mantel-haenszel") {
    return mantelHaenszel(kept.counts, { measure: measure ?? "RR", level });
  }
  if (kept.kind === "counts" && pooling.kind === "peto") return peto(kept.counts, { level });
  if (pooling.kind === "mantel-haenszel" || pooling.kind === "peto") {
    return failure(
      "no-counts",
      "Tables of events are needed for this method; give counts or another method.",
    );
  }
  const effects = kept.kind === "effects" ? kept.effects : effectsOf(kept.counts, measure ?? "RR", zeroCells);
  const options: PoolOptions =
    pooling.kind === "common"
      ? { model: "common", level }
      : { model: "random", tau2: pooling.tau2, test: specification.test, level, tau2Interval: false };
  if (correction === "none") return pool(effects, options);
  const filled = trimAndFill(effects, options);
  return filled.ok ? success(filled.value.result) : filled;
}
