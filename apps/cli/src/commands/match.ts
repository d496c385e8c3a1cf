import { readFile } from "node:fs/promises";
import { detectSyntax, type MatchNote, parseStrategy, type Strategy, type Syntax } from "@coppice/identify";
import type { FileMatched } from "@coppice/project";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { matchOneFile, readyMatcher } from "../search/match-job.ts";
import { jobsFor, matchInThreads } from "../search/match-threads.ts";
import { print, printJson, tell } from "../terminal.ts";

export interface MatchCommandOptions {
  readonly query?: string;
  readonly strategy?: string;
  readonly syntax?: Syntax;
  readonly count?: boolean;
  readonly jobs?: number;
  readonly json?: boolean;
}

type Asked =
  | { readonly ok: true; readonly text: string; readonly syntax: Syntax }
  | { readonly ok: false; readonly message: string };

async function asked({ query, strategy, syntax }: MatchCommandOptions): Promise<Asked> {
  if (query !== undefined && strategy === undefined)
    return { ok: true, text: query, syntax: syntax ?? "pubmed" };
  if (query !== undefined || strategy === undefined)
    return { ok: false, message: "give the search with --query, or a file of it with --strategy." };
  try {
    const text = await readFile(strategy, "utf8");
    return { ok: true, text, syntax: syntax ?? detectSyntax(text) };
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    return { ok: false, message: `${strategy} cannot be read (${code ?? String(cause)}).` };
  }
}

function refuse(sentence: string): ExitCode {
  tell(`coppice: ${sentence}`);
  return exitCode.misuse;
}

/** Matches files, and gives ids in the order of the files. */
async function matchAll(
  files: readonly string[],
  strategy: Strategy,
  jobs: number,
  take: (file: number, ids: readonly string[]) => void,
): Promise<readonly FileMatched[]> {
  const several = files.length > 1;
  if (jobs > 1) return matchInThreads(files, { strategy, several }, jobs, take);
  const ready = readyMatcher(strategy);
  if (!ready.ok) throw new Error("The strategy was evaluated before and cannot be now.");
  const results: FileMatched[] = [];
  for (const [file, path] of files.entries())
    results.push(await matchOneFile(path, ready.matcher, several, (ids) => take(file, ids)));
  return results;
}

/** Prints what a strategy finds in files; exit code 1 when a part of the strategy or of a file could not be read. */
export async function match(files: readonly string[], options: MatchCommandOptions): Promise<ExitCode> {
  const given = await asked(options);
  if (!given.ok) return refuse(given.message);
  const { strategy, problems } = parseStrategy(given.text, given.syntax);
  for (const { line, column, message } of problems) tell(`${line}:${column}: ${message}`);
  const ready = readyMatcher(strategy);
  if (!ready.ok) {
    for (const { message } of ready.problems) tell(`coppice: ${message}`);
    return exitCode.misuse;
  }
  for (const { message } of ready.notes) tell(`note: ${message}`);
  const ids: string[] = [];
  const counts = files.map(() => 0);
  const results = await matchAll(files, strategy, jobsFor(files.length, options.jobs), (file, found) => {
    counts[file]! += found.length;
    if (options.json === true) {
      if (options.count !== true) for (const id of found) ids.push(id);
    } else if (options.count !== true && found.length > 0) process.stdout.write(`${found.join("\n")}\n`);
  });
  let isWhole = !problems.some(({ severity }) => severity === "error");
  for (const [file, result] of results.entries()) {
    const troubles = result.ok ? result.problems : [result.message];
    for (const trouble of troubles) tell(result.ok ? `${files[file]}: ${trouble}` : `coppice: ${trouble}`);
    if (troubles.length > 0) isWhole = false;
  }
  const count = counts.reduce((sum, each) => sum + each, 0);
  if (options.json === true)
    printJson(report(files, results, counts, count, options.count === true ? undefined : ids, ready.notes));
  else if (options.count === true) print(String(count));
  if (results.some(({ ok }) => !ok)) return exitCode.misuse;
  return isWhole ? exitCode.done : exitCode.foundProblems;
}

function report(
  files: readonly string[],
  results: readonly FileMatched[],
  counts: readonly number[],
  count: number,
  ids: readonly string[] | undefined,
  notes: readonly MatchNote[],
) {
  return {
    count,
    ...(ids === undefined ? {} : { ids }),
    files: results.map((result, file) => ({
      file: files[file],
      matches: counts[file],
      ...(result.ok
        ? { records: result.records, problems: result.problems }
        : { problems: [result.message] }),
    })),
    notes,
  };
}
