/** The maximum of the likelihood over the variance parameters, from several starts. */
import {
  cholesky,
  type Matrix,
  type Minimum,
  matrix,
  matrixFromRows,
  minimise,
  solveCholesky,
  sumBy,
  sumOf,
} from "@coppice/numeric";
import { estimateRegressionTau2 } from "../regression/regression-tau2.ts";
import type { LikelihoodKind } from "../tau2/likelihood.ts";
import type { LikelihoodPoint } from "./likelihood-point.ts";
import { likelihoodAt } from "./marginal-likelihood.ts";
import type { MultivariateData } from "./multivariate-data.ts";

/** Covariance matrices of the terms as functions of free parameters, cut up for each term. */
export interface Parametrisation {
  readonly parameters: number;
  readonly structures: (theta: readonly number[]) => readonly Matrix[] | null;
  readonly starts: readonly (readonly number[])[];
  /** True when every start is to be followed to its end. */
  readonly thorough: boolean;
}

export interface Maximum {
  readonly theta: readonly number[];
  readonly logLikelihood: number;
  readonly gradient: number;
  readonly iterations: number;
  readonly converged: boolean;
  readonly second: number | null;
}

/** Starts for the terms' own parameters: the heterogeneity shared out evenly, mostly to one term, and with other correlations. */
export function ownParametrisation(data: MultivariateData, kind: LikelihoodKind): Parametrisation {
  const { terms, regression } = data;
  const cuts = terms.map(({ structure }) => structure.parameters);
  const total = Math.max(estimateRegressionTau2(regression, kind).tau2, 1e-3);
  const start = (shares: readonly number[], correlation: number): readonly number[] =>
    terms.flatMap(({ structure }, t) => structure.start(shares[t]! * total, correlation));
  const even = terms.map(() => 1 / Math.max(1, terms.length));
  const mostly = terms.map((_, t) =>
    terms.map((__, u) => (t === u ? 0.9 : 0.1 / Math.max(1, terms.length - 1))),
  );
  const correlated = terms.some(
    ({ structure }) => structure.parameters > structure.components(structure.start(1, 0.5)).variances.length,
  );
  return {
    parameters: sumOf(cuts),
    structures: (theta) => {
      let from = 0;
      return terms.map(({ structure }, t) => {
        const own = theta.slice(from, from + cuts[t]!);
        from += cuts[t]!;
        return structure.covariance(own);
      });
    },
    starts: [
      start(even, 0.5),
      ...(terms.length > 1 ? mostly.map((shares) => start(shares, 0.5)) : []),
      ...(correlated ? [start(even, -0.3), start(even, 0.9)] : []),
      start(
        even.map((share) => share * 0.1),
        0.3,
      ),
    ],
    thorough: correlated,
  };
}

/** Derivative of -log L by a parameter; those of the covariance matrices by fourth-order differences: they are small and cost nothing. */
function derivative(
  parametrisation: Parametrisation,
  theta: readonly number[],
  j: number,
  sums: readonly Matrix[],
): number {
  const h = 1e-3 * Math.max(1e-2, Math.abs(theta[j]!));
  const at = (steps: number): readonly Matrix[] | null =>
    parametrisation.structures(theta.map((value, i) => (i === j ? value + steps * h : value)));
  const [far, near, back, farBack] = [at(2), at(1), at(-1), at(-2)];
  if (far === null || near === null || back === null || farBack === null) return Number.NaN;
  let total = 0;
  for (const [t, { data }] of sums.entries()) {
    for (let e = 0; e < data.length; e++) {
      const change = 8 * (near[t]!.data[e]! - back[t]!.data[e]!) - (far[t]!.data[e]! - farBack[t]!.data[e]!);
      total += (data[e]! * change) / (12 * h);
    }
  }
  return 0.5 * total;
}

/** Newton steps on the gradient, whose digits go further than those of the likelihood; each has to make it smaller. */
function polished(
  minimum: Minimum,
  objective: (theta: readonly number[]) => number,
  gradient: (theta: readonly number[]) => readonly number[],
): Minimum {
  const largest = (g: readonly number[]): number =>
    g.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  let { x, gradientNorm } = minimum;
  for (let step = 0; step < 3 && gradientNorm > 1e-11; step++) {
    const n = x.length;
    const g = gradient(x);
    const hessian = matrix(n, n);
    for (let j = 0; j < n; j++) {
      const h = 1e-5 * Math.max(1e-2, Math.abs(x[j]!));
      const up = gradient(x.map((value, i) => (i === j ? value + h : value)));
      const down = gradient(x.map((value, i) => (i === j ? value - h : value)));
      for (let i = 0; i < n; i++) {
        hessian.data[i * n + j]! += (up[i]! - down[i]!) / (4 * h);
        hessian.data[j * n + i]! += (up[i]! - down[i]!) / (4 * h);
      }
    }
    const decomposition = cholesky(hessian);
    if (decomposition === null) break;
    const moved = solveCholesky(decomposition, matrixFromRows(g.map((value) => [-value])));
    const next = x.map((value, i) => value + moved.data[i]!);
    const norm = largest(gradient(next));
    if (!(norm < gradientNorm) || !(objective(next) <= minimum.value + 1e-9)) break;
    x = next;
    gradientNorm = norm;
  }
  return { ...minimum, x, gradientNorm, value: objective(x) };
}

/** The highest maximum met from all starts; null when the likelihood cannot be computed at any of them. */
export function maximise(
  data: MultivariateData,
  kind: LikelihoodKind,
  parametrisation: Parametrisation,
): Maximum | null {
  // The gradient is asked for where the value has just been: the last evaluation is kept.
  let lastTheta: readonly number[] = [];
  let last: LikelihoodPoint | null = null;
  const evaluate = (theta: readonly number[]): LikelihoodPoint | null => {
    if (theta.length > 0 && theta.every((value, i) => value === lastTheta[i])) return last;
    const structures = parametrisation.structures(theta);
    last = structures === null ? null : likelihoodAt(data, structures, kind);
    lastTheta = [...theta];
    return last;
  };
  if (parametrisation.parameters === 0) {
    const marginal = evaluate([]);
    return marginal === null
      ? null
      : {
          theta: [],
          logLikelihood: marginal.logLikelihood,
          gradient: 0,
          iterations: 0,
          converged: true,
          second: null,
        };
  }
  const objective = (theta: readonly number[]): number =>
    -(evaluate(theta)?.logLikelihood ?? Number.NEGATIVE_INFINITY);
  const gradient = (theta: readonly number[]): readonly number[] => {
    const marginal = evaluate(theta);
    if (marginal === null) return theta.map(() => Number.NaN);
    const sums = marginal.sensitivities();
    return theta.map((_, j) => derivative(parametrisation, theta, j, sums));
  };
  const climb = (start: readonly number[], maxIterations: number, tolerance: number) => {
    // Where rounding hides the slope, searches along it would go on for ever; good climbs take a fraction of this.
    let left = 100 * (1 + start.length);
    const bounded = (theta: readonly number[]): number => (left-- > 0 ? objective(theta) : Infinity);
    return minimise(bounded, start, { gradient, polish: 0, tolerance, maxIterations });
  };
  const ranked = parametrisation.starts
    .map((start) => ({ start, value: objective(start) }))
    .filter(({ value }) => Number.isFinite(value))
    .sort((a, b) => a.value - b.value);
  if (ranked.length === 0) return null;
  // The best start goes to the end, then the one farthest below it; correlations, where maxima hide, deserve all of them.
  const others = parametrisation.thorough ? ranked.slice(1) : ranked.slice(1).slice(-1);
  let best = climb(ranked[0]!.start, 500, 1e-7);
  const found = [best];
  for (const { start } of others) {
    const end = climb(start, 500, 1e-4);
    found.push(end);
    if (end.value < best.value - 1e-7) best = climb(end.x, 500, 1e-7);
  }
  best = polished(best, objective, gradient);
  const other = found.find(({ value, converged }) => converged && value > best.value + 1e-4);
  return {
    theta: best.x,
    logLikelihood: -best.value,
    gradient: Number.isNaN(best.gradientNorm) ? Number.POSITIVE_INFINITY : best.gradientNorm,
    iterations: sumBy(found, ({ iterations }) => iterations),
    converged: best.converged || best.gradientNorm < 1e-5,
    second: other === undefined ? null : -other.value,
  };
}
