/** Effects that compare incidence rates of two arms (Bagos & Nikolopoulos 2009). */
import { type EffectSize, effectSize } from "../effect-size.ts";
import type { Result } from "../result.ts";
import { type RateOptions, rateCells, type TwoRates } from "./two-rates.ts";

const source = "Bagos & Nikolopoulos 2009, Int J Biostat 5:21; Rothman et al. 2008";

/** The log incidence rate ratio. */
export function incidenceRateRatio(data: TwoRates, options: RateOptions = {}): Result<EffectSize> {
  const cells = rateCells(data, options);
  if (!cells.ok) return cells;
  const { x1, t1, x2, t2, assumptions } = cells.value;
  return effectSize("IRR", {
    yi: Math.log(x1 / t1) - Math.log(x2 / t2),
    vi: 1 / x1 + 1 / x2,
    formula: "yi = ln((x1/t1)/(x2/t2)); vi = 1/x1 + 1/x2",
    inputs: { x1, t1, x2, t2 },
    assumptions,
    source,
  });
}

/** The incidence rate difference. */
export function incidenceRateDifference(data: TwoRates, options: RateOptions = {}): Result<EffectSize> {
  const cells = rateCells(data, options);
  if (!cells.ok) return cells;
  const { x1, t1, x2, t2, assumptions } = cells.value;
  return effectSize("IRD", {
    yi: x1 / t1 - x2 / t2,
    vi: x1 / (t1 * t1) + x2 / (t2 * t2),
    formula: "yi = x1/t1 - x2/t2; vi = x1/t1^2 + x2/t2^2",
    inputs: { x1, t1, x2, t2 },
    assumptions,
    source,
  });
}

/** The difference of the square roots of the rates, whose variance does not depend on them. */
export function squareRootRateDifference(data: TwoRates, options: RateOptions = {}): Result<EffectSize> {
  const cells = rateCells(data, { rule: "none", ...options });
  if (!cells.ok) return cells;
  const { x1, t1, x2, t2, assumptions } = cells.value;
  return effectSize("IRSD", {
    yi: Math.sqrt(x1 / t1) - Math.sqrt(x2 / t2),
    vi: 1 / (4 * t1) + 1 / (4 * t2),
    formula: "yi = sqrt(x1/t1) - sqrt(x2/t2); vi = 1/(4 t1) + 1/(4 t2)",
    inputs: { x1, t1, x2, t2 },
    assumptions,
    source,
  });
}
