import type { SearchRunDocument } from "@coppice/model";
import type { SearchRun } from "../job/run-search.ts";

/** The document of a run that has ended. */
export function runDocument(
  run: SearchRun,
  more: { readonly strategy?: string; readonly since?: string } = {},
): Omit<SearchRunDocument, "kind" | "id" | "records" | "answers"> {
  const {
    source,
    database,
    platform,
    query,
    translation,
    begun,
    ended,
    count,
    received,
    complete,
    problems,
    facts,
  } = run;
  return {
    ...(more.strategy === undefined ? {} : { strategy: more.strategy }),
    source,
    database,
    platform,
    query,
    ...(translation === undefined ? {} : { translation }),
    ...(more.since === undefined ? {} : { since: more.since }),
    dated: begun.slice(0, 10),
    begun,
    ended,
    ...(count === undefined ? {} : { count }),
    received,
    complete,
    problems: problems.map(({ code, severity, message }) => ({ code, severity, message })),
    facts: { ...facts },
  };
}
