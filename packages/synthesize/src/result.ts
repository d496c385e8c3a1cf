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

function holdsNaN(value: unknown): boolean {
  if (value instanceof Float64Array) return value.some(Number.isNaN);
  return typeof value === "object" && value !== null
    ? Object.values(value).some(holdsNaN)
    : Number.isNaN(value);
}

/** The value, or the problem when a number anywhere in it came out as NaN: then the arithmetic overflowed. */
export function sound<T>(value: T, problem: () => Failure): Result<T> {
  return holdsNaN(value) ? problem() : success(value);
}
