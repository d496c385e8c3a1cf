/** Expected failures are values: a study that cannot be computed must not stop the review. */

/** Something that a person can mend. */
export interface Problem {
  /** Stable, kebab-case. */
  readonly code: string;
  /** A sentence with the value and the remedy. */
  readonly message: string;
}

export interface Success<T> {
  readonly ok: true;
  readonly value: T;
}

export interface Failure {
  readonly ok: false;
  readonly problems: readonly Problem[];
}

export type Result<T> = Success<T> | Failure;

export function success<T>(value: T): Success<T> {
  return { ok: true, value };
}

export function failure(code: string, message: string): Failure {
  return { ok: false, problems: [{ code, message }] };
}

/** A problem when the confidence level cannot be used, else null. */
export function badLevel(level: number): Failure | null {
  if (level > 0 && level < 1) return null;
  return failure("bad-level", `The confidence level is ${level}; give a fraction between 0 and 1, as 0.95.`);
}

/** The value, or the problem when one of its own numbers came out as NaN: then the arithmetic overflowed. */
export function sound<T extends object>(value: T, problem: () => Failure): Result<T> {
  for (const key in value) {
    const field = value[key];
    if (typeof field === "number" && Number.isNaN(field)) return problem();
  }
  return success(value);
}
