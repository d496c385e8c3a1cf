import { parentPort, workerData } from "node:worker_threads";
import {
  type BibliographicRecord,
  compileMatcher,
  type Matcher,
  type MatchNote,
  type MatchProblem,
  type Strategy,
} from "@coppice/identify";
import { type FileMatched, loadMesh, matchFile } from "@coppice/project";

/** What a thread needs for one file after another. */
export interface MatchJob {
  readonly strategy: Strategy;
  /** Whether files are several, so that a number of a record has to say in which it is. */
  readonly several: boolean;
}

/** What a thread tells: ids of records that match, as they are found, and the end of a file. */
export type MatchAnswer =
  | { readonly kind: "ids"; readonly ids: readonly string[] }
  | { readonly kind: "done"; readonly result: FileMatched };

const BATCH = 500;

export type ReadyMatcher =
  | { readonly ok: true; readonly matcher: Matcher; readonly notes: readonly MatchNote[] }
  | { readonly ok: false; readonly problems: readonly MatchProblem[] };

export function readyMatcher(strategy: Strategy): ReadyMatcher {
  const compiled = compileMatcher(strategy, { mesh: loadMesh() });
  return compiled.ok ? { ...compiled, notes: compiled.matcher.notes } : compiled;
}

/** PMID; else the column `record_id`; else the number in the file. */
function idOf({ csl, other, origin }: BibliographicRecord, several: boolean): string {
  const given = csl.PMID ?? other?.find(({ tag }) => tag.toLowerCase() === "record_id")?.value;
  return given ?? (several ? `${origin.file ?? ""}#${origin.number}` : String(origin.number));
}

/** Ids of the records of one file that match, in batches. */
export async function matchOneFile(
  path: string,
  matcher: Matcher,
  several: boolean,
  take: (ids: readonly string[]) => void,
): Promise<FileMatched> {
  let batch: string[] = [];
  const result = await matchFile(path, matcher, (record) => {
    batch.push(idOf(record, several));
    if (batch.length < BATCH) return;
    take(batch);
    batch = [];
  });
  take(batch);
  return result;
}

/** Runs in a thread: matches each file that it is sent, and answers. */
export function answerJobs(): void {
  const port = parentPort!;
  const { strategy, several } = workerData as MatchJob;
  const ready = readyMatcher(strategy);
  if (!ready.ok) throw new Error(ready.problems[0]!.message);
  const answer = (message: MatchAnswer): void => port.postMessage(message);
  port.on("message", async (path: string) => {
    const result = await matchOneFile(path, ready.matcher, several, (ids) => answer({ kind: "ids", ids }));
    answer({ kind: "done", result });
  });
}
