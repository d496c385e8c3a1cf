/** Location-scale models: the moderators of the effect, and moderators of how much the effects vary. */

import {
  bilinear,
  chiSquareUpper,
  cholesky,
  fUpper,
  invertCholesky,
  type Matrix,
  matrix,
  minimise,
  nelderMead,
  rowOf,
  sumOf,
  symmetricPart,
} from "@coppice/numeric";
import { type WaldTest, waldTest } from "../pool/pooled-mean.ts";
import type { Test } from "../pool/pooled-result.ts";
import { type Effect, outOfRange } from "../pool/study-data.ts";
import { badLevel } from "../problems.ts";
import { failure, type Result, sound } from "../result.ts";
import type { LikelihoodKind } from "../tau2/likelihood.ts";
import type { Design } from "./design.ts";
import { jointTestAt, moderatorPlaces } from "./joint-test.ts";
import { type RegressionData, regressionData } from "./regression-data.ts";
import type { Coefficient, JointTest } from "./regression-result.ts";
import { estimateRegressionTau2 } from "./regression-tau2.ts";
import { coefficients, covariance, type WeightedFit, weightedFit } from "./weighted-fit.ts";

export interface LocationScaleOptions {
  /** `log` (default): ln tau2_i = z_i alpha. `identity`: tau2_i = z_i alpha, which must not be negative. */
  readonly link?: "log" | "identity";
  /** Default `REML`. */
  readonly method?: LikelihoodKind;
  /**
   * Default `z`; the others have k - p df for the effects and k - q for the scale, and the Hartung-Knapp ones multiply the
   * covariance of the effects' coefficients by their mean weighted squared residual.
   */
  readonly test?: Test;
  /** Default 0.95. */
  readonly level?: number;
}

export interface LocationScaleResult {
  readonly k: number;
  /** Indices of the studies that entered. */
  readonly studies: readonly number[];
  /** Coefficients of the effects. */
  readonly location: readonly Coefficient[];
  readonly locationCovariance: readonly (readonly number[])[];
  readonly locationTest: JointTest;
  /** Coefficients of ln tau2, or of tau2 with the identity link. */
  readonly scale: readonly Coefficient[];
  /** Infinite where the likelihood is flat. */
  readonly scaleCovariance: readonly (readonly number[])[];
  readonly scaleTest: JointTest;
  /** tau2 of each study. */
  readonly tau2: readonly number[];
  readonly logLikelihood: number;
  readonly convergence: {
    readonly converged: boolean;
    readonly iterations: number;
    /** Largest derivative of the log-likelihood by a scale coefficient of unit-length columns. */
    readonly gradient: number;
    /** True when some study's tau2 is at 0 under the identity link: standard errors of the scale are then not to be trusted. */
    readonly boundary: boolean;
  };
  readonly method: string;
  readonly notes: readonly string[];
}

interface Setting {
  readonly data: RegressionData;
  readonly scale: RegressionData;
  readonly link: "log" | "identity";
  readonly kind: LikelihoodKind;
}

/** tau2 of each study at coefficients of the orthonormal scale columns; null when one is negative. */
function variancesAt({ scale, link }: Setting, a: readonly number[]): Float64Array | null {
  const { k, p, q } = scale;
  const variances = new Float64Array(k);
  for (let i = 0; i < k; i++) {
    let eta = 0;
    for (let j = 0; j < p; j++) eta += q.data[i * p + j]! * a[j]!;
    const tau2 = link === "log" ? Math.exp(eta) : eta;
    if (!(tau2 >= 0) || tau2 > 1e100) return null;
    variances[i] = tau2;
  }
  return variances;
}

interface Evaluated {
  readonly fit: WeightedFit;
  readonly tau2: Float64Array;
  /** Without the constant terms. */
  readonly logLikelihood: number;
}

function evaluateAt(setting: Setting, a: readonly number[]): Evaluated | null {
  const tau2 = variancesAt(setting, a);
  if (tau2 === null) return null;
  const { data, kind } = setting;
  const fit = weightedFit(
    data,
    tau2.map((t, i) => 1 / (data.v[i]! + t)),
  );
  if (fit === null) return null;
  let logs = 0;
  for (const w of fit.weights) logs += Math.log(w);
  const ml = 0.5 * (logs - fit.q);
  return { fit, tau2, logLikelihood: kind === "ML" ? ml : ml - 0.5 * fit.logDeterminant };
}

/** Derivatives of the log-likelihood by the scale coefficients: half the sum of z_i dtau2_i ((Py)_i^2 - P_ii). */
function gradientAt(setting: Setting, { fit, tau2 }: Evaluated): number[] {
  const { data, scale, link, kind } = setting;
  const gradient = new Array<number>(scale.p).fill(0);
  for (let i = 0; i < data.k; i++) {
    const w = fit.weights[i]!;
    let diagonal = w;
    if (kind === "REML") {
      const x = rowOf(data.q, i);
      diagonal = w - w * w * bilinear(x, fit.inverse, x);
    }
    const half = 0.5 * (link === "log" ? tau2[i]! : 1) * ((w * fit.residuals[i]!) ** 2 - diagonal);
    for (let j = 0; j < scale.p; j++) gradient[j]! += half * scale.q.data[i * scale.p + j]!;
  }
  return gradient;
}

/** Scale coefficients of the orthonormal columns that make the linear predictor as constant as they can. */
function constantPredictor(scale: RegressionData, value: number): number[] {
  return Array.from({ length: scale.p }, (_, j) => {
    let sum = 0;
    for (let i = 0; i < scale.k; i++) sum += scale.q.data[i * scale.p + j]! * value;
    return sum;
  });
}

/** Starts: about the common tau2, half and twice as large, and with each further column leaning either way. */
function startsOf({ data, scale, link, kind }: Setting): readonly (readonly number[])[] {
  const typical = sumOf(data.v) / data.k;
  const common = Math.max(estimateRegressionTau2(data, kind).tau2, 0.05 * typical);
  const at = (tau2: number): number[] => constantPredictor(scale, link === "log" ? Math.log(tau2) : tau2);
  const base = at(common);
  const lean = link === "log" ? Math.sqrt(scale.k) : 0.4 * common * Math.sqrt(scale.k);
  const leaning = Array.from({ length: Math.max(0, scale.p - 1) }, (_, j) =>
    [-1, 1].map((sign) => base.map((value, place) => (place === j + 1 ? value + sign * lean : value))),
  ).flat();
  return [base, at(4 * common), at(common / 10), ...leaning];
}

/**
 * Fits effects ~ N(x_i beta, v_i + tau2_i) with ln tau2_i (or tau2_i) linear in scale moderators, by maximum or restricted
 * maximum likelihood (Viechtbauer & Lopez-Lopez 2022, Research Synthesis Methods 13:697). Several starts; the highest maximum
 * is taken. Standard errors of the scale come from the observed information.
 */
export function locationScale(
  effects: readonly Effect[],
  location: Design,
  scaleDesign: Design,
  options: LocationScaleOptions = {},
): Result<LocationScaleResult> {
  const { link = "log", method: kind = "REML", test = "z", level = 0.95 } = options;
  const broken = badLevel(level);
  if (broken !== null) return broken;
  if (scaleDesign.rows.length !== effects.length || location.rows.length !== effects.length) {
    return failure(
      "bad-design",
      `There are ${effects.length} effects, ${location.rows.length} rows of moderators and ${scaleDesign.rows.length} of scale moderators; give one row of each an effect.`,
    );
  }
  // Both designs must know a study for it to enter.
  const complete = effects.flatMap((_, i) =>
    location.rows[i]!.some(Number.isNaN) || scaleDesign.rows[i]!.some(Number.isNaN) ? [] : [i],
  );
  const pick = (design: Design): Design => ({ ...design, rows: complete.map((i) => design.rows[i]!) });
  const own = complete.map((i) => effects[i]!);
  const data = regressionData(own, pick(location));
  if (!data.ok) return data;
  const scale = regressionData(own, pick(scaleDesign));
  if (!scale.ok) return scale;
  const setting: Setting = { data: data.value, scale: scale.value, link, kind };
  const { k, p, unit } = data.value;
  const q = scale.value.p;
  if (k <= p || k <= q) {
    return failure(
      "too-few-studies",
      `${k} studies cannot determine ${p} coefficients of the effect and ${q} of its variation; use fewer moderators.`,
    );
  }
  const objective = (a: readonly number[]): number => {
    const evaluated = evaluateAt(setting, a);
    return evaluated === null ? Number.POSITIVE_INFINITY : -evaluated.logLikelihood;
  };
  const gradient = (a: readonly number[]): number[] => {
    const evaluated = evaluateAt(setting, a);
    return evaluated === null ? a.map(() => Number.NaN) : gradientAt(setting, evaluated).map((g) => -g);
  };
  const fits = startsOf(setting).map((start) => {
    const found = minimise(objective, start, { gradient });
    if (link === "log" || found.gradientNorm < 1e-6) return found;
    // At the edge of what is allowed the gradient does not vanish: the simplex goes along it.
    const along = nelderMead(objective, found.x, { size: 0.05 * Math.max(...found.x.map(Math.abs), 1e-3) });
    return along.value < found.value ? { ...along, gradientNorm: found.gradientNorm } : found;
  });
  const best = fits.reduce((least, fit) => (fit.value < least.value ? fit : least));
  const evaluated = evaluateAt(setting, best.x);
  if (evaluated === null) return outOfRange(effects);
  const information = observedInformation(setting, best.x);
  const decomposition = information === null ? null : cholesky(information);
  const boundary = link === "identity" && evaluated.tau2.some((t) => t < 1e-6 * Math.max(...evaluated.tau2));
  const smallest = Math.min(...evaluated.tau2.map((t, i) => t / data.value.v[i]!));
  const constants = -(kind === "ML" ? k : k - p) * (0.5 * Math.log(2 * Math.PI) + Math.log(unit));
  const dfLocation = test === "z" ? null : k - p;
  const dfScale = test === "z" ? null : k - q;
  const beta = coefficients(data.value, evaluated.fit.gamma).map((b) => b * unit);
  const vb = covariance(data.value, evaluated.fit.inverse);
  const shift = link === "log" ? Math.log(unit ** 2) : 0;
  const factor = link === "log" ? 1 : unit ** 2;
  // ln tau2 of the scaled data differs by a constant, which belongs to the columns' combination nearest to 1.
  const shifted = best.x.map((a, j) => a + constantPredictor(scale.value, shift)[j]!);
  const alpha = coefficients(scale.value, shifted).map((a) => a * factor);
  const va = decomposition === null ? null : covariance(scale.value, invertCholesky(decomposition));
  const rowsOfCovariance = (m: Matrix | null, size: number, times: number): number[][] =>
    Array.from({ length: size }, (_, i) =>
      Array.from({ length: size }, (__, j) =>
        m === null ? Number.POSITIVE_INFINITY : m.data[i * size + j]! * times,
      ),
    );
  const meanSquare = evaluated.fit.q / (k - p);
  const scaleFactor = test === "hk" ? meanSquare : test === "hk-adhoc" ? Math.max(1, meanSquare) : 1;
  const betaRows = rowsOfCovariance(vb, p, scaleFactor * unit ** 2);
  const alphaRows = rowsOfCovariance(va, q, factor ** 2);
  const converged = best.converged || boundary;
  const result: LocationScaleResult = {
    k,
    studies: data.value.studies.map((i) => complete[i]!),
    location: rowsWith(data.value.names, beta, betaRows, dfLocation, level),
    locationCovariance: betaRows,
    locationTest: testAll(data.value.names, beta, betaRows, dfLocation),
    scale: rowsWith(scale.value.names, alpha, alphaRows, dfScale, level),
    scaleCovariance: alphaRows,
    scaleTest: testAll(scale.value.names, alpha, alphaRows, dfScale),
    tau2: Array.from(evaluated.tau2, (t) => t * unit ** 2),
    logLikelihood: evaluated.logLikelihood + constants,
    convergence: { converged, iterations: best.iterations, gradient: best.gradientNorm, boundary },
    method: `Location-scale model, ${link} link, ${kind === "ML" ? "maximum" : "restricted maximum"} likelihood`,
    notes: [
      ...data.value.notes,
      ...scale.value.notes.map((note) => `Scale: ${note}`),
      ...(converged
        ? []
        : [
            "The likelihood was not seen to be at its maximum: the best values found are shown; use fewer scale moderators.",
          ]),
      ...(boundary || smallest < 1e-8
        ? ["Some between-study variances are at 0: the standard errors of the scale coefficients are rough."]
        : []),
      ...(va === null ? ["The scale coefficients have no standard errors; use fewer scale moderators."] : []),
    ],
  };
  return sound(result, () => outOfRange(effects));
}

/** Minus the second derivatives, by central differences of the exact gradient; null at the edge of what is allowed. */
function observedInformation(setting: Setting, a: readonly number[]): Matrix | null {
  const q = a.length;
  const information = matrix(q, q);
  for (let j = 0; j < q; j++) {
    const h = 1e-4 * Math.max(1, Math.abs(a[j]!));
    const slopes = [2, 1, -1, -2].map((steps) => {
      const evaluated = evaluateAt(
        setting,
        a.map((value, place) => (place === j ? value + steps * h : value)),
      );
      return evaluated === null ? null : gradientAt(setting, evaluated);
    });
    if (slopes.some((slope) => slope === null)) return null;
    const [far, near, back, farBack] = slopes as [number[], number[], number[], number[]];
    for (let i = 0; i < q; i++) {
      information.data[i * q + j] = -(8 * (near[i]! - back[i]!) - (far[i]! - farBack[i]!)) / (12 * h);
    }
  }
  return symmetricPart(information);
}

function rowsWith(
  names: readonly string[],
  estimates: readonly number[],
  rows: readonly (readonly number[])[],
  df: number | null,
  level: number,
): readonly Coefficient[] {
  return estimates.map((estimate, j) => {
    const se = Math.sqrt(rows[j]![j]!);
    const tested: WaldTest = waldTest(estimate, se, df, level);
    return { name: names[j]!, estimate, se, ...tested };
  });
}

function testAll(
  names: readonly string[],
  estimates: readonly number[],
  rows: readonly (readonly number[])[],
  df: number | null,
): JointTest {
  const places = moderatorPlaces(names);
  const test = jointTestAt(places, estimates, rows, df);
  if (!Number.isNaN(test.statistic)) return test;
  // Nothing is known of the coefficients: nothing speaks against 0.
  return {
    ...test,
    statistic: 0,
    pValue: df === null ? chiSquareUpper(0, places.length) : fUpper(0, places.length, df),
  };
}
