/** Confidence intervals of a single incidence rate. */

import { gammaQuantile, normalQuantile } from "@coppice/numeric";
import { badLevel, notEventsIn } from "../problems.ts";
import { failure, type Result, success } from "../result.ts";
import type { Rate } from "./rate.ts";

/** `exact`: Garwood (1936), from the Poisson distribution. `score`: Rao's score interval. `normal`: x/t +/- z sqrt(x)/t. */
export type RateIntervalMethod = "exact" | "score" | "normal";

export interface RateInterval {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
  readonly level: number;
}

/** The interval of events / time; default `exact`. */
export function rateInterval(
  { events, time }: Rate,
  method: RateIntervalMethod = "exact",
  level = 0.95,
): Result<RateInterval> {
  if (!(events >= 0) || !(time > 0) || !Number.isFinite(events) || !Number.isFinite(time)) {
    return notEventsIn(events, time);
  }
  const wrongLevel = badLevel(level);
  if (wrongLevel !== null) return wrongLevel;
  const [low, high] = limits(events, method, level);
  if (!Number.isFinite(low) || !Number.isFinite(high)) {
    return failure(
      "not-computable",
      `The interval of ${events} events in ${time} of person-time at level ${level} cannot be computed; check these numbers.`,
    );
  }
  return success({ estimate: events / time, low: low / time, high: high / time, level });
}

/** Limits of the expected number of events. */
function limits(x: number, method: RateIntervalMethod, level: number): readonly [number, number] {
  const z = normalQuantile((1 + level) / 2);
  switch (method) {
    case "exact": {
      const tail = (1 - level) / 2;
      return [x === 0 ? 0 : gammaQuantile(tail, x), gammaQuantile(1 - tail, x + 1)];
    }
    case "score": {
      const half = z * Math.sqrt(x + (z * z) / 4);
      return [Math.max(0, x + (z * z) / 2 - half), x + (z * z) / 2 + half];
    }
    case "normal":
      return [Math.max(0, x - z * Math.sqrt(x)), x + z * Math.sqrt(x)];
  }
}
