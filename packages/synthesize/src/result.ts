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
