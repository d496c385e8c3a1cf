/** Events and person-time in two arms. */
import { failure, type Result, success } from "../result.ts";

export interface TwoRates {
  readonly events1: number;
  /** Person-time of arm 1, the experimental arm. */
  readonly time1: number;
  readonly events2: number;
  readonly time2: number;
}

export interface RateOptions {
  /** Default 0.5. */
  readonly add?: number;
  /** Where `add` goes: to studies with an arm without events (default), to all, to none. */
  readonly rule?: "only-zero" | "all" | "none";
}

export interface RateCells {
  readonly x1: number;
  readonly t1: number;
  readonly x2: number;
  readonly t2: number;
  readonly assumptions: readonly string[];
}

export function rateCells(data: TwoRates, options: RateOptions = {}): Result<RateCells> {
  const { events1, time1, events2, time2 } = data;
  if (!(events1 >= 0) || !(events2 >= 0) || !(time1 > 0) || !(time2 > 0)) {
    return failure(
      "bad-rates",
      `The arms have ${events1} events in ${time1} and ${events2} in ${time2} of person-time; give events >= 0 and time > 0.`,
    );
  }
  const { add = 0.5, rule = "only-zero" } = options;
  const applies = rule === "all" || (rule === "only-zero" && (events1 === 0 || events2 === 0));
  const filled = applies ? add : 0;
  return success({
    x1: events1 + filled,
    t1: time1,
    x2: events2 + filled,
    t2: time2,
    assumptions: filled > 0 ? [`${filled} added to the events of both arms (rule: ${rule})`] : [],
  });
}
