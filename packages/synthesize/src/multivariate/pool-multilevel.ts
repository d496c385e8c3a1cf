import { sumOf } from "@coppice/numeric";
import type { Effect } from "../pool/study-data.ts";
import { failure, type Result, success } from "../result.ts";
import { fitMultivariate, type MultivariateOptions } from "./fit-multivariate.ts";
import type { MultivariateResult } from "./fitted-model.ts";
import { type MultivariateI2, multivariateI2 } from "./multivariate-i2.ts";
import type { Level } from "./random-terms.ts";

/** An effect with the group it belongs to at each level, the outermost first: [district, school] or [study, effect]. */
export interface NestedEffect extends Effect {
  readonly groups: readonly Level[];
}

export interface MultilevelOptions extends Omit<MultivariateOptions, "random"> {
  /** Names of the levels, the outermost first, for messages and results; default `level 1` and so on. */
  readonly labels?: readonly string[];
}

export interface MultilevelResult {
  readonly result: MultivariateResult;
  /** Variance at each level, the outermost first. */
  readonly variances: readonly number[];
  /** Per cent of the variance that is not sampling error: in all, and at each level. */
  readonly i2: MultivariateI2;
  /** Correlation of two true effects of one outermost group: its variance over the sum of all. */
  readonly intraclassCorrelation: number;
}

/**
 * The multilevel model, three-level when the groups have two levels: effects within studies within clusters (Konstantopoulos
 * 2011; Cheung 2014). A group counts as the same only within the same outer group. Problems: those of `fitMultivariate`.
 */
export function poolMultilevel(
  effects: readonly NestedEffect[],
  options: MultilevelOptions = {},
): Result<MultilevelResult> {
  const depth = effects[0]?.groups.length ?? 0;
  if (depth === 0 || effects.some(({ groups }) => groups.length !== depth)) {
    return failure(
      "bad-groups",
      "Give every effect its group at each level, the outermost first, as [study, effect].",
    );
  }
  const { labels = [], ...rest } = options;
  const fitted = fitMultivariate(effects, {
    ...rest,
    random: Array.from({ length: depth }, (_, at) => ({
      kind: "intercept" as const,
      groups: effects.map(({ groups }) => JSON.stringify(groups.slice(0, at + 1))),
      label: labels[at] ?? `level ${at + 1}`,
    })),
  });
  if (!fitted.ok) return fitted;
  const variances = fitted.value.random.map((term) => term.variances[0]!);
  const between = sumOf(variances);
  return success({
    result: fitted.value,
    variances,
    i2: multivariateI2(fitted.value),
    intraclassCorrelation: between === 0 ? 0 : variances[0]! / between,
  });
}
