import { type PartWorth, type StrategyTestResult, testStrategy } from "@coppice/identify";
import { loadMesh } from "@coppice/project";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { namedRecords } from "../records/named-records.ts";
import { readTestDocument } from "../search/test-document.ts";
import { paint, print, printJson, tell } from "../terminal.ts";

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

function refuse(sentence: string): ExitCode {
  tell(`coppice: ${sentence}`);
  return exitCode.misuse;
}

/** Tests a strategy on records; exit code 1 where it does not do what the document expects. */
export async function testSearch(
  path: string,
  files: readonly string[],
  options: { readonly json?: boolean },
): Promise<ExitCode> {
  const document = await readTestDocument(path);
  if (!document.ok) return refuse(document.message);
  for (const { line, column, message } of document.problems)
    tell(`${path}: strategy, ${line}:${column}: ${message}`);
  const read = await namedRecords(files);
  if (!read.ok) return refuse(read.message);
  const records = read.records.map(({ id, record }) => ({ id: record.csl.PMID ?? id, record }));
  const result = testStrategy(document.test, records, { mesh: loadMesh() });
  if (!result.ok) return refuse(result.problems.map(({ message }) => message).join(" "));
  if (options.json === true) {
    const parts = result.parts.map(({ expression, ...part }) => ({ ...part, span: expression.span }));
    printJson({ ...result, parts });
  } else printResult(result);
  return result.expectations.every(({ met }) => met) ? exitCode.done : exitCode.foundProblems;
}

function printResult(result: StrategyTestResult): void {
  const { records, hits, known, found, absent, recall, precision, numberNeededToRead } = result;
  print(`${hits} of ${records} records found.`);
  if (recall !== undefined) print(`Recall ${percent(recall)}: ${found} of the ${known} that must be found.`);
  if (precision !== undefined) print(`Precision ${percent(precision)}.`);
  if (numberNeededToRead !== undefined) print(`${numberNeededToRead.toFixed(1)} records to read for each.`);
  if (absent.length > 0) print(`Not among the records, so not judged: ${absent.join(", ")}.`);
  print("");
  for (const part of result.parts) print(partText(part));
  if (result.missed.length > 0) print("\nMissed:");
  for (const { id, title, reason } of result.missed) print(`  ${id}  ${title ?? ""}\n    ${reason}`);
  print("");
  for (const { met, message } of result.expectations)
    print(`${met ? paint.green("kept  ") : paint.red("BROKEN")} ${message}`);
  for (const { message } of result.notes) tell(`note: ${message}`);
}

function partText({ line, operand, hits, found, lost, lostFound }: PartWorth): string {
  const name = operand === undefined ? `line ${line}` : `  line ${line}, term ${operand}`;
  const worth = `${hits} records, ${found} that must be found`;
  if (lost === undefined) return `${name.padEnd(22)} ${worth}`;
  const without = lost === 0 ? "nothing would be lost without it" : `${lost} would be lost without it`;
  const wanted = lostFound!.length === 0 ? "" : `, among them ${lostFound!.join(", ")}`;
  return `${name.padEnd(22)} ${worth}; ${without}${wanted}`;
}
