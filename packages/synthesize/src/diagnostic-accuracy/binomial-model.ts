/** The bivariate model with exact binomial likelihoods (Chu & Cole 2006): no correction of zero cells. */

import { cholesky, invertCholesky, type Minimum, minimise, numericHessian } from "@coppice/numeric";
import { badLevel } from "../problems.ts";
import { failure, type Result, success } from "../result.ts";
import { type AccuracyTable, correctedTables } from "./accuracy-study.ts";
import { type Arm, studyLikelihood, type Triangle } from "./binomial-likelihood.ts";
import {
  type BivariateResult,
  bivariateAccuracy,
  correlationOf,
  type Pair,
  type Square,
  summaryFigures,
} from "./bivariate.ts";

export interface BinomialOptions {
  /**
   * Quadrature points a dimension, from 1 to 25: 1 is Laplace's approximation, as lme4's glmer has it for two random effects; 7 or
   * more are practically exact, and matter where cells are small. Default 1.
   */
  readonly quadrature?: number;
  /** Default 0.95. */
  readonly level?: number;
}

type Arms = readonly [Arm, Arm];

const unpack = (x: readonly number[]): readonly [Pair, Triangle] => [
  [x[0]!, x[1]!],
  [x[2]!, x[3]!, x[4]!],
];

function triangle(between: Square, shrink: number): Triangle {
  const l0 = Math.sqrt(between[0][0]) * shrink + 1e-3;
  const l1 = (between[1][0] * shrink * shrink) / l0;
  return [l0, l1, Math.sqrt(Math.max(1e-2, between[1][1] * shrink * shrink - l1 * l1))];
}

interface Fit {
  readonly minimum: Minimum;
  readonly x: readonly number[];
  readonly boundary: boolean;
}

/** From several starts; a factor that only comes close to an edge is put on it. */
function maximise(objective: (x: readonly number[]) => number, mean: Pair, between: Square): Fit {
  const rough = [1, 1.4, 0.6]
    .map((shrink) =>
      minimise(objective, [...mean, ...triangle(between, shrink)], { tolerance: 1e-4, polish: 0 }),
    )
    .reduce((a, b) => (b.value < a.value ? b : a));
  const minimum = minimise(objective, rough.x, { tolerance: 1e-8, polish: 1 });
  const [m0, m1, l0, l1, l2] = minimum.x as readonly [number, number, number, number, number];
  const edges = [
    [m0, m1, l0, l1, 0],
    [m0, m1, l0, 0, 0],
    [m0, m1, 0, 0, Math.hypot(l1, l2)],
    [m0, m1, 0, 0, 0],
  ].filter((x) => objective(x) <= minimum.value + 1e-9);
  const edge = edges.at(-1);
  return { minimum, x: edge ?? minimum.x, boundary: edge !== undefined };
}

/**
 * Covariance of the means, from the information on all parameters. The likelihood is even in a factor that is 0 at an edge, so that
 * there it has no information in common with the others and is left out.
 */
function covarianceOf(objective: (x: readonly number[]) => number, { x }: Fit): Square | null {
  const free = [0, 1, 2, 3, 4].filter((i) => i < 2 || x[i] !== 0);
  const at = (values: readonly number[]): number => {
    const whole = [...x];
    for (const [place, i] of free.entries()) whole[i] = values[place]!;
    return objective(whole);
  };
  const hessian = numericHessian(
    at,
    free.map((i) => x[i]!),
    1e-2,
  );
  const decomposition = cholesky(hessian);
  if (decomposition === null) return null;
  const { data, cols } = invertCholesky(decomposition);
  return [
    [data[0]!, data[1]!],
    [data[cols]!, data[cols + 1]!],
  ];
}

/**
 * Fits logit sensitivity and logit false positive rate as bivariate normal between studies, with binomial counts within them, by
 * maximum likelihood.
 */
export function binomialAccuracy(
  tables: readonly AccuracyTable[],
  { quadrature = 1, level = 0.95 }: BinomialOptions = {},
): Result<BivariateResult> {
  const broken = badLevel(level);
  if (broken !== null) return broken;
  if (!(Number.isInteger(quadrature) && quadrature >= 1 && quadrature <= 25)) {
    return failure(
      "bad-quadrature",
      `There are ${quadrature} quadrature points; give a whole number from 1 to 25.`,
    );
  }
  const checked = correctedTables(tables, { rule: "none" });
  if (!checked.ok) return checked;
  const start = bivariateAccuracy(tables, { method: "ML", level });
  if (!start.ok) return start;
  const arms = checked.value.map(
    ({ tp, fn, fp, tn }): Arms => [
      { x: tp, n: tp + fn },
      { x: fp, n: fp + tn },
    ],
  );
  const empty = emptySide(arms);
  if (empty !== null) {
    return failure(
      "no-maximum",
      `No study has a ${empty} result, so that the likelihood has no maximum; use the bivariate model with a correction.`,
    );
  }
  const objective = (x: readonly number[]): number => {
    const [mean, l] = unpack(x);
    let sum = 0;
    for (const study of arms) sum -= studyLikelihood(study, mean, l, quadrature);
    return sum;
  };
  const fit = maximise(objective, start.value.mean, start.value.between!);
  const covariance = covarianceOf(objective, fit);
  if (!Number.isFinite(fit.minimum.value) || covariance === null) {
    return failure("not-converged", "The likelihood has no maximum; use the bivariate model.");
  }
  const [mean, [l0, l1, l2]] = unpack(fit.x);
  const between: Square = [
    [l0 * l0, l0 * l1],
    [l0 * l1, l1 * l1 + l2 * l2],
  ];
  const { converged, iterations } = fit.minimum;
  return success({
    k: tables.length,
    mean,
    covariance,
    between,
    correlation: correlationOf(between),
    ...summaryFigures(mean, covariance, level),
    logLikelihood: -fit.minimum.value,
    level,
    method: `Bivariate random-effects model with binomial likelihoods, ${quadrature === 1 ? "Laplace's approximation" : `adaptive quadrature with ${quadrature} x ${quadrature} points`}`,
    convergence: { converged, iterations, boundary: fit.boundary },
    notes: [
      ...(converged
        ? []
        : ["The likelihood was not seen to be at its maximum: the best values found are shown."]),
      ...(fit.boundary ? ["A variance is 0, or the correlation -1 or 1: standard errors are rough."] : []),
    ],
  });
}

/** What nobody in any study has, so that a mean logit is infinite. */
function emptySide(arms: readonly Arms[]): string | null {
  const all = (f: (study: Arms) => boolean): boolean => arms.every(f);
  if (all(([{ x, n }]) => x === n)) return "false negative";
  if (all(([{ x }]) => x === 0)) return "true positive";
  if (all(([, { x }]) => x === 0)) return "false positive";
  if (all(([, { x, n }]) => x === n)) return "true negative";
  return null;
}
