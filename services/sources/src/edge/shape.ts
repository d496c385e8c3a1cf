import type { Problem } from "@coppice/model";
import type { z } from "zod";
import { warning } from "../problem.ts";

/** Where a value came from. */
export interface AnswerPlace {
  /** As people call the service: `Europe PMC`. */
  readonly service: string;
  /** Id of the answer in the archive. */
  readonly archived: string;
  /** Path of the value in the answer, as `resultList.result`. */
  readonly path?: string;
}

export type Shaped<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: Problem };

function pathText(start: string, steps: readonly PropertyKey[]): string {
  let path = start;
  for (const step of steps)
    path += typeof step === "number" ? `[${step}]` : path === "" ? String(step) : `.${String(step)}`;
  return path === "" ? "the answer itself" : path;
}

/** The problem of an answer that is not as its documentation has it. What could be read of it was read, and the answer is kept. */
export function changedResponse(place: AnswerPlace, path: string, what: string): Problem {
  return warning(
    "changed-response",
    `${place.service} answers otherwise than documented: ${path} ${what}. The answer is kept as ${place.archived}; please report it.`,
    { file: place.archived, pointer: path },
  );
}

/** Holds a value from outside against its shape; what does not fit is a `changed-response` that names the path. */
export function shaped<T>(schema: z.ZodType<T>, value: unknown, place: AnswerPlace): Shaped<T> {
  const read = schema.safeParse(value);
  if (read.success) return { ok: true, value: read.data };
  const [issue] = read.error.issues;
  const path = pathText(place.path ?? "", issue?.path ?? []);
  const what = issue === undefined ? "has another shape" : `has another shape (${issue.message})`;
  return { ok: false, problem: changedResponse(place, path, what) };
}

/** The items of a list that fit, and a problem for each that does not. */
export function shapedItems<T>(
  schema: z.ZodType<T>,
  items: readonly unknown[],
  place: AnswerPlace,
): { readonly items: readonly T[]; readonly problems: readonly Problem[] } {
  const fitting: T[] = [];
  const problems: Problem[] = [];
  for (const [i, item] of items.entries()) {
    const read = shaped(schema, item, { ...place, path: `${place.path ?? ""}[${i}]` });
    if (read.ok) fitting.push(read.value);
    else problems.push(read.problem);
  }
  return { items: fitting, problems };
}
