/**
 * Covariance matrices of random effects over the levels of an inner factor, as functions of free parameters: standard
 * deviations (whose sign does not matter) and correlations on a scale without bounds.
 */
import { type Matrix, matrix } from "@coppice/numeric";

export type StructureName = "ID" | "DIAG" | "CS" | "HCS" | "UN" | "AR" | "HAR" | "CAR";

interface VarianceComponents {
  /** One variance for all levels, or one a level. */
  readonly variances: readonly number[];
  /** None, one, or for UN one a pair of levels, (2,1), (3,1), ... (3,2), ... */
  readonly correlations: readonly number[];
}

export interface CovarianceStructure {
  readonly name: StructureName;
  /** Number of levels. */
  readonly size: number;
  /** Number of free parameters. */
  readonly parameters: number;
  /** Free parameters that give these variances and correlations, roughly. */
  readonly start: (variance: number, correlation: number) => readonly number[];
  readonly covariance: (theta: readonly number[]) => Matrix;
  readonly components: (theta: readonly number[]) => VarianceComponents;
  /** Which of the components (variances, then correlations) are held at a value; undefined when none is. */
  readonly held?: readonly boolean[];
}

type Decay = (row: number, column: number) => number;

/** Shared by all but UN: standard deviations times one function of the correlation. */
function withDecay(
  name: StructureName,
  size: number,
  heterogeneous: boolean,
  correlated: boolean,
  correlationOf: (t: number) => number,
  inverse: (rho: number) => number,
  exponent: Decay,
): CovarianceStructure {
  const deviations = heterogeneous ? size : 1;
  const rhoOf = (theta: readonly number[]): number => (correlated ? correlationOf(theta[deviations]!) : 0);
  return {
    name,
    size,
    parameters: deviations + (correlated ? 1 : 0),
    start: (variance, correlation) => [
      ...Array.from({ length: deviations }, () => Math.sqrt(variance)),
      ...(correlated ? [inverse(correlation)] : []),
    ],
    covariance: (theta) => {
      const made = matrix(size, size);
      const rho = rhoOf(theta);
      for (let i = 0; i < size; i++) {
        for (let j = 0; j < size; j++) {
          const product = theta[heterogeneous ? i : 0]! * theta[heterogeneous ? j : 0]!;
          const correlation = i === j ? 1 : rho === 0 ? 0 : signedPower(rho, exponent(i, j));
          // Deviations may have come out with any sign: a variance and its correlations have none.
          made.data[i * size + j] = i === j ? product : Math.abs(product) * correlation;
        }
      }
      return made;
    },
    components: (theta) => ({
      variances: theta.slice(0, deviations).map((s) => s * s),
      correlations: correlated ? [rhoOf(theta)] : [],
    }),
  };
}

/** rho^n for whole n of any rho, and |rho|^n for fractions, where only a positive correlation has a meaning. */
function signedPower(rho: number, n: number): number {
  return Number.isInteger(n) ? rho ** n : Math.abs(rho) ** n;
}

const bounded = (t: number): number => Math.tanh(t);
const unbounded = (rho: number): number => Math.atanh(Math.max(-0.999, Math.min(0.999, rho)));
const logistic = (t: number): number => 1 / (1 + Math.exp(-t));
const logit = (p: number): number => Math.log(p / (1 - p));

/** G = LL' with any lower triangle L: every covariance matrix, boundary included, without constraints (Pinheiro & Bates 1996). */
function unstructured(size: number): CovarianceStructure {
  const place = (i: number, j: number): number => (i * (i + 1)) / 2 + j;
  const covariance = (theta: readonly number[]): Matrix => {
    const made = matrix(size, size);
    for (let i = 0; i < size; i++) {
      for (let j = 0; j <= i; j++) {
        let sum = 0;
        for (let m = 0; m <= j; m++) sum += theta[place(i, m)]! * theta[place(j, m)]!;
        made.data[i * size + j] = sum;
        made.data[j * size + i] = sum;
      }
    }
    return made;
  };
  return {
    name: "UN",
    size,
    parameters: (size * (size + 1)) / 2,
    start: (variance, correlation) => {
      const theta: number[] = [];
      for (let i = 0; i < size; i++) {
        for (let j = 0; j <= i; j++) {
          const share = Math.sqrt(Math.abs(correlation) / Math.max(1, size - 1));
          theta.push(
            Math.sqrt(variance) *
              (i === j
                ? Math.sqrt(1 - 0.5 * Math.abs(correlation))
                : j === 0
                  ? Math.sign(correlation) * share
                  : 0),
          );
        }
      }
      return theta;
    },
    covariance,
    components: (theta) => {
      const g = covariance(theta).data;
      const correlations: number[] = [];
      for (let j = 0; j < size; j++) {
        for (let i = j + 1; i < size; i++) {
          const scale = Math.sqrt(g[i * size + i]! * g[j * size + j]!);
          correlations.push(scale === 0 ? 0 : Math.max(-1, Math.min(1, g[i * size + j]! / scale)));
        }
      }
      return { variances: Array.from({ length: size }, (_, i) => g[i * size + i]!), correlations };
    },
  };
}

/** The structure over so many levels; `times` are the values of the levels, for CAR. */
export function covarianceStructure(
  name: StructureName,
  size: number,
  times: readonly number[],
): CovarianceStructure {
  const one: Decay = () => 1;
  const steps: Decay = (i, j) => Math.abs(i - j);
  switch (name) {
    case "ID":
      return withDecay(name, size, false, false, bounded, unbounded, one);
    case "DIAG":
      return withDecay(name, size, true, false, bounded, unbounded, one);
    case "CS":
      return withDecay(name, size, false, size > 1, bounded, unbounded, one);
    case "HCS":
      return withDecay(name, size, true, size > 1, bounded, unbounded, one);
    case "AR":
      return withDecay(name, size, false, size > 1, bounded, unbounded, steps);
    case "HAR":
      return withDecay(name, size, true, size > 1, bounded, unbounded, steps);
    case "CAR":
      return withDecay(
        name,
        size,
        false,
        size > 1,
        logistic,
        (rho) => logit(Math.max(0.02, Math.min(0.98, Math.abs(rho)))),
        (i, j) => Math.abs(times[i]! - times[j]!),
      );
    case "UN":
      return unstructured(size);
  }
}
