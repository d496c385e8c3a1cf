import { Command, InvalidArgumentError } from "commander";
import type { ExitCode } from "../exit-code.ts";
import { syntaxNamed } from "./translate-command.ts";

function jobsNamed(value: string): number {
  const jobs = Number(value);
  if (!Number.isInteger(jobs) || jobs < 1 || jobs > 256)
    throw new InvalidArgumentError("give a whole number from 1 to 256.");
  return jobs;
}

/** `coppice match` and `coppice test-search`: strategies asked of records in files. */
export function matchCommands(finish: (code: ExitCode) => void): readonly Command[] {
  return [matchCommand(finish), testSearchCommand(finish)];
}

function matchCommand(finish: (code: ExitCode) => void): Command {
  return new Command("match")
    .description(
      "print the PMIDs (or ids) of the records that a search finds in files, as PubMed would find them",
    )
    .argument("<files...>", "exports of any format, or MEDLINE XML, also packed by gzip or zip")
    .option("--query <text>", "the search")
    .option("--strategy <file>", "file of a strategy of one line or many; its last line is the answer")
    .option("--syntax <syntax>", "syntax of the search (default: pubmed; of a file: guessed)", syntaxNamed)
    .option("--count", "print how many records match, not which")
    .option("--jobs <n>", "files that are read at once (default: as many as there are cores)", jobsNamed)
    .option("--json", "print JSON only")
    .addHelpText(
      "after",
      "\nRecords without a PMID are named by the column record_id of a CSV file; else by their number in the file, as 12 or export.ris#12.\n\nExamples:\n  coppice match --query '\"guillain-barre syndrome\"[mh] AND random*[tiab]' pubmed26n0001.xml.gz\n  coppice match --strategy strategy.txt --syntax ovid --count medline.nbib embase.ris",
    )
    .action(async (files, options) => {
      const { match } = await import("../commands/match.ts");
      finish(await match(files, options));
    });
}

function testSearchCommand(finish: (code: ExitCode) => void): Command {
  return new Command("test-search")
    .description(
      "test a search against the records that it must find: recall, precision, and what each line is worth",
    )
    .argument(
      "<document>",
      "JSON: strategy, mustFind, mustNotFind, expected, subsets; or a search of a review (YAML)",
    )
    .argument("<files...>", "records to test it on: exports of any format, or MEDLINE XML")
    .option("--json", "print JSON only")
    .addHelpText("after", "\nExample:\n  coppice test-search ivig-search.json library.nbib")
    .action(async (document, files, options) => {
      const { testSearch } = await import("../commands/test-search.ts");
      finish(await testSearch(document, files, options));
    });
}
