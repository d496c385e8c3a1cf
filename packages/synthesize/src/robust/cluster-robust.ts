/** Robust variance estimation: tests that stay right when effects of one cluster depend on each other in an unknown way. */

import {
  bilinear,
  crossProduct,
  dot,
  type Matrix,
  matrixFromRows,
  matrixTimes,
  multiply,
  rowsOf,
  transpose,
} from "@coppice/numeric";
import { waldTest } from "../pool/pooled-mean.ts";
import { binaryUnit } from "../pool/study-data.ts";
import { badLevel } from "../problems.ts";
import { combinationSe, moderatorPlaces } from "../regression/joint-test.ts";
import type { JointTest } from "../regression/regression-result.ts";
import { failure, type Result, sound, success } from "../result.ts";
import { adjustedWeights, type SmallSampleCorrection } from "./adjustment.ts";
import { type ClusteredModel, type ClusterKey, clustered } from "./clusters.ts";
import type { RobustCoefficient, RobustResult } from "./robust-result.ts";
import { type JointReference, type RobustFit, robustJointTest } from "./robust-test.ts";
import type { WorkingModel } from "./working-model.ts";
import { workingMoments } from "./working-moments.ts";

/** How many degrees of freedom a t test has, with J clusters and p coefficients. */
export type RobustDf = "satterthwaite" | "clusters-p" | "clusters-1" | "normal";

export interface RobustOptions {
  /** Default `CR2`. */
  readonly correction?: SmallSampleCorrection;
  /**
   * `satterthwaite` (Bell & McCaffrey 2002; Tipton 2015): from the working model, for each coefficient; `clusters-p`: J - p;
   * `clusters-1`: J - 1; `normal`: none. Default `satterthwaite`, and `clusters-p` where the model has dependence across clusters.
   */
  readonly df?: RobustDf;
  /** Reference distribution of joint tests; default the one that goes with `df`. */
  readonly joint?: JointReference;
  /** Default 0.95. */
  readonly level?: number;
}

interface Computed {
  readonly fit: RobustFit;
  readonly covariance: Matrix;
  readonly correction: SmallSampleCorrection;
  readonly df: RobustDf;
  readonly joint: JointReference;
  readonly notes: readonly string[];
}

const jointReferences: Readonly<Record<RobustDf, JointReference>> = {
  satterthwaite: "htz",
  "clusters-p": "clusters-p",
  "clusters-1": "clusters-1",
  normal: "chi-square",
};

const correctionNames: Readonly<Record<SmallSampleCorrection, string>> = {
  CR0: "without small-sample correction (CR0)",
  CR1: "times J / (J - 1) (CR1)",
  CR1p: "times J / (J - p) (CR1p)",
  CR1S: "times J (k - 1) / ((J - 1)(k - p)) (CR1S)",
  CR2: "with the bias-reduced linearisation (CR2)",
  CR3: "with the jackknife approximation (CR3)",
};

const dfNames: Readonly<Record<RobustDf, string>> = {
  satterthwaite: "t tests with Satterthwaite degrees of freedom",
  "clusters-p": "t tests with J - p degrees of freedom",
  "clusters-1": "t tests with J - 1 degrees of freedom",
  normal: "normal tests",
};

/** Unused are 0 of the coefficients; the sandwich V (sum of scores times scores') V, on the scaled data. */
function sandwich(model: ClusteredModel, adjusted: readonly Matrix[]): Matrix {
  const { bread } = model;
  const scores = matrixFromRows(
    model.clusters.map(({ residuals }, c) => Array.from(matrixTimes(transpose(adjusted[c]!), residuals))),
  );
  return multiply(multiply(bread, crossProduct(scores)), bread);
}

function compute(
  working: WorkingModel,
  keys: readonly ClusterKey[],
  options: RobustOptions,
): Result<Computed> {
  const { correction = "CR2", level = 0.95 } = options;
  const broken = badLevel(level);
  if (broken !== null) return broken;
  const grouped = clustered(working, keys);
  if (!grouped.ok) return grouped;
  const model = grouped.value;
  const j = model.clusters.length;
  if (j < 2 || j <= model.p) {
    return failure(
      "too-few-clusters",
      `${j} ${j === 1 ? "cluster" : "clusters"} for ${model.p} ${model.p === 1 ? "coefficient" : "coefficients"} are too few; use fewer moderators or a model-based test.`,
    );
  }
  if (!model.nested && (correction === "CR2" || correction === "CR3" || options.df === "satterthwaite")) {
    return failure(
      "not-nested",
      "The model lets effects of different clusters depend on each other; choose larger clusters, or the corrections CR0 to CR1S with J - p degrees of freedom.",
    );
  }
  const df = options.df ?? (model.nested ? "satterthwaite" : "clusters-p");
  const adjusted: Matrix[] = [];
  for (const cluster of model.clusters) {
    const weights = adjustedWeights(cluster, model, correction);
    if (weights === null) {
      return failure(
        "no-adjustment",
        `Without cluster ${cluster.key} a coefficient is not determined, and ${correction} needs it; use CR2, or drop a moderator.`,
      );
    }
    adjusted.push(weights);
  }
  const covariance = sandwich(model, adjusted);
  for (let i = 0; i < covariance.data.length; i++) covariance.data[i]! *= model.unit ** 2;
  if (!covariance.data.every(Number.isFinite)) {
    return failure(
      "out-of-range",
      "The variances are too far apart to be computed with; check their units, or leave the extreme effects out.",
    );
  }
  return success({
    fit: { model, adjusted },
    covariance,
    correction,
    df,
    joint: options.joint ?? jointReferences[df],
    notes: model.nested
      ? []
      : ["The model lets effects of different clusters depend on each other, which the robust tests ignore."],
  });
}

/** The tests are the same for multiples of a contrast. */
function ofUnitSize(weights: readonly number[]): readonly number[] {
  const scale = binaryUnit(weights);
  return weights.map((weight) => weight / scale);
}

const clean = (value: number): number | null => (Number.isFinite(value) && value > 0 ? value : null);

/** Degrees of freedom of the t test of one contrast; null where the clusters hold no information on it. */
function contrastDf({ fit, df }: Computed, contrast: Matrix): number | null {
  const { model, adjusted } = fit;
  const j = model.clusters.length;
  if (df === "normal") return Number.POSITIVE_INFINITY;
  if (df === "clusters-1") return j - 1;
  if (df === "clusters-p") return j - model.p;
  const moments = workingMoments(model, adjusted, contrast);
  // An expectation that is nothing but rounding error: the residuals of the clusters that matter are always 0.
  if (moments === null || !(moments.expected.data[0]! > 1e-9 * moments.scale.data[0]!)) return null;
  return clean((2 * moments.expected.data[0]! ** 2) / moments.variance(0, 0));
}

function tested(
  made: Computed,
  name: string,
  weights: readonly number[],
  estimate: number,
  level: number,
): RobustCoefficient {
  const df = contrastDf(made, transpose(matrixFromRows([ofUnitSize(weights)])));
  if (df === null) {
    return {
      name,
      estimate,
      se: Number.POSITIVE_INFINITY,
      ciLow: Number.NEGATIVE_INFINITY,
      ciHigh: Number.POSITIVE_INFINITY,
      statistic: 0,
      pValue: 1,
      df,
    };
  }
  const se = combinationSe(weights, rowsOf(made.covariance));
  return {
    name,
    estimate,
    se,
    ...waldTest(estimate, se, df === Number.POSITIVE_INFINITY ? null : df, level),
    df,
  };
}

function notesOn(coefficients: readonly RobustCoefficient[], df: RobustDf): readonly string[] {
  const few = coefficients.filter(({ df: own }) => own !== null && own < 4);
  const none = coefficients.filter(({ df: own }) => own === null);
  return [
    ...(df === "satterthwaite" && few.length > 0
      ? [
          `Fewer than 4 degrees of freedom for ${few.map(({ name }) => name).join(", ")}: p-value and interval are not to be relied on (Tipton 2015).`,
        ]
      : []),
    ...none.map(
      ({ name }) =>
        `The clusters hold no information on the error of ${name}: it has no robust standard error.`,
    ),
  ];
}

const unit = (p: number, place: number): readonly number[] =>
  Array.from({ length: p }, (_, i) => (i === place ? 1 : 0));

/**
 * Cluster-robust tests of the coefficients of a fitted model (Hedges, Tipton & Johnson 2010; Tipton 2015; Pustejovsky & Tipton
 * 2018). The estimates stay those of the model; their covariance is estimated from the residuals of whole clusters, so that it
 * holds whatever the dependence within them. `clusters` names the cluster of every effect that was given to the fit.
 *
 * Problems: `no-cluster`, `too-few-clusters` (not more than coefficients), `not-nested`, `singular-covariance`.
 */
export function clusterRobust(
  working: WorkingModel,
  clusters: readonly ClusterKey[],
  options: RobustOptions = {},
): Result<RobustResult> {
  const made = compute(working, clusters, options);
  if (!made.ok) return made;
  const { fit, covariance, correction, df, notes } = made.value;
  const { k, p } = fit.model;
  const { level = 0.95 } = options;
  const coefficients = working.coefficients.map((estimate, i) =>
    tested(made.value, working.names[i]!, unit(p, i), estimate, level),
  );
  const places = moderatorPlaces(working.names);
  const contrasts = places.map((place) => unit(p, place));
  return success({
    k,
    p,
    clusters: fit.model.clusters.length,
    coefficients,
    covariance: rowsOf(covariance),
    correction,
    level,
    moderators: joint(made.value, contrasts, working.coefficients),
    method: `Cluster-robust covariance of ${fit.model.clusters.length} clusters ${correctionNames[correction]}, ${dfNames[df]}`,
    notes: [...notes, ...notesOn(coefficients, df)],
  });
}

function joint(
  { fit, covariance, joint: reference }: Computed,
  given: readonly (readonly number[])[],
  coefficients: readonly number[],
): JointTest | null {
  const contrasts = given.map(ofUnitSize);
  const rows = matrixFromRows(contrasts);
  const estimates = contrasts.map((row) => dot(row, coefficients));
  const spread = contrasts.map((left) => contrasts.map((right) => bilinear(left, covariance, right)));
  return robustJointTest(fit, rows, estimates, spread, reference);
}

export interface RobustContrasts {
  /** One a row given, named `contrast 1`, `contrast 2`, ... */
  readonly contrasts: readonly RobustCoefficient[];
  /** All of them together; null when one follows from the others or too few clusters inform them. */
  readonly joint: JointTest | null;
  readonly notes: readonly string[];
}

/** Robust tests of linear combinations of the coefficients: one row a contrast, with a weight for each coefficient. */
export function robustContrasts(
  working: WorkingModel,
  clusters: readonly ClusterKey[],
  rows: readonly (readonly number[])[],
  options: RobustOptions = {},
): Result<RobustContrasts> {
  const p = working.names.length;
  const bad = () =>
    failure(
      "bad-contrast",
      `A contrast needs ${p} weights of ordinary size, one for each of ${working.names.join(", ")}.`,
    );
  if (rows.length === 0 || rows.some((row) => row.length !== p || !row.every(Number.isFinite))) return bad();
  const made = compute(working, clusters, options);
  if (!made.ok) return made;
  const { level = 0.95 } = options;
  const contrasts = rows.map((row, i) =>
    tested(made.value, `contrast ${i + 1}`, row, dot(row, working.coefficients), level),
  );
  return sound(
    {
      contrasts,
      joint: joint(made.value, rows, working.coefficients),
      notes: [...made.value.notes, ...notesOn(contrasts, made.value.df)],
    },
    bad,
  );
}
