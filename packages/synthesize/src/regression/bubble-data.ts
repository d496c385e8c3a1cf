import { sumOf } from "@coppice/numeric";
import { failure, type Result, success } from "../result.ts";
import { type PredictOptions, predictEffects } from "./predict.ts";
import type { RegressionResult } from "./regression-result.ts";

export interface BubbleData {
  readonly studies: readonly {
    /** Index in the effects given. */
    readonly study: number;
    readonly x: number;
    readonly yi: number;
    /** Share of the weight, in per cent: areas are in proportion to it. */
    readonly weight: number;
  }[];
  /** In ascending order of x. */
  readonly line: readonly {
    readonly x: number;
    readonly estimate: number;
    readonly ciLow: number;
    readonly ciHigh: number;
    /** Absent in a common-effect model. */
    readonly piLow?: number;
    readonly piHigh?: number;
  }[];
}

/**
 * What a bubble plot of one moderator shows: the studies, and the fitted line with its intervals over their range.
 *
 * `rowAt` gives the row of the design's columns at a value of the moderator (the others held where the caller wants them), and
 * `xOf` a study's value; `points` (51) are evenly spaced. Weights are 1/(vi + tau2).
 */
export function bubbleData(
  result: RegressionResult,
  effects: readonly { readonly yi: number; readonly vi: number }[],
  xOf: (study: number) => number,
  rowAt: (x: number) => readonly number[],
  options: PredictOptions & { readonly points?: number } = {},
): Result<BubbleData> {
  const { points = 51 } = options;
  if (!(Number.isInteger(points) && points >= 2 && points <= 10_000)) {
    return failure("bad-points", `There are ${points} points; give a whole number from 2 to 10000.`);
  }
  const values = result.studies.map(xOf);
  const low = Math.min(...values);
  const high = Math.max(...values);
  if (!Number.isFinite(low + high) || values.length === 0) {
    return failure("bad-moderator", "A study of the model lacks the moderator; give it for all.");
  }
  const xs = Array.from({ length: points }, (_, i) => low + ((high - low) * i) / (points - 1));
  const predicted = predictEffects(result, xs.map(rowAt), options);
  if (!predicted.ok) return predicted;
  const variances = result.studies.map((study) => effects[study]!.vi + result.tau2);
  const least = Math.min(...variances);
  const raw = variances.map((variance) => least / variance);
  const total = sumOf(raw);
  return success({
    studies: result.studies.map((study, i) => ({
      study,
      x: values[i]!,
      yi: effects[study]!.yi,
      weight: (100 * raw[i]!) / total,
    })),
    line: predicted.value.map(({ estimate, ciLow, ciHigh, prediction }, i) => ({
      x: xs[i]!,
      estimate,
      ciLow,
      ciHigh,
      ...(prediction === null ? {} : { piLow: prediction.low, piHigh: prediction.high }),
    })),
  });
}
