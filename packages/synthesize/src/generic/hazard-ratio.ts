import { checkNumbers } from "../computed.ts";
import { type EffectSize, effectSize } from "../effect-size.ts";
import type { Result } from "../result.ts";

export interface LogRank {
  /** Observed minus expected events of the experimental arm. */
  readonly observedMinusExpected: number;
  /** Log-rank variance of O - E. */
  readonly variance: number;
  readonly n?: number;
}

/** The log hazard ratio (O - E) / V with variance 1 / V (Parmar, Torri & Stewart 1998, equations 1 and 2). */
export function hazardRatioFromLogRank(data: LogRank): Result<EffectSize> {
  const inputs = { "O - E": data.observedMinusExpected, V: data.variance };
  const broken = checkNumbers(inputs, { "O - E": "finite", V: "positive" });
  if (broken !== null) return broken;
  return effectSize("HR", {
    yi: data.observedMinusExpected / data.variance,
    vi: 1 / data.variance,
    n: data.n ?? null,
    formula: "yi = (O - E) / V; vi = 1 / V",
    inputs,
    assumptions: ["hazards are proportional"],
    source: "Parmar et al. 1998, Stat Med 17:2815",
  });
}
