/** Mantel-Haenszel pooling of incidence rates (Rothman, Greenland & Lash 2008, chapter 15). */

import { sumBy, sumOf } from "@coppice/numeric";
import type { EffectSize } from "../effect-size.ts";
import { noStudies } from "../problems.ts";
import { incidenceRateDifference, incidenceRateRatio } from "../rate/incidence-rate.ts";
import { type RateCells, type RateOptions, rateCells, type TwoRates } from "../rate/two-rates.ts";
import { failure, type Result, success } from "../result.ts";
import { type ChiSquareTest, chiSquareTest, type PooledTables, pooledTables } from "./pooled-ratio.ts";

export interface MantelHaenszelRateOptions {
  /** Default `IRR`. */
  readonly measure?: "IRR" | "IRD";
  /** Default 0.95. */
  readonly level?: number;
  /** Continuity correction of the test of association; default true. */
  readonly continuityCorrection?: boolean;
  /** Zero-cell rule of each study's own effect; default: 0.5 into studies with an arm without events. */
  readonly studies?: RateOptions;
}

export interface MantelHaenszelRateResult extends PooledTables {
  /** The Mantel-Haenszel test; only for the rate ratio. */
  readonly association: ChiSquareTest | null;
}

const time = ({ t1, t2 }: RateCells): number => t1 + t2;

/** The Mantel-Haenszel rate ratio (as a logarithm) or rate difference. */
export function mantelHaenszelRates(
  studies: readonly TwoRates[],
  options: MantelHaenszelRateOptions = {},
): Result<MantelHaenszelRateResult> {
  const { measure = "IRR", level = 0.95, continuityCorrection = true } = options;
  if (studies.length === 0) return noStudies();
  const cells: RateCells[] = [];
  for (const [index, study] of studies.entries()) {
    const result = rateCells(study, { rule: "none" });
    if (!result.ok) return failure("bad-rates", `Study ${index + 1}: ${result.problems[0]!.message}`);
    cells.push(result.value);
  }
  const { estimate, variance, weights } = measure === "IRR" ? rateRatio(cells) : rateDifference(cells);
  if (!Number.isFinite(estimate) || !(variance > 0)) {
    return failure(
      "not-estimable",
      `The Mantel-Haenszel rate effect of ${studies.length} studies does not exist: an arm has no events; use a rate difference.`,
    );
  }
  const single = measure === "IRR" ? incidenceRateRatio : incidenceRateDifference;
  const effects = studies.map((study): EffectSize | null => {
    const effect = single(study, options.studies);
    return effect.ok && effect.value.vi > 0 ? effect.value : null;
  });
  const name = measure === "IRR" ? "rate ratio" : "rate difference";
  const result = pooledTables({
    model: "mantel-haenszel",
    estimate,
    se: Math.sqrt(variance),
    level,
    weights,
    effects,
    method: `Mantel-Haenszel ${name}, common effect`,
  });
  if (!result.ok) return result;
  return success({
    ...result.value,
    association: measure === "IRR" ? associationTest(cells, continuityCorrection) : null,
  });
}

interface Estimate {
  readonly estimate: number;
  readonly variance: number;
  readonly weights: readonly number[];
}

/** Greenland & Robins (1985, equation 17). */
function rateRatio(cells: readonly RateCells[]): Estimate {
  const R = sumBy(cells, (x) => (x.x1 * x.t2) / time(x));
  const S = sumBy(cells, (x) => (x.x2 * x.t1) / time(x));
  const D = sumBy(cells, (x) => (x.t1 / time(x)) * (x.t2 / time(x)) * (x.x1 + x.x2));
  return {
    estimate: Math.log(R / S),
    variance: D / (R * S),
    weights: cells.map((x) => (x.x2 * x.t1) / time(x)),
  };
}

/** Greenland & Robins (1985, equation 20). */
function rateDifference(cells: readonly RateCells[]): Estimate {
  const weights = cells.map((x) => (x.t1 / time(x)) * x.t2);
  const W = sumOf(weights);
  const variance = sumBy(
    cells,
    (x) => ((x.t1 / time(x)) * x.t2) ** 2 * (x.x1 / x.t1 ** 2 + x.x2 / x.t2 ** 2),
  );
  return {
    estimate: sumBy(cells, (x) => (x.x1 * x.t2 - x.x2 * x.t1) / time(x)) / W,
    variance: variance / (W * W),
    weights,
  };
}

function associationTest(cells: readonly RateCells[], corrected: boolean): ChiSquareTest {
  const difference = Math.abs(sumBy(cells, (x) => x.x1 - (x.x1 + x.x2) * (x.t1 / time(x))));
  const variance = sumBy(cells, (x) => (x.x1 + x.x2) * (x.t1 / time(x)) * (x.t2 / time(x)));
  return chiSquareTest((difference - (corrected ? 0.5 : 0)) ** 2 / variance, 1);
}
