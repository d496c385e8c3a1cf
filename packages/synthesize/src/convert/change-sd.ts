/** Standard deviations of change scores (Cochrane Handbook, version 6, section 6.5.2.8). */

import { type Computed, checkNumbers, computed } from "../computed.ts";
import { badCorrelation } from "../problems.ts";
import { failure, type Result } from "../result.ts";

const source = "Cochrane Handbook, version 6, section 6.5.2.8";

/** SD of the change from the SDs at baseline and at the end and their correlation. */
export function changeSd(baseline: number, final: number, correlation: number): Result<Computed> {
  const inputs = { "SD baseline": baseline, "SD final": final, r: correlation };
  const broken = checkNumbers(inputs, {
    "SD baseline": "non-negative",
    "SD final": "non-negative",
    r: "finite",
  });
  const wrong = broken ?? badCorrelation(correlation);
  if (wrong !== null) return wrong;
  return computed({
    value: Math.sqrt(baseline ** 2 + final ** 2 - 2 * correlation * baseline * final),
    formula: "SD change = sqrt(SDb^2 + SDf^2 - 2 r SDb SDf)",
    inputs,
    assumptions: [`the correlation between baseline and end is ${correlation}`],
    source,
  });
}

/** The correlation between baseline and end from the three standard deviations. */
export function correlationFromSds(baseline: number, final: number, change: number): Result<Computed> {
  const inputs = { "SD baseline": baseline, "SD final": final, "SD change": change };
  const broken = checkNumbers(inputs, {
    "SD baseline": "positive",
    "SD final": "positive",
    "SD change": "non-negative",
  });
  if (broken !== null) return broken;
  const value = (baseline ** 2 + final ** 2 - change ** 2) / (2 * baseline * final);
  if (Math.abs(value) > 1) {
    return failure(
      "impossible-sds",
      `The standard deviations ${baseline}, ${final} and ${change} need a correlation of ${value.toFixed(3)}; check whether one is a standard error.`,
    );
  }
  return computed({ value, formula: "r = (SDb^2 + SDf^2 - SDc^2)/(2 SDb SDf)", inputs, source });
}
