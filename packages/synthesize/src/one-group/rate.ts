/** One group's incidence rate on four scales. */

import { type EffectSize, effectSize } from "../effect-size.ts";
import { notEventsIn } from "../problems.ts";
import type { Result } from "../result.ts";

export interface Rate {
  readonly events: number;
  /** Person-time. */
  readonly time: number;
}

export type RateMeasure = "IR" | "IRLN" | "IRS" | "IRFT";

interface Scale {
  /** True when the scale breaks down without events. */
  readonly fills: boolean;
  readonly estimate: (x: number, t: number) => number;
  readonly variance: (x: number, t: number) => number;
  readonly formula: string;
}

const scales: Readonly<Record<RateMeasure, Scale>> = {
  IR: {
    fills: true,
    estimate: (x, t) => x / t,
    variance: (x, t) => x / (t * t),
    formula: "yi = x/t; vi = x/t^2",
  },
  IRLN: {
    fills: true,
    estimate: (x, t) => Math.log(x / t),
    variance: (x) => 1 / x,
    formula: "yi = ln(x/t); vi = 1/x",
  },
  IRS: {
    fills: false,
    estimate: (x, t) => Math.sqrt(x / t),
    variance: (_x, t) => 1 / (4 * t),
    formula: "yi = sqrt(x/t); vi = 1/(4t)",
  },
  IRFT: {
    fills: false,
    estimate: (x, t) => 0.5 * (Math.sqrt(x / t) + Math.sqrt((x + 1) / t)),
    variance: (_x, t) => 1 / (4 * t),
    formula: "yi = (sqrt(x/t) + sqrt((x+1)/t))/2; vi = 1/(4t)",
  },
};

/** The rate events / time on the scale of `measure`; `add` (default 0.5) fills 0 events where the scale needs it. */
export function incidenceRate(measure: RateMeasure, { events, time }: Rate, add = 0.5): Result<EffectSize> {
  if (!(events >= 0) || !(time > 0)) {
    return notEventsIn(events, time);
  }
  const scale = scales[measure];
  const filled = scale.fills && events === 0 ? add : 0;
  const x = events + filled;
  return effectSize(measure, {
    yi: scale.estimate(x, time),
    vi: scale.variance(x, time),
    formula: scale.formula,
    inputs: { x, t: time },
    assumptions: filled > 0 ? [`${filled} added to 0 events`] : [],
    source: "Freeman & Tukey 1950, Ann Math Stat 21:607; Rothman et al. 2008",
  });
}
