import type { Result } from "../src/index.ts";

/** The second answer, or the failure that left it without an input. */
export function chained<T>(first: Result<T>, next: (value: T) => unknown): unknown {
  return first.ok ? next(first.value) : first;
}

/** Answers for each study as one answer: the values of those that have one, else the first failure. */
export function together(answers: readonly Result<unknown>[]): Result<readonly unknown[]> {
  const failed = answers.find((answer) => !answer.ok);
  const values = answers.flatMap((answer) => (answer.ok ? [answer.value] : []));
  return failed !== undefined && values.length === 0
    ? (failed as Result<never>)
    : { ok: true, value: values };
}
