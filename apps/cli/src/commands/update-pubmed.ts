import { join } from "node:path";
import { parseStrategy, type Syntax } from "@coppice/identify";
import { listPubmedFiles, updatePubmedFiles } from "@coppice/sources";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { readyMatcher } from "../search/match-job.ts";
import { type AskingOptions, addresses, interruptible, network } from "../sources/network.ts";
import { KEPT, pubmedFolder } from "../sources/pubmed-folder.ts";
import { print, printJson, tell } from "../terminal.ts";
import { counted } from "../verdict-words.ts";

export interface UpdatePubmedOptions extends AskingOptions {
  readonly query: string;
  readonly syntax?: Syntax;
  readonly baseline?: boolean;
  readonly json?: boolean;
}

function refuse(sentence: string): ExitCode {
  tell(`coppice: ${sentence}`);
  return exitCode.misuse;
}

/** Applies PubMed's files to a folder of the records that a search finds; exit code 1 where not all could be applied. */
export async function updatePubmed(folder: string, options: UpdatePubmedOptions): Promise<ExitCode> {
  const where = addresses(options, "pubmed-files");
  if (!where.ok) return refuse(where.message);
  const { strategy, problems } = parseStrategy(options.query, options.syntax ?? "pubmed");
  for (const { line, column, message } of problems) tell(`${line}:${column}: ${message}`);
  const ready = readyMatcher(strategy);
  if (!ready.ok) return refuse(ready.problems.map(({ message }) => message).join(" "));
  const { signal, done } = interruptible();
  const service = { http: network(options, { signal }), settings: where.settings["pubmed-files"] };
  let passed: readonly string[] = [];
  if (options.baseline !== true) {
    const listed = await listPubmedFiles(service, "baseline");
    if (!listed.ok) {
      for (const { message, code } of listed.problems) tell(`error: ${message} [${code}]`);
      done();
      return exitCode.foundProblems;
    }
    passed = listed.value.map(({ name }) => name);
  }
  const search = `${options.syntax ?? "pubmed"}: ${options.query}`;
  const opened = await pubmedFolder(folder, search, ready.matcher, passed);
  if (!opened.ok) {
    done();
    return refuse(opened.message);
  }
  const updated = await updatePubmedFiles(service, opened.store, {
    signal,
    onFile: ({ file, put, deleted }) => {
      if (options.json !== true)
        tell(`${file.name}: ${counted(put, "record")} looked at, ${deleted} deleted; ${opened.count()} kept`);
    },
  });
  done();
  for (const { severity, message, code } of updated.problems) tell(`${severity}: ${message} [${code}]`);
  if (options.json === true)
    printJson({ applied: updated.applied, upToDate: updated.upToDate, kept: opened.count() });
  else
    print(
      `${counted(updated.applied.length, "file")} applied; ${counted(opened.count(), "record")} in ${join(folder, KEPT)}.`,
    );
  return updated.upToDate ? exitCode.done : exitCode.foundProblems;
}
