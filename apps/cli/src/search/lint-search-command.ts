import { Command, InvalidArgumentError } from "commander";
import type { ExitCode } from "../exit-code.ts";
import { syntaxNamed } from "./translate-command.ts";

function countNamed(value: string): number {
  const count = Number(value);
  if (!Number.isInteger(count) || count < 0)
    throw new InvalidArgumentError("give a whole number, 0 or more.");
  return count;
}

/** `coppice lint-search`: a strategy looked over as a peer reviewer would. */
export function lintSearchCommand(finish: (code: ExitCode) => void): Command {
  return new Command("lint-search")
    .description(
      "look a search strategy over as a peer reviewer would (PRESS 2015), with a remedy for each finding",
    )
    .argument(
      "[file]",
      "text of the strategy, or a search of a review (YAML); - or nothing for standard input",
      "-",
    )
    .option("--syntax <syntax>", "syntax it is written in (default: guessed)", syntaxNamed)
    .option("--records <files...>", "records to try it on: exports of any format, or MEDLINE XML")
    .option("--must-find <ids...>", "PMIDs, DOIs or ids of known relevant records among them")
    .option("--count <n>", "records that the database finds with it", countNamed)
    .option("--json", "print JSON only")
    .addHelpText(
      "after",
      "\nExample:\n  coppice lint-search strategy.txt --syntax ovid --records library.nbib",
    )
    .action(async (file, options) => {
      const { lintSearch } = await import("../commands/lint-search.ts");
      finish(await lintSearch(file, options));
    });
}
