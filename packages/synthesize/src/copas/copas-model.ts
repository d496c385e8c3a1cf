/** Copas' selection model: how the effect changes as more and more studies are thought to be missing, and how much is enough. */

import { chiSquareUpper, dot, normalLower, sumBy, sumOf } from "@coppice/numeric";
import { poolRandom } from "../pool/pool-random.ts";
import { waldTest } from "../pool/pooled-mean.ts";
import { type Effect, outOfRange, studyData } from "../pool/study-data.ts";
import { badLevel } from "../problems.ts";
import { failure, type Result, sound, success } from "../result.ts";
import { type CopasData, type CopasFit, copasStandardError, fitCopas, fitWithSlope } from "./copas-fit.ts";
import { type CopasPlane, copasPath, copasPlane, sequence } from "./copas-path.ts";

export interface CopasOptions {
  /** Default 0.95. */
  readonly level?: number;
  /** Where studies are missing; `auto` (default) takes it from the slope of the effects on their standard errors. */
  readonly side?: "auto" | "left" | "right";
  /** The adjusted estimate is the first whose test for what is left unexplained exceeds this; default 0.1. */
  readonly significance?: number;
  /** Points along each axis of the grid; default 20. */
  readonly grid?: number;
  /** About as many contours are crossed; default 10. */
  readonly levels?: number;
  /** Largest correlation; default 0.9999. */
  readonly rhoBound?: number;
  /** Ranges of gamma0 and gamma1; default: from the standard errors (see copas-path.ts). */
  readonly gamma0?: readonly [number, number];
  readonly gamma1?: readonly [number, number];
  /** Told the share that is done, from 0 to 1. */
  readonly progress?: (share: number) => void;
  readonly signal?: { readonly aborted: boolean };
}

export interface CopasPoint {
  /** Infinity where nothing is selected. */
  readonly gamma0: number;
  readonly gamma1: number;
  /** Probability that the least precise study was published. */
  readonly publicationProbability: number;
  readonly estimate: number;
  readonly se: number | null;
  readonly ciLow: number | null;
  readonly ciHigh: number | null;
  readonly pValue: number | null;
  readonly tau2: number;
  /** Correlation of effect and publication. */
  readonly rho: number;
  /** Likelihood-ratio test for an effect of the standard error that selection leaves unexplained. */
  readonly residualP: number;
  /** Studies that the model thinks unpublished. */
  readonly unpublished: number;
}

export interface CopasResult {
  readonly k: number;
  readonly side: "left" | "right";
  /** From no selection to the most severe one. */
  readonly path: readonly CopasPoint[];
  /** The first point that leaves nothing unexplained; null when the path has none. */
  readonly adjusted: CopasPoint | null;
  readonly plane: CopasPlane;
  /** Slope of the path in the plane; null when the estimate does not vary there. */
  readonly slope: number | null;
  /** The grid and its estimates, [i][j] at gamma0[i] and gamma1[j], for a contour plot. */
  readonly contour: {
    readonly gamma0: readonly number[];
    readonly gamma1: readonly number[];
    readonly estimates: readonly (readonly number[])[];
  };
  readonly level: number;
  readonly method: string;
  readonly notes: readonly string[];
}

/** Slope of the effects on their standard errors, weighted by precision (Egger et al. 1997): positive when large effects come from small studies. */
function eggerSlope(y: readonly number[], s: readonly number[]): number {
  const w = s.map((value) => 1 / (value * value));
  const total = sumOf(w);
  const meanS = dot(w, s) / total;
  const meanY = dot(w, y) / total;
  return sumBy(w, (wi, i) => wi * (s[i]! - meanS) * (y[i]! - meanY));
}

function check(effects: readonly Effect[], options: CopasOptions): Result<null> {
  const { level = 0.95, significance = 0.1, rhoBound = 0.9999, grid = 20, levels = 10 } = options;
  for (const [name, value] of [
    ["confidence level", level],
    ["significance level", significance],
    ["largest correlation", rhoBound],
  ] as const) {
    const wrongLevel = badLevel(value, name);
    if (wrongLevel !== null) return wrongLevel;
  }
  if (!(Number.isInteger(grid) && grid >= 3 && grid <= 200) || !(levels >= 1)) {
    return failure("bad-grid", `The grid has ${grid} points and ${levels} contours; give 3 to 200 points.`);
  }
  for (const range of [options.gamma0, options.gamma1]) {
    if (range !== undefined && !(range[0] < range[1])) {
      return failure(
        "bad-range",
        `The range from ${range[0]} to ${range[1]} is empty; give the smaller end first.`,
      );
    }
  }
  const variances = new Set(effects.map(({ vi }) => vi));
  if (effects.length < 3 || variances.size < 2) {
    return failure(
      "too-few-studies",
      `${effects.length} studies with ${variances.size} different variances show no selection by precision; give at least 3 studies of different size.`,
    );
  }
  return success(null);
}

/**
 * Copas' selection model (Copas & Shi 2000, 2001) along a path of growing selection, as Carpenter et al. (2009) choose it. The
 * parameters of selection cannot be estimated: the path is a sensitivity analysis, and its first point with `residualP` above
 * `significance` the adjusted estimate.
 *
 * Problems: those of `poolRandom`, `bad-grid`, `bad-range`, `too-few-studies`, `aborted`.
 */
export function copasModel(effects: readonly Effect[], options: CopasOptions = {}): Result<CopasResult> {
  const { level = 0.95, significance = 0.1, grid = 20, levels = 10, rhoBound = 0.9999 } = options;
  const checked = studyData(effects);
  if (!checked.ok) return checked;
  const valid = check(effects, options);
  if (!valid.ok) return valid;
  const { y, v, unit, k } = checked.value;
  const s = v.map(Math.sqrt);
  const scaled = y.map((yi, i) => ({ yi, vi: v[i]! }));
  const moments = poolRandom(scaled, { tau2: "DL", tau2Interval: false });
  const plain = poolRandom(scaled, { tau2: "ML", tau2Interval: false });
  if (!moments.ok) return moments;
  if (!plain.ok) return plain;
  const automatic = eggerSlope(y, s) > 0 ? "left" : "right";
  const side = options.side === undefined || options.side === "auto" ? automatic : options.side;
  const data: CopasData = {
    y,
    s,
    mean: moments.value.estimate,
    // tau = 0 is a stationary point by symmetry; the search must not start there.
    tau: Math.max(Math.sqrt(moments.value.tau2), 0.1 * Math.min(...s)),
    rhoBound,
  };
  const own = copasPlane(s);
  // gamma1 multiplies 1 / s and has the unit of the effects.
  const plane: CopasPlane = {
    gamma0: options.gamma0 ?? own.gamma0,
    gamma1: options.gamma1 === undefined ? own.gamma1 : [options.gamma1[0] / unit, options.gamma1[1] / unit],
  };
  const gamma0 = sequence(plane.gamma0, grid);
  const gamma1 = sequence(plane.gamma1, grid);
  const estimates: number[][] = [];
  for (const [i, g0] of gamma0.entries()) {
    if (options.signal?.aborted === true) {
      return failure("aborted", `Stopped after ${i} of ${grid} rows of the grid, as asked.`);
    }
    estimates.push(gamma1.map((g1) => fitCopas(data, g0, g1).mu));
    options.progress?.((i + 1) / grid);
  }
  const inUnits = estimates.map((row) => row.map((estimate) => estimate * unit));
  const { slope, waypoints } = copasPath(plane, gamma0, gamma1, inUnits, levels);
  const largest = Math.max(...s);
  const sign = side === "left" ? 1 : -1;
  const point = (g0: number, g1: number, fit: CopasFit, probability: number): CopasPoint => {
    const se = copasStandardError(data, g0, g1, fit);
    const wald = se === null ? null : waldTest(fit.mu * unit, se * unit, null, level);
    const gain = 2 * (fitWithSlope(data, g0, g1, sign).logLikelihood - fit.logLikelihood);
    return {
      gamma0: probability === 1 ? Number.POSITIVE_INFINITY : g0,
      gamma1: g1 * unit,
      publicationProbability: probability,
      estimate: fit.mu * unit,
      se: se === null ? null : se * unit,
      ciLow: wald?.ciLow ?? null,
      ciHigh: wald?.ciHigh ?? null,
      pValue: wald?.pValue ?? null,
      tau2: (fit.tau * unit) ** 2,
      rho: fit.rho,
      residualP: gain > 0 ? chiSquareUpper(gain, 1) : 1,
      unpublished: s.reduce((sum, si) => {
        const published = normalLower(g0 + g1 / si);
        return sum + (1 - published) / published;
      }, 0),
    };
  };
  // Without selection rho plays no part: the model is the random-effects model by maximum likelihood.
  const none: CopasFit = fitCopas({ ...data, rhoBound: 1e-12, mean: plain.value.estimate }, 40, 0);
  const path = [
    point(40, 0, { ...none, rho: 0 }, 1),
    ...waypoints
      .map((at) => ({ ...at, probability: normalLower(at.gamma0 + at.gamma1 / largest) }))
      .sort((a, b) => b.probability - a.probability)
      .map((at) => point(at.gamma0, at.gamma1, fitCopas(data, at.gamma0, at.gamma1), at.probability)),
  ];
  const adjusted = path.find(({ residualP }) => residualP > significance) ?? null;
  const result: CopasResult = {
    k,
    side,
    path,
    adjusted,
    plane: { gamma0: plane.gamma0, gamma1: [plane.gamma1[0] * unit, plane.gamma1[1] * unit] },
    slope: slope === null ? null : slope * unit,
    contour: { gamma0, gamma1: gamma1.map((g1) => g1 * unit), estimates: inUnits },
    level,
    method: "Copas selection model, maximum likelihood along a path of growing selection",
    notes: notesOn(k, path.length, adjusted),
  };
  return sound(result, () => outOfRange(effects));
}

function notesOn(k: number, points: number, adjusted: CopasPoint | null): readonly string[] {
  const notes: string[] = [];
  if (points < 2) notes.push("The estimate does not change with selection.");
  if (adjusted === null) {
    notes.push("No amount of selection explains the small studies: there is no adjusted estimate.");
  } else if (adjusted.publicationProbability === 1) {
    notes.push(
      "There is nothing to explain by selection: the adjusted estimate is the one by maximum likelihood.",
    );
  }
  if (k < 10) notes.push(`With ${k} studies this is a rough sensitivity analysis.`);
  return notes;
}
