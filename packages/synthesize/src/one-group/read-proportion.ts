/** A pooled proportion back on the scale from 0 to 1, and what that step assumes. */
import { sumBy } from "@coppice/numeric";
import { backTransform } from "../back-transform.ts";
import { failure, type Result, sound } from "../result.ts";
import type { ProportionMeasure } from "./proportion.ts";

export interface PooledProportion {
  /** On the scale of the measure. */
  readonly estimate: number;
  readonly ciLow: number;
  readonly ciHigh: number;
  /** Needed for the sample size of method `variance`. */
  readonly se?: number;
}

export interface ReadProportion {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
  /** Sample size at which the double arcsine was inverted; null for the other scales. */
  readonly sampleSize: number | null;
  readonly notes: readonly string[];
}

/**
 * Which sample size stands for the meta-analysis when a Freeman-Tukey mean is inverted: the `harmonic` mean of the groups (Miller
 * 1978), or 1/(4 se^2) - 1/2 of the pooled mean itself, its `variance` (after Barendregt, Doi et al. 2013).
 */
export type InversionSize = "harmonic" | "variance";

/**
 * Reads a pooled proportion. Every scale but the double arcsine inverts without further data; that one needs a sample size, and when
 * the groups differ a lot in size the result can lie outside the observed proportions (Schwarzer, Chemaitelly, Abu-Raddad & Ruecker
 * 2019, Research Synthesis Methods 10:476), which a note then says.
 */
export function readProportion(
  measure: ProportionMeasure,
  pooled: PooledProportion,
  sizes: readonly number[],
  by: InversionSize = "harmonic",
): Result<ReadProportion> {
  if (measure !== "PFT") {
    return readAt(
      pooled,
      (x) => backTransform(measure, x),
      null,
      () => [],
    );
  }
  if (sizes.length === 0 || sizes.some((n) => !(n > 0 && Number.isFinite(n)))) {
    return failure("bad-counts", "The double arcsine needs the size of every group; give positive ones.");
  }
  const sampleSize = inversionSize(pooled, sizes, by);
  if (!(sampleSize > 0)) {
    return failure("no-standard-error", "The inversion by variance needs a standard error; give se.");
  }
  return readAt(
    pooled,
    (x) => backTransform("PFT", x, { n: sampleSize }),
    sampleSize,
    (estimate) => sizeNotes(pooled.estimate, sizes, estimate),
  );
}

function readAt(
  { estimate, ciLow, ciHigh }: PooledProportion,
  read: (x: number) => number,
  sampleSize: number | null,
  notesOn: (estimate: number) => readonly string[],
): Result<ReadProportion> {
  const mean = read(estimate);
  const value = { estimate: mean, low: read(ciLow), high: read(ciHigh), sampleSize, notes: notesOn(mean) };
  return sound(value, () =>
    failure("not-a-number", "The pooled proportion or its interval is not a number; give finite numbers."),
  );
}

function inversionSize({ se }: PooledProportion, sizes: readonly number[], by: InversionSize): number {
  if (by === "harmonic") return sizes.length / sumBy(sizes, (n) => 1 / n);
  return se === undefined ? Number.NaN : 1 / (4 * se * se) - 0.5;
}

function sizeNotes(x: number, sizes: readonly number[], read: number): readonly string[] {
  const least = sizes.reduce((a, b) => Math.min(a, b));
  const most = sizes.reduce((a, b) => Math.max(a, b));
  if (most < 10 * least) return [];
  const [small, large] = [least, most].map((n) => backTransform("PFT", x, { n }).toPrecision(3));
  return [
    `The groups have from ${least} to ${most} people: the proportion of ${read.toPrecision(3)} is ${small} at the least and ${large} at the most; prefer a logit model.`,
  ];
}
