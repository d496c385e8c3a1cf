import { Command, InvalidArgumentError } from "commander";
import type { ExitCode } from "../exit-code.ts";
import { agreementCommand, reportCommand } from "./people-commands.ts";
import { startCommand } from "./start-command.ts";
import { sampleCommand, stopCommand } from "./stop-command.ts";
import { stageOption } from "./vote-options.ts";

type Finish = (code: ExitCode) => void;

function seedNumber(value: string): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number) || number < 0)
    throw new InvalidArgumentError("give a whole number from 0 on.");
  return number;
}

const ids = (value: string): readonly string[] =>
  value
    .split(",")
    .map((id) => id.trim())
    .filter((id) => id !== "");

/** `coppice screen …`: the order in which records are screened. */
export function screenCommand(finish: Finish): Command {
  const screen = new Command("screen").description(
    "screen records, those first that likely belong to the review; with a file alone: in the terminal, one key a decision",
  );
  screen.addCommand(startCommand(finish), { isDefault: true });
  screen
    .command("rank")
    .description("rank the records not yet labelled, most likely included first")
    .argument("<file>", "records: an export of any format, or a CSV file with record_id, title, abstract")
    .option("--labels <file>", "CSV of decisions: record_id, label (1 included, 0 excluded)")
    .option("--votes <file>", "file of votes, as coppice screen writes it; what they say are the labels")
    .addOption(stageOption())
    .option("--topic <text>", "the review's question or title")
    .option("--criteria <text>", "its eligibility criteria")
    .option("--seed <n>", "seed of what is drawn (default: 0)", seedNumber, 0)
    .option("--out <file>", "write the whole ranking as CSV")
    .option("--explain", "say which words pushed a record up or down")
    .option("--json", "print JSON only")
    .addHelpText(
      "after",
      '\nExample:\n  coppice screen rank medline.nbib --labels decisions.csv --topic "Triptans for migraine"',
    )
    .action(async (file, options) => {
      const { rankRecords } = await import("../commands/screen/rank.ts");
      finish(await rankRecords(file, options));
    });
  screen
    .command("simulate")
    .description("screen a file whose labels are known as a reviewer would, and write the order")
    .argument("<file>", "CSV file, also gzipped: record_id, title, abstract, label_included (1 or 0)")
    .requiredOption("--out <file>", "JSON lines to write, one a record in the order screened")
    .option("--topic <text>", "the review's question or title")
    .option("--criteria <text>", "its eligibility criteria")
    .option("--priors <ids>", "records labelled before the start, separated by commas", ids)
    .option("--prior <file>", "weights of the prior, as bench/screening-prior.json (default: those shipped)")
    .option("--without <review>", "of a file of several priors, the one learned without this review")
    .option("--seed <n>", "seed of what is drawn (default: 0)", seedNumber, 0)
    .addHelpText(
      "after",
      '\nExample:\n  coppice screen simulate triptans.csv.gz --topic "Triptans for migraine" --priors 12,480 --out order.jsonl',
    )
    .action(async (file, options) => {
      const { simulateScreening } = await import("../commands/screen/simulate.ts");
      finish(await simulateScreening(file, options));
    });
  screen.addCommand(stopCommand(finish));
  screen.addCommand(sampleCommand(finish));
  screen.addCommand(agreementCommand(finish));
  screen.addCommand(reportCommand(finish));
  return screen;
}
