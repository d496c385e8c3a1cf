import { STAGES } from "@coppice/screen";
import { Command, InvalidArgumentError, Option } from "commander";
import type { ExitCode } from "../exit-code.ts";
import { neededOption, reasonsOption, wholeFrom, withVoteOptions } from "./vote-options.ts";

type Finish = (code: ExitCode) => void;

function confidence(value: string): number {
  const level = Number(value);
  if (!(level > 0.5 && level < 1))
    throw new InvalidArgumentError("give a confidence between 0.5 and 1, as 0.95.");
  return level;
}

/** `coppice screen agreement`: how far reviewers agree. */
export function agreementCommand(finish: Finish): Command {
  const command = new Command("agreement")
    .description("how far reviewers agree: kappa, PABAK, Gwet's AC1, per pair and criterion, with intervals")
    .argument("<votes>", "file of votes, as coppice screen writes it");
  return withVoteOptions(command)
    .option("--level <share>", "confidence of the intervals", confidence, 0.95)
    .option("--json", "print JSON only")
    .addHelpText("after", "\nExample:\n  coppice screen agreement votes.ndjson")
    .action(async (votes, options) => {
      const { agreement } = await import("../commands/screen/agreement.ts");
      finish(await agreement(votes, options));
    });
}

/** `coppice screen report`: counts and curves. */
export function reportCommand(finish: Finish): Command {
  return new Command("report")
    .description(
      "where screening stands: counts for the flow diagram, and what was found against what was screened",
    )
    .argument("<file>", "records: an export of any format, or a CSV file with record_id, title, abstract")
    .requiredOption("--votes <file>", "file of votes")
    .requiredOption("--out <place>", "folder for figures, text and JSON; or a file .svg for the figure alone")
    .addOption(new Option("--stage <stage>", "figure of this stage alone").choices(STAGES))
    .addOption(neededOption())
    .addOption(
      new Option(
        "--maybe <as>",
        "what maybe counts as (default: include by title, open at full text)",
      ).choices(["include", "open"]),
    )
    .addOption(reasonsOption())
    .option("--width <px>", "width of the figures (default: 640)", wholeFrom(280), 640)
    .option("--json", "print the counts as JSON only")
    .addHelpText(
      "after",
      "\nExample:\n  coppice screen report medline.nbib --votes votes.ndjson --out screening",
    )
    .action(async (file, options) => {
      const { screeningReport } = await import("../commands/screen/report.ts");
      finish(await screeningReport(file, options));
    });
}
