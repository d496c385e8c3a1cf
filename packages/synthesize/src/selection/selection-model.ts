/** Selection models: the effect as it would be without the selection of results by their p-value, and how strong selection is. */

import { chiSquareUpper, independentColumns, rowsOf, sumBy, sumOf } from "@coppice/numeric";
import { waldTest } from "../pool/pooled-mean.ts";
import { type Effect, outOfRange, type StudyData, studyData } from "../pool/study-data.ts";
import { badLevel, badTau2 } from "../problems.ts";
import { failure, type Result, sound, success } from "../result.ts";
import { separateSpace } from "./delta-space.ts";
import { fitSelection, type SelectionFit, standardErrors } from "./selection-fit.ts";
import type { SelectionData } from "./selection-likelihood.ts";
import type { SelectionOptions } from "./selection-options.ts";
import {
  type IntervalCount,
  type SelectionSetting,
  type SelectionStudies,
  selectionSetting,
  truncatedSetting,
} from "./selection-setting.ts";
import { unselected } from "./selection-weights.ts";

export interface SelectionCoefficient {
  readonly term: string;
  readonly estimate: number;
  /** Null when the information matrix is singular; so are the fields that follow from it. */
  readonly se: number | null;
  readonly statistic: number | null;
  readonly pValue: number | null;
  readonly ciLow: number | null;
  readonly ciHigh: number | null;
}

export interface SelectionParameter {
  readonly estimate: number;
  /** Null when fixed, at 0, or without a regular information matrix. */
  readonly se: number | null;
  /** `fixed`: given. `lower`, `upper`: the estimate stopped at the end of its range. */
  readonly state: "estimated" | "fixed" | "lower" | "upper";
}

export interface SelectionResult {
  readonly k: number;
  /** Adjusted for selection. */
  readonly coefficients: readonly SelectionCoefficient[];
  /** Between-study variance by maximum likelihood; 0 in a common-effect model. */
  readonly tau2: number;
  readonly tau2Se: number | null;
  /** Parameters of the selection function. */
  readonly delta: readonly SelectionParameter[];
  /** The cut point of a truncated distribution; null for every other. */
  readonly cut: number | null;
  readonly logLikelihood: number;
  /** The same model without selection, by maximum likelihood. */
  readonly unadjusted: {
    readonly coefficients: readonly number[];
    readonly tau2: number;
    readonly logLikelihood: number;
  };
  /** Likelihood-ratio test of no selection; not below 0. With every delta fixed it has no degrees of freedom and no p-value. */
  readonly selectionTest: { readonly statistic: number; readonly df: number; readonly pValue: number | null };
  /** Studies in each interval, where the selection function has intervals. */
  readonly intervals: readonly IntervalCount[] | null;
  /** Confidence level of the intervals, as 0.95. */
  readonly level: number;
  readonly convergence: {
    readonly converged: boolean;
    readonly evaluations: number;
    readonly gradientNorm: number;
    /** Log-likelihood of another, lower maximum; null when none was met. */
    readonly secondMode: number | null;
  };
  readonly method: string;
  readonly notes: readonly string[];
}

interface Prepared {
  readonly data: StudyData;
  readonly base: Omit<SelectionData, "weights">;
  readonly studies: SelectionStudies;
  readonly terms: readonly string[];
  /** -1 when negative effects are favoured: the data are then turned around. */
  readonly sign: 1 | -1;
  readonly tau2: number | null;
}

function prepare(effects: readonly Effect[], options: SelectionOptions): Result<Prepared> {
  const { alternative = "greater", model = "random", level = 0.95, design, deltaMax = 100 } = options;
  const checked = studyData(effects);
  if (!checked.ok) return checked;
  const data = checked.value;
  const broken = badLevel(level);
  if (broken !== null) return broken;
  if (!(deltaMax > 0)) {
    return failure("bad-delta", `The largest delta allowed is ${deltaMax}; it must be positive.`);
  }
  const wrongTau2 = options.tau2 === undefined ? null : badTau2(options.tau2);
  if (wrongTau2 !== null) return wrongTau2;
  const names = Array.from(
    { length: design?.cols ?? 1 },
    (_, j) => options.terms?.[j] ?? (design === undefined ? "intercept" : `column ${j + 1}`),
  );
  if (
    design !== undefined &&
    (design.rows !== data.k || design.data.some((value) => !Number.isFinite(value)))
  ) {
    return failure(
      "bad-design",
      `The design has ${design.rows} rows for ${data.k} studies, or lacks a value; give one row of numbers a study.`,
    );
  }
  const dependent = design === undefined ? undefined : independentColumns(design).dependent[0];
  if (dependent !== undefined) {
    return failure(
      "collinear",
      `The term ${names[dependent.column]} follows from ${dependent.on.map((j) => names[j]).join(", ") || "nothing: it is 0 throughout"}; leave it out.`,
    );
  }
  const sign = alternative === "less" ? -1 : 1;
  const rows = design === undefined ? data.y.map(() => [1]) : rowsOf(design);
  const y = data.y.map((value) => sign * value);
  return success({
    data,
    base: { y, v: data.v, x: rows.map((row) => row.map((value) => sign * value)) },
    studies: {
      z: y.map((value, i) => value / Math.sqrt(data.v[i]!)),
      y,
      v: data.v,
      unit: data.unit,
      twoSided: alternative === "two-sided",
    },
    terms: names,
    sign,
    tau2: model === "common" ? 0 : options.tau2 === undefined ? null : options.tau2 / data.unit ** 2,
  });
}

/** Values of tau2 to start from: none, and shares of what the effects vary by. */
function tau2Starts(y: readonly number[]): readonly number[] {
  const mean = sumOf(y) / y.length;
  const spread = sumBy(y, (value) => (value - mean) ** 2) / y.length;
  return spread > 0 ? [0.02 * spread, 0.5 * spread] : [0.01];
}

function fitWith(
  prepared: Prepared,
  setting: SelectionSetting,
  starts: readonly number[],
): SelectionFit | null {
  return fitSelection({
    data: { ...prepared.base, weights: setting.weights },
    tau2: prepared.tau2,
    space: setting.space,
    starts: setting.starts,
    tau2Starts: starts,
  });
}

interface Chosen {
  readonly setting: SelectionSetting;
  readonly fit: SelectionFit;
  readonly cut: number | null;
}

/** The likelihood as a function of the cut point jumps at every effect and is monotone between them: it is looked at on both sides of each. */
function fitTruncated(
  prepared: Prepared,
  options: SelectionOptions,
  starts: readonly number[],
): Chosen | null {
  const { selection, deltaMax = 100 } = options;
  if (selection.kind !== "truncated") return null;
  const { studies, sign, data } = prepared;
  const at = (cut: number, strict: boolean): Chosen | null => {
    const beyond = studies.y.map((y) => (strict ? y > cut : y >= cut));
    const setting = truncatedSetting(studies, cut, beyond, selection.delta, deltaMax);
    const fit = fitWith(prepared, setting, starts);
    return fit === null ? null : { setting, fit, cut };
  };
  const { cut = 0 } = selection;
  if (cut !== "estimated") return at((sign * cut) / data.unit, true);
  const values = [...new Set(studies.y)].sort((a, b) => a - b);
  const candidates = values.flatMap((value, i) => [
    ...(i < values.length - 1 ? [at(value, true)] : []),
    ...(i > 0 ? [at(value, false)] : []),
  ]);
  return candidates.reduce(
    (best, next) =>
      next !== null && (best === null || next.fit.logLikelihood > best.fit.logLikelihood) ? next : best,
    null,
  );
}

function fitChosen(
  prepared: Prepared,
  options: SelectionOptions,
  starts: readonly number[],
): Result<Chosen | null> {
  const { selection, deltaMax = 100, alternative } = options;
  if (selection.kind === "truncated") {
    if (alternative === "two-sided") {
      return failure(
        "bad-alternative",
        "A truncated distribution needs the alternative greater or less; choose one.",
      );
    }
    if (selection.cut === "estimated" && prepared.data.k < 3) {
      return failure(
        "too-few-studies",
        `A cut point cannot be estimated from ${prepared.data.k} studies; give its value.`,
      );
    }
    return success(fitTruncated(prepared, options, starts));
  }
  const setting = selectionSetting(selection, prepared.studies, deltaMax);
  if (!setting.ok) return setting;
  const fit = fitWith(prepared, setting.value, starts);
  return success(fit === null ? null : { setting: setting.value, fit, cut: null });
}

/**
 * Fits a selection model by maximum likelihood: the effects are normal around the mean with variance v + tau2, and each was
 * seen with a probability proportional to w(p), p being its p-value (Hedges 1992; Vevea & Hedges 1995).
 *
 * The likelihood can have several maxima: it is climbed from a grid of starts, and the highest one is returned.
 *
 * Problems: those of `poolRandom`, and `empty-interval`, `bad-steps`, `bad-delta`, `bad-threshold`, `bad-imprecision`,
 * `bad-design`, `collinear`, `bad-alternative`, `too-few-studies`, `no-maximum`.
 */
export function selectionModel(
  effects: readonly Effect[],
  options: SelectionOptions,
): Result<SelectionResult> {
  const { level = 0.95, deltaMax = 100 } = options;
  const checked = prepare(effects, options);
  if (!checked.ok) return checked;
  const prepared = checked.value;
  const { data, base, terms } = prepared;
  if (data.k <= terms.length) {
    return failure(
      "too-few-studies",
      `${data.k} studies do not determine ${terms.length} coefficients and a selection function; leave terms out.`,
    );
  }
  const spreads = tau2Starts(base.y);
  const plain = fitSelection({
    data: { ...base, weights: unselected },
    tau2: prepared.tau2,
    space: separateSpace([], [], []),
    starts: [[]],
    tau2Starts: spreads,
  });
  if (plain === null) return outOfRange(effects);
  const chosen = fitChosen(prepared, options, [...spreads, ...(plain.tau2 > 0 ? [plain.tau2] : [])]);
  if (!chosen.ok) return chosen;
  if (chosen.value === null) {
    return failure(
      "no-maximum",
      "The likelihood is 0 everywhere; give other weights or check the units of the variances.",
    );
  }
  const { setting, fit, cut } = chosen.value;
  const states = setting.fixed.map((value, d): SelectionParameter["state"] => {
    if (value !== null) return "fixed";
    if (fit.delta[d]! <= setting.lower[d]! + (setting.zeroIsBound ? 1e-4 : 1e-12)) return "lower";
    return fit.delta[d]! >= deltaMax * (1 - 1e-9) ? "upper" : "estimated";
  });
  const { unit } = data;
  // As R: a variance this small is taken as 0 for the standard errors of the rest.
  const leastTau2 = Math.min(1e-4, Math.min(...data.v.map((v) => v * unit * unit)) / 10) / unit / unit;
  const errors = standardErrors({ ...base, weights: setting.weights }, fit, [
    ...terms.map(() => true),
    prepared.tau2 === null && fit.tau2 >= leastTau2,
    ...states.map(
      (state) => state === "estimated" || state === "upper" || (state === "lower" && !setting.zeroIsBound),
    ),
  ]);
  const logUnit = data.k * Math.log(unit);
  const statistic = Math.max(0, 2 * (fit.logLikelihood - plain.logLikelihood));
  const df =
    states.filter((state) => state !== "fixed").length +
    (options.selection.kind === "truncated" && options.selection.cut === "estimated" ? 1 : 0);
  const p = terms.length;
  const parameters = fit.delta.map((estimate, d) => ({
    estimate,
    se: errors[p + 1 + d]!,
    state: states[d]!,
  }));
  const result: SelectionResult = {
    k: data.k,
    coefficients: fit.beta.map((estimate, j) =>
      coefficient(terms[j]!, estimate * unit, errors[j] === null ? null : errors[j]! * unit, level),
    ),
    tau2: fit.tau2 * unit ** 2,
    tau2Se: errors[p] === null ? null : errors[p]! * unit ** 2,
    delta: setting.hideFirst ? parameters.slice(1) : parameters,
    cut: cut === null ? null : prepared.sign * cut * unit,
    logLikelihood: fit.logLikelihood - logUnit,
    unadjusted: {
      coefficients: plain.beta.map((b) => b * unit),
      tau2: plain.tau2 * unit ** 2,
      logLikelihood: plain.logLikelihood - logUnit,
    },
    selectionTest: { statistic, df, pValue: df === 0 ? null : chiSquareUpper(statistic, df) },
    intervals: setting.intervals,
    level,
    convergence: {
      converged: fit.converged && plain.converged,
      evaluations: fit.evaluations,
      gradientNorm: fit.gradientNorm,
      secondMode: fit.secondMode === null ? null : fit.secondMode - logUnit,
    },
    method: `Selection model (${setting.name}), ${options.model === "common" ? "common effect" : options.tau2 === undefined ? "random effects" : `tau2 fixed at ${options.tau2}`}, maximum likelihood`,
    notes: notesOn(fit, states, errors, p, data.k),
  };
  return sound(result, () => outOfRange(effects));
}

function coefficient(term: string, estimate: number, se: number | null, level: number): SelectionCoefficient {
  if (se === null) {
    return { term, estimate, se, statistic: null, pValue: null, ciLow: null, ciHigh: null };
  }
  return { term, estimate, se, ...waldTest(estimate, se, null, level) };
}

function notesOn(
  fit: SelectionFit,
  states: readonly SelectionParameter["state"][],
  errors: readonly (number | null)[],
  p: number,
  k: number,
): readonly string[] {
  const notes: string[] = [];
  if (!fit.converged)
    notes.push("The likelihood was not seen to be at its maximum: the best values found are shown.");
  if (fit.secondMode !== null) {
    notes.push("The likelihood has a second, lower maximum.");
  }
  if (states.some((state) => state === "lower" || state === "upper")) {
    notes.push(
      "A parameter of the selection function is at the end of its range: its test and the standard errors are rough.",
    );
  }
  if (errors.slice(0, p).some((error) => error === null)) {
    notes.push("The information is singular: there are no standard errors.");
  }
  if (k < 10) notes.push(`With ${k} studies this is a sensitivity analysis, not an estimate.`);
  return notes;
}
