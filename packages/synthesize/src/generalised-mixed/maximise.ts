/** The maximum of the likelihood over coefficients and whatever else a model has. */
import { gradientHessian, inverseAt, type Matrix, minimiseBounded } from "@coppice/numeric";
import type { StudyLikelihood } from "./study-likelihood.ts";

export interface LikelihoodFit {
  /** Coefficients of the columns given. */
  readonly beta: readonly number[];
  /** The other parameters; standard deviations are not negative. */
  readonly extra: readonly number[];
  /** Without constants. */
  readonly logLikelihood: number;
  /** Covariance of coefficients and other parameters from the observed information; rows of parameters at 0 are 0. Null when it is not positive definite. */
  readonly covariance: Matrix | null;
  readonly converged: boolean;
  readonly evaluations: number;
}

/** Columns that multiply the coefficients, one row a study. */
export type Columns = Matrix;

/**
 * Maximises from each start (values of the extra parameters; those held at 0 are null) and keeps the best. The coefficients start
 * at `beta`. Standard deviations enter with their sign free, so that 0 is no edge: the likelihood is even in them.
 */
export function maximise(
  likelihood: StudyLikelihood,
  columns: Columns,
  beta: readonly number[],
  starts: readonly (readonly (number | null)[])[],
): LikelihoodFit {
  let best = climb(likelihood, columns, beta, starts[0]!);
  for (const start of starts.slice(1)) {
    const other = climb(likelihood, columns, beta, start);
    if (better(other, best)) best = { ...other, evaluations: other.evaluations + best.evaluations };
  }
  // Where a standard deviation ends within rounding of 0, 0 it is, if the likelihood does not mind.
  for (const [j, name] of likelihood.extra.entries()) {
    const value = best.extra[j]!;
    if (!name.endsWith("sd") || value === 0 || value > 0.02) continue;
    const held = climb(
      likelihood,
      columns,
      best.beta,
      best.extra.map((other, l) => (l === j || other === 0 ? null : other)),
    );
    if (held.logLikelihood >= best.logLikelihood - 1e-10 * Math.max(1, Math.abs(best.logLikelihood)))
      best = held;
  }
  return { ...best, covariance: covarianceAt(likelihood, columns, best) };
}

/** Evaluations after which a climb is given up: ordinary ones need fewer than a hundred. */
const most = 1500;

type Climbed = Omit<LikelihoodFit, "covariance">;

function better(a: Climbed, b: Climbed): boolean {
  return a.logLikelihood > b.logLikelihood + 1e-12 * Math.abs(b.logLikelihood);
}

/** Minus the log-likelihood of all studies with its gradient, at coefficients followed by the other parameters. */
function objective(likelihood: StudyLikelihood, columns: Columns) {
  const { rows: k, cols: p, data } = columns;
  const own = new Float64Array(8);
  return (x: readonly number[]): { readonly value: number; readonly gradient: number[] } => {
    const extra = x.slice(p);
    const gradient = new Array<number>(x.length).fill(0);
    let sum = 0;
    for (let i = 0; i < k; i++) {
      let effect = 0;
      for (let a = 0; a < p; a++) effect += data[i * p + a]! * x[a]!;
      sum += likelihood.at(i, effect, extra, own);
      for (let a = 0; a < p; a++) gradient[a]! -= data[i * p + a]! * own[0]!;
      for (let j = 0; j < extra.length; j++) gradient[p + j]! -= own[1 + j]!;
    }
    return { value: -sum, gradient };
  };
}

function climb(
  likelihood: StudyLikelihood,
  columns: Columns,
  beta: readonly number[],
  start: readonly (number | null)[],
): Climbed {
  const p = columns.cols;
  const free = start.map((value) => value !== null);
  const bound = (sign: number): number[] => [
    ...beta.map(() => sign * 1e3),
    ...free.map((is) => (is ? sign * 1e3 : 0)),
  ];
  const at = objective(likelihood, columns);
  let evaluations = 0;
  const found = minimiseBounded(
    (x) => {
      evaluations += 1;
      return evaluations > most ? { value: Number.POSITIVE_INFINITY, gradient: x.map(() => 0) } : at(x);
    },
    [...beta, ...start.map((value) => value ?? 0)],
    { lower: bound(-1), upper: bound(1), polish: 6, maxIterations: 100 },
  );
  return {
    beta: found.x.slice(0, p),
    extra: withPositiveDeviations(likelihood, found.x.slice(p)),
    logLikelihood: -found.value,
    converged: found.converged,
    evaluations: found.evaluations,
  };
}

/** The same random effects with standard deviations that are not negative; the covariance changes its sign with the intercept's. */
function withPositiveDeviations(
  { extra: names }: StudyLikelihood,
  extra: readonly number[],
): readonly number[] {
  const flipped = extra[names.indexOf("intercept-sd")]! < 0;
  return extra.map((value, j) =>
    names[j]!.endsWith("sd") ? Math.abs(value) : flipped && names[j] === "covariance" ? -value : value,
  );
}

function covarianceAt(likelihood: StudyLikelihood, columns: Columns, fit: Climbed): Matrix | null {
  const x = [...fit.beta, ...fit.extra];
  const p = fit.beta.length;
  const free = x.flatMap((value, j) =>
    j >= p && value === 0 && likelihood.extra[j - p] !== "intercept" ? [] : [j],
  );
  const at = objective(likelihood, columns);
  const steps = x.map((value) => 1e-3 * Math.max(0.1, Math.abs(value)));
  const information = gradientHessian((point) => at(point).gradient, x, steps, free);
  return inverseAt(information, free, x.length);
}
