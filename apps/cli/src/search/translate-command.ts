import type { Syntax } from "@coppice/identify";
import { Command, InvalidArgumentError } from "commander";
import type { ExitCode } from "../exit-code.ts";

const SYNTAXES: readonly Syntax[] = [
  "pubmed",
  "ovid",
  "embase",
  "cochrane",
  "ebsco",
  "wos",
  "scopus",
  "clinicaltrials",
  "plain",
];

export function syntaxNamed(value: string): Syntax {
  const found = SYNTAXES.find((syntax) => syntax === value.toLowerCase());
  if (found === undefined) throw new InvalidArgumentError(`give one of ${SYNTAXES.join(", ")}.`);
  return found;
}

/** `coppice translate`: one strategy in the syntax of every database. */
export function translateCommand(finish: (code: ExitCode) => void): Command {
  return new Command("translate")
    .description(
      "write a search strategy as other databases take it, with a warning wherever its meaning changes",
    )
    .argument("[file]", "text of the strategy; - or nothing for standard input", "-")
    .option(
      "--from <syntax>",
      `syntax it is written in (default: guessed): ${SYNTAXES.join(", ")}`,
      syntaxNamed,
    )
    .requiredOption("--to <engines>", "databases, separated by commas, or all")
    .option("--expand-lines", "write out what line numbers stand for")
    .option("--author-keywords", "search author keywords where [tiab] does in PubMed")
    .option("--json", "print JSON only")
    .addHelpText(
      "after",
      "\nExamples:\n  coppice translate --from ovid --to pubmed,embase strategy.txt\n  coppice translate --to all --json - < strategy.txt",
    )
    .action(async (file, options) => {
      const { translate } = await import("../commands/translate.ts");
      finish(await translate(file, options));
    });
}
