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

export function tooFewStudies(k: number, least: number): Failure {
  return failure("too-few-studies", `There are ${k} studies; give at least ${least}.`);
}

/** A problem when the correlation is not one, else null. */
export function badCorrelation(r: number): Failure | null {
  if (Math.abs(r) <= 1) return null;
  return failure("bad-correlation", `The correlation is ${r}; give a number from -1 to 1.`);
}

/** The rule for zero cells leaves out a study with events, or non-events, in neither arm. */
export function droppedByRule(events1: number, n1: number, events2: number, n2: number): Failure {
  return failure(
    "double-zero",
    `${events1}/${n1} against ${events2}/${n2}: the chosen rule drops a study without events (or non-events) in both arms; allow it, or analyse a risk difference.`,
  );
}

export function notEventsAmong(events: number, n: number): Failure {
  return failure("bad-counts", `There are ${events} events among ${n} people; give 0 <= events <= people.`);
}

export function notEventsIn(events: number, time: number): Failure {
  return failure(
    "bad-rates",
    `There are ${events} events in ${time} of person-time; give events >= 0 and time > 0.`,
  );
}

/** Why studies are left out, as "2 studies were left out, because they had no events." */
export function leftOutNote(left: number, why: string): string {
  return left === 1
    ? `1 study was left out, because it ${why}.`
    : `${left} studies were left out, because they ${why}.`;
}
