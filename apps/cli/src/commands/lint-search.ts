import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import {
  CHECKS,
  detectSyntax,
  type Lint,
  lintStrategy,
  type ParsedStrategy,
  parseStrategy,
  type SearchedCorpus,
  type Syntax,
  searchedCorpus,
} from "@coppice/identify";
import { loadMesh } from "@coppice/project";
import { wrap } from "../columns.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { namedRecords } from "../records/named-records.ts";
import { searchDocument } from "../search/search-document.ts";
import { print, printJson, tell } from "../terminal.ts";

interface LintSearchOptions {
  readonly syntax?: Syntax;
  readonly records?: readonly string[];
  readonly mustFind?: readonly string[];
  readonly count?: number;
  readonly json?: boolean;
}

const WIDTH = 80;
const MARK = { error: "✗", warning: "!", info: "·" } as const;

/** Looks a strategy over; exit code 1 where something in it is wrong. */
export async function lintSearch(file: string, options: LintSearchOptions): Promise<ExitCode> {
  let source: string;
  try {
    source = file === "-" ? await text(process.stdin) : await readFile(file, "utf8");
  } catch (error) {
    tell(`coppice: ${file} could not be read: ${(error as Error).message}`);
    return exitCode.misuse;
  }
  let said = options.syntax;
  if (/\.ya?ml$/i.test(file)) {
    const document = searchDocument(source, file);
    if (!document.ok) {
      tell(`coppice: ${document.message}`);
      return exitCode.misuse;
    }
    source = document.fields.strategy;
    said ??= document.fields["syntax"] as Syntax | undefined;
  }
  const parsed = parseStrategy(source, said ?? detectSyntax(source));
  const mesh = loadMesh();
  const corpus = await corpusOf(parsed, options);
  if (typeof corpus === "string") {
    tell(`coppice: ${corpus}`);
    return exitCode.misuse;
  }
  const lint = lintStrategy(parsed, {
    mesh,
    ...(corpus !== undefined && { corpus }),
    ...(options.count !== undefined && { count: options.count }),
  });
  const { syntax } = parsed.strategy;
  if (options.json === true) {
    const findings = lint.findings.map((each) => ({ ...each, press: CHECKS[each.code].press }));
    printJson({ syntax, findings, notChecked: lint.notChecked });
  } else printLint(lint, syntax, said === undefined);
  return lint.findings.some(({ severity }) => severity === "error") ? exitCode.foundProblems : exitCode.done;
}

/** What the records say of the strategy, or a sentence where they cannot be read. */
async function corpusOf(
  { strategy }: ParsedStrategy,
  { records, mustFind }: LintSearchOptions,
): Promise<SearchedCorpus | string | undefined> {
  if (records === undefined) return undefined;
  const read = await namedRecords(records);
  if (!read.ok) return read.message;
  const named = read.records.map(({ id, record }) => ({ id: record.csl.PMID ?? id, record }));
  return (
    searchedCorpus(strategy, named, mustFind, { mesh: loadMesh() }) ??
    "the strategy cannot be tried on records: mend what is wrong in it first, without --records."
  );
}

function printLint({ findings, notChecked }: Lint, syntax: Syntax, guessed: boolean): void {
  print(`Read as ${syntax}${guessed ? ", by the look of it (say --syntax if it is not)" : ""}.`);
  for (const { code, severity, line, column, message, fix } of findings) {
    const [first = "", ...rest] = wrap(`${line}:${column} ${message}`, WIDTH - 8);
    print(`${MARK[severity]} ${code}  ${first}`);
    for (const more of rest) print(`       ${more}`);
    if (fix !== undefined)
      print(`       ${fix.span.start === fix.span.end ? "Add" : "Write"}: ${fix.text.trim()}`);
  }
  const count = (kind: string) => findings.filter(({ severity }) => severity === kind).length;
  print(`\n${count("error")} errors, ${count("warning")} warnings, ${count("info")} notes.`);
  const byReason = new Map<string, string[]>();
  for (const { code, reason } of notChecked) byReason.set(reason, [...(byReason.get(reason) ?? []), code]);
  for (const [reason, codes] of byReason) print(`Not checked: ${codes.join(", ")} (${reason}).`);
}
