/** One study's effect on the scale on which it is pooled, with its sampling variance and where both came from. */
import { checkNumbers, listInputs } from "./computed.ts";
import { type Measure, measures, type Scale } from "./measure.ts";
import { type Failure, failure, type Result, success } from "./result.ts";

export interface EffectSize {
  readonly measure: Measure;
  /** The estimate, on `scale`: the log of a risk ratio, a mean difference as it is. */
  readonly yi: number;
  /** The sampling variance of yi. */
  readonly vi: number;
  readonly scale: Scale;
  /** Number of people behind the estimate; null when it is not known. */
  readonly n: number | null;
  /** yi and vi in plain text, in the symbols of `inputs`. */
  readonly formula: string;
  readonly inputs: Readonly<Record<string, number>>;
  /** What was assumed or altered (a zero cell filled, a correlation borrowed); empty when nothing was. */
  readonly assumptions: readonly string[];
  /** Author, year and equation. */
  readonly source: string;
}

export interface EffectParts {
  readonly yi: number;
  readonly vi: number;
  readonly n?: number | null;
  readonly formula: string;
  readonly inputs: Readonly<Record<string, number>>;
  readonly assumptions?: readonly string[];
  readonly source: string;
}

/** The effect size, or a problem when the data do not determine both the estimate and a positive variance. */
export function effectSize(measure: Measure, parts: EffectParts): Result<EffectSize> {
  const { yi, vi, n } = parts;
  if (!Number.isFinite(yi) || !Number.isFinite(vi) || vi < 0 || Number.isNaN(n)) {
    return failure(
      "not-estimable",
      `The ${measures[measure].name} cannot be estimated from ${listInputs(parts.inputs)} (estimate ${yi}, variance ${vi}); check these numbers, choose another measure or zero-cell rule, or leave the study out.`,
    );
  }
  return success({ measure, scale: measures[measure].scale, n: null, assumptions: [], ...parts });
}

/** A problem when the numbers of an effect from elsewhere cannot be right, else null. */
export function brokenEffect({ yi, vi, n }: EffectSize): Failure | null {
  return checkNumbers({ yi, vi, n: n ?? 0 }, { yi: "finite", vi: "non-negative", n: "non-negative" });
}
