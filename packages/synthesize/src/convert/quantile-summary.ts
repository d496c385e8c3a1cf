/** What papers print instead of a mean and a standard deviation: the median with the range, the quartiles, or both. */
import { failure, type Result, success } from "../result.ts";

export interface QuantileSummary {
  readonly min?: number;
  readonly q1?: number;
  readonly median: number;
  readonly q3?: number;
  readonly max?: number;
  readonly n: number;
}

/** Which of the three scenarios of Wan et al. (2014) the summary is: S1 range, S2 quartiles, S3 both. */
export type QuantileScenario =
  | { readonly kind: "S1"; readonly a: number; readonly m: number; readonly b: number; readonly n: number }
  | { readonly kind: "S2"; readonly q1: number; readonly m: number; readonly q3: number; readonly n: number }
  | {
      readonly kind: "S3";
      readonly a: number;
      readonly q1: number;
      readonly m: number;
      readonly q3: number;
      readonly b: number;
      readonly n: number;
    };

export function scenarioOf(summary: QuantileSummary): Result<QuantileScenario> {
  const { min, q1, median: m, q3, max, n } = summary;
  const given = [min, q1, m, q3, max].filter((value) => value !== undefined);
  if (
    given.some((value) => !Number.isFinite(value)) ||
    given.some((value, i) => i > 0 && value < given[i - 1]!)
  ) {
    return failure(
      "bad-quantiles",
      `The quantiles ${given.join(", ")} do not rise; check minimum, quartiles, median and maximum.`,
    );
  }
  if (!(n >= 4)) return failure("too-few-people", `There are ${n} people; give at least 4.`);
  const range = min !== undefined && max !== undefined;
  const quartiles = q1 !== undefined && q3 !== undefined;
  if (range && quartiles) return success({ kind: "S3", a: min, q1, m, q3, b: max, n });
  if (quartiles) return success({ kind: "S2", q1, m, q3, n });
  if (range) return success({ kind: "S1", a: min, m, b: max, n });
  return failure(
    "incomplete-quantiles",
    "There is only a median; give both quartiles, or minimum and maximum.",
  );
}
