/** The highest point of the likelihood of a selection model, found from many starts. */
import {
  type BoundedMinimum,
  cholesky,
  crossProduct,
  gradientHessian,
  invertCholesky,
  matrix,
  matrixFromRows,
  minimiseBounded,
  solveCholesky,
  sumBy,
} from "@coppice/numeric";
import type { DeltaSpace } from "./delta-space.ts";
import { type SelectionData, selectionLogLikelihood } from "./selection-likelihood.ts";

export interface FitSetting {
  readonly data: SelectionData;
  /** The between-study variance when it is known; null to estimate it. */
  readonly tau2: number | null;
  readonly space: DeltaSpace;
  /** Values of delta to start from. */
  readonly starts: readonly (readonly number[])[];
  /** Values of tau2 to start from, when it is estimated. */
  readonly tau2Starts: readonly number[];
}

export interface SelectionFit {
  readonly beta: readonly number[];
  readonly tau2: number;
  readonly delta: readonly number[];
  readonly logLikelihood: number;
  readonly converged: boolean;
  readonly evaluations: number;
  /** Largest component of the gradient, in the coordinates of the search. */
  readonly gradientNorm: number;
  /** Log-likelihood of the best other local maximum; null when every start led to the same. */
  readonly secondMode: number | null;
}

/** Weighted least squares with weights 1 / (v + tau2); null when the design is singular. */
function leastSquares({ x, y, v }: SelectionData, tau2: number): readonly number[] | null {
  const design = matrixFromRows(x);
  const weights = v.map((value) => 1 / (value + tau2));
  const decomposition = cholesky(crossProduct(design, weights));
  if (decomposition === null) return null;
  const right = matrix(design.cols, 1);
  for (let i = 0; i < y.length; i++) {
    for (let j = 0; j < design.cols; j++) right.data[j]! += weights[i]! * x[i]![j]! * y[i]!;
  }
  return Array.from(solveCholesky(decomposition, right).data);
}

/** Maximises over the coefficients, tau2 = s (e^u - 1) and the free delta; null when no start is possible. */
export function fitSelection(setting: FitSetting): SelectionFit | null {
  const { data, space, starts } = setting;
  const p = data.x[0]!.length;
  const scale = data.v.length / sumBy(data.v, (value) => 1 / value);
  const estimated = setting.tau2 === null;
  const most = Math.log1p(1e6 * (1 + Math.max(...data.v, ...data.y.map((value) => value * value)) / scale));
  const split = (at: readonly number[]) => ({
    beta: at.slice(0, p),
    tau2: estimated ? scale * Math.expm1(at[p]!) : setting.tau2!,
    u: at.slice(p + (estimated ? 1 : 0)),
  });
  const objective = (at: readonly number[]) => {
    const { beta, tau2, u } = split(at);
    const { value, gradient } = selectionLogLikelihood(data, beta, tau2, space.toDelta(u));
    return {
      value: -value,
      gradient: [
        ...gradient.slice(0, p),
        ...(estimated ? [gradient[p]! * (tau2 + scale)] : []),
        ...space.pullBack(u, gradient.slice(p + 1)),
      ].map((slope) => -slope),
    };
  };
  const lower = [
    ...new Array<number>(p).fill(Number.NEGATIVE_INFINITY),
    ...(estimated ? [0] : []),
    ...space.lower,
  ];
  const upper = [
    ...new Array<number>(p).fill(Number.POSITIVE_INFINITY),
    ...(estimated ? [most] : []),
    ...space.upper,
  ];
  const run = (start: readonly number[], fine: boolean): BoundedMinimum =>
    minimiseBounded(objective, start, {
      lower,
      upper,
      ...(fine ? { maxIterations: 500 } : { maxIterations: 80, tolerance: 1e-3, polish: 0 }),
    });
  const rough: BoundedMinimum[] = [];
  for (const tau2 of estimated ? setting.tau2Starts : [setting.tau2!]) {
    const beta = leastSquares(data, tau2);
    if (beta === null) return null;
    for (const delta of starts) {
      rough.push(
        run([...beta, ...(estimated ? [Math.log1p(tau2 / scale)] : []), ...space.fromDelta(delta)], false),
      );
    }
  }
  rough.sort((a, b) => a.value - b.value);
  const first = rough[0]!;
  if (!Number.isFinite(first.value)) return null;
  // A rough end within a hundredth of the best may yet turn out to be the higher one.
  const rivals = rough.filter(({ value }, i) => i > 0 && value < first.value + 0.01);
  let best = run(first.x, true);
  let evaluations = rough.reduce((sum, end) => sum + end.evaluations, best.evaluations);
  for (const rival of rivals) {
    if (distance(rival.x, best.x) < 0.05) continue;
    const other = run(rival.x, true);
    evaluations += other.evaluations;
    if (other.value < best.value - 1e-10) best = other;
  }
  const lowerMode = rough.find(
    (end) => end.gradientNorm <= 1e-3 && end.value > best.value + 1e-4 && distance(end.x, best.x) > 0.1,
  );
  const { beta, tau2, u } = split(best.x);
  return {
    beta,
    tau2,
    delta: space.toDelta(u),
    logLikelihood: -best.value,
    converged: best.converged,
    evaluations,
    gradientNorm: best.gradientNorm,
    secondMode: lowerMode === undefined ? null : -lowerMode.value,
  };
}

const distance = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), 0);

/**
 * Standard errors of the coefficients, tau2 and delta from the observed information; null for what is held fixed, and for all
 * when the information is not positive definite. `free` tells, in that order, what was estimated away from its bound.
 */
export function standardErrors(
  data: SelectionData,
  fit: SelectionFit,
  free: readonly boolean[],
): readonly (number | null)[] {
  const p = fit.beta.length;
  const at = [...fit.beta, fit.tau2, ...fit.delta];
  const leastVariance = Math.min(...data.v);
  const steps = at.map((value, i) => {
    if (i < p) return 1e-3 * Math.max(1, Math.abs(value));
    return i === p ? 1e-3 * (value + 0.5 * leastVariance) : 1e-3 * (Math.abs(value) + 1e-4);
  });
  const which = [...at.keys()].filter((i) => free[i]);
  const hessian = gradientHessian(
    (x) => selectionLogLikelihood(data, x.slice(0, p), x[p]!, x.slice(p + 1)).gradient.map((g) => -g),
    at,
    steps,
    which,
  );
  const decomposition = cholesky(hessian);
  if (decomposition === null) return at.map(() => null);
  const inverse = invertCholesky(decomposition);
  const errors = at.map((): number | null => null);
  for (const [row, i] of which.entries()) errors[i] = Math.sqrt(inverse.data[row * which.length + row]!);
  return errors;
}
