/** Profile-likelihood intervals of single variances and correlations. */
import { chiSquareQuantile, findRoot, type Matrix, matrix } from "@coppice/numeric";
import { badLevel, failure, type Result, success } from "../result.ts";
import type { MultivariateResult } from "./fitted-model.ts";
import { maximise, type Parametrisation } from "./maximise.ts";
import type { CodedTerm, MultivariateData } from "./multivariate-data.ts";

/** Which component: the variance of a term (of a level, where each has its own), or one of its correlations. */
export interface ComponentName {
  /** Place of the term in `random`. */
  readonly term: number;
  readonly kind: "variance" | "correlation";
  /** Place in the term's `variances` or `correlations`; default 0. */
  readonly place?: number;
}

export interface ComponentInterval {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
  /** True where the likelihood does not fall far enough before the value can go no further. */
  readonly lowAtBound: boolean;
  readonly highAtBound: boolean;
  readonly level: number;
}

/** Pairs (row, column) of UN correlations in the order of `correlations`. */
function pairsOf(size: number): readonly (readonly [number, number])[] {
  return Array.from({ length: size }, (_, j) => j).flatMap((j) =>
    Array.from({ length: size - j - 1 }, (_, i): readonly [number, number] => [j + 1 + i, j]),
  );
}

/** The covariance matrix of a term with one component fixed, as a function of the remaining free parameters. */
interface FixedTerm {
  readonly parameters: number;
  readonly start: readonly number[];
  readonly covariance: (theta: readonly number[], fixed: number) => Matrix;
}

/**
 * UN with a variance or a correlation fixed: the levels concerned come first, where Cholesky's triangle has them as they are
 * (L_11 is the first standard deviation, L_21 / (L_21^2 + L_22^2)^(1/2) the first correlation).
 */
function fixedUnstructured(term: CodedTerm, name: ComponentName, theta: readonly number[]): FixedTerm {
  const { structure } = term;
  const { size } = structure;
  const place = name.place ?? 0;
  const first = name.kind === "variance" ? [place] : [pairsOf(size)[place]![1], pairsOf(size)[place]![0]];
  const order = [...first, ...Array.from({ length: size }, (_, i) => i).filter((i) => !first.includes(i))];
  const g = structure.covariance(theta);
  // The triangle of the reordered matrix, from the estimate, a little inside where it is singular.
  const lower = matrix(size, size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = g.data[order[i]! * size + order[j]!]!;
      for (let m = 0; m < j; m++) sum -= lower.data[i * size + m]! * lower.data[j * size + m]!;
      const scale = Math.sqrt(g.data[order[i]! * size + order[i]!]!);
      lower.data[i * size + j] =
        i === j ? Math.max(Math.sqrt(Math.max(sum, 0)), 1e-3 * scale) : sum / lower.data[j * size + j]!;
    }
  }
  const free: (readonly [number, number])[] = [];
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      const own = name.kind === "variance" ? i === 0 : i === 1;
      // For a correlation the second row has one free parameter, its standard deviation, kept in place (1, 1).
      if (name.kind === "variance" ? !own : !(own && j === 0)) free.push([i, j]);
    }
  }
  const start = free.map(([i, j]) =>
    name.kind === "correlation" && i === 1
      ? Math.hypot(lower.data[size]!, lower.data[size + 1]!)
      : lower.data[i * size + j]!,
  );
  return {
    parameters: free.length,
    start,
    covariance: (own, fixed) => {
      const l = matrix(size, size);
      for (const [n, [i, j]] of free.entries()) l.data[i * size + j] = own[n]!;
      if (name.kind === "variance") l.data[0] = Math.sqrt(fixed);
      else {
        const sd = l.data[size + 1]!;
        l.data[size] = sd * fixed * Math.sign(l.data[0]! || 1);
        l.data[size + 1] = sd * Math.sqrt(Math.max(0, 1 - fixed * fixed));
      }
      const made = matrix(size, size);
      for (let i = 0; i < size; i++) {
        for (let j = 0; j < size; j++) {
          let sum = 0;
          for (let m = 0; m <= Math.min(i, j); m++) sum += l.data[i * size + m]! * l.data[j * size + m]!;
          made.data[order[i]! * size + order[j]!] = sum;
        }
      }
      return made;
    },
  };
}

/** All other structures have the component as one of their parameters, or as a function of it alone. */
function fixedParameter(term: CodedTerm, name: ComponentName, theta: readonly number[]): FixedTerm {
  const { structure } = term;
  const { variances } = structure.components(theta);
  const at = name.kind === "variance" ? (name.place ?? 0) : variances.length;
  const parameterOf = (fixed: number): number => {
    if (name.kind === "variance") return Math.sqrt(fixed);
    return structure.name === "CAR" ? Math.log(fixed / (1 - fixed)) : Math.atanh(fixed);
  };
  return {
    parameters: structure.parameters - 1,
    start: theta.filter((_, i) => i !== at),
    covariance: (own, fixed) =>
      structure.covariance([...own.slice(0, at), parameterOf(fixed), ...own.slice(at)]),
  };
}

function cut(data: MultivariateData, theta: readonly number[]): readonly (readonly number[])[] {
  let from = 0;
  return data.terms.map(({ structure }) => {
    const own = theta.slice(from, from + structure.parameters);
    from += structure.parameters;
    return own;
  });
}

/**
 * The interval of values at which twice the log-likelihood, everything else at its best, is within the chi-square quantile of its
 * maximum (Hardy & Thompson 1996; Viechtbauer 2010). Each end takes some twenty fits of the model.
 */
export function componentInterval(
  result: MultivariateResult,
  name: ComponentName,
  level: number = result.level,
): Result<ComponentInterval> {
  const broken = badLevel(level);
  if (broken !== null) return broken;
  const { data, theta } = result.state;
  const term = data.terms[name.term];
  const estimates = result.random[name.term];
  const estimate = estimates?.[name.kind === "variance" ? "variances" : "correlations"][name.place ?? 0];
  if (term === undefined || estimate === undefined) {
    return failure(
      "no-component",
      `The model has no ${name.kind} ${name.place ?? 0} in random term ${name.term}; count both from 0.`,
    );
  }
  const square = data.regression.unit ** 2;
  const parts = cut(data, theta);
  const build = term.structure.name === "UN" ? fixedUnstructured : fixedParameter;
  const fixedTerm = build(term, name, parts[name.term]!);
  const others = data.terms.map(({ structure }, t) =>
    t === name.term ? fixedTerm.parameters : structure.parameters,
  );
  let from: readonly number[] = parts.flatMap((own, t) => (t === name.term ? fixedTerm.start : own));
  const maximumAt = (fixed: number): number => {
    const scaled = name.kind === "variance" ? fixed / square : fixed;
    const parametrisation: Parametrisation = {
      parameters: others.reduce((sum, count) => sum + count, 0),
      structures: (free) => {
        let at = 0;
        return data.terms.map(({ structure }, t) => {
          const own = free.slice(at, at + others[t]!);
          at += others[t]!;
          return t === name.term ? fixedTerm.covariance(own, scaled) : structure.covariance(own);
        });
      },
      // From the last point, and from one with all variances alive again.
      starts: [from, from.map((value) => (Math.abs(value) < 0.05 ? 0.3 : value))],
      thorough: true,
    };
    const found = maximise(data, result.method, parametrisation);
    if (found === null) return Number.NEGATIVE_INFINITY;
    from = found.theta;
    return found.logLikelihood;
  };
  const allowed = result.state.marginal.logLikelihood - 0.5 * chiSquareQuantile(level, 1);
  const excess = (value: number): number => Math.max(-1e6, maximumAt(value) - allowed);
  const options = { relative: 1e-8, absolute: name.kind === "variance" ? 1e-10 * square : 1e-8 };
  const variance = name.kind === "variance";
  const edge = 1 - 1e-7;
  const least = variance ? 0 : term.structure.name === "CAR" ? 1e-7 : -edge;
  const start = from;
  const lowOpen = estimate <= least || excess(least) >= 0;
  from = start;
  const low = lowOpen ? least : findRoot(excess, least, estimate, options).x;
  from = start;
  let high = variance ? Math.max(2 * estimate, 0.1 * square) : edge;
  let highOpen = !variance && (estimate >= edge || excess(edge) >= 0);
  if (variance) {
    for (let doubling = 0; excess(high) >= 0; doubling++) {
      if (doubling > 60) {
        highOpen = true;
        break;
      }
      high *= 2;
    }
  }
  from = start;
  const top = highOpen
    ? variance
      ? Number.POSITIVE_INFINITY
      : 1
    : findRoot(excess, Math.max(estimate, least), high, options).x;
  return success({
    estimate,
    low: lowOpen && !variance && term.structure.name !== "CAR" ? -1 : low,
    high: top,
    lowAtBound: lowOpen,
    highAtBound: highOpen,
    level,
  });
}
