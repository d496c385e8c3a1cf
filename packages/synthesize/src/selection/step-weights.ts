/** Selection by intervals: w is constant between cut points, so that A is a sum of normal probabilities. */
import { normalDensity, normalLower } from "@coppice/numeric";
import type { SelectionWeights } from "./selection-weights.ts";

export interface StepIntervals {
  /** The cut points of a study in z (in |z| when two-sided), from the largest down: one fewer than there are intervals. */
  readonly cuts: (study: number) => readonly number[];
  /** The interval each study lies in; 0 is beyond the first cut. */
  readonly interval: readonly number[];
  readonly intervals: number;
  readonly twoSided: boolean;
}

/** P(a < Z < b) from the tail that keeps the digits. */
function between(a: number, b: number): number {
  return a > 0 ? normalLower(-a) - normalLower(-b) : normalLower(b) - normalLower(a);
}

const density = (x: number): number => (Number.isFinite(x) ? normalDensity(x) : 0);
const timesDensity = (x: number): number => (Number.isFinite(x) ? x * normalDensity(x) : 0);

/** Step function weights (Hedges 1992; Vevea & Hedges 1995): delta_j for each interval. */
export function stepWeights({ cuts, interval, intervals, twoSided }: StepIntervals): SelectionWeights {
  let delta: readonly number[] = [];

  function add(j: number, low: number, high: number, m: number, r: number, out: Float64Array): void {
    const a = (low - m) / r;
    const b = (high - m) / r;
    const probability = between(a, b);
    const d = delta[j]!;
    out[0]! += d * probability;
    out[1]! -= (d * (density(b) - density(a))) / r;
    out[2]! -= (d * (timesDensity(b) - timesDensity(a))) / r;
    out[3 + j]! += probability;
  }

  return {
    size: intervals,
    set: (values) => {
      delta = values;
    },
    observed: (study, slopes) => {
      const own = interval[study]!;
      slopes.fill(0);
      slopes[own] = 1 / delta[own]!;
      return Math.log(delta[own]!);
    },
    integral: (study, m, r, out) => {
      out.fill(0);
      const own = cuts(study);
      let high = Number.POSITIVE_INFINITY;
      for (let j = 0; j < intervals; j++) {
        const low = j < own.length ? own[j]! : twoSided ? 0 : Number.NEGATIVE_INFINITY;
        add(j, low, high, m, r, out);
        if (twoSided) add(j, -high, -low, m, r, out);
        high = low;
      }
    },
  };
}
