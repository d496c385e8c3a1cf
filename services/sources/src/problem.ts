import type { Problem, ProblemPlace } from "@coppice/model";

/** What went wrong and was got over, or has to be known. */
export const warning = (code: string, message: string, where: ProblemPlace = {}): Problem => ({
  code,
  severity: "warning",
  message,
  where,
});

/** What leaves a result less than whole. */
export const failure = (code: string, message: string, where: ProblemPlace = {}): Problem => ({
  code,
  severity: "error",
  message,
  where,
});

export type Result<T> =
  | { readonly ok: true; readonly value: T; readonly problems: readonly Problem[] }
  | { readonly ok: false; readonly problems: readonly Problem[] };

export const found = <T>(value: T, problems: readonly Problem[] = []): Result<T> => ({
  ok: true,
  value,
  problems,
});

export const refused = (
  ...problems: readonly Problem[]
): { readonly ok: false; readonly problems: readonly Problem[] } => ({
  ok: false,
  problems,
});
