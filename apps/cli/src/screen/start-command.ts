import { Command, InvalidArgumentError, Option } from "commander";
import type { ExitCode } from "../exit-code.ts";
import { KEY_PRESETS } from "./key-commands.ts";
import { neededOption, reasonsOption, stageOption, wholeFrom } from "./vote-options.ts";

const named = (value: string): string => {
  if (value.trim() === "") throw new InvalidArgumentError("give a name.");
  return value.trim();
};

/** `coppice screen FILE`: the screener in the terminal. */
export function startCommand(finish: (code: ExitCode) => void): Command {
  return new Command("start")
    .description(
      "screen in the terminal, one key a decision; goes on where it was left (the default command)",
    )
    .argument("<file>", "records: an export of any format, or a CSV file with record_id, title, abstract")
    .requiredOption("--reviewer <name>", "whose decisions these are", named)
    .option(
      "--votes <file>",
      "file of votes, of one or more reviewers; only ever appended to",
      "votes.ndjson",
    )
    .addOption(stageOption())
    .option("--topic <text>", "the review's question or title: it orders the first records")
    .option("--criteria <text>", "its eligibility criteria")
    .addOption(reasonsOption())
    .addOption(neededOption())
    .option(
      "--settle",
      "settle the conflicts between votes; --reviewer says who, several with commas between",
    )
    .addOption(
      new Option("--keys <preset>", "whose keys: i/e/m, r/i/m or v/x/m")
        .choices(Object.keys(KEY_PRESETS))
        .default("rayyan"),
    )
    .option("--seed <n>", "seed of what is drawn (default: 0)", wholeFrom(0), 0)
    .addHelpText(
      "after",
      '\nExamples:\n  coppice screen medline.nbib --reviewer ana --votes votes.ndjson --topic "Triptans for migraine"\n  coppice screen medline.nbib --reviewer ana,ben --settle',
    )
    .action(async (file, options) => {
      const { screenInTerminal } = await import("../commands/screen/start.ts");
      finish(await screenInTerminal(file, options));
    });
}
