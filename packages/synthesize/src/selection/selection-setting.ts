/** From the options of a selection model to its weights, the space of its parameters and the starts of the search. */
import { normalUpperQuantile } from "@coppice/numeric";
import { type Failure, failure, type Result, success } from "../result.ts";
import { pValueOf } from "./alternative.ts";
import { type DeltaSpace, decreasingSpace, separateSpace } from "./delta-space.ts";
import type { BetaSelection, FallingSelection, Selection, StepSelection } from "./selection-options.ts";
import type { SelectionWeights } from "./selection-weights.ts";
import { type SmoothFunction, smoothFunctions } from "./smooth-functions.ts";
import { smoothWeights } from "./smooth-weights.ts";
import { stepWeights } from "./step-weights.ts";

/** How many p-values (or effects) lie in each interval. */
export interface IntervalCount {
  /** Upper end of the interval; the lower one is that of the interval before. */
  readonly to: number;
  readonly studies: number;
}

export interface SelectionSetting {
  readonly weights: SelectionWeights;
  readonly space: DeltaSpace;
  readonly starts: readonly (readonly number[])[];
  readonly fixed: readonly (number | null)[];
  readonly lower: readonly number[];
  /** Parameters below 1e-4 are taken as 0 when standard errors are computed. */
  readonly zeroIsBound: boolean;
  /** The first weight is only a unit: it is left out of the results. */
  readonly hideFirst: boolean;
  readonly intervals: readonly IntervalCount[] | null;
  readonly name: string;
}

/** The studies in the form in which selection sees them. */
export interface SelectionStudies {
  /** Effect / standard error, turned so that large values are favoured. */
  readonly z: readonly number[];
  /** Effects, turned likewise and divided by `unit`. */
  readonly y: readonly number[];
  /** Variances, divided by the square of `unit`. */
  readonly v: readonly number[];
  readonly unit: number;
  readonly twoSided: boolean;
}

function checkDelta(delta: readonly (number | null)[], size: number): Failure | null {
  if (delta.length !== size) {
    return failure(
      "bad-delta",
      `${delta.length} values of delta were given for ${size} parameters; give one each, null for those to estimate.`,
    );
  }
  if (delta.every((value) => value === null || (value >= 0 && Number.isFinite(value)))) return null;
  return failure("bad-delta", `The values of delta are ${delta.join(", ")}; give 0 or more, or null.`);
}

/** The setting of a selection function given by cut points of the p-value. */
function stepSetting(
  selection: StepSelection,
  studies: SelectionStudies,
  most: number,
): Result<SelectionSetting> {
  const sorted = [...selection.steps].sort((a, b) => a - b);
  if (sorted.length === 0 || sorted.some((step, i) => !(step > 0 && step <= 1) || step === sorted[i - 1])) {
    return failure(
      "bad-steps",
      `The cut points of the p-value are ${selection.steps.join(", ") || "missing"}; give different numbers above 0 and up to 1, as 0.025.`,
    );
  }
  const steps = sorted.at(-1) === 1 ? sorted : [...sorted, 1];
  const size = steps.length;
  const fixed = selection.delta ?? steps.map((_, j) => (j === 0 ? 1 : null));
  const broken = checkDelta(fixed, size);
  if (broken !== null) return broken;
  const { z, twoSided } = studies;
  const interval = z.map((value) => {
    const { p } = pValueOf(value, twoSided);
    const found = steps.findIndex((step) => p <= step);
    return found < 0 ? size - 1 : found;
  });
  const counts = steps.map((_, j) => interval.filter((own) => own === j).length);
  const estimated = fixed.some((value) => value === null);
  const empty = steps.flatMap((step, j) =>
    counts[j] === 0 && (fixed[j] === null || (j === 0 && estimated))
      ? [`${steps[j - 1] ?? 0} to ${step}`]
      : [],
  );
  if (empty.length > 0 && selection.emptyIntervals !== true) {
    return failure(
      "empty-interval",
      `No study has a p-value in the interval ${empty.join(", or ")}; join it with a neighbour, or fix the weights by delta.`,
    );
  }
  if (selection.decreasing === true && selection.delta !== undefined) {
    return failure("bad-delta", "Weights were given with an order; leave out delta or decreasing.");
  }
  const cuts = steps.slice(0, -1).map((step) => normalUpperQuantile(twoSided ? step / 2 : step));
  const lower = steps.map(() => 0);
  const space =
    selection.decreasing === true
      ? decreasingSpace(size)
      : separateSpace(
          fixed,
          lower,
          steps.map(() => most),
        );
  const shape = (f: (j: number) => number): readonly number[] => steps.map((_, j) => (j === 0 ? 1 : f(j)));
  return success({
    weights: stepWeights({ cuts: () => cuts, interval, intervals: size, twoSided }),
    space,
    starts: [
      shape(() => 1),
      shape((j) => 0.4 ** j),
      shape(() => 0.15),
      shape((j) => 2 ** j),
      shape(() => 0.02),
    ],
    fixed,
    lower,
    zeroIsBound: true,
    hideFirst: false,
    intervals: steps.map((to, j) => ({ to, studies: counts[j]! })),
    name: `step function with cut points ${steps.slice(0, -1).join(", ") || 1}`,
  });
}

function imprecisionOf(
  selection: FallingSelection,
  { v, unit }: SelectionStudies,
): Result<readonly number[] | null> {
  const { imprecision, scaleImprecision = true } = selection;
  if (imprecision === undefined) return success(null);
  const raw =
    imprecision === "variance"
      ? v.map((value) => value * unit * unit)
      : imprecision === "se"
        ? v.map((value) => Math.sqrt(value) * unit)
        : imprecision;
  if (raw.length !== v.length || raw.some((value) => !(value > 0 && Number.isFinite(value)))) {
    return failure(
      "bad-imprecision",
      `${raw.length} values of imprecision were given for ${v.length} studies; give one positive number a study.`,
    );
  }
  const largest = scaleImprecision ? Math.max(...raw) : 1;
  return success(raw.map((value) => value / largest));
}

function smoothSetting(
  selection: BetaSelection | FallingSelection,
  studies: SelectionStudies,
  most: number,
): Result<SelectionSetting> {
  const chosen: SmoothFunction = smoothFunctions[selection.kind];
  const falling = selection.kind === "beta" ? null : selection;
  const fixed = selection.delta ?? chosen.none.map(() => null);
  const broken = checkDelta(fixed, chosen.none.length);
  if (broken !== null) return broken;
  const alpha = falling?.threshold ?? null;
  if (alpha !== null && !(alpha > 0 && alpha < 1)) {
    return failure(
      "bad-threshold",
      `The threshold of the p-value is ${alpha}; give a number between 0 and 1.`,
    );
  }
  const imprecision = falling === null ? success(null) : imprecisionOf(falling, studies);
  if (!imprecision.ok) return imprecision;
  const inside = (start: readonly number[]): readonly number[] => start.map((value, d) => fixed[d] ?? value);
  const below = studies.z.filter((z) => alpha !== null && pValueOf(z, studies.twoSided).p <= alpha).length;
  return success({
    weights: smoothWeights({ selection: chosen, ...studies, imprecision: imprecision.value, alpha }),
    space: separateSpace(
      fixed,
      chosen.lower,
      chosen.lower.map(() => most),
    ),
    starts: [inside(chosen.none), ...chosen.starts.map(inside)],
    fixed,
    lower: chosen.lower,
    zeroIsBound: selection.kind === "beta",
    hideFirst: false,
    intervals:
      alpha === null
        ? null
        : [
            { to: alpha, studies: below },
            { to: 1, studies: studies.z.length - below },
          ],
    name: `${chosen.name} function${alpha === null ? "" : ` beyond p = ${alpha}`}${imprecision.value === null ? "" : ", by imprecision"}`,
  });
}

/** The setting with effects cut at a value, in the turned direction: those in `beyond` are selected with certainty. */
export function truncatedSetting(
  studies: SelectionStudies,
  cut: number,
  beyond: readonly boolean[],
  delta: number | undefined,
  most: number,
): SelectionSetting {
  const fixed = [1, delta ?? null];
  const inside = beyond.filter(Boolean).length;
  const cuts = studies.v.map((v) => [cut / Math.sqrt(v)]);
  return {
    weights: stepWeights({
      cuts: (study) => cuts[study]!,
      interval: beyond.map((is) => (is ? 0 : 1)),
      intervals: 2,
      twoSided: false,
    }),
    space: separateSpace(fixed, [0, 0], [most, most]),
    starts: [1, 0.3, 0.03, 4].map((start) => [1, delta ?? start]),
    fixed,
    lower: [0, 0],
    zeroIsBound: true,
    hideFirst: true,
    intervals: [
      { to: cut, studies: studies.y.length - inside },
      { to: Number.POSITIVE_INFINITY, studies: inside },
    ],
    name: "truncated distribution",
  };
}

/** The setting of any selection function but a truncated one. */
export function selectionSetting(
  selection: Exclude<Selection, { readonly kind: "truncated" }>,
  studies: SelectionStudies,
  most: number,
): Result<SelectionSetting> {
  return selection.kind === "step"
    ? stepSetting(selection, studies, most)
    : smoothSetting(selection, studies, most);
}
