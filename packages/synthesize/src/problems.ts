/** The problems that many analyses share, each in one wording. */
import { type Failure, failure } from "./result.ts";

/** A problem when the level cannot be used, else null; `name` says what it is a level of. */
export function badLevel(level: number, name = "confidence level"): Failure | null {
  if (level > 0 && level < 1) return null;
  return failure("bad-level", `The ${name} is ${level}; give a fraction between 0 and 1, as 0.95.`);
}

/** A problem when the variance is not a number from 0 on, else null. */
export function badTau2(tau2: number): Failure | null {
  if (tau2 >= 0 && tau2 < Number.POSITIVE_INFINITY) return null;
  return failure("bad-tau2", `The between-study variance is ${tau2}; give 0 or more.`);
}

/** A problem when there is not one positive weight for each study (or effect), else null. */
export function badWeights(
  weights: readonly number[] | "equal" | undefined,
  k: number,
  kind: "study" | "effect" = "study",
): Failure | null {
  if (weights === undefined || weights === "equal") return null;
  if (weights.length === k && weights.every((w) => w > 0 && Number.isFinite(w))) return null;
  return failure(
    "bad-weights",
    `${weights.length} weights were given for ${k}; give one positive weight each ${kind}.`,
  );
}

/** Subsets of the studies cannot take weights that belong to all of them. */
export function ownWeights(): Failure {
  return failure("own-weights", "Weights were given for all studies together; leave them out here.");
}

export function noStudies(): Failure {
  return failure("no-studies", "There are 0 studies to pool; include at least one.");
}
