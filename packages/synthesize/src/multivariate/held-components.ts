/** Structures in which some variances or correlations are held at a value instead of being estimated. */
import { cholesky, type Matrix, matrix } from "@coppice/numeric";
import { failure, type Result, success } from "../result.ts";
import type { CovarianceStructure } from "./covariance-structure.ts";

/** Values to hold, in the order of the structure's components; null where a component is to be estimated. */
export interface HeldComponents {
  readonly variances?: readonly (number | null)[];
  readonly correlations?: readonly (number | null)[];
}

/** UN by standard deviations and correlations: what Cholesky's triangle cannot hold fixed. NaN where no such matrix exists. */
function byCorrelations(size: number): CovarianceStructure {
  const pairs = (size * (size - 1)) / 2;
  const covariance = (theta: readonly number[]): Matrix => {
    const made = matrix(size, size);
    let place = size;
    for (let j = 0; j < size; j++) {
      made.data[j * size + j] = theta[j]! ** 2;
      for (let i = j + 1; i < size; i++) {
        const value = Math.tanh(theta[place++]!) * Math.abs(theta[i]! * theta[j]!);
        made.data[i * size + j] = value;
        made.data[j * size + i] = value;
      }
    }
    const raised = made.data.map((value, at) =>
      at % (size + 1) === 0 ? value * (1 + 1e-12) + 1e-300 : value,
    );
    if (cholesky({ ...made, data: raised }) === null) made.data.fill(Number.NaN);
    return made;
  };
  return {
    name: "UN",
    size,
    parameters: size + pairs,
    start: (variance, correlation) => [
      ...Array.from({ length: size }, () => Math.sqrt(variance)),
      // An equal correlation of less than -1 / (size - 1) cannot be, nor a large one beside a 0 that is held.
      ...Array.from({ length: pairs }, () => Math.atanh(correlation / Math.max(2, size - 1))),
    ],
    covariance,
    components: (theta) => ({
      variances: theta.slice(0, size).map((s) => s * s),
      correlations: theta.slice(size).map(Math.tanh),
    }),
  };
}

/** The structure with those of its components held; their number in `parameters` falls. */
export function holdComponents(
  structure: CovarianceStructure,
  { variances = [], correlations = [] }: HeldComponents,
  label: string,
): Result<CovarianceStructure> {
  const isHeld = (value: number | null | undefined): value is number => value !== null && value !== undefined;
  if (![...variances, ...correlations].some(isHeld)) return success(structure);
  const sample = structure.components(structure.start(1, 0.5));
  if (
    (variances.length > 0 && variances.length !== sample.variances.length) ||
    (correlations.length > 0 && correlations.length !== sample.correlations.length)
  ) {
    return failure(
      "bad-component",
      `${label} has ${sample.variances.length} variances and ${sample.correlations.length} correlations, but ${variances.length} and ${correlations.length} values to hold; give one each, null for those to estimate.`,
    );
  }
  const least = structure.name === "CAR" ? 0 : -1;
  const bad = [
    ...variances.filter((value) => isHeld(value) && !(value >= 0 && Number.isFinite(value))),
    ...correlations.filter((value) => isHeld(value) && !(value >= least && value <= 1)),
  ];
  if (bad.length > 0) {
    return failure(
      "bad-component",
      `${label} cannot have a component of ${bad[0]}; variances are not negative and correlations from ${least} to 1.`,
    );
  }
  const base = structure.name === "UN" ? byCorrelations(structure.size) : structure;
  const held: readonly (number | null)[] = [
    ...sample.variances.map((_, i) => (isHeld(variances[i]) ? Math.sqrt(variances[i]) : null)),
    ...sample.correlations.map((_, i) => {
      const value = correlations[i];
      if (!isHeld(value)) return null;
      return structure.name === "CAR" ? Math.log(value / (1 - value)) : Math.atanh(value);
    }),
  ];
  const free = held.flatMap((value, i) => (value === null ? [i] : []));
  const full = (theta: readonly number[]): readonly number[] => {
    let at = 0;
    return held.map((value) => value ?? theta[at++]!);
  };
  return success({
    ...base,
    parameters: free.length,
    start: (variance, correlation) => {
      const all = base.start(variance, correlation);
      return free.map((i) => all[i]!);
    },
    covariance: (theta) => base.covariance(full(theta)),
    components: (theta) => base.components(full(theta)),
    held: held.map((value) => value !== null),
  });
}
