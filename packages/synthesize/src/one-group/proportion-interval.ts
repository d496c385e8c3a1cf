/** Confidence intervals of a single proportion. */

import { betaQuantile, normalQuantile } from "@coppice/numeric";
import { badLevel, notEventsAmong } from "../problems.ts";
import { failure, type Result, success } from "../result.ts";
import type { Proportion } from "./proportion.ts";

/**
 * - `CP`: Clopper & Pearson (1934), "exact". `WS`, `WSCC`: Wilson's (1927) score interval, without and with continuity
 *   correction (Newcombe 1998, methods 3 and 4). `AC`: Agresti & Coull (1998). `SA`, `SACC`: the simple normal interval
 *   (Newcombe's methods 1 and 2). All but WSCC are cut off at 0 and 1; with no event, or only events, Newcombe takes its limit as
 *   0 or 1, while the formula (and package meta) leave it just inside.
 */
export type ProportionIntervalMethod = "CP" | "WS" | "WSCC" | "AC" | "SA" | "SACC";

export interface ProportionInterval {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
  readonly level: number;
}

type Limits = readonly [low: number, high: number];

function clopperPearson(x: number, n: number, level: number): Limits {
  const tail = (1 - level) / 2;
  return [x === 0 ? 0 : betaQuantile(tail, x, n - x + 1), x === n ? 1 : betaQuantile(1 - tail, x + 1, n - x)];
}

function wilson(x: number, n: number, z: number): Limits {
  const middle = 2 * x + z * z;
  const half = z * Math.sqrt(z * z + 4 * x * (1 - x / n));
  return [(middle - half) / (2 * (n + z * z)), (middle + half) / (2 * (n + z * z))];
}

/** Newcombe 1998, Statistics in Medicine 17:857, method 4. */
function wilsonCorrected(x: number, n: number, z: number): Limits {
  const p = x / n;
  const middle = 2 * x + z * z;
  const root = (sign: 1 | -1): number =>
    Math.sqrt(Math.max(0, z * z + sign * 2 - 1 / n + 4 * p * (n * (1 - p) - sign)));
  return [(middle - 1 - z * root(-1)) / (2 * (n + z * z)), (middle + 1 + z * root(1)) / (2 * (n + z * z))];
}

/** Wilson's middle with a normal half width: z^2 people are added, half of them with the event. */
function agrestiCoull(x: number, n: number, z: number): Limits {
  const people = n + z * z;
  const middle = (x + (z * z) / 2) / people;
  const half = z * Math.sqrt((middle * (1 - middle)) / people);
  return [Math.max(0, middle - half), Math.min(1, middle + half)];
}

function simple(x: number, n: number, z: number, correction: number): Limits {
  const p = x / n;
  const half = z * Math.sqrt((p * (1 - p)) / n) + correction;
  return [Math.max(0, p - half), Math.min(1, p + half)];
}

/** The interval of events / n. */
export function proportionInterval(
  { events, n }: Proportion,
  method: ProportionIntervalMethod = "CP",
  level = 0.95,
): Result<ProportionInterval> {
  if (!(events >= 0) || !(n > 0) || events > n || !Number.isFinite(n)) {
    return notEventsAmong(events, n);
  }
  const wrongLevel = badLevel(level);
  if (wrongLevel !== null) return wrongLevel;
  const z = normalQuantile((1 + level) / 2);
  const [low, high] = {
    CP: () => clopperPearson(events, n, level),
    WS: () => wilson(events, n, z),
    WSCC: () => wilsonCorrected(events, n, z),
    AC: () => agrestiCoull(events, n, z),
    SA: () => simple(events, n, z, 0),
    SACC: () => simple(events, n, z, 1 / (2 * n)),
  }[method]();
  if (!Number.isFinite(low) || !Number.isFinite(high)) {
    return failure(
      "not-computable",
      `The interval of ${events} among ${n} at level ${level} cannot be computed; check these numbers.`,
    );
  }
  return success({ estimate: events / n, low, high, level });
}
