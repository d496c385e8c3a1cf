/** The likelihood with one variance or correlation at a given value and all others at their best. */
import { type Matrix, matrix, sumOf } from "@coppice/numeric";
import { failure, type Result, success } from "../result.ts";
import type { MultivariateResult } from "./fitted-model.ts";
import { holdComponents } from "./held-components.ts";
import { maximise, type Parametrisation } from "./maximise.ts";
import type { MultivariateData } from "./multivariate-data.ts";
import type { CodedTerm } from "./random-terms.ts";

/** Which component: the variance of a term (of a level, where each has its own), or one of its correlations. */
export interface ComponentName {
  /** Place of the term in `random`. */
  readonly term: number;
  readonly kind: "variance" | "correlation";
  /** Place in the term's `variances` or `correlations`; default 0. */
  readonly place?: number;
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
        // A negative deviation would turn the sign of the correlation about.
        const sd = Math.abs(l.data[size + 1]!);
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

/** All other structures have the component as one of their parameters. */
function fixedParameter(term: CodedTerm, name: ComponentName, theta: readonly number[]): FixedTerm {
  const { free, hold, structure } = term;
  const { variances, correlations } = structure.components(theta);
  const place = name.place ?? 0;
  const at = name.kind === "variance" ? place : variances.length + place;
  const before = structure.held?.slice(0, at).filter((held) => held).length ?? 0;
  const covariance = (own: readonly number[], fixed: number): Matrix => {
    const set = (values: readonly (number | null)[], length: number, kind: ComponentName["kind"]) =>
      Array.from({ length }, (_, i) => (name.kind === kind && i === place ? fixed : (values[i] ?? null)));
    const held = holdComponents(
      free,
      {
        variances: set(hold.variances ?? [], variances.length, "variance"),
        correlations: set(hold.correlations ?? [], correlations.length, "correlation"),
      },
      term.label,
    );
    const made = held.ok ? held.value.covariance(own) : matrix(structure.size, structure.size);
    if (!held.ok) made.data.fill(Number.NaN);
    return made;
  };
  return {
    parameters: structure.parameters - 1,
    start: theta.filter((_, i) => i !== at - before),
    covariance,
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

export interface HeldComponent {
  readonly estimate: number;
  /** Least value: 0, or -1 for correlations other than those of CAR. */
  readonly least: number;
  readonly variance: boolean;
  /** The highest log-likelihood at a value of the component, in the units of `state.marginal`; searched from the last one found. */
  readonly maximumAt: (value: number) => number;
  /** Back to the estimates, for another search. */
  readonly restart: () => void;
}

/** The component's profile; a problem when the model has no such component or held it. */
export function heldComponent(result: MultivariateResult, name: ComponentName): Result<HeldComponent> {
  const { data, theta } = result.state;
  const term = data.terms[name.term];
  const random = result.random[name.term];
  const place = name.place ?? 0;
  const variance = name.kind === "variance";
  const estimate = random?.[variance ? "variances" : "correlations"][place];
  if (term === undefined || random === undefined || estimate === undefined) {
    return failure(
      "no-component",
      `The model has no ${name.kind} ${place} in random term ${name.term}; count both from 0.`,
    );
  }
  if (random[variance ? "heldVariances" : "heldCorrelations"][place] === true) {
    return failure(
      "held-component",
      `The ${name.kind} ${place} of ${random.label} was held at ${estimate}, not estimated; choose another.`,
    );
  }
  const square = data.regression.unit ** 2;
  const parts = cut(data, theta);
  const build =
    term.structure.name === "UN" && term.structure.held === undefined ? fixedUnstructured : fixedParameter;
  const fixedTerm = build(term, name, parts[name.term]!);
  const others = data.terms.map(({ structure }, t) =>
    t === name.term ? fixedTerm.parameters : structure.parameters,
  );
  const estimates: readonly number[] = parts.flatMap((own, t) => (t === name.term ? fixedTerm.start : own));
  let from = estimates;
  return success({
    estimate,
    least: variance || term.structure.name === "CAR" ? 0 : -1,
    variance,
    restart: () => {
      from = estimates;
    },
    maximumAt: (value) => {
      const scaled = variance ? value / square : value;
      const parametrisation: Parametrisation = {
        parameters: sumOf(others),
        structures: (free) => {
          let at = 0;
          return data.terms.map(({ structure }, t) => {
            const own = free.slice(at, at + others[t]!);
            at += others[t]!;
            return t === name.term ? fixedTerm.covariance(own, scaled) : structure.covariance(own);
          });
        },
        // From the last point, and from one with all variances alive again.
        starts: [from, from.map((own) => (Math.abs(own) < 0.05 ? 0.3 : own))],
        thorough: true,
      };
      const found = maximise(data, result.method, parametrisation);
      if (found === null) return Number.NEGATIVE_INFINITY;
      from = found.theta;
      return found.logLikelihood;
    },
  });
}
