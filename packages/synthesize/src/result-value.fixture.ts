/** What tests need to look inside results. */
import type { Failure, Result } from "./result.ts";

/** The value of a result; a failure fails the test with its message. */
export function okValue<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.problems.map((problem) => problem.message).join("\n"));
  return result.value;
}

/** The code of the first problem; "ok" when there is none. */
export function codeOf(result: Failure | { readonly ok: true }): string {
  return result.ok ? "ok" : result.problems[0]!.code;
}
